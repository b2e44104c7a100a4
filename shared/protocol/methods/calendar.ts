// What is dated, of all records that concern a person. The words for it are the client's.
import { z } from 'zod'
import type { CalendarDate } from '../../base/clock.ts'
import { ws } from './shapes.ts'

/**
 * `due`: promised by then; `stone`: a stepping stone; `until`: the last day of it; `meeting`: minutes are kept of; `advice`: advice is
 * asked for by then; `reading`: the next one of what an experiment measures; `turn`: my own to facilitate; `goes on`: a pause of mine is over.
 */
export const CALENDAR_WHATS = ['due', 'stone', 'review', 'until', 'meeting', 'advice', 'reading', 'turn', 'goes on'] as const
export type CalendarWhat = (typeof CALENDAR_WHATS)[number]

export interface CalendarDay {
  /** The same for the same date of the same record, wherever it moves. */
  readonly uid: string
  readonly day: CalendarDate
  /** The last day, where it takes more than one. */
  readonly last: CalendarDate | null
  readonly what: CalendarWhat
  readonly record: string
  readonly title: string
  /** Of a stone or a reading: what is measured. */
  readonly about: string | null
  /** Everybody else it is between, by name. */
  readonly people: readonly string[]
  /** Milliseconds since 1970. */
  readonly changed: number
}

export const calendarRequests = {
  /** The earliest first; what is over is left out. */
  'calendar.days': z.strictObject(ws),
} as const

export interface CalendarResults {
  'calendar.days': readonly CalendarDay[]
}
