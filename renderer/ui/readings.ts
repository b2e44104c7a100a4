// Where the marks of a small chart of readings stand. Pure geometry, in the units of the picture; total for any input.
import { forIntl } from '../../shared/base/calendar.ts'

export interface Reading {
  /** YYYY-MM-DD. */
  readonly date: string
  readonly value: number
}

export interface ChartInput {
  readonly readings: readonly Reading[]
  readonly baseline?: number
  readonly target?: number
  /** A line at which to stop. */
  readonly stop?: number
  /** YYYY-MM-DD: by when the target is meant. */
  readonly by?: string
  /** YYYY-MM-DD: when the next reading is due. */
  readonly due?: string
}

export interface Box { readonly width: number; readonly height: number; readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }

export interface Mark extends Reading {
  readonly x: number
  readonly y: number
  /** Its value is written beside it; elsewhere it would stand on its neighbour's. */
  readonly said: boolean
  /** The foot of its written value. */
  readonly foot: number
}

export interface Chart {
  readonly marks: readonly Mark[]
  readonly line: string
  readonly target: number | null
  readonly baseline: number | null
  readonly stop: number | null
  /** Where the reading that is due would stand, as high as the last. */
  readonly due: { readonly x: number; readonly y: number } | null
  /** Where the day the target is meant for stands; null where there is none. */
  readonly by: number | null
  readonly from: string | null
  readonly to: string | null
}

/** Room a written value takes, in the units of the picture. */
const SAID = 30

/** Height of a figure, the room it keeps from its mark and from lines, and how far from its mark its middle still reads as its own. */
const FIGURE = { height: 9, halfWidth: 11, fromMark: 8, fromLine: 3, near: 24 } as const
/** From the lowest mark to the ground that the days stand under. */
const GROUND = 7

/** Days since 1970; not a number where it is no date. */
const dayOf = (date: string): number => forIntl(date).getTime() / 86_400_000

/** Readings in the order of their days, without what is no day or no number; of one day the last one given. */
export function inOrder(readings: readonly Reading[]): readonly Reading[] {
  const byDay = new Map(readings.filter(({ date, value }) => Number.isFinite(value) && Number.isFinite(dayOf(date))).map((reading) => [reading.date, reading]))
  return [...byDay.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

export function chartOf(of: ChartInput, box: Box): Chart {
  const readings = inOrder(of.readings)
  const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null)
  const [baseline, target, stop] = [finite(of.baseline), finite(of.target), finite(of.stop)]
  const due = of.due !== undefined && Number.isFinite(dayOf(of.due)) ? of.due : null
  const by = of.by !== undefined && Number.isFinite(dayOf(of.by)) ? of.by : null
  const days = [...readings.map((one) => one.date), ...(by === null ? [] : [by]), ...(due === null ? [] : [due])].sort()
  const [from, to] = [days[0] ?? null, days.at(-1) ?? null]
  const x = between(from === null ? 0 : dayOf(from), to === null ? 0 : dayOf(to), box.left, box.width - box.right)
  const values = [...readings.map((one) => one.value), ...(baseline === null ? [] : [baseline]), ...(target === null ? [] : [target]), ...(stop === null ? [] : [stop])]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const y = between(least, most, box.height - box.bottom, box.top)
  const lines = [target, baseline, stop].flatMap((line) => (line === null ? [] : [y(line)]))
  const placed = readings.map((reading) => ({ ...reading, x: x(dayOf(reading.date)), y: y(reading.value) }))
  return {
    marks: withWords(placed.map((mark) => ({ ...mark, foot: footOf(mark, lines, box.height - box.bottom + GROUND, placed) }))),
    line: placed.map((mark, at) => `${at === 0 ? 'M' : 'L'}${mark.x.toFixed(1)} ${mark.y.toFixed(1)}`).join(''),
    target: target === null ? null : y(target),
    baseline: baseline === null ? null : y(baseline),
    stop: stop === null ? null : y(stop),
    due: due === null || placed.length === 0 ? null : { x: x(dayOf(due)), y: placed.at(-1)!.y },
    by: by === null ? null : x(dayOf(by)),
    from, to,
  }
}

interface Point { readonly x: number; readonly y: number }

/**
 * The foot of a written value: over its mark, else under it, else as near to it as crosses no line; over the highest line there
 * is always room. `path` joins the marks: a value lies on it only where nothing near its mark is free.
 */
export function footOf(mark: Point, lines: readonly number[], ground: number, path: readonly Point[]): number {
  const { height, fromMark, fromLine, near } = FIGURE
  const middleFrom = (foot: number): number => Math.abs(foot - height / 2 - mark.y)
  const over = mark.y - fromMark
  const clear = [over, mark.y + fromMark + height, ...lines.flatMap((line) => [line - fromLine, line + fromLine + height])].filter((foot) =>
    (foot <= over || (foot - height >= mark.y + fromMark && foot + fromLine <= ground)) && lines.every((line) => line >= foot + fromLine || line <= foot - height - fromLine))
  const free = clear.filter((foot) => middleFrom(foot) <= near && path.every((to, at) => at === 0 || !passes(path[at - 1]!, to, mark.x, foot)))
  const from = free.length > 0 ? free : clear
  return from.length === 0 || from.includes(over) ? over : from.sort((a, b) => middleFrom(a) - middleFrom(b))[0]!
}

/** Whether the way from a mark to the next one goes through a value that is written at `x`. */
function passes(from: Point, to: Point, x: number, foot: number): boolean {
  const { height, halfWidth } = FIGURE
  const [start, end] = [Math.max(from.x, x - halfWidth), Math.min(to.x, x + halfWidth)]
  if (start >= end) return false
  const heights = [start, end].map((at) => from.y + ((at - from.x) / (to.x - from.x)) * (to.y - from.y))
  return Math.max(...heights) > foot - height && Math.min(...heights) < foot
}

/** A linear scale; the middle where there is only one value. */
function between(least: number, most: number, start: number, end: number): (value: number) => number {
  const span = most - least
  if (!Number.isFinite(span) || span === 0) return () => (start + end) / 2
  return (value) => start + ((value - least) / span) * (end - start)
}

/** The last value is always written, then the first, then what has room from the right. */
function withWords(marks: readonly Omit<Mark, 'said'>[]): readonly Mark[] {
  const said = new Set<number>()
  const order = [marks.length - 1, 0, ...marks.map((_, at) => marks.length - 1 - at)]
  for (const at of order) {
    const mark = marks[at]
    if (mark && [...said].every((other) => Math.abs(marks[other]!.x - mark.x) >= SAID)) said.add(at)
  }
  return marks.map((mark, at) => ({ ...mark, said: said.has(at) }))
}
