import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeBeside } from '../../../renderer/features/walk/place.ts'
import { STEPS } from '../../../renderer/features/walk/walk.ts'

const CARD = { width: 320, height: 160 }
const WINDOW = { width: 1440, height: 900 }

describe('the card of the walkthrough', () => {
  it('stands beside what it speaks of, and rings it', () => {
    const place = placeBeside({ x: 3, y: 60, width: 72, height: 50 }, CARD, WINDOW)
    expect(place.x).toBeGreaterThanOrEqual(75)
    expect(place.ring).toMatchObject({ x: 0, width: 78 })
  })

  it('stands alone in the corner where the thing is not there, or fills the window', () => {
    expect(placeBeside(null, CARD, WINDOW).ring).toBeNull()
    expect(placeBeside({ x: 300, y: 40, width: 1100, height: 820 }, CARD, WINDOW)).toMatchObject({ ring: null, x: 1440 - 320 - 16 })
  })

  it('is always whole on the screen, however small the window', () => {
    const box = fc.record({ x: fc.integer({ min: -50, max: 2000 }), y: fc.integer({ min: -50, max: 1500 }), width: fc.integer({ min: 0, max: 2000 }), height: fc.integer({ min: 0, max: 900 }) })
    const window = fc.record({ width: fc.integer({ min: 360, max: 2560 }), height: fc.integer({ min: 260, max: 1440 }) })
    fc.assert(fc.property(box, window, (thing, size) => {
      const { x, y } = placeBeside(thing, CARD, size)
      expect(x).toBeGreaterThanOrEqual(16)
      expect(y).toBeGreaterThanOrEqual(16)
      expect(x + CARD.width).toBeLessThanOrEqual(size.width)
      expect(y + CARD.height).toBeLessThanOrEqual(size.height)
    }))
  })

  it('has few steps', () => {
    expect(STEPS.length).toBeLessThanOrEqual(7)
    expect(new Set(STEPS.map(({ id }) => id)).size).toBe(STEPS.length)
  })
})
