// How long something holds, and when it is looked at together. Calendar dates only; no clock.
import { addMonths } from '../../base/calendar.ts'
import type { CalendarDate } from '../../base/clock.ts'
import type { SingleFields } from './fields.ts'

/** The first date on which these words say to look at it together; null where they name none. It stays due until renewed. */
export function firstReview(of: Pick<SingleFields, 'review' | 'reviews' | 'from' | 'everyMonths'>): CalendarDate | null {
  const named = [...of.review === undefined ? [] : [of.review], ...of.reviews ?? []].sort()
  if (named[0] !== undefined) return named[0]
  return of.from !== undefined && of.everyMonths !== undefined ? addMonths(of.from, of.everyMonths) : null
}
