// What is asked of one person, if anything.
import type { PersonId } from '../../base/ids.ts'
import type { RecordRow } from '../record/view.ts'
import type { Agreement, Revision } from './model.ts'

/** Who is waited for to say that a claimed part was kept. */
export interface Pending {
  readonly acknowledge: ReadonlySet<PersonId>
}

/** Who left the workspace is asked for nothing but to acknowledge what was done for them. */
export function needOf(of: Agreement, pending: Pending, me: PersonId, member: boolean): RecordRow['needsMe'] {
  if (!member) return pending.acknowledge.has(me) ? 'acknowledge' : null
  const asked = of.revisions.filter((revision) => asks(of, revision, me))
  if (asked.length > 1 || standsTwice(of, me)) return 'choose'
  if (asked.length === 1) return isBoundByOlder(of, me) ? 'accept again' : 'answer'
  if (pending.acknowledge.has(me)) return 'acknowledge'
  return isAskedBack(of, me) ? 'answer question' : null
}

/** On offer, needed of me, and I have said nothing to it; of a group also what holds without me. */
export function asks(of: Agreement, revision: Revision, me: PersonId): boolean {
  if (revision.answers.has(me)) return false
  if (of.mode === 'all') return revision.status === 'offered' && revision.people.includes(me)
  return revision.status === 'offered' || (revision.status === 'in force' && isNewest(of, revision))
}

const isNewest = (of: Agreement, revision: Revision): boolean =>
  !of.revisions.some((other) => other.parents.includes(revision.id) && (other.status === 'in force' || other.status === 'offered'))

export const isBoundByOlder = (of: Agreement, me: PersonId): boolean =>
  of.revisions.some((revision) => revision.status === 'in force' && revision.accepted.includes(me))

/** [R7] Two concurrent revisions in force: one that goes on from both would settle it. */
export const standsTwice = (of: Agreement, me: PersonId): boolean => of.mode === 'all'
  ? of.inForce.length > 1 && of.revisions.some((revision) => revision.status === 'in force' && revision.people.includes(me))
  : of.pairs.some((pair) => pair.revisions.length > 1 && pair.between.includes(me))

/** Someone has a question about what I offered. */
const isAskedBack = (of: Agreement, me: PersonId): boolean => of.revisions.some((revision) =>
  revision.status === 'offered' && revision.author === me &&
  [...revision.answers].some(([person, answer]) => person !== me && answer.stance === 'question'))
