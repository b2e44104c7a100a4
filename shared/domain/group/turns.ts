// Whose turn it is to facilitate, by the charter's order. Shown, and nobody's duty: [G9]. No clock: the day is handed in.
import type { CalendarDate } from '../../base/clock.ts'
import type { PersonId } from '../../base/ids.ts'
import { addDays, daysFrom } from '../../base/calendar.ts'
import type { Swap } from './fold.ts'

export interface TurnRule {
  /** `order`: handed round without dates. `time`: so many weeks each, counted from `from`. */
  readonly how: 'order' | 'time'
  readonly weeks: number
  readonly from: CalendarDate
  /** As the charter has it. Who is in it and no longer a member passes a turn to the next in it. */
  readonly cycle: readonly PersonId[]
  isMember(person: PersonId): boolean
  readonly swaps: readonly Swap[]
}

export interface Turn {
  readonly person: PersonId
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
  readonly swapped: boolean
}

export const DEFAULT_TURN_WEEKS = 4

/** From the turn that is on at `day`; before the first one begins, from that. At most `most`. */
export function turnsFrom(rule: TurnRule, day: CalendarDate, last: PersonId | null, holding: boolean, most: number): Turn[] {
  if (!rule.cycle.some((person) => rule.isMember(person))) return []
  return rule.how === 'time' ? dated(rule, day, most) : inOrder(rule, last, holding, most)
}

function dated(rule: TurnRule, day: CalendarDate, most: number): Turn[] {
  const length = 7 * rule.weeks
  const first = Math.max(0, Math.floor(daysFrom(rule.from, day) / length))
  return Array.from({ length: most }, (_, at) => {
    const from = addDays(rule.from, (first + at) * length)
    const own = personAt(rule, first + at)
    const person = swappedAt(rule, from) ?? own
    return { person, from, until: addDays(from, length - 1), swapped: person !== own }
  })
}

function personAt({ cycle, isMember }: TurnRule, index: number): PersonId {
  const at = index % cycle.length
  return [...cycle.slice(at), ...cycle.slice(0, at)].find((person) => isMember(person))!
}

/** The turn that begins on that day is whose, by the order alone; null where none does. */
function ownerOn(rule: TurnRule, day: CalendarDate): PersonId | null {
  const days = daysFrom(rule.from, day)
  return days >= 0 && days % (7 * rule.weeks) === 0 ? personAt(rule, days / (7 * rule.weeks)) : null
}

/** [G12] A swap of which one turn is no longer what it was says nothing. */
function swappedAt(rule: TurnRule, day: CalendarDate): PersonId | null {
  for (const { person, with: other, mine, theirs, agreed } of rule.swaps.toReversed()) {
    if (!agreed || (mine !== day && theirs !== day) || !rule.isMember(person) || !rule.isMember(other)) continue
    if (ownerOn(rule, mine) === person && ownerOn(rule, theirs) === other) return mine === day ? other : person
  }
  return null
}

/** Begins with who holds it; where nobody does, with who comes after the last who did. */
function inOrder({ cycle, isMember }: TurnRule, last: PersonId | null, holding: boolean, most: number): Turn[] {
  const at = last === null ? -1 : cycle.indexOf(last)
  const start = at < 0 ? 0 : holding ? at : at + 1
  const round = [...cycle.slice(start), ...cycle.slice(0, start)].filter((person) => isMember(person))
  return round.slice(0, most).map((person) => ({ person, from: null, until: null, swapped: false }))
}

/** The first days of somebody's next turns: for who looks ahead without a clock. At most `most` turns of everybody are looked at. */
export function datesOf(rule: TurnRule, person: PersonId, most: number): { readonly from: CalendarDate; readonly until: CalendarDate }[] {
  if (rule.how !== 'time' || !rule.cycle.some((one) => rule.isMember(one))) return []
  return dated(rule, rule.from, most).filter((turn) => turn.person === person).map(({ from, until }) => ({ from: from!, until: until! }))
}
