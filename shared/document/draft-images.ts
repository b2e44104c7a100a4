// Pictures of a draft: their bytes stand in the draft's own document, by hash, until an offer takes them along beside its
// terms. Nothing a page or a peer says of them is believed: kind and size are read from the bytes.
import type * as Y from 'yjs'
import type { TextHash } from '../base/ids.ts'
import { readPictureHead } from '../base/picture-head.ts'
import { textHash } from '../domain/record/id.ts'
import { imagesIn } from '../domain/record/words.ts'
import { readMeta, readSections } from './draft.ts'

/** Bytes of one picture, of all in a draft, and how many there may be: all of them travel with one act (16 texts, 4 MiB). */
export const IMAGE_CAPS = { bytes: 512 * 1024, total: 3 * 1024 * 1024, count: 12 } as const

/** Longest side in points, twice what a page makes of them: a small file may not ask who opens the letter for gigabytes. */
const MOST_SIDE = 3200

export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp'

/** Null for anything that is not one of the three kinds a page decodes, or has more points than it shows. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const head = readPictureHead(bytes)
  return head && head.type !== 'image/gif' && fits(head.width) && fits(head.height) ? head.type : null
}

const fits = (side: number): boolean => side >= 1 && side <= MOST_SIDE

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
