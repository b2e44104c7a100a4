// Files that carry the exchange where there is no network: made, taken in, and asked to join by.
import { defineStore } from 'pinia'
import { fromBase64, toBase64 } from '../../shared/base/bytes.ts'
import { ProblemError, problem } from '../../shared/base/result.ts'
import type { BundleFile, BundleView, Results } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

/** What the host takes in one call, in bytes. */
const LARGEST = 40 * 1024 * 1024

/** A file's name and its bytes, to be kept. */
export interface Carried { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

export const carried = ({ name, bundle }: BundleFile): Carried => ({ name, bytes: Uint8Array.from(fromBase64(bundle) ?? []) })

export const useBundles = defineStore('bundles', () => {
  const host = useHost()
  const overview = useOverview()

  /** `to`: for this person alone; null for all members. */
  const make = (to: string | null): Promise<Results['bundle.make']> =>
    host.call('bundle.make', { workspace: overview.workspace!.id, ...(to === null ? {} : { to }) })

  async function take(file: File): Promise<BundleView> {
    if (file.size > LARGEST) {
      throw new ProblemError(problem('bundle.large', 'This file is larger than one that Parley makes, so it was not opened.', 'Choose the file that ends in .parley-bundle.'))
    }
    const taken = await host.call('bundle.take', { bundle: toBase64(new Uint8Array(await file.arrayBuffer())) })
    await overview.load()
    return taken
  }

  const request = (join: string): Promise<BundleFile> => host.call('bundle.request', { join })

  return { make, take, request }
})
