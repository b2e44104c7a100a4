// Which pictures are shown. Bytes come from other people: kind and size are read from the head of the file before any
// decoder sees it, so that nothing large, animated or scriptable gets there.
import { readPictureHead, type PictureHead } from '../../base/picture-head.ts'

export const MAX_PHOTO_BYTES = 64 * 1024
/** Longest side in points. */
export const MAX_PHOTO_SIDE = 512

export interface Photo {
  readonly type: Exclude<PictureHead['type'], 'image/gif'>
  readonly width: number
  readonly height: number
}

/** Null for anything but a still PNG, JPEG or WebP within both caps. Never throws. */
export function readPhoto(bytes: Uint8Array): Photo | null {
  if (bytes.length < 32 || bytes.length > MAX_PHOTO_BYTES) return null
  const head = readPictureHead(bytes)
  if (!head || head.moves || head.type === 'image/gif' || !fits(head.width) || !fits(head.height)) return null
  return { type: head.type, width: head.width, height: head.height }
}

const fits = (side: number): boolean => side >= 1 && side <= MAX_PHOTO_SIDE
