// A picture somebody chose, as a small square that may travel: drawn anew, so that nothing but its points is left of it.
import { isRefusal, openPicture, type PictureRefusal } from '../../../ui/open-picture.ts'
import { MAX_PHOTO_BYTES } from '../../../../shared/domain/profile/photo.ts'

const SIDE = 256
/** Largest file that is looked at. */
const MAX_FILE_BYTES = 30 * 1024 * 1024

/** Base64url of a JPEG within the caps, or why the file gives none. */
export async function photoFrom(file: File): Promise<string | PictureRefusal> {
  const bitmap = await openPicture(file, MAX_FILE_BYTES)
  if (isRefusal(bitmap)) return bitmap
  try {
    const canvas = new OffscreenCanvas(SIDE, SIDE)
    const context = canvas.getContext('2d')
    if (!context) return { wrong: 'unknown' }
    const side = Math.min(bitmap.width, bitmap.height)
    context.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, SIDE, SIDE)
    for (const quality of [0.86, 0.7, 0.5]) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
      if (blob.size <= MAX_PHOTO_BYTES) return base64(new Uint8Array(await blob.arrayBuffer()))
    }
    return { wrong: 'heavy' }
  } finally {
    bitmap.close()
  }
}

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
