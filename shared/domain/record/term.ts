// How long something holds, and when it is looked at together. Calendar dates only; no clock.
import type { CalendarDate } from '../../base/clock.ts'
import type { SingleFields } from './fields.ts'

/** The same day so many months later; the last of the month where that has no such day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const at = year * 12 + (month - 1) + months
  const [nextYear, nextMonth] = [Math.floor(at / 12), (at % 12) + 1]
  const last = new Date(Date.UTC(2000 + (nextYear % 400), nextMonth, 0)).getUTCDate()
  return [String(nextYear).padStart(4, '0'), String(nextMonth).padStart(2, '0'), String(Math.min(day, last)).padStart(2, '0')].join('-')
}

/** The first date on which these words say to look at it together; null where they name none. It stays due until renewed. */
export function firstReview(of: Pick<SingleFields, 'review' | 'reviews' | 'from' | 'everyMonths'>): CalendarDate | null {
  const named = [...of.review === undefined ? [] : [of.review], ...of.reviews ?? []].sort()
  if (named[0] !== undefined) return named[0]
  return of.from !== undefined && of.everyMonths !== undefined ? addMonths(of.from, of.everyMonths) : null
}
