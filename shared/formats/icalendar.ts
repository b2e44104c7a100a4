// Calendar files (RFC 5545), written: days on which something is, for the calendar that a person uses anyway.
//
// All events are of whole days: the dates people agree on are calendar dates, which hold in the zone of whoever reads them.
import { addDays } from '../base/calendar.ts'
import type { CalendarDate } from '../base/clock.ts'
import { utf8 } from '../base/bytes.ts'

export interface CalendarEvent {
  /** The same for the same thing in every file, so that a calendar that reads it again moves it instead of doubling it. */
  readonly uid: string
  readonly day: CalendarDate
  /** The last day, where it takes more than one. */
  readonly last?: CalendarDate
  readonly title: string
  readonly text?: string
  /** Milliseconds since 1970 of when this was last said. */
  readonly changed: number
}

/** The whole file; the lines end as the format asks. */
export function calendarFile(name: string, events: readonly CalendarEvent[]): string {
  const known = new Set<string>()
  const distinct = events.filter(({ uid }) => !known.has(uid) && known.add(uid))
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Parley//Parley//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    property('X-WR-CALNAME', name),
    ...distinct.toSorted((a, b) => (a.day === b.day ? (a.uid < b.uid ? -1 : 1) : a.day < b.day ? -1 : 1)).flatMap(eventLines),
    'END:VCALENDAR',
  ].map(folded).join('\r\n') + '\r\n'
}

function eventLines({ uid, day, last, title, text, changed }: CalendarEvent): string[] {
  const end = last !== undefined && last > day ? last : day
  return [
    'BEGIN:VEVENT', property('UID', uid), `DTSTAMP:${stamp(changed)}`, `DTSTART;VALUE=DATE:${compact(day)}`,
    // The end is the first day after it; the last day that can be written has none, and takes one day without it.
    ...end >= '9999-12-31' ? [] : [`DTEND;VALUE=DATE:${compact(addDays(end, 1))}`],
    property('SUMMARY', title), ...text === undefined || text === '' ? [] : [property('DESCRIPTION', text)],
    'TRANSP:TRANSPARENT', 'END:VEVENT',
  ]
}

const compact = (day: CalendarDate): string => day.replaceAll('-', '')

/** Total: a clock that is far off makes an old stamp, and no file that nothing can read. */
function stamp(milliseconds: number): string {
  const date = new Date(Number.isFinite(milliseconds) ? milliseconds : 0)
  const year = date.getUTCFullYear()
  const sound = year >= 1970 && year <= 9999 ? date : new Date(0)
  return `${sound.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** A text value: what has a meaning in the format is escaped, what no text may hold is left out. */
const property = (name: string, text: string): string => `${name}:${text.toWellFormed().replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,')
  .replace(/\r\n|\r|\n|\u2028|\u2029/gu, '\\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, '')}`

const LONGEST_LINE = 75

/** Lines of at most 75 bytes: a longer one goes on behind a space, never in the middle of a letter. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let size = 0
  for (const letter of line) {
    const more = utf8(letter).length
    if (size + more > LONGEST_LINE) {
      parts.push(part)
      part = ' '
      size = 1
    }
    part += letter
    size += more
  }
  return [...parts, part].join('\r\n')
}
