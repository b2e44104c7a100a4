// What a picture's file says of itself at its beginning: its kind, its size in points, whether it moves. Read before any
// decoder sees the file, since a few bytes can ask it for gigabytes. Formats by their own specifications: PNG (W3C), JPEG
// (ITU T.81), GIF89a, WebP (RFC 9649).

export interface PictureHead {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  /** In points, by the file's own word, which decoders follow. */
  readonly width: number
  readonly height: number
  /** More than one frame; of a GIF, whether it has any is not looked for. */
  readonly moves: boolean
}

/** `bytes`: the file, or as much of its beginning as there is. Null for any other kind, and where the size is not among them. Never throws. */
export const readPictureHead = (bytes: Uint8Array): PictureHead | null => (bytes.length < 26 ? null : readPng(bytes) ?? readJpeg(bytes) ?? readGif(bytes) ?? readWebp(bytes))

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const begins = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))

function readPng(bytes: Uint8Array): PictureHead | null {
  if (!begins(bytes, 0, '\x89PNG\r\n\x1a\n') || !begins(bytes, 12, 'IHDR')) return null
  return { type: 'image/png', width: view(bytes).getUint32(16), height: view(bytes).getUint32(20), moves: isAnimatedPng(bytes) }
}

/** An animation says so in a chunk before the picture. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  for (let at = 8; at + 12 <= bytes.length;) {
    if (begins(bytes, at + 4, 'acTL')) return true
    if (begins(bytes, at + 4, 'IDAT')) return false
    at += 12 + view(bytes).getUint32(at)
  }
  return false
}

/** The frame header, whatever the coding; markers before it are stepped over by their lengths. */
function readJpeg(bytes: Uint8Array): PictureHead | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { type: 'image/jpeg', height: view(bytes).getUint16(at + 5), width: view(bytes).getUint16(at + 7), moves: false }
    }
    if (marker === 0xd9 || marker === 0xda) return null
    at += 2 + Math.max(2, view(bytes).getUint16(at + 2))
  }
  return null
}

/** The screen it draws on: no frame is larger than what decoders make room for. */
function readGif(bytes: Uint8Array): PictureHead | null {
  if (!begins(bytes, 0, 'GIF87a') && !begins(bytes, 0, 'GIF89a')) return null
  return { type: 'image/gif', width: view(bytes).getUint16(6, true), height: view(bytes).getUint16(8, true), moves: true }
}

function readWebp(bytes: Uint8Array): PictureHead | null {
  if (!begins(bytes, 0, 'RIFF') || !begins(bytes, 8, 'WEBP') || bytes.length < 30) return null
  const of = (width: number, height: number, moves = false): PictureHead => ({ type: 'image/webp', width, height, moves })
  const data = view(bytes)
  if (begins(bytes, 12, 'VP8 ') && begins(bytes, 23, '\x9d\x01\x2a')) return of(data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff)
  if (begins(bytes, 12, 'VP8L') && bytes[20] === 0x2f) {
    const bits = data.getUint32(21, true)
    return of((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
  }
  if (begins(bytes, 12, 'VP8X')) {
    const three = (at: number): number => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
    return of(three(24) + 1, three(27) + 1, (bytes[20]! & 0x02) !== 0)
  }
  return null
}
