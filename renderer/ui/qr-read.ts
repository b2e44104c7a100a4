// Reads the QR code in a picture, here in the page: the picture goes nowhere. Loaded only when somebody brings one.
import { decodeQR } from 'qr/decode.js'
import { isRefusal, openPicture, type PictureRefusal } from './open-picture.ts'

/** Longest side a picture is read at, in pixels: finer ones are scaled down first. */
const LONGEST = 2000
/** How long to look for a code, in ms. */
const PATIENCE_MS = 1500

/** RGBA, four bytes a pixel, row by row. */
export interface Pixels { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }

/** The text of the code in it; null where there is none that can be read. */
export function codeIn(pixels: Pixels): string | null {
  try {
    return decodeQR(pixels, { format: 'RGBA', effort: 4, timeLimit: PATIENCE_MS })
  } catch {
    return null
  }
}

/** `mostBytes`: of the file. */
export async function pixelsOf(picture: Blob, mostBytes: number): Promise<Pixels | PictureRefusal> {
  const bitmap = await openPicture(picture, mostBytes)
  if (isRefusal(bitmap)) return bitmap
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  // A transparent picture would be read as black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return context.getImageData(0, 0, width, height)
}
