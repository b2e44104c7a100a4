// Hours spent, week by week, against the part of one's time that is one's own to try things with.
import type { CalendarDate } from '../../base/clock.ts'
import { addDays, ISO_WEEK, weekStart, type WeekRule } from '../../base/calendar.ts'
import { weekName } from '../commitment/capacity.ts'
import type { HoursEntry } from './fold.ts'

/** Where the workspace's charter says nothing of it. */
export const USUAL_PERCENT = 20

export interface SpentWeek {
  /** `2026-W22`, as the weeks are counted. */
  readonly week: string
  readonly from: CalendarDate
  readonly minutes: number
  /** The most first. */
  readonly by: readonly { readonly record: string; readonly minutes: number }[]
}

/** [HR3] Minutes a week that are one's own; null where one's hours are not set. */
export const ownMinutes = (hoursAWeek: number | null, percent: number): number | null =>
  hoursAWeek === null ? null : Math.round(hoursAWeek * 60 * percent / 100)

/** The week that `day` is in, and so many before it, the newest last. */
export function spentWeeks(entries: readonly HoursEntry[], day: CalendarDate, weeks: number, rule: WeekRule = ISO_WEEK): SpentWeek[] {
  const last = weekStart(day, rule)
  return Array.from({ length: weeks }, (_, at) => {
    const from = addDays(last, -7 * (weeks - 1 - at))
    const to = addDays(from, 6)
    const here = entries.filter(({ on }) => from <= on && on <= to)
    return { week: weekName(from, rule), from, minutes: sumOf(here), by: byRecord(here) }
  })
}

export const sumOf = (entries: readonly Pick<HoursEntry, 'minutes'>[]): number => entries.reduce((sum, { minutes }) => sum + minutes, 0)

export function byRecord(entries: readonly HoursEntry[]): { record: string; minutes: number }[] {
  const found = new Map<string, number>()
  for (const { record, minutes } of entries) found.set(record, (found.get(record) ?? 0) + minutes)
  return [...found].map(([record, minutes]) => ({ record, minutes })).sort((a, b) => b.minutes - a.minutes || (a.record < b.record ? -1 : 1))
}

/** Minutes as the decimal hours that an act holds: at most two digits behind the point. */
export const hoursText = (minutes: number): string => String(Math.round(minutes / 60 * 100) / 100)
