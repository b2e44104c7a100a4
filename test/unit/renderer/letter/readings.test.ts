import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chartOf, footOf, inOrder } from '../../../../renderer/ui/readings.ts'
import { addDays } from '#shared/base/calendar.ts'

const BOX = { width: 400, height: 100, top: 10, right: 50, bottom: 20, left: 10 } as const
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const reading = fc.record({ date: fc.integer({ min: 0, max: 3000 }).map((day) => addDays('2024-01-01', day)), value })

describe('a chart of readings', () => {
  it('draws days to the right and more to the top', () => {
    const chart = chartOf({ readings: [{ date: '2026-05-08', value: 14 }, { date: '2026-05-19', value: 17 }], baseline: 10, target: 18, by: '2026-06-12' }, BOX)
    expect(chart.target).toBe(10)
    expect(chart.baseline).toBe(80)
    expect(chart.marks.map((mark) => Math.round(mark.y))).toEqual([45, 19])
    expect(chart.marks[0]!.x).toBe(10)
    expect(chart.by).toBe(350)
    expect(chart.line).toBe('M10.0 45.0L116.9 18.8')
  })

  it('puts one reading, or equal ones, in the middle', () => {
    expect(chartOf({ readings: [{ date: '2026-05-08', value: 3 }] }, BOX).marks[0]).toMatchObject({ x: 180, y: 45, said: true })
    expect(chartOf({ readings: [], target: 3 }, BOX)).toMatchObject({ marks: [], line: '', target: 45, from: null })
  })

  it('leaves out what is no number and no day, and takes the last word of a day', () => {
    const readings = [{ date: '2026-05-08', value: Number.NaN }, { date: 'soon', value: 1 }, { date: '2026-05-09', value: 1 }, { date: '2026-05-09', value: 2 }, { date: '2026-05-01', value: 4 }]
    expect(inOrder(readings)).toEqual([{ date: '2026-05-01', value: 4 }, { date: '2026-05-09', value: 2 }])
  })

  it('writes a value over its mark; where a line lies there, under it; between lines, beyond the nearer one', () => {
    const footAt = (mark: number, ...lines: number[]): number => footOf({ x: 50, y: mark }, lines, 100, [])
    expect(footAt(50)).toBe(42)
    expect(footAt(50, 50)).toBe(42)
    expect(footAt(50, 38)).toBe(67)
    expect(footAt(50, 38, 62)).toBe(35)
    // No room under it either: the days stand there.
    expect(footAt(90, 80)).toBe(77)
  })

  it('keeps a value off the way between the marks, where it can', () => {
    const [low, high] = [{ x: 40, y: 90 }, { x: 50, y: 50 }]
    expect(footOf(high, [38], 100, [low, high])).toBe(35)
    expect(footOf({ x: 60, y: 80 }, [], 100, [high, { x: 60, y: 80 }])).toBe(97)
    // Down to the ground there is room over the mark only.
    expect(footOf({ x: 60, y: 90 }, [], 100, [high, { x: 60, y: 90 }])).toBe(82)
    // A value far from its mark would be nobody's.
    expect(footOf({ x: 60, y: 90 }, [22, 90], 100, [high, { x: 60, y: 90 }])).toBe(82)
  })

  it('never writes a value across a line, on its mark or on the days below', () => {
    const y = fc.double({ min: 22, max: 92, noNaN: true })
    fc.assert(fc.property(y, fc.array(y, { maxLength: 3 }), fc.array(y, { maxLength: 2 }), (mark, lines, others) => {
      const path = [mark, ...others].map((one, at) => ({ x: 50 + at * 10, y: one }))
      const foot = footOf(path[0]!, lines, 100, path)
      const top = foot - 9
      expect(lines.filter((line) => line > top - 2 && line < foot + 2)).toEqual([])
      expect(foot < mark - 4 || top > mark + 4).toBe(true)
      expect(top >= 0 && foot <= 100).toBe(true)
      expect(footOf(path[0]!, [], 100, [])).toBe(mark - 8)
    }))
  })

  it('keeps every mark inside, in order, and its written values apart', () => {
    fc.assert(fc.property(fc.array(reading, { maxLength: 60 }), fc.option(value), fc.option(value), (readings, target, baseline) => {
      const chart = chartOf({ readings, ...(target === null ? {} : { target }), ...(baseline === null ? {} : { baseline }) }, BOX)
      const inside = (y: number | null): boolean => y === null || (y >= BOX.top - 1e-6 && y <= BOX.height - BOX.bottom + 1e-6)
      expect(chart.marks.every(({ x, y }) => x >= BOX.left - 1e-6 && x <= BOX.width - BOX.right + 1e-6 && inside(y))).toBe(true)
      expect(inside(chart.target) && inside(chart.baseline)).toBe(true)
      const said = chart.marks.filter((mark) => mark.said).map((mark) => mark.x)
      expect(said.every((x, at) => at === 0 || x - said[at - 1]! >= 30)).toBe(true)
      expect(chart.marks.length === 0 || chart.marks.at(-1)!.said).toBe(true)
      for (const [a, b] of chart.marks.slice(1).map((mark, at) => [chart.marks[at]!, mark] as const)) {
        if (a.value < b.value) expect(a.y).toBeGreaterThanOrEqual(b.y)
      }
    }))
  })
})
