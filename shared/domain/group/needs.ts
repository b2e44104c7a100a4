// What a group asks of one person now. Nobody whom it does not concern is asked.
import type { PersonId } from '../../base/ids.ts'
import type { Revision } from '../agreement/index.ts'
import { asks, isBoundByOlder, standsTwice } from '../agreement/needs.ts'
import type { RecordRow } from '../record/view.ts'
import type { Group } from './fold.ts'
import { standsFor } from './standing.ts'

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
  return member && of.agreement.waiting.length > 0 ? 'welcome' : null
}
