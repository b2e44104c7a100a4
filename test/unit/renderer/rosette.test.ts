import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { radiusAt, rosetteOf } from '../../../renderer/ui/rosette.ts'

const hash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })

describe('the rosette of a revision', () => {
  it('is the same for the same words, however often it is drawn', () => {
    fc.assert(fc.property(hash, fc.boolean(), (words, small) => {
      expect(rosetteOf(words, small)).toEqual(rosetteOf(words, small))
    }))
  })

  it('is another one when any of the bytes it is drawn from changes its meaning', () => {
    const base = '0000404000010100'.padEnd(64, '0')
    const figure = JSON.stringify(rosetteOf(base))
    for (let byte = 0; byte < 8; byte++) {
      const other = `${base.slice(0, byte * 2)}${byte === 4 ? '02' : '05'}${base.slice(byte * 2 + 2)}`
      expect(JSON.stringify(rosetteOf(other)), `byte ${byte}`).not.toBe(figure)
    }
  })

  it('has three to five curves and something at its heart, and below 28 px two curves only', () => {
    fc.assert(fc.property(hash, (words) => {
      const large = rosetteOf(words)
      expect(large.curves.length).toBeGreaterThanOrEqual(3)
      expect(large.curves.length).toBeLessThanOrEqual(5)
      expect(large.inner !== null || large.dot !== null).toBe(true)
      expect(rosetteOf(words, true)).toMatchObject({ inner: null, dot: null })
      expect(rosetteOf(words, true).curves).toHaveLength(2)
    }), { numRuns: 30 })
  })

  it('closes each curve and keeps it within its square', () => {
    fc.assert(fc.property(hash, (words) => {
      for (const curve of rosetteOf(words).curves) {
        expect(curve.startsWith('M')).toBe(true)
        expect(curve.endsWith('Z')).toBe(true)
        for (const [, x, y] of curve.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) expect(Math.hypot(Number(x), Number(y))).toBeLessThanOrEqual(50)
      }
    }), { numRuns: 30 })
  })

  it('follows r = R((1-a-b) + a cos(nt+p) + b cos(knt+2p))', () => {
    const curve = { radius: 48, n: 5, k: 2, a: 0.2, b: 0.05, phase: 0.3, turn: 0 }
    expect(radiusAt(curve, 0.7)).toBeCloseTo(48 * (0.75 + 0.2 * Math.cos(5 * 0.7 + 0.3) + 0.05 * Math.cos(10 * 0.7 + 0.6)), 10)
    expect(radiusAt({ ...curve, phase: 0 }, 0)).toBeCloseTo(48, 10)
  })

  it('draws something of its own for a text that is no hash', () => {
    expect(rosetteOf('not a hash').curves.length).toBeGreaterThan(0)
    expect(rosetteOf('').curves.length).toBeGreaterThan(0)
  })
})
