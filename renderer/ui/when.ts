// Times and dates as people say them, in the language of the page. Calendar dates never pass through a time zone.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

export interface When {
  /** "11:48" */
  time(at: number): string
  /** "11:48:05" */
  second(at: number): string
  /** "11:48", or the day where it was another one: "Fri 15 May" */
  brief(at: number): string
  /** "today 11:48", "Fri 15 May, 16:20" */
  moment(at: number): string
  /** "Friday 22 May" */
  long(at: number): string
  /** "Fri 22 May", with the year where it is another one. `date` is YYYY-MM-DD. */
  day(date: string): string
  /** "22 May", with the year where it is another one: for lines and lists of days that lie weeks apart. */
  short(date: string): string
  /** "tomorrow", "Fri 22 May" */
  soon(date: string): string
}

/** A calendar date as noon UTC, formatted in UTC: no zone can move it to a neighbouring day. */
const noon = (date: string): Date => new Date(`${date}T12:00:00Z`)

const localDate = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

export const today = (now = new Date()): string => localDate(now)

export function addDays(date: string, days: number): string {
  const at = noon(date)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

export interface WhenWords { readonly today: string; readonly tomorrow: string; readonly yesterday: string; todayAt(time: string): string }

export function formatter(locale: string, words: WhenWords, now: () => Date = () => new Date()): When {
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const exact = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  // Put together from parts: the usual form sets a comma after the weekday, which reads as two things.
  const parts = (options: Intl.DateTimeFormatOptions, at: Date): string =>
    new Intl.DateTimeFormat(locale, options).format(at).replace(',', '')
  const dayOf = (at: Date, zone: 'UTC' | undefined): string => {
    const sameYear = at.getUTCFullYear() === now().getFullYear()
    return parts({ weekday: 'short', day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }), timeZone: zone }, at)
  }
  const day = (date: string): string => dayOf(noon(date), 'UTC')
  return {
    time: (at) => clock.format(at),
    second: (at) => exact.format(at),
    brief: (at) => (localDate(new Date(at)) === localDate(now()) ? clock.format(at) : dayOf(new Date(at), undefined)),
    moment: (at) => {
      const date = new Date(at)
      return localDate(date) === localDate(now()) ? words.todayAt(clock.format(date)) : `${dayOf(date, undefined)}, ${clock.format(date)}`
    },
    long: (at) => parts({ weekday: 'long', day: 'numeric', month: 'long' }, new Date(at)),
    day,
    short: (date) => parts({ day: 'numeric', month: 'short', ...(noon(date).getUTCFullYear() === now().getFullYear() ? {} : { year: 'numeric' }), timeZone: 'UTC' }, noon(date)),
    soon: (date) => {
      const from = localDate(now())
      if (date === from) return words.today
      if (date === addDays(from, 1)) return words.tomorrow
      return date === addDays(from, -1) ? words.yesterday : day(date)
    },
  }
}

export function useWhen(): ComputedRef<When> {
  const { locale, t } = useI18n()
  return computed(() => formatter(locale.value, {
    today: t('when.today'),
    tomorrow: t('when.tomorrow'),
    yesterday: t('when.yesterday'),
    todayAt: (time) => t('when.todayAt', { time }),
  }))
}
