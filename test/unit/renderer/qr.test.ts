import { describe, expect, it } from 'vitest'
import { qrFigure } from '../../../renderer/ui/qr.ts'
import { codeIn, type Pixels } from '../../../renderer/ui/qr-read.ts'

const LINK = `parley://join/#${'eyJhIjpbIjEwLjc3LjAuMTozODcxOSJdLCJkIjoiYTU4'.repeat(10)}`

/** The figure as a screen would show it: so many pixels a square. */
function drawn(text: string, scale: number): Pixels {
  const { size, path } = qrFigure(text)
  const side = size * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      for (let at = Number(x) * scale; at < (Number(x) + Number(length)) * scale; at++) data.fill(16, (row * side + at) * 4, (row * side + at) * 4 + 3)
    }
  }
  return { width: side, height: side, data }
}

describe('a QR code', () => {
  it('is read back as the text it was drawn from', () => {
    expect(codeIn(drawn(LINK, 4))).toBe(LINK)
    expect(codeIn(drawn('Grüße an Çiğdem', 3))).toBe('Grüße an Çiğdem')
  })

  it('keeps four light squares on every side', () => {
    const { size, path } = qrFigure(LINK)
    const places = Array.from(path.matchAll(/M(\d+) (\d+)h(\d+)/g), ([, x, y, length]) => [Number(x), Number(y), Number(x) + Number(length)])
    expect(Math.min(...places.map(([x]) => x!))).toBe(4)
    expect(Math.min(...places.map(([, y]) => y!))).toBe(4)
    expect(Math.max(...places.map(([, , end]) => end!))).toBe(size - 4)
  })

  it('is not found where there is none', () => {
    expect(codeIn({ width: 40, height: 40, data: new Uint8ClampedArray(40 * 40 * 4).fill(255) })).toBeNull()
    const torn = drawn(LINK, 4)
    torn.data.fill(255, torn.data.length >> 2)
    expect(codeIn(torn)).toBeNull()
  })

  it('cannot hold more than a code can', () => {
    expect(() => qrFigure('x'.repeat(3000))).toThrow()
  })
})
