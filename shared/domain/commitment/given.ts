import type { ActId } from '../../base/ids.ts'
import { parseTerms } from '../record/terms.ts'
import type { PresentContext } from '../fold.ts'
import { hoursIn, type Given } from './capacity.ts'
import type { Commitment } from './fold.ts'
import { receivers } from './receivers.ts'

/** [CA4] Every open part of what is in force: whose, for whom, and the hours. Without the words there are none to count. */
export function givenUnder(of: Commitment, text: PresentContext['text']): Omit<Given, 'record' | 'title'>[] {
  return of.agreement.revisions.filter((revision) => revision.status === 'in force').flatMap((revision) => {
    const terms = parseTerms(text(revision.terms))
    return of.parts.filter((part) => part.revision === revision.id && part.state === 'open').map(({ person }) => ({
      person, to: receivers(revision, person).filter((one) => !['declined', 'stepped out'].includes(revision.answers.get(one)?.stance ?? '')),
      hours: terms ? hoursIn(terms, person) : [],
    }))
  })
}

/** [CA6] What everybody would give under one revision, were it in force. */
export function wouldGive(of: Commitment, id: ActId, text: PresentContext['text']): Omit<Given, 'record' | 'title'>[] {
  const revision = of.agreement.revisions.find((one) => one.id === id)
  const terms = revision ? parseTerms(text(revision.terms)) : null
  return revision && terms ? revision.gives.map((person) => ({ person, to: receivers(revision, person), hours: hoursIn(terms, person) })) : []
}
