// What the words measure beside what was found: where the lines are, whether one is reached, and when the next reading is due.
// [XP7] Worked out where it is shown, from readings in the unit of the words shown. No rule reads it.
import type { CalendarDate } from '../../base/clock.ts'
import { addDays } from '../../base/calendar.ts'
import type { Amount, Measure } from '../record/fields.ts'
import { contradicts, directionOf, reachesHope, reachesStop } from '../record/lines.ts'
import type { ReadingView } from '../record/keeping-view.ts'
import type { MeasureView, StopMet } from './view.ts'

export interface Running {
  /** It runs, and from when; null where it does not. */
  readonly since: CalendarDate | null
  readonly until: CalendarDate | null
}

/** `goneOn`: readings after which somebody said to go on. */
export function measureView(of: Measure, readings: readonly ReadingView[], goneOn: ReadonlySet<string>, running: Running): MeasureView {
  const told = readings.filter((one): one is ReadingView & { value: Amount } => one.value !== null && !one.otherUnit)
  const every = of.every === undefined ? null : Number(of.every)
  const last = told.at(-1) ?? null
  const direction = directionOf(of)
  const wrong = contradicts(of)
  const worse = (a: Amount, b: Amount): boolean => (direction === 'down' ? Number(a) > Number(b) : Number(a) < Number(b))
  return {
    id: of.id, measure: of.measure, unit: of.unit ?? null, baseline: of.baseline ?? null, hoped: of.hoped ?? null, stop: of.stop ?? null, direction,
    contradicts: wrong, every, readings, last,
    nearest: direction === null ? null : told.reduce<(typeof told)[number] | null>((worst, one) => (worst && !worse(one.value, worst.value) ? worst : one), null),
    stopMet: wrong ? null : stopMet(of, told, goneOn),
    hopedMet: last !== null && reachesHope(of, last.value!),
    due: every === null || running.since === null ? null : nextDue(readings.at(-1)?.on ?? running.since, every, running.until),
  }
}

/** Of the newest date there is a reading of: one that is back on the good side has settled the older ones. */
function stopMet(of: Measure, told: readonly (ReadingView & { readonly value: Amount })[], goneOn: ReadonlySet<string>): StopMet | null {
  const day = told.at(-1)?.on
  const met = told.findLast((one) => one.on === day && reachesStop(of, one.value))
  return met ? {
    reading: met.id, measure: of.id, title: of.measure, value: met.value, unit: of.unit ?? null, on: met.on, name: met.name, goneOn: goneOn.has(met.id),
  } : null
}

/** None after its last day. */
function nextDue(after: CalendarDate, every: number, until: CalendarDate | null): CalendarDate | null {
  const day = addDays(after, every)
  return until !== null && day > until ? null : day
}
