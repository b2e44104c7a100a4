import { fromBase64 } from '../../../shared/base/bytes.ts'
import type { BundleFile } from '../../../shared/protocol/contract.ts'
import { saveFile } from '../../ui/save-file.ts'

/** Hands a bundle to the browser to keep, under the name the host gave it. */
export const saveBundle = ({ name, bundle }: BundleFile): void =>
  saveFile(name, Uint8Array.from(fromBase64(bundle) ?? []), 'application/octet-stream')

/** What a bundle's name ends in. */
export const BUNDLE_FILES = '.parley-bundle'
