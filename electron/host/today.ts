// The host's date: what is due, in force or over is shown by it.
import type { CalendarDate, Clock } from '#shared/base/clock.ts'

/** Asked for with every row, so the day is worked out once a second. */
export function todayBy(clock: Clock): () => CalendarDate {
  let day = { second: NaN, date: '' }
  return () => {
    const now = clock.now()
    const second = Math.floor(now / 1000)
    if (day.second !== second) day = { second, date: localDate(new Date(now)) }
    return day.date
  }
}

function localDate(date: Date): CalendarDate {
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(String) as [string, string, string]
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
