// Dates as people say them, to calendar dates: never through a time zone, and never one that does not exist.
import { isCalendarDate } from '../../../../shared/base/clock.ts'
import { addDays, addMonths, monthEnd, weekdayOf, weekStart } from '../../../../shared/base/calendar.ts'
import { folded, type QuickWords } from './quick-words.ts'

const FRIDAY = 5

const dated = (year: number, month: number, day: number): string | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isCalendarDate(text) ? text : null
}

/** The day of that number (1 Monday) in this week as the region counts it, or so many weeks on. */
const inWeek = (wanted: number, today: string, weeks: number, { weekRule }: QuickWords): string =>
  addDays(weekStart(today, weekRule), (wanted - weekRule.firstDay + 7) % 7 + weeks * 7)

/** Friday of the week, or today where that has gone by. */
function weekEnd(today: string, weeks: number, words: QuickWords): string {
  const friday = inWeek(FRIDAY, today, weeks, words)
  return friday < today ? today : friday
}

/** The next day of that name after today. With `ahead`, the one in the week after this. */
function dayNamed(at: number, today: string, ahead: boolean, words: QuickWords): string {
  const wanted = at === 0 ? 7 : at
  if (ahead) return inWeek(wanted, today, 1, words)
  return addDays(today, (wanted - weekdayOf(today) + 7) % 7 || 7)
}

const isName = (names: readonly string[], typed: string): boolean =>
  names.some((name) => name === typed) || ([...typed].length >= 3 && names.some((name) => name.startsWith(typed)))

/** "in three days", "in 2 weeks", "in a month". */
function within(text: string, today: string, words: QuickWords): string | null {
  const parts = text.split(' ')
  if (parts.length !== 3 || !words.within.includes(parts[0]!)) return null
  const number = /^\d{1,3}$/.test(parts[1]!) ? Number(parts[1]) : words.a.includes(parts[1]!) ? 1 : words.numbers.indexOf(parts[1]!) + 1
  if (number < 1) return null
  if (words.days.includes(parts[2]!)) return addDays(today, number)
  if (words.weeks.includes(parts[2]!)) return addDays(today, number * 7)
  return words.months.includes(parts[2]!) ? addMonths(today, number) : null
}

/** "3 May", "May 3rd", "3rd of May 2027": this year's, or next year's where it has gone by and no year was said. */
function dayAndMonth(text: string, today: string, words: QuickWords): string | null {
  const parts = text.replaceAll(',', ' ').split(' ').filter((part) => part !== '' && !words.of.includes(part))
  if (parts.length < 2 || parts.length > 3) return null
  const numberIn = (part: string): number => {
    const match = /^(\d{1,2})(\D*)$/.exec(part.replace(/\.$/, ''))
    return match && (match[2] === '' || words.ordinals.includes(match[2]!)) ? Number(match[1]) : 0
  }
  const monthIn = (part: string): number => words.monthNames.findIndex((names) => isName(names, part.replace(/\.$/, ''))) + 1
  const [day, month] = numberIn(parts[0]!) > 0 ? [numberIn(parts[0]!), monthIn(parts[1]!)] : [numberIn(parts[1]!), monthIn(parts[0]!)]
  if (day === 0 || month === 0) return null
  return inYear(parts[2], day, month, today)
}

/** "3/5", "3.5.2027": in the order of the language. */
function inFigures(text: string, today: string, words: QuickWords): string | null {
  const match = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?\.?$/.exec(text)
  if (!match) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  return words.dayFirst ? inYear(match[3], first, second, today) : inYear(match[3], second, first, today)
}

function inYear(year: string | undefined, day: number, month: number, today: string): string | null {
  if (year !== undefined) return /^\d{4}$/.test(year) ? dated(Number(year), month, day) : null
  const now = Number(today.slice(0, 4))
  // Four years ahead at the most: 29 February.
  for (let ahead = 0; ahead <= 4; ahead++) {
    const date = dated(now + ahead, month, day)
    if (date !== null && date >= today) return date
  }
  return null
}

/** A date that needs no marker before it: "tomorrow", "next week", "Friday". */
export function nearDate(typed: string, today: string, words: QuickWords): string | null {
  const text = folded(typed, words.locale).trim().replace(/[.,;]+$/, '').replace(/\s+/g, ' ')
  if (words.today.includes(text)) return today
  if (words.tomorrow.includes(text)) return addDays(today, 1)
  if (words.afterTomorrow.includes(text)) return addDays(today, 2)
  if (words.thisWeek.includes(text)) return weekEnd(today, 0, words)
  if (words.nextWeek.includes(text)) return weekEnd(today, 1, words)
  if (words.thisMonth.includes(text)) return monthEnd(today, 0)
  if (words.nextMonth.includes(text)) return monthEnd(today, 1)
  const [first = '', ...rest] = text.split(' ')
  const ahead = words.next.includes(first)
  const name = ahead || words.filler.includes(first) ? rest.join(' ') : text
  const named = words.weekdayNames.findIndex(([long]) => long === name)
  return named >= 0 ? dayNamed(named, today, ahead, words) : within(text, today, words)
}

/** "12th", "the 12th": of this month, or the next one that has such a day. A number alone is none. */
function dayAlone(text: string, today: string, words: QuickWords): string | null {
  const match = /^(\d{1,2})(\D+)$/.exec(text.replace(/\.$/, ''))
  if (!match || !words.ordinals.includes(match[2]!)) return null
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  // Two months on at the most: after January there is no 30th, and after that there is.
  for (let ahead = 0; ahead <= 2; ahead++) {
    const date = dated(year + Math.floor((month - 1 + ahead) / 12), (month - 1 + ahead) % 12 + 1, Number(match[1]))
    if (date !== null && date >= today) return date
  }
  return null
}

/** "Friday morning" is Friday; what part of the day is meant stays with who reads it. */
function wholeDay(typed: string, words: QuickWords): string {
  const parts = typed.trim().replace(/[.,;]+$/, '').split(' ')
  return parts.length > 1 && words.dayParts.includes(folded(parts.at(-1)!, words.locale)) ? parts.slice(0, -1).join(' ') : typed
}

/** A date in words as YYYY-MM-DD, the next one there is from `today` on; null where it is none. */
export function dateFrom(said: string, today: string, words: QuickWords): string | null {
  const typed = wholeDay(said, words)
  const near = nearDate(typed, today, words)
  if (near !== null) return near
  let text = folded(typed, words.locale).trim().replace(/[,;]+$/, '').replace(/\s+/g, ' ')
  if (isCalendarDate(text.replace(/\.$/, ''))) return text.replace(/\.$/, '')
  for (let [first = '', ...rest] = text.split(' '); words.filler.includes(first); [first = '', ...rest] = text.split(' ')) text = rest.join(' ')
  // "Friday 22 May": what the weekday says is in the date already.
  const [first = '', ...rest] = text.split(' ')
  const weekday = words.weekdayNames.findIndex((names) => isName(names, first.replace(/[.,]$/, '')))
  if (weekday >= 0) return rest.length === 0 ? dayNamed(weekday, today, false, words) : dayAndMonth(rest.join(' '), today, words)
  return dayAndMonth(text, today, words) ?? inFigures(text, today, words) ?? dayAlone(text, today, words)
}
