// Pictures on paper: fetched from the host by hash, shown from memory, never from an address.
import type { InjectionKey } from 'vue'
import { fromBase64 } from '../../../shared/base/bytes.ts'

/** Whose pictures are shown below: the record or draft. */
export const recordOfImages: InjectionKey<() => string> = Symbol('record of images')

/** An address of these bytes within this page; `URL.revokeObjectURL` gives the memory back. */
export function imageUrl(found: { readonly bytes: string; readonly type: string } | null): string | null {
  const bytes = found && fromBase64(found.bytes)
  return found && bytes ? URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: found.type })) : null
}
