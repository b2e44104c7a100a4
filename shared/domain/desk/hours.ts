// [DK7] Hours a week that were promised, of those a person set for themselves.
import type { CalendarDate } from '../../base/clock.ts'
import { weeksOf } from '../commitment/capacity.ts'
import type { WeekRule } from '../../base/calendar.ts'
import type { HoursGiven } from './facts.ts'

export interface HoursWeek {
  readonly from: CalendarDate
  readonly promised: number
  /** Below zero: so many too many. Null where no hours are set. */
  readonly open: number | null
  /** What is promised in it, the most hours first. */
  readonly by: readonly { readonly record: string; readonly title: string; readonly hours: number }[]
}

export interface HoursView {
  /** Null: none set. */
  readonly set: number | null
  readonly week: HoursWeek
  /** The first week, this one or one of the eleven after, that holds more than was set. */
  readonly over: HoursWeek | null
}

export type HoursOfRecord = HoursGiven & { readonly record: string; readonly title: string }

const WEEKS = 12

/** Weeks begin as `rule` has it; hours in them are counted by day, as [CA3] says. */
export function hoursOf(given: readonly HoursOfRecord[], set: number | null, today: CalendarDate, rule: WeekRule): HoursView {
  const weeks = weeksOf(byRecord(given), today, WEEKS, rule).map(({ from, hours, by }): HoursWeek =>
    ({ from, promised: hours, open: set === null ? null : set - hours, by }))
  return { set, week: weeks[0]!, over: weeks.find(({ open }) => open !== null && open < 0) ?? null }
}

/** Hours that change within a record stand in several lines of it. */
function byRecord(given: readonly HoursOfRecord[]): { record: string; title: string; hours: HoursGiven[] }[] {
  const found = new Map<string, { record: string; title: string; hours: HoursGiven[] }>()
  for (const { record, title, weekly, from, until } of given) {
    const known = found.get(record) ?? { record, title, hours: [] }
    known.hours.push({ weekly, from, until })
    found.set(record, known)
  }
  return [...found.values()]
}
