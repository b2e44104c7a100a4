// A picture file that somebody brought, opened for drawing. Decoders make room for as many points as the file says it has:
// fifty thousand by fifty thousand would be ten gigabytes, out of a few hundred bytes. So its head is read first.
import { readPictureHead } from '../../shared/base/picture-head.ts'

/** A camera's 100 million points and some; 480 MB once it is decoded. */
export const MOST_POINTS = 120_000_000
/** Of the file, to find its size in: what cameras write before it takes less. */
const HEAD_BYTES = 4 * 1024 * 1024

/** No kind that is known, or damaged; a file of too many bytes; too many points, so many by so many. */
export type PictureRefusal =
  | { readonly wrong: 'unknown' }
  | { readonly wrong: 'heavy' }
  | { readonly wrong: 'points'; readonly width: number; readonly height: number }

export const isRefusal = (picture: ImageBitmap | PictureRefusal): picture is PictureRefusal => 'wrong' in picture

/** `mostBytes`: of the file. Whoever gets the bitmap closes it. */
export async function openPicture(file: Blob, mostBytes: number): Promise<ImageBitmap | PictureRefusal> {
  if (file.size > mostBytes) return { wrong: 'heavy' }
  const head = readPictureHead(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer().catch(() => new ArrayBuffer(0))))
  if (!head || head.width === 0 || head.height === 0) return { wrong: 'unknown' }
  if (head.width * head.height > MOST_POINTS) return { wrong: 'points', width: head.width, height: head.height }
  return createImageBitmap(file).catch(() => ({ wrong: 'unknown' as const }))
}
