// What a person asks their own device to bring back. No act: nobody else hears of it.
import { isCalendarDate } from '../../base/clock.ts'
import { BARE_NEED, NO_FACTS } from './facts.ts'
import type { DeskEntry } from './desk.ts'
import type { WallClock } from './quiet.ts'

export interface Reminder {
  readonly id: string
  /** Null: about nothing but its own words. */
  readonly record: string | null
  readonly text: string
  /** By the clock on the wall, wherever the person is then: `2026-05-22T09:00`. */
  readonly at: string
}

export function isWallTime(text: string): boolean {
  return isCalendarDate(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10))
}

/** Those whose time has come, also while nobody was there, as they stand on the desk. */
export function dueReminders(reminders: readonly Reminder[], wall: WallClock): readonly DeskEntry[] {
  const now = `${wall.date}T${wall.time}`
  return reminders.filter(({ at }) => at <= now).map(({ id, record, text, at }) => ({
    record: record ?? '', title: text,
    facts: {
      ...NO_FACTS, mine: true,
      needs: [{ ...BARE_NEED, key: `reminder:${id}:${at}`, kind: 'reminder' as const, day: at.slice(0, 10) }],
    },
  }))
}
