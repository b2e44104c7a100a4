// A calendar day as it is written in figures where the person lives, and read back: 31/12/2026, 12/31/2026, 2026-12-31.
import { isCalendarDate, type CalendarDate } from '../../shared/base/clock.ts'
import { forIntl } from '../../shared/base/calendar.ts'

type Part = 'day' | 'month' | 'year'

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(region: string): Intl.DateTimeFormat {
  let known = formats.get(region)
  if (!known) formats.set(region, known = new Intl.DateTimeFormat(region, { day: '2-digit', month: '2-digit', year: 'numeric', calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' }))
  return known
}
const isPart = (type: string): type is Part => type === 'day' || type === 'month' || type === 'year'

/** In which order they stand there. */
export const orderOf = (region: string): readonly Part[] => formatOf(region).formatToParts(forIntl('2026-12-31' as CalendarDate)).flatMap(({ type }) => (isPart(type) ? [type] : []))

/** Empty for what is no day. Without the marks that steer the direction: they would stand in the field unseen. */
export const dayText = (day: string, region: string): string =>
  (isCalendarDate(day) ? formatOf(region).format(forIntl(day as CalendarDate)).replace(/[\u061c\u200e\u200f]/g, '') : '')

/** What an empty field shows: in which order, and how many figures. `words`: what a page calls each, such as "dd". */
export const dayPattern = (region: string, words: Readonly<Record<Part, string>>): string =>
  formatOf(region).formatToParts(forIntl('2026-12-31' as CalendarDate)).map(({ type, value }) => (isPart(type) ? words[type] : value)).join('').replace(/[\u061c\u200e\u200f]/g, '')

const figures = (typed: string): readonly string[] =>
  typed.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).match(/\d+/g) ?? []

const dayOfParts = (year: string, month: string, day: string): CalendarDate | null => {
  const date = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(date) ? date as CalendarDate : null
}

/**
 * What was typed, whatever stands between the figures; null where it is no day. A year of two figures is of this century; without a
 * year the next such day is meant. A year that comes first is followed by month and day everywhere.
 */
export function readDayText(typed: string, region: string, today: CalendarDate): CalendarDate | null {
  const all = figures(typed)
  if (all.length === 3 && all[0]!.length === 4) return dayOfParts(all[0]!, all[1]!, all[2]!)
  const order = orderOf(region)
  if (all.length === 3) {
    const of = (part: Part): string => all[order.indexOf(part)]!
    const year = of('year')
    return year.length === 4 ? dayOfParts(year, of('month'), of('day')) : year.length === 2 ? dayOfParts(`20${year}`, of('month'), of('day')) : null
  }
  if (all.length !== 2) return null
  const [month, day] = order.indexOf('month') < order.indexOf('day') ? [all[0]!, all[1]!] : [all[1]!, all[0]!]
  const year = Number(today.slice(0, 4))
  const soon = dayOfParts(String(year), month, day)
  if (soon !== null && soon >= today) return soon
  return dayOfParts(String(year + 1), month, day)
}

/** All of it is there, with its whole year: what is still being typed may be another day with the next figure. */
export const isWhole = (typed: string): boolean => {
  const all = figures(typed)
  return all.length === 3 && all.some((one) => one.length === 4) && all.at(-1)!.length >= 2
}
