// Picture files that somebody brings: what they say of themselves is read before any decoder sees them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readPictureHead } from '#shared/base/picture-head.ts'
import { smallPicture } from '../../../renderer/features/record/draft/pictures-in.ts'
import { photoFrom } from '../../../renderer/features/people/profile/photo-from.ts'
import { isRefusal, openPicture } from '../../../renderer/ui/open-picture.ts'
import { pixelsOf } from '../../../renderer/ui/qr-read.ts'

const MB = 1024 * 1024
const bytes = (...parts: (string | readonly number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [...part])), ...Array<number>(40).fill(0)])
const big = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const short = (n: number): number[] => [n & 255, n >> 8]
const three = (n: number): number[] => [n & 255, (n >> 8) & 255, n >> 16]

const png = (width: number, height: number): Uint8Array<ArrayBuffer> => bytes([0x89], 'PNG\r\n', [0x1a], '\n', big(13), 'IHDR', big(width), big(height), [8, 2, 0, 0, 0])
/** `before`: bytes of what cameras write before the picture, in blocks of at most 65,533. */
const jpeg = (width: number, height: number, before = 2): Uint8Array<ArrayBuffer> => {
  const blocks = Array.from({ length: Math.ceil(before / 65_533) }, () => Math.min(before, 65_533))
  return bytes([0xff, 0xd8], ...blocks.map((size) => [0xff, 0xe1, (size + 2) >> 8, (size + 2) & 255, ...Array<number>(size).fill(7)]), [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255])
}
const gif = (width: number, height: number): Uint8Array<ArrayBuffer> => bytes('GIF89a', short(width), short(height))
const webp = (width: number, height: number): Uint8Array<ArrayBuffer> => bytes('RIFF', big(0), 'WEBPVP8X', big(10), [0, 0, 0, 0], three(width - 1), three(height - 1))
const MAKERS = { png, jpeg, gif, webp }
const file = (of: Uint8Array<ArrayBuffer>): File => new File([of], 'wall.png')

const decoded = vi.fn(() => Promise.resolve({ width: 1, height: 1, close: () => {} }))
beforeEach(() => {
  decoded.mockClear()
  vi.stubGlobal('createImageBitmap', decoded)
})
afterEach(() => { vi.unstubAllGlobals() })

describe('the head of a picture', () => {
  it.each(Object.entries(MAKERS))('tells how many points a %s has', (kind, make) => {
    expect(readPictureHead(make(640, 480))).toMatchObject({ type: `image/${kind}`, width: 640, height: 480 })
  })

  it('is found behind a megabyte of what a camera wrote', () => {
    expect(readPictureHead(jpeg(8000, 6000, 1_000_000))).toMatchObject({ width: 8000, height: 6000 })
  })

  it('is none where the file ends too soon, or is something else', () => {
    for (const make of Object.values(MAKERS)) expect(readPictureHead(make(640, 480).subarray(0, 12))).toBeNull()
    expect(readPictureHead(bytes('<svg xmlns="http://www.w3.org/2000/svg" width="50000"/>'))).toBeNull()
  })
})

describe('a small file with fifty thousand by fifty thousand points', () => {
  it.each(Object.entries(MAKERS))('is refused as a %s, and no decoder sees it', async (_, make) => {
    const bomb = file(make(50_000, 50_000))
    expect(bomb.size).toBeLessThan(100)
    expect(await openPicture(bomb, MB)).toEqual({ wrong: 'points', width: 50_000, height: 50_000 })
    expect(await smallPicture(bomb)).toMatchObject({ wrong: 'points' })
    expect(await photoFrom(bomb)).toMatchObject({ wrong: 'points' })
    expect(await pixelsOf(bomb, MB)).toMatchObject({ wrong: 'points' })
    expect(decoded).not.toHaveBeenCalled()
  })

  it('is told from a large picture of a camera, which is opened', async () => {
    expect(isRefusal(await openPicture(file(jpeg(11_656, 8742)), MB))).toBe(false)
    expect(decoded).toHaveBeenCalledTimes(1)
  })

  it('is no way around it: other kinds, empty sides and heavy files are refused as well', async () => {
    expect(await openPicture(file(bytes('BM')), MB)).toEqual({ wrong: 'unknown' })
    expect(await openPicture(file(png(0, 9)), MB)).toEqual({ wrong: 'unknown' })
    expect(await openPicture(file(png(9, 9)), 20)).toEqual({ wrong: 'heavy' })
    expect(decoded).not.toHaveBeenCalled()
  })
})
