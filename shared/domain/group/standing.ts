// Where people stand in a group, and where the group stands. No clock; `here` says who is still in the workspace, where known.
import type { CalendarDate } from '../../base/clock.ts'
import type { PersonId } from '../../base/ids.ts'
import { addDays } from '../../base/calendar.ts'
import type { Group } from './fold.ts'
import type { GroupStanding } from './view.ts'

/** [G2, G3, G4] */
export function standsFor(of: Group, person: PersonId): GroupStanding {
  if (of.members.some((one) => one.person === person)) return 'member'
  if (of.agreement.waiting.some((one) => one.person === person)) return 'waits'
  if (of.left.some((one) => one.person === person)) return 'left'
  if (of.interested.some((one) => one.person === person)) return 'interested'
  const { revisions } = of.agreement
  // A yes that holds with nobody yet binds to nothing, and is an answer all the same.
  if (revisions.some((one) => one.status === 'offered' && one.accepted.includes(person))) return 'interested'
  return revisions.some((one) => (one.status === 'offered' || one.status === 'in force') && one.people.includes(person)) ? 'asked' : null
}

export type GroupPhase = 'called' | 'forming' | 'active' | 'paused' | 'closing' | 'closed'

/** [G7, G8, G14, G15, G22] `day`: by which a pause may be over; null: none is. */
export function phaseOf(of: Group, isHere: (person: PersonId) => boolean, day: CalendarDate | null): GroupPhase {
  const going = of.members.map(({ person }) => person).filter(isHere)
  if (of.chartered === null) return beforeCharter(of)
  const closings = of.proposals.filter(({ what, agreed }) => what === 'close' && agreed.length > 0)
  if (going.length === 0 || going.every((person) => closings.some(({ agreed }) => agreed.includes(person)))) return 'closed'
  if (going.length === 1) return closings.some(({ holds }) => holds) ? 'closed' : 'forming'
  const answered = ({ agreed, passed }: (typeof closings)[number], person: PersonId): boolean => agreed.includes(person) || passed.some((one) => one.person === person)
  if (closings.some((closing) => going.some((person) => !answered(closing, person)))) return 'closing'
  const pauses = of.proposals.filter(({ what, holds, over, until, agreed }) => what === 'pause' && holds && !over && (day === null || until === null || until >= day) && agreed.some((one) => going.includes(one)))
  return pauses.length > 0 ? 'paused' : 'active'
}

function beforeCharter(of: Group): GroupPhase {
  // A charter on offer that somebody still holds up, or was asked about and has not answered.
  if (of.agreement.revisions.some((one) => one.status === 'offered' && (one.accepted.length > 0 || one.people.some((person) => !one.answers.has(person))))) return 'forming'
  const others = of.interested.filter(({ person }) => person !== of.call?.person)
  if (others.length > 0) return 'forming'
  return of.interested.length > 0 ? 'called' : 'closed'
}

/** [G15] Whether this person pauses: until before that day, without end (`open`), or not (null). No clock: that day may have come. */
export function pausesUntil(of: Group, person: PersonId): CalendarDate | 'open' | null {
  const ends = of.proposals.filter(({ what, holds, over, agreed }) => what === 'pause' && holds && !over && agreed.includes(person)).map(({ until }) => until)
  if (ends.includes(null)) return 'open'
  const last = ends.filter((until) => until !== null).sort().at(-1)
  return last === undefined ? null : addDays(last, 1)
}
