// [DK7] Hours a week that were promised, of those a person set for themselves.
import type { CalendarDate } from '../../base/clock.ts'
import { addDays, weekStart, type WeekRule } from './days.ts'
import type { HoursGiven } from './facts.ts'

export interface HoursWeek {
  readonly from: CalendarDate
  readonly promised: number
  /** Below zero: so many too many. Null where no hours are set. */
  readonly open: number | null
  /** What is promised in it, the most hours first. */
  readonly by: readonly { readonly record: string; readonly title: string; readonly weekly: number }[]
}

export interface HoursView {
  /** Null: none set. */
  readonly set: number | null
  readonly week: HoursWeek
  /** The first week, this one or one of the eleven after, that holds more than was set. */
  readonly over: HoursWeek | null
}

const WEEKS = 12

export function hoursOf(
  given: readonly (HoursGiven & { readonly record: string; readonly title: string })[], set: number | null, today: CalendarDate, rule: WeekRule,
): HoursView {
  const start = weekStart(today, rule)
  const weeks = Array.from({ length: WEEKS }, (_, i) => weekOf(given, set, addDays(start, 7 * i)))
  return { set, week: weeks[0]!, over: weeks.find(({ open }) => open !== null && open < 0) ?? null }
}

function weekOf(given: readonly (HoursGiven & { readonly record: string; readonly title: string })[], set: number | null, from: CalendarDate): HoursWeek {
  const to = addDays(from, 6)
  const by = given.filter((one) => (one.from === null || one.from <= to) && (one.until === null || one.until >= from))
    .map(({ record, title, weekly }) => ({ record, title, weekly }))
  const promised = by.reduce((sum, { weekly }) => sum + weekly, 0)
  return { from, promised, open: set === null ? null : set - promised, by }
}
