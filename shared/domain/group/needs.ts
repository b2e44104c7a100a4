// What a group asks of one person now. Nobody whom it does not concern is asked.
import type { ActId, PersonId } from '../../base/ids.ts'
import type { Revision, Waiting } from '../agreement/index.ts'
import { asks, isBoundByOlder, standsTwice } from '../agreement/needs.ts'
import type { RecordRow } from '../record/view.ts'
import type { Group } from './fold.ts'
import { standsFor } from './standing.ts'
import type { Reply } from './view.ts'

/** Revisions that wait for this person's answer: those that name them, and of a member those that go on from theirs. */
export function askedRevisions(of: Group, me: PersonId): Revision[] {
  const standing = standsFor(of, me)
  if (standing === 'left') return []
  return of.agreement.revisions.filter((one) => asks(of.agreement, one, me) && (standing === 'member' || one.people.includes(me)))
}

/** Proposals that are open, and of which this member has said nothing. */
export const openProposals = (of: Group, me: PersonId): Group['proposals'] => of.members.some(({ person }) => person === me)
  ? of.proposals.filter((one) => !one.over && !(one.holds && one.what !== 'close') && one.agreed.length > 0 && !one.agreed.includes(me) && !one.passed.some(({ person }) => person === me)) : []

export function needOfGroup(of: Group, me: PersonId): RecordRow['needsMe'] {
  const member = of.members.some(({ person }) => person === me)
  const asked = askedRevisions(of, me)
  if (asked.length > 1 || (member && standsTwice(of.agreement, me))) return 'choose'
  if (asked.length === 1) return isBoundByOlder(of.agreement, me) ? 'accept again' : 'answer'
  if (openProposals(of, me).length > 0 || of.asked.some(({ to }) => to === me) || of.swaps.some((one) => one.with === me && !one.agreed)) return 'agree'
  return welcomable(of, me).length > 0 ? 'welcome' : null
}

/** [G4, G24] Those who wait for a welcome that this person may give: a member any; while nothing holds, who accepted the same charter and is listed in it. */
export function welcomable(of: Group, me: PersonId): readonly Waiting[] {
  const { waiting } = of.agreement
  if (of.members.some(({ person }) => person === me)) return waiting
  const own = new Set(ownCharters(of, me).map(({ id }) => id))
  return waiting.filter(({ revision }) => own.has(revision))
}

/** [G24] Charters on offer that ask for a welcome, list this person, and were accepted by them; none once any words hold. */
export const ownCharters = (of: Group, me: PersonId): Revision[] => of.chartered !== null ? []
  : of.agreement.revisions.filter((one) => one.status === 'offered' && one.welcome && one.people.includes(me) && one.accepted.includes(me))

/** What this person may agree to or pass on now: pauses, goings on, closings, swaps, askings; also what they take back by it. */
export function answerable(of: Group, person: PersonId, reply: Reply): ActId[] {
  const agrees = reply === 'agree'
  const member = of.members.some((one) => one.person === person)
  const proposals = of.proposals.filter((one) => agrees ? member && !one.over && !one.agreed.includes(person)
    : (member || one.agreed.includes(person)) && !one.over && !one.passed.some((said) => said.person === person))
  const swaps = of.swaps.filter((one) => agrees ? one.with === person && !one.agreed : one.with === person || one.person === person)
  const asked = agrees ? [] : of.asked.filter((one) => one.to === person || one.person === person)
  return [...proposals, ...swaps, ...asked].map(({ act }) => act)
}

/** Which replies are open to this person, by what they would answer; nobody's where nobody looks. */
export function repliesOf(of: Group, person: PersonId | null): (act: ActId) => readonly Reply[] {
  const open = (['agree', 'pass'] as const).map((reply) => [reply, new Set(person === null ? [] : answerable(of, person, reply))] as const)
  return (act) => open.flatMap(([reply, acts]) => (acts.has(act) ? [reply] : []))
}
