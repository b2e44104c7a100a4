// Days of words that have gone by already. Said while they are written and before they are signed; it closes nothing, and no
// rule of a fold reads a clock.
import type { CalendarDate } from '../../base/clock.ts'
import type { CommitmentFields } from './fields.ts'

export interface GoneBy {
  /** As fields are named: `data-field` on the page. */
  readonly field: 'due' | 'adviceBy' | 'review' | 'reviews' | 'until' | 'by'
  readonly day: CalendarDate
}

type Dates = Pick<CommitmentFields, 'due' | 'adviceBy' | 'review' | 'reviews' | 'until' | 'stones'>

/** When something began may lie behind: what is asked, promised or looked at by then may not. The earliest comes first. */
export function goneBy(of: Dates, today: CalendarDate): GoneBy[] {
  const days: readonly (readonly [GoneBy['field'], CalendarDate | undefined])[] = [
    ['due', of.due], ['adviceBy', of.adviceBy], ['review', of.review], ...(of.reviews ?? []).map((day) => ['reviews', day] as const), ['until', of.until],
    ...(of.stones ?? []).map(({ by }) => ['by', by] as const),
  ]
  return days.flatMap(([field, day]) => (day !== undefined && day !== '' && day < today ? [{ field, day }] : [])).toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** For the view of a revision: of words that hold the record itself says that it is late. */
export function goneFrom(state: string, terms: Dates | null, today: CalendarDate): { readonly gone?: readonly GoneBy[] } {
  const gone = state === 'offered' && terms ? goneBy(terms, today) : []
  return gone.length > 0 ? { gone } : {}
}
