// Calendar days in the person's own zone, by Temporal: a date has no time of day, so no zone moves it to its neighbour.
// Where the runtime has no Temporal yet (Node 24), the same comes from a library.
import { Temporal } from 'temporal-polyfill'
import type { CalendarDate } from './clock.ts'

const FIRST = '0000-01-01'
const LAST = '9999-12-31'
const FIRST_MS = Date.parse(`${FIRST}T00:00:00Z`)
const LAST_MS = Date.parse(`${LAST}T23:59:59Z`)

const plain = (date: CalendarDate): Temporal.PlainDate => Temporal.PlainDate.from(date)
/** Never beyond the years that a calendar date can have. */
const dateOf = (date: Temporal.PlainDate): CalendarDate => (date.year > 9999 ? LAST : date.year < 0 ? FIRST : date.toString())

/** More than all the years there are: what goes further ends where they end. */
const MOST = { days: 4_000_000, months: 120_000 }
const within = (n: number, most: number): number => Math.min(Math.max(n, -most), most)

/** Thousands of records are dated by a few hundred days, and a date of the library takes its time. */
const ADDED_KEPT = 2000
const added = new Map<string, CalendarDate>()

export function addDays(date: CalendarDate, days: number): CalendarDate {
  const asked = `${date} ${days}`
  const known = added.get(asked)
  if (known !== undefined) return known
  if (added.size >= ADDED_KEPT) added.clear()
  const day = dateOf(plain(date).add({ days: within(days, MOST.days) }))
  added.set(asked, day)
  return day
}

/** The same day so many months later; the last of the month where that has no such day. */
export const addMonths = (date: CalendarDate, months: number): CalendarDate => dateOf(plain(date).add({ months: within(months, MOST.months) }))

export function monthEnd(date: CalendarDate, monthsAhead: number): CalendarDate {
  const month = plain(addMonths(date, monthsAhead))
  return dateOf(month.with({ day: month.daysInMonth }))
}

/** The day of a moment in the zone where this runs, or in `zone` (IANA). */
export const dateAt = (at: number, zone: string = Temporal.Now.timeZoneId()): CalendarDate =>
  dateOf(Temporal.Instant.fromEpochMilliseconds(Math.min(Math.max(Math.trunc(at), FIRST_MS), LAST_MS)).toZonedDateTimeISO(zone).toPlainDate())

/** The day of a moment in UTC: the same on every machine. */
export const dayOf = (at: number): CalendarDate => dateAt(at, 'UTC')

/** How many days `to` lies after `from`. */
export const daysFrom = (from: CalendarDate, to: CalendarDate): number => plain(from).until(plain(to)).days

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: CalendarDate): number => plain(date).dayOfWeek

/** For `Intl.DateTimeFormat` with `timeZone: 'UTC'`, which some browsers do not let take a plain date. */
export const forIntl = (date: CalendarDate): Date => new Date(`${date}T12:00:00Z`)

/** How weeks are counted where a person lives; as `Intl` tells, 1 is Monday. */
export interface WeekRule {
  readonly firstDay: number
  /** Days of a year that its first week has at least. */
  readonly minimalDays: number
}

export const ISO_WEEK: WeekRule = { firstDay: 1, minimalDays: 4 }

type TellingWeeks = Intl.Locale & { getWeekInfo?(): WeekTold; weekInfo?: WeekTold }
interface WeekTold { readonly firstDay: number; readonly minimalDays?: number }

/** How weeks are counted in a region, by its BCP 47 tag; as ISO 8601 does where the runtime can't tell. */
export function weekRuleOf(region: string): WeekRule {
  try {
    const locale: TellingWeeks = new Intl.Locale(region)
    const { firstDay, minimalDays } = locale.getWeekInfo?.() ?? locale.weekInfo ?? ISO_WEEK
    // Newer runtimes leave out `minimalDays`: weeks from Monday are counted by ISO, others from the first of January.
    return { firstDay, minimalDays: minimalDays ?? (firstDay === 1 ? 4 : 1) }
  } catch {
    return ISO_WEEK
  }
}

export const weekStart = (date: CalendarDate, { firstDay }: WeekRule): CalendarDate =>
  addDays(date, -((weekdayOf(date) - firstDay + 7) % 7))

/** The year that a week is counted in: the one that holds its `minimalDays`-th last day or more. */
export const weekYear = (date: CalendarDate, rule: WeekRule): string => addDays(weekStart(date, rule), 7 - rule.minimalDays).slice(0, 4)

export function weekNumber(date: CalendarDate, rule: WeekRule): number {
  const first = weekStart(addDays(`${weekYear(date, rule)}-01-01`, rule.minimalDays - 1), rule)
  return daysFrom(first, weekStart(date, rule)) / 7 + 1
}
