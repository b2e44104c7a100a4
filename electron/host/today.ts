// The host's date: what is due, in force or over is shown by it.
import { dateAt } from '#shared/base/calendar.ts'
import type { CalendarDate, Clock } from '#shared/base/clock.ts'

/** Asked for with every row, so the day is worked out once a second. */
export function todayBy(clock: Clock): () => CalendarDate {
  let day = { second: NaN, date: '' }
  return () => {
    const now = clock.now()
    const second = Math.floor(now / 1000)
    if (day.second !== second) day = { second, date: dateAt(now) }
    return day.date
  }
}
