// The words a language has for people, days and spans, as `understood` in its locale lists them: commas between, any case.
import { weekRuleOf, type WeekRule } from '../../../../shared/base/calendar.ts'

export interface QuickWords {
  readonly locale: string
  /** Before a person ("to"), before a date ("by"), between people ("and"). */
  readonly to: readonly string[]
  readonly by: readonly string[]
  readonly and: readonly string[]
  /** Open a line: "ask" somebody, "I promise to", what somebody "promised". */
  readonly ask: readonly string[]
  readonly lead: readonly string[]
  /** Those of them that a name may follow at once: "promise Ben the notes". */
  readonly leadName: readonly string[]
  readonly promised: readonly string[]
  readonly me: readonly string[]
  readonly anyone: readonly string[]
  readonly today: readonly string[]
  readonly tomorrow: readonly string[]
  readonly afterTomorrow: readonly string[]
  readonly thisWeek: readonly string[]
  readonly nextWeek: readonly string[]
  readonly thisMonth: readonly string[]
  readonly nextMonth: readonly string[]
  readonly next: readonly string[]
  /** Said before a day without changing it: "this", "the", "on". */
  readonly filler: readonly string[]
  readonly within: readonly string[]
  readonly days: readonly string[]
  readonly weeks: readonly string[]
  readonly months: readonly string[]
  /** "one" first. */
  readonly numbers: readonly string[]
  readonly a: readonly string[]
  /** After a day, without changing it: "morning". Before a day that is not when it is due: "every", "last". */
  readonly dayParts: readonly string[]
  readonly notDue: readonly string[]
  /** After a number: "st", "nd", and between day and month: "of". */
  readonly ordinals: readonly string[]
  readonly of: readonly string[]
  /** Names of the days, Sunday first, and of the months; each with its short form. */
  readonly weekdayNames: readonly (readonly string[])[]
  readonly monthNames: readonly (readonly string[])[]
  /** Whether a date in figures starts with its day. */
  readonly dayFirst: boolean
  /** What "this week" and "next" are. */
  readonly weekRule: WeekRule
}

const LISTS = {
  to: 'understood.to', by: 'understood.by', and: 'understood.and', ask: 'understood.ask', lead: 'understood.lead', leadName: 'understood.leadName',
  promised: 'understood.promised', me: 'understood.me', anyone: 'understood.anyone', today: 'understood.today', tomorrow: 'understood.tomorrow',
  afterTomorrow: 'understood.afterTomorrow', thisWeek: 'understood.thisWeek', nextWeek: 'understood.nextWeek', thisMonth: 'understood.thisMonth',
  nextMonth: 'understood.nextMonth', next: 'understood.next', filler: 'understood.filler', within: 'understood.within', days: 'understood.days',
  weeks: 'understood.weeks', months: 'understood.months', numbers: 'understood.numbers', a: 'understood.a', dayParts: 'understood.dayParts',
  notDue: 'understood.notDue', ordinals: 'understood.ordinals', of: 'understood.of',
} as const

export const folded = (text: string, locale: string): string => text.normalize('NFKC').toLocaleLowerCase(locale)

/** `say` gives the text of a key of the locale. */
export function quickWords(locale: string, say: (key: string) => string): QuickWords {
  const list = (key: string): string[] => say(key).split(',').map((word) => folded(word.trim(), locale)).filter((word) => word !== '')
  const named = (long: Intl.DateTimeFormatOptions, short: Intl.DateTimeFormatOptions, dates: readonly Date[]): string[][] => {
    const formats = [long, short].map((options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }))
    return dates.map((date) => formats.map((format) => folded(format.format(date), locale).replace(/\.$/, '')))
  }
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)))
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 15)))
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' }).formatToParts(days[0])
  const lists = Object.fromEntries(Object.entries(LISTS).map(([name, key]) => [name, list(key)])) as Record<keyof typeof LISTS, string[]>
  return {
    ...lists, locale,
    weekdayNames: named({ weekday: 'long' }, { weekday: 'short' }, days),
    monthNames: named({ month: 'long' }, { month: 'short' }, months),
    dayFirst: parts.findIndex((part) => part.type === 'day') < parts.findIndex((part) => part.type === 'month'),
    weekRule: weekRuleOf(locale),
  }
}
