import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lifeOf, type LifeKind, placeLabels } from '../../../../renderer/ui/life-line.ts'
import { addDays } from '#shared/base/calendar.ts'

const at = (kind: LifeKind, date: string) => ({ kind, date, words: `${kind} ${date}` })
const KINDS: readonly LifeKind[] = ['begun', 'today', 'review', 'end', 'ended']

describe('the line of a life', () => {
  it('stands from its beginning to its end, walked as far as today', () => {
    const life = lifeOf([at('end', '2026-04-11'), at('begun', '2026-01-01'), at('today', '2026-01-21'), at('review', '2026-03-02')])
    expect(life.marks.map(({ kind, at: place }) => [kind, place])).toEqual([['begun', 0], ['today', 0.2], ['review', 0.6], ['end', 1]])
    expect(life.walked).toBe(0.2)
  })

  it('runs on where there is no end, and is walked to the end where it has ended', () => {
    const open = lifeOf([at('begun', '2026-01-01'), at('today', '2026-02-01')])
    expect(open.marks.at(-1)!.at).toBeLessThan(0.9)
    expect(lifeOf([at('begun', '2026-01-01'), at('ended', '2026-02-01')]).walked).toBe(1)
  })

  it('keeps contradictory days where they are: a review after the end, an end that has passed', () => {
    const life = lifeOf([at('begun', '2026-01-01'), at('end', '2026-02-01'), at('today', '2026-03-01'), at('review', '2026-04-01')])
    expect(life.marks.map(({ kind }) => kind)).toEqual(['begun', 'end', 'today', 'review'])
    expect(life.marks[3]!.at).toBe(1)
  })

  it('takes no day that is none, and never leaves the line', () => {
    expect(lifeOf([])).toEqual({ marks: [], walked: 0 })
    expect(lifeOf([at('end', 'soon'), at('begun', '2026-01-01')]).marks).toMatchObject([{ kind: 'begun', at: 0 }])
    const point = fc.tuple(fc.constantFrom(...KINDS), fc.integer({ min: -4000, max: 4000 })).map(([kind, days]) => at(kind, addDays('2026-01-01', days)))
    fc.assert(fc.property(fc.array(point, { maxLength: 8 }), (points) => {
      const { marks, walked } = lifeOf(points)
      expect(marks).toHaveLength(points.length)
      expect([walked, ...marks.map((mark) => mark.at)].every((place) => place >= 0 && place <= 1)).toBe(true)
      expect(marks.every((mark, n) => n === 0 || mark.at >= marks[n - 1]!.at)).toBe(true)
    }))
  })
})

describe('the words below it', () => {
  it('stand under their marks, at the edges within them, and one row down where there is no room', () => {
    expect(placeLabels([0, 300, 330, 600], [80, 60, 90, 120], 600)).toEqual([{ start: 0, row: 0 }, { start: 270, row: 0 }, { start: 285, row: 1 }, { start: 480, row: 0 }])
  })

  it('never stand on one another', () => {
    const label = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 700 }))
    fc.assert(fc.property(fc.array(label, { maxLength: 9 }), (labels) => {
      const sorted = [...labels].sort(([a], [b]) => a - b)
      const places = placeLabels(sorted.map(([centre]) => centre), sorted.map(([, width]) => width), 600)
      places.forEach((place, n) => places.slice(0, n).forEach((other, m) => {
        if (place.row === other.row) expect(other.start + sorted[m]![1]).toBeLessThan(place.start)
      }))
      expect(places.every(({ start }) => start >= 0)).toBe(true)
    }))
  })
})
