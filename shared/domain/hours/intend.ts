// What a person may log and share.
import { isCalendarDate, type CalendarDate } from '../../base/clock.ts'
import type { PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent } from '../fold.ts'
import { readAmount } from '../record/fields.ts'
import { MOST_A_DAY, MOST_SHARED } from './acts.ts'
import { minutesOf, type Hours } from './fold.ts'
import { hoursText, sumOf } from './week.ts'

export interface LogIntention {
  readonly person: PersonId
  readonly record: string
  /** As it was typed: `1.5`, `1,5` or `1:30`. */
  readonly hours: string
  readonly on: CalendarDate
  readonly note?: string
  /** The date of who logs. */
  readonly today: CalendarDate
}

/** Decimal hours; null where it is no such thing. `1:30` and `1,5` are both one and a half. */
export function readHours(text: string): string | null {
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(text.trim())
  return clock ? hoursText(Number(clock[1]) * 60 + Number(clock[2])) : readAmount(text)
}

/** [HR2] */
export function intendLog(of: Hours, { person, record, hours, on, note, today }: LogIntention): Result<Intent> {
  const amount = readHours(hours)
  if (amount === null) return fail('hours.number', 'This is no number of hours.', 'Write it like 1.5 or 1:30.')
  if (Number(amount) <= 0) return fail('hours.none', 'Only time that was spent can be logged.', 'Write more than 0, or take back the entry that was wrong.')
  if (Number(amount) > MOST_A_DAY) return fail('hours.day', 'A day has 24 hours.', 'Log each day for itself.')
  if (!isCalendarDate(on)) return fail('hours.date', 'This is no day.', 'Write it like 2026-05-22.')
  if (on > today) return fail('hours.ahead', `${on} has not come yet.`, 'Log it when it is done.')
  const already = sumOf(of.entries.filter((entry) => entry.on === on))
  if (already + minutesOf(amount) > MOST_A_DAY * 60) {
    return fail('hours.day', `With what you have logged already, ${on} would hold more than 24 hours.`, 'Look at the entries of that day.')
  }
  const said = note?.trim().replace(/\s+/gu, ' ') ?? ''
  if (said.length > 200) return fail('text.too-long', 'This note is too long.', 'Put it into the notebook, and a line of it here.')
  return ok({ type: 'hours.log', subject: person, body: { record, hours: amount, on, ...(said !== '' && { note: said }) }, texts: [] })
}

export function intendDrop(of: Hours, person: PersonId, entry: string): Result<Intent> {
  return of.entries.some(({ id }) => id === entry) ? ok({ type: 'hours.drop', subject: person, body: { entry }, texts: [] })
    : fail('hours.unknown', 'There is no such entry in your log.', 'It may have been taken back already.')
}

export interface ShareIntention {
  readonly record: string
  readonly member: boolean
  /** Minutes that this person told before; null where they told none. */
  readonly told: number | null
  /** The date of who shares. */
  readonly today: CalendarDate
}

/** [HR4] The total of all that was logged so far; none corrects a total that was told. */
export function intendShare(of: Hours, { record, member, told, today }: ShareIntention): Result<Intent> {
  if (!member) return fail('person.left', 'You have left this workspace, so nothing new is told here.', 'Your own log stays yours.')
  const own = of.entries.filter((entry) => entry.record === record)
  const minutes = sumOf(own)
  if (minutes === 0 && !told) return fail('hours.none', 'You have logged no time for this.', 'Log some first.')
  if (minutes / 60 > MOST_SHARED) return fail('hours.absurd', 'That is more than anybody can have spent.', 'Look at the entries.')
  return ok({ type: 'hours.share', subject: record, body: { total: hoursText(minutes), until: own.at(-1)?.on ?? today }, texts: [] })
}
