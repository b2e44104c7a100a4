// [DK6] The week as a path: a column a day, and one for the week after.
import type { CalendarDate } from '../../base/clock.ts'
import { addDays, weekdayOf, weekStart, type WeekRule } from '../../base/calendar.ts'
import type { Dated } from './facts.ts'

export interface WeekDate extends Omit<Dated, 'title'> {
  readonly record: string
  readonly title: string
}

export interface WeekColumn {
  readonly from: CalendarDate
  /** The last day of it; the same as `from` for a single day. */
  readonly to: CalendarDate
  readonly place: 'past' | 'today' | 'ahead' | 'next week'
  /** Saturday or Sunday, which stays narrow where nothing is on it. */
  readonly weekend: boolean
  readonly mine: readonly WeekDate[]
  readonly toMe: readonly WeekDate[]
}

export function weekPath(dates: readonly WeekDate[], today: CalendarDate, rule: WeekRule): readonly WeekColumn[] {
  const start = weekStart(today, rule)
  const days = Array.from({ length: 7 }, (_, i) => addDays(start, i))
  const column = (from: CalendarDate, to: CalendarDate, place: WeekColumn['place']): WeekColumn => {
    const here = dates.filter(({ day }) => day >= from && day <= to)
    return {
      from, to, place, weekend: from === to && weekdayOf(from) > 5,
      mine: here.filter(({ side }) => side === 'mine'), toMe: here.filter(({ side }) => side === 'to me'),
    }
  }
  return [
    ...days.map((day) => column(day, day, day === today ? 'today' : day < today ? 'past' : 'ahead')),
    column(addDays(start, 7), addDays(start, 13), 'next week'),
  ]
}
