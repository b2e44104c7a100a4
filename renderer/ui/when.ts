// Times and dates as people say them, in the language of the page. Calendar dates never pass through a time zone.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { addDays, dateAt, forIntl } from '../../shared/base/calendar.ts'
import type { CalendarDate } from '../../shared/base/clock.ts'
import { useRegion } from './region.ts'
import { hasHalves } from './time-text.ts'

export interface When {
  /** "11:48", "11:48 AM" where the day has two halves; so are all times here. */
  time(at: number): string
  /** A time of day, HH:MM. */
  clock(time: string): string
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
  /** "22 May 2026": with its year also in that year, for paper. */
  dated(date: string): string
  /** "tomorrow", "Fri 22 May" */
  soon(date: string): string
}

export const today = (now = new Date()): CalendarDate => dateAt(now.getTime())

export interface WhenWords { readonly today: string; readonly tomorrow: string; readonly yesterday: string; todayAt(time: string): string }

const FORMS = {
  clock: { hour: '2-digit', minute: '2-digit' },
  exact: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  dayOfYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { day: 'numeric', month: 'short' },
  shortOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Making a format takes a millisecond, and every row of a list asks for one. */
const formats = new Map<string, Intl.DateTimeFormat>()
function format(locale: string, form: keyof typeof FORMS, at: Date, timeZone?: 'UTC'): string {
  // It keeps the zone it was made in, and a laptop travels.
  const key = `${locale} ${form} ${timeZone ?? at.getTimezoneOffset()}`
  let known = formats.get(key)
  if (!known) {
    const clocked = form === 'clock' || form === 'exact' ? { hour: hasHalves(locale) ? 'numeric' : '2-digit' } as const : {}
    formats.set(key, known = new Intl.DateTimeFormat(locale, { ...FORMS[form], ...clocked, timeZone }))
  }
  // The usual form sets a comma after the weekday, which reads as two things.
  return known.format(at).replace(',', '')
}

export function formatter(locale: string, words: WhenWords, now: () => Date = () => new Date()): When {
  const clock = (at: number | Date): string => format(locale, 'clock', new Date(at))
  const ofThisYear = (at: Date): boolean => at.getUTCFullYear() === now().getFullYear()
  const dayOf = (at: Date, zone?: 'UTC'): string => format(locale, ofThisYear(at) ? 'day' : 'dayOfYear', at, zone)
  const day = (date: string): string => dayOf(forIntl(date), 'UTC')
  const isToday = (at: Date): boolean => dateAt(at.getTime()) === today(now())
  return {
    time: clock,
    clock: (time) => format(locale, 'clock', new Date(`1970-01-01T${time}Z`), 'UTC'),
    second: (at) => format(locale, 'exact', new Date(at)),
    brief: (at) => (isToday(new Date(at)) ? clock(at) : dayOf(new Date(at))),
    moment: (at) => (isToday(new Date(at)) ? words.todayAt(clock(at)) : `${dayOf(new Date(at))}, ${clock(at)}`),
    long: (at) => format(locale, 'long', new Date(at)),
    day,
    short: (date) => format(locale, ofThisYear(forIntl(date)) ? 'short' : 'shortOfYear', forIntl(date), 'UTC'),
    dated: (date) => format(locale, 'shortOfYear', forIntl(date), 'UTC'),
    soon: (date) => {
      const from = today(now())
      if (date === from) return words.today
      if (date === addDays(from, 1)) return words.tomorrow
      return date === addDays(from, -1) ? words.yesterday : day(date)
    },
  }
}

export function useWhen(): ComputedRef<When> {
  const { t } = useI18n()
  const region = useRegion()
  return computed(() => formatter(region.value, {
    today: t('when.today'),
    tomorrow: t('when.tomorrow'),
    yesterday: t('when.yesterday'),
    todayAt: (time) => t('when.todayAt', { time }),
  }))
}
