// Which pictures are shown. Bytes come from other people: kind and size are read from the head of the file before any
// decoder sees it, so that nothing large, animated or scriptable gets there.

export const MAX_PHOTO_BYTES = 64 * 1024
/** Longest side in points. */
export const MAX_PHOTO_SIDE = 512

export interface Photo {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
}

/** Null for anything but a still PNG, JPEG or WebP within both caps. Never throws. */
export function readPhoto(bytes: Uint8Array): Photo | null {
  if (bytes.length < 32 || bytes.length > MAX_PHOTO_BYTES) return null
  const photo = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes)
  return photo && fits(photo.width) && fits(photo.height) ? photo : null
}

const fits = (side: number): boolean => side >= 1 && side <= MAX_PHOTO_SIDE

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const begins = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))

function readPng(bytes: Uint8Array): Photo | null {
  if (!begins(bytes, 0, '\x89PNG\r\n\x1a\n') || !begins(bytes, 12, 'IHDR')) return null
  // An animation says so in a chunk before the picture.
  for (let at = 8; at + 12 <= bytes.length;) {
    if (begins(bytes, at + 4, 'acTL')) return null
    if (begins(bytes, at + 4, 'IDAT')) break
    at += 12 + view(bytes).getUint32(at)
  }
  return { type: 'image/png', width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) }
}

/** The frame header, whatever the coding; markers before it are stepped over by their lengths. */
function readJpeg(bytes: Uint8Array): Photo | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { type: 'image/jpeg', height: view(bytes).getUint16(at + 5), width: view(bytes).getUint16(at + 7) }
    }
    if (marker === 0xd9 || marker === 0xda) return null
    at += 2 + Math.max(2, view(bytes).getUint16(at + 2))
  }
  return null
}

function readWebp(bytes: Uint8Array): Photo | null {
  if (!begins(bytes, 0, 'RIFF') || !begins(bytes, 8, 'WEBP')) return null
  const of = (width: number, height: number): Photo => ({ type: 'image/webp', width, height })
  const data = view(bytes)
  if (begins(bytes, 12, 'VP8 ') && begins(bytes, 23, '\x9d\x01\x2a')) return of(data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff)
  if (begins(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const bits = data.getUint32(21, true)
    return of((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
  }
  if (begins(bytes, 12, 'VP8X') && (bytes[20]! & 0x02) === 0) {
    const three = (at: number): number => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
    return of(three(24) + 1, three(27) + 1)
  }
  return null
}
