// Files that carry the exchange where there is no network: made, taken in, and asked to join by.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { toBase64 } from '../../shared/base/bytes.ts'
import { ProblemError, problem } from '../../shared/base/result.ts'
import { MAX_BUNDLE_FILE } from '../../shared/protocol/bundle-file.ts'
import type { BundleFile, BundleView, Results } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import type { LongWork } from './long-work.ts'
import { useOverview } from './overview.ts'

export const useBundles = defineStore('bundles', () => {
  const host = useHost()
  const overview = useOverview()

  /** What let this person in by file, while this page is open. */
  const answer = shallowRef<BundleView | null>(null)

  /** `to`: for this person alone; null for all members. `all`: also what that person is known to have. */
  const make = (work: LongWork, workspace: string, to: string | null, all = false): Promise<Results['bundle.make']> =>
    work.call('bundle.make', { workspace, all, ...(to === null ? {} : { to }) })

  async function take(work: LongWork, file: File): Promise<BundleView> {
    const taken = await work.call('bundle.take', { bundle: toBase64(await bytesOf(file)) })
    if (taken.kind === 'reply') answer.value = taken
    await overview.load()
    return taken
  }

  const request = (join: string): Promise<BundleFile> => host.call('bundle.request', { join })

  return { answer, make, take, request }
})

/** Throws what a person can act on where it can't be one that Parley made, or can't be read. */
async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MAX_BUNDLE_FILE) {
    throw new ProblemError(problem('bundle.large', 'problem.large', 'problem.largeWay'))
  }
  if (file.name.endsWith('.parley-invite')) {
    throw new ProblemError(problem('bundle.invite', 'problem.invite', 'problem.inviteWay'))
  }
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    throw new ProblemError(problem('bundle.unreadable', 'problem.unreadable', 'problem.unreadableWay'))
  }
}
