// What a commitment says to the desk: what its agreement says, and the keeping of each part.
import { agreementFacts } from '../agreement/desk.ts'
import type { DeskContext, DeskFacts } from '../desk/index.ts'
import type { Commitment } from './fold.ts'
import { receivers } from './receivers.ts'

export function deskOfCommitment(of: Commitment, context: DeskContext): DeskFacts {
  const textOf = new Map(of.statements.map(({ act, text }) => [act, text]))
  return agreementFacts(of.agreement, of.parts.map((part) => {
    const claim = part.claims.at(-1)
    const revision = of.agreement.revisions.find(({ id }) => id === part.revision)!
    return {
      revision: part.revision, person: part.person, to: receivers(revision, part.person), state: part.state,
      claim: claim ? { act: claim.act, text: textOf.get(claim.act) ?? null } : null, waitsFor: part.waitsFor,
    }
  }), context)
}
