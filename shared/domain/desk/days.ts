// Calendar days, counted without a zone: a date never moves to its neighbour.
import type { CalendarDate } from '../../base/clock.ts'

const noon = (date: CalendarDate): Date => new Date(`${date}T12:00:00Z`)
const DAY_MS = 86_400_000

const FIRST_MS = noon('0000-01-01').getTime()
const LAST_MS = noon('9999-12-31').getTime()

/** Never beyond the years that a calendar date can have. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Math.min(Math.max(noon(date).getTime() + days * DAY_MS, FIRST_MS), LAST_MS)).toISOString().slice(0, 10)
}

/** The day of a moment, in UTC: the same on every machine. */
export const dayOf = (at: number): CalendarDate => new Date(Math.min(Math.max(at, FIRST_MS), LAST_MS)).toISOString().slice(0, 10)

/** How many days `to` lies after `from`. */
export const daysFrom = (from: CalendarDate, to: CalendarDate): number => Math.round((noon(to).getTime() - noon(from).getTime()) / DAY_MS)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: CalendarDate): number => noon(date).getUTCDay() || 7

/** How weeks are counted where a person lives; as `Intl` tells, 1 is Monday. */
export interface WeekRule {
  readonly firstDay: number
  /** Days of a year that its first week has at least. */
  readonly minimalDays: number
}

export const ISO_WEEK: WeekRule = { firstDay: 1, minimalDays: 4 }

export const weekStart = (date: CalendarDate, { firstDay }: WeekRule): CalendarDate =>
  addDays(date, -((weekdayOf(date) - firstDay + 7) % 7))

export function weekNumber(date: CalendarDate, rule: WeekRule): number {
  const start = weekStart(date, rule)
  // The week belongs to the year that holds its `minimalDays`-th last day or more.
  const decisive = addDays(start, 7 - rule.minimalDays)
  const first = weekStart(addDays(`${decisive.slice(0, 4)}-01-01`, rule.minimalDays - 1), rule)
  return daysFrom(first, start) / 7 + 1
}
