// Pictures of a draft: their bytes stand in the draft's own document, by hash, until an offer takes them along beside its
// terms. Nothing a page or a peer says of them is believed: kind and size are read from the bytes.
import type * as Y from 'yjs'
import type { TextHash } from '../base/ids.ts'
import { textHash } from '../domain/record/id.ts'
import { imagesIn } from '../domain/record/words.ts'
import { readMeta, readSections } from './draft.ts'

/** Bytes of one picture, of all in a draft, and how many there may be: all of them travel with one act (16 texts, 4 MiB). */
export const IMAGE_CAPS = { bytes: 512 * 1024, total: 3 * 1024 * 1024, count: 12 } as const

export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp'

const startsWith = (bytes: Uint8Array, at: number, ...codes: number[]): boolean => codes.every((code, i) => bytes[at + i] === code)

/** Null for anything that is not one of the three kinds a page decodes. */
export function imageType(bytes: Uint8Array): ImageType | null {
  if (startsWith(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(bytes, 0, 0x52, 0x49, 0x46, 0x46) && startsWith(bytes, 8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}

export const isImage = (bytes: Uint8Array): boolean => bytes.length <= IMAGE_CAPS.bytes && imageType(bytes) !== null

const imagesOf = (draft: Y.Doc): Y.Map<unknown> => draft.getMap('images')

/** Null where the bytes are not in the draft, or are not what the hash names. */
export function draftImage(draft: Y.Doc, hash: string): Uint8Array | null {
  const bytes = imagesOf(draft).get(hash)
  return bytes instanceof Uint8Array && isImage(bytes) && textHash(bytes) === hash ? bytes : null
}

/** Hashes of the pictures that stand in the words now. */
export const shownImages = (draft: Y.Doc): string[] => imagesIn(readSections(draft, readMeta(draft)).flatMap((section) => section.words))

/** Keeps a picture with the draft; null where there is no room for it. Those that nobody shows any more make room. */
export function keepImage(draft: Y.Doc, bytes: Uint8Array): TextHash | null {
  const images = imagesOf(draft)
  const hash = textHash(bytes)
  if (images.has(hash)) return hash
  const shown = new Set(shownImages(draft))
  const isFull = (): boolean => images.size >= IMAGE_CAPS.count
    || [...images.values()].reduce((sum: number, value) => sum + (value instanceof Uint8Array ? value.length : 0), bytes.length) > IMAGE_CAPS.total
  draft.transact(() => {
    for (const key of images.keys()) if (isFull() && !shown.has(key)) images.delete(key)
    if (!isFull()) images.set(hash, bytes)
  })
  return images.has(hash) ? hash : null
}
