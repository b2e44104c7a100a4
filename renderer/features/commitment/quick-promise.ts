// "bring the audit notes to Mei by Thursday", understood as typed and shown back before anything is signed.
import { addDays } from '../../ui/when.ts'

export interface QuickWords {
  /** Words that stand before a person ("to", "for") and before a date ("by", "until"), and the two near days. */
  readonly to: readonly string[]
  readonly by: readonly string[]
  readonly today: string
  readonly tomorrow: string
  /** Names of the days, Sunday first, and of the months. */
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
}

export interface QuickPromise {
  readonly what: string
  readonly to: string | null
  readonly due: string | null
}

export function quickWords(locale: string, to: readonly string[], by: readonly string[], today: string, tomorrow: string): QuickWords {
  const named = (options: Intl.DateTimeFormatOptions, dates: readonly Date[]): string[] => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    return dates.map((date) => format.format(date).toLocaleLowerCase())
  }
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)))
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 1)))
  return { to, by, today, tomorrow, weekdays: named({ weekday: 'long' }, days), months: named({ month: 'long' }, months) }
}

const starts = (name: string, typed: string): boolean => typed.length >= 3 && name.startsWith(typed)

/** A date in words as YYYY-MM-DD, the next one there is from `today` on; null where it is none. */
export function dateFrom(typed: string, today: string, words: QuickWords): string | null {
  const text = typed.trim().toLocaleLowerCase().replace(/[.,]$/, '')
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  if (text === words.today) return today
  if (text === words.tomorrow) return addDays(today, 1)
  const weekday = words.weekdays.findIndex((name) => starts(name, text))
  if (weekday >= 0) {
    const from = new Date(`${today}T12:00:00Z`).getUTCDay()
    return addDays(today, (weekday - from + 7) % 7 || 7)
  }
  const match = /^(\d{1,2})\.?\s+(\p{L}+)$/u.exec(text) ?? /^(\p{L}+)\s+(\d{1,2})$/u.exec(text)?.map((part, i, all) => (i === 1 ? all[2]! : i === 2 ? all[1]! : part))
  const month = match ? words.months.findIndex((name) => starts(name, match[2]!)) : -1
  if (!match || month < 0) return null
  const inYear = (year: number): string => `${year}-${String(month + 1).padStart(2, '0')}-${match[1]!.padStart(2, '0')}`
  const year = Number(today.slice(0, 4))
  return inYear(year) >= today ? inYear(year) : inYear(year + 1)
}

/** The last " by ..." that is a date and the last " to ..." that is somebody here; everything else is what is promised. */
export function understand(typed: string, people: readonly { readonly id: string; readonly name: string }[], today: string, words: QuickWords): QuickPromise {
  let what = typed.trim()
  let due: string | null = null
  let to: string | null = null
  const lastOf = (markers: readonly string[]): { before: string; after: string } | null => {
    const at = markers.map((marker) => ({ marker, i: what.toLocaleLowerCase().lastIndexOf(` ${marker} `) })).sort((a, b) => b.i - a.i)[0]
    return at && at.i >= 0 ? { before: what.slice(0, at.i), after: what.slice(at.i + at.marker.length + 2) } : null
  }
  const takeDate = (): void => {
    const parts = due === null ? lastOf(words.by) : null
    const date = parts ? dateFrom(parts.after, today, words) : null
    if (parts && date) [what, due] = [parts.before, date]
  }
  const takePerson = (): void => {
    const parts = to === null ? lastOf(words.to) : null
    if (!parts) return
    const typedName = parts.after.trim().toLocaleLowerCase()
    const found = people.filter(({ name }) => typedName !== '' && (name.toLocaleLowerCase() === typedName || name.toLocaleLowerCase().split(/\s+/)[0] === typedName))
    if (found.length === 1) [what, to] = [parts.before, found[0]!.id]
  }
  takeDate()
  takePerson()
  takeDate()
  return { what: what.trim(), to, due }
}
