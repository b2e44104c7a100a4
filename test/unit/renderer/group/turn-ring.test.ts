import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lettersOf } from '../../../../renderer/ui/people.ts'
import { ringOf } from '../../../../renderer/ui/turn-ring.ts'

const BOX = { size: 152, radius: 56 } as const

describe('the ring of turns', () => {
  it('begins at the top with whose turn it is, and goes on clockwise', () => {
    const { seats, arrow } = ringOf(4, 2, BOX)
    expect(seats.map(({ of, x, y }) => [of, x, y])).toEqual([[2, 76, 20], [3, 132, 76], [0, 76, 132], [1, 20, 76]])
    expect(seats.map(({ now }) => now)).toEqual([true, false, false, false])
    expect(arrow).toMatch(/^M/)
  })

  it('has no arrow for one alone, for nobody, or where no turn is running', () => {
    expect(ringOf(1, 0, BOX)).toMatchObject({ seats: [{ of: 0, now: true }], arrow: null })
    expect(ringOf(0, -1, BOX)).toEqual({ seats: [], size: 26, arrow: null })
    expect(ringOf(3, -1, BOX)).toMatchObject({ arrow: null, seats: [{ now: false }, { now: false }, { now: false }] })
  })

  it('stays on its round for any number, and faces never cover whose turn it is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: -1, max: 320 }), (count, current) => {
      const { seats, size } = ringOf(count, current, BOX)
      const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y)
      expect(seats).toHaveLength(Math.min(count, 40))
      expect(seats.every((seat) => Math.abs(distance(seat, { x: 76, y: 76 }) - 56) < 0.2)).toBe(true)
      if (seats[0]?.now) for (const other of seats.slice(1)) expect(distance(seats[0], other)).toBeGreaterThan(20 + size / 2)
    }))
  })
})

describe('the letters of a group', () => {
  it('are two of its name, with the number where it has one', () => {
    expect(['Steam & Energy', 'Line 2 Crew', 'books', 'x', '', '  ', '& so on', 'ÉCOLE'].map(lettersOf)).toEqual(['St', 'L2', 'Bo', 'X', '?', '?', 'So', 'Éc'])
  })
})
