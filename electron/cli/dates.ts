// Dates and spans as people type them. A date is a calendar date in the zone of who writes it.
import { addDays, dateAt, weekRuleOf, type WeekRule } from '#shared/base/calendar.ts'
import { isCalendarDate, type CalendarDate } from '#shared/base/clock.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { Call, Surroundings } from './command.ts'

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

export const calendarDate = (date: Date): CalendarDate => dateAt(date.getTime())

/** `2026-05-22`, `today`, `tomorrow`, `friday` (the next one after today) or `+10d`. Throws a usage problem. */
export function readDate(option: string, text: string, today: Date): CalendarDate {
  const lower = text.trim().toLowerCase()
  if (isCalendarDate(lower)) return lower
  const days = daysFrom(lower, today)
  if (days !== null) return addDays(calendarDate(today), days)
  throw new ProblemError(problem(
    'usage.date', `--${option} takes a date, and "${text}" is none.`, `Write it like --${option} 2026-05-22, or today, tomorrow, friday, +10d.`,
  ))
}

/** The date of an option; undefined where it was not given. */
export function dateGiven({ given, around }: Pick<Call, 'given' | 'around'>, option: string): CalendarDate | undefined {
  const text = given.text(option)
  return text === undefined ? undefined : readDate(option, text, around.now())
}

/** The date of an option, else today. */
export const dayGiven = (call: Pick<Call, 'given' | 'around'>, option: string): CalendarDate => dateGiven(call, option) ?? calendarDate(call.around.now())

/** How the region of the terminal counts weeks; where it names none, as in C, by ISO 8601. Windows says it to the program instead. */
export function weeksAround({ env, platform }: Pick<Surroundings, 'env' | 'platform'>): WeekRule {
  const named = env['LC_ALL'] || env['LC_TIME'] || env['LANG'] || (platform === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : '')
  return weekRuleOf(named.replace(/[.@].*$/, '').replaceAll('_', '-'))
}

function daysFrom(lower: string, today: Date): number | null {
  if (lower === 'today') return 0
  if (lower === 'tomorrow') return 1
  const ahead = /^\+(\d{1,4})([dw])$/.exec(lower)
  if (ahead) return Number(ahead[1]) * (ahead[2] === 'w' ? 7 : 1)
  const weekday = lower.length >= 3 ? WEEKDAYS.findIndex((name) => name.startsWith(lower)) : -1
  return weekday < 0 ? null : ((weekday - today.getDay() + 6) % 7) + 1
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `90s`, `30m`, `12h`, `7d` or `2w`, in milliseconds. Throws a usage problem. */
export function readSpan(option: string, text: string): number {
  const match = /^(\d{1,6})([smhdw])$/.exec(text.trim().toLowerCase())
  if (match && Number(match[1]) > 0) return Number(match[1]) * UNITS[match[2]!]!
  throw new ProblemError(problem(
    'usage.span', `--${option} takes a span of time, and "${text}" is none.`, `Write it like --${option} 90s, 30m, 12h, 7d or 2w.`,
  ))
}
