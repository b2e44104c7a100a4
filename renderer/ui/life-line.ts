// Where the days of a life stand on a line, and where their words find room below it. Pure geometry; total for any days, in
// any order: a review after the end, or an end that has passed, stands where its day is.
import { forIntl } from '../../shared/base/calendar.ts'

export type LifeKind = 'begun' | 'today' | 'review' | 'end' | 'ended'

export interface LifePoint {
  readonly kind: LifeKind
  /** YYYY-MM-DD. */
  readonly date: string
  /** What stands under it, with the day in it. */
  readonly words: string
  /** The part of the words that is set strong. */
  readonly strong?: string
}

export interface LifeMark extends LifePoint {
  /** 0 to 1 along the line. */
  readonly at: number
}

export interface Life {
  /** In the order of their days. */
  readonly marks: readonly LifeMark[]
  /** How much of the line has been walked, 0 to 1. */
  readonly walked: number
}

/** Of a line that has no end, this much is left to run on. */
const AHEAD = 0.18
const RANK: Readonly<Record<LifeKind, number>> = { begun: 0, today: 1, review: 2, end: 3, ended: 4 }

/** Days since 1970; not a number where it is no date. */
const dayOf = (date: string): number => forIntl(date).getTime() / 86_400_000

export function lifeOf(points: readonly LifePoint[]): Life {
  const known = points.map((point) => ({ point, day: dayOf(point.date) })).filter(({ day }) => Number.isFinite(day))
    .sort((a, b) => a.day - b.day || RANK[a.point.kind] - RANK[b.point.kind])
  const first = known[0]?.day ?? 0
  const span = (known.at(-1)?.day ?? 0) - first
  const ends = known.some(({ point }) => point.kind === 'end' || point.kind === 'ended')
  const length = ends ? 1 : 1 - AHEAD
  // A life of a single day: it begins at the one side and ends at the other.
  const place = (kind: LifeKind, day: number): number => (span === 0 ? Number(kind === 'end' || kind === 'ended') : ((day - first) / span) * length)
  const marks = known.map(({ point, day }) => ({ ...point, at: place(point.kind, day) }))
  const today = marks.find(({ kind }) => kind === 'today')
  return { marks, walked: marks.some(({ kind }) => kind === 'ended') ? (marks.at(-1)?.at ?? 0) : (today?.at ?? 0) }
}

export interface LabelPlace { readonly start: number; readonly row: number }

/**
 * Each label under its mark where there is room, in the first row that has it. `centres` rise; all in pixels along the line.
 * A label wider than the line starts with it.
 */
export function placeLabels(centres: readonly number[], widths: readonly number[], room: number, gap = 14): readonly LabelPlace[] {
  const ends: number[] = []
  return centres.map((centre, at) => {
    const width = widths[at] ?? 0
    const start = Math.max(0, Math.min(centre - width / 2, room - width))
    let row = ends.findIndex((end) => end + gap <= start)
    if (row < 0) row = ends.length
    ends[row] = start + width
    return { start, row }
  })
}
