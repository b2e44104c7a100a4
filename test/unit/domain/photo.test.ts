import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_PHOTO_BYTES, readPhoto } from '#shared/domain/profile/index.ts'

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part)))
const padded = (of: Uint8Array, length = 64): Uint8Array => {
  const all = new Uint8Array(Math.max(length, of.length))
  all.set(of)
  return all
}
const long = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const png = (width: number, height: number, next = 'IDAT'): Uint8Array =>
  padded(bytes([0x89], 'PNG\r\n', [0x1a], '\n', long(13), 'IHDR', long(width), long(height), [8, 2, 0, 0, 0], long(0), long(0), next))
const jpeg = (width: number, height: number): Uint8Array =>
  padded(bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255]))

describe('a picture in a profile', () => {
  test('is a still PNG, JPEG or WebP within the caps', () => {
    expect(readPhoto(png(256, 128))).toEqual({ type: 'image/png', width: 256, height: 128 })
    expect(readPhoto(jpeg(300, 200))).toEqual({ type: 'image/jpeg', width: 300, height: 200 })
    expect(readPhoto(padded(bytes('RIFF', long(0), 'WEBPVP8X', long(10), [0, 0, 0, 0, 255, 0, 0, 127, 0, 0])))).toEqual({ type: 'image/webp', width: 256, height: 128 })
    expect(readPhoto(padded(bytes('RIFF', long(0), 'WEBPVP8L', long(10), [0x2f, 0xff, 0xc0, 0x1f, 0])))).toMatchObject({ type: 'image/webp', width: 256, height: 128 })
    expect(readPhoto(padded(bytes('RIFF', long(0), 'WEBPVP8 ', long(10), [0, 0, 0, 0x9d, 1, 0x2a, 0, 1, 128, 0])))).toMatchObject({ width: 256, height: 128 })
  })

  test('is nothing too large, animated, or of another kind', () => {
    expect(readPhoto(png(513, 10))).toBeNull()
    expect(readPhoto(png(0, 10))).toBeNull()
    expect(readPhoto(png(10, 10, 'acTL'))).toBeNull()
    expect(readPhoto(padded(png(10, 10), MAX_PHOTO_BYTES + 1))).toBeNull()
    expect(readPhoto(jpeg(513, 20))).toBeNull()
    expect(readPhoto(padded(bytes('RIFF', long(0), 'WEBPVP8X', long(10), [2, 0, 0, 0, 9, 0, 0, 9, 0, 0])))).toBeNull()
    expect(readPhoto(padded(bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')))).toBeNull()
    expect(readPhoto(padded(bytes('GIF89a')))).toBeNull()
  })

  test('whatever the bytes, reading them ends and throws nothing', () => {
    const heads = [png(10, 10), jpeg(10, 10), bytes('RIFF', long(9), 'WEBPVP8X')].map((head) => [...head])
    fc.assert(fc.property(fc.constantFrom([], ...heads), fc.nat(40), fc.uint8Array({ maxLength: 300 }), (head, cut, rest) => {
      readPhoto(Uint8Array.from([...head.slice(0, cut), ...rest]))
    }), { numRuns: 3000 })
  })
})
