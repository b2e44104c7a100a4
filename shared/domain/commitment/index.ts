// Commitment: what colleagues promise one another. An agreement of mode `all`, and the keeping of it.
//
// Kinds: `promise` (one person gives, others receive; in force once given), `mutual` (each gives something) and `letter`
// (a letter of understanding: some give, and colleagues sign it with them).
// [CO1] Receivers of a promise need not accept. One may decline it; once every receiver has declined or stepped out it
//       is declined, or ended where all stepped out.
// [CO2] Each claims their own part as kept, and nobody else's.
// [CO3] Whom a part was for acknowledges the claim, or releases the person from it: of a promise its receivers, of a
//       mutual commitment or a letter all the others. Nobody else can.
// [CO4] A part is kept, or released, once everybody it was for and who has neither declined nor stepped out said so; a
//       promise to oneself by claiming it. The commitment is `fulfilled` when every part is one or the other and at
//       least one is kept, `released` when all are released.
// [CO5] Who left the workspace may still claim, acknowledge and release.
// [CO6] Parts belong to a revision: a newer one in force opens the commitment again.
// [CO7] A promise may be asked for: offered by one who would receive it, it is in force once its giver accepts, or offers
//       it in words of their own. Then nothing is needed of who asked: the desk tells them, and they may decline. What was only said (`verbal`) and is noted by one needs all it names, who gave it and who
//       received it, whoever notes it.
// [CO8] Witnesses are named in the words; they are no parties and are bound by nothing.
// [CO9] Any party checks in, and notes readings of stepping stones. A reading belongs to the revision it names, and so to the
//       measure and unit of those words. Of one person's readings of a stone on one date the last counts; none is lost.
// [CO10] At risk is said by a party and taken back by the same, never computed. It speaks of the revision it names and falls
//       silent when that one is no longer in force, or all that was promised in it is kept or let go.
// [CO11] Who steps out may say from when, what is to be handed over, and ask others to take it over. That binds nobody; who
//       takes over promises anew.
// [CO12] Renewing is a new revision of the same words with later dates. It needs everybody that any revision needs, and until
//       all accepted the old one holds.
//
// acts.ts bodies; keeping.ts which act of keeping has effect; fold.ts where it stands; intend.ts may I; shown.ts what is
// seen of it; renewing.ts the words of a renewal; capacity.ts hours. Due, review and lapsed come from `row` and the host's date.
import { detailOf, rowOf, searchTextOf, textsOf, titleOf, wordsOf, type Shown } from '../agreement/index.ts'
import type { PersonId } from '../../base/ids.ts'
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { commitmentActs } from './acts.ts'
import { deskOfCommitment } from './desk.ts'
import { givenUnder, wouldGive } from './given.ts'
import { foldCommitment, RULES, type Commitment } from './fold.ts'
import { intendCommitment, possibleWith } from './intend.ts'
import { keepingOf } from './shown.ts'

export { commitmentActs } from './acts.ts'
export type { Claim, Commitment, Part } from './fold.ts'
export type { Checkin, Risk, Stepout } from './keeping.ts'

export const commitment: RecordConcept<Commitment> = {
  id: 'commitment',
  prefixes: ['commitment'],
  kinds: ['promise', 'mutual', 'letter'],
  acts: commitmentActs,
  validate: (type, body) => validateBody(commitmentActs, type, body),
  fold: foldCommitment,
  row: (state, context) => rowOf(shown(state), context),
  detail: (state, context) => detailOf(shown(state), context),
  desk: deskOfCommitment,
  given: givenUnder,
  wouldGive,
  title: (state, text) => titleOf(state.agreement, text),
  searchText: (state, text) => [
    searchTextOf(shown(state), text), ...state.checkins.flatMap(({ help }) => wordsOf(help, text) ?? []), ...state.stepouts.flatMap(({ handover }) => handover ?? []),
  ].join('\n'),
  intend: intendCommitment,
  texts: (state) => [...new Set([...textsOf(shown(state)), ...state.checkins.flatMap(({ help }) => help ?? [])])],
  ignored: (state) => state.ignored,
}

function shown(of: Commitment): Shown {
  const { agreement, parts } = of
  const looked = agreement.inForce.length > 0 ? agreement.inForce : agreement.revisions.slice(-1).map((revision) => revision.id)
  const promiseOf = (person: PersonId) =>
    parts.findLast((part) => part.person === person && looked.includes(part.revision))?.state ?? null
  const claimed = parts.filter((part) => part.state === 'claimed')
  return {
    agreement, state: of.state, statements: of.statements, kinds: RULES.kinds, promiseOf,
    pending: { acknowledge: new Set(claimed.flatMap((part) => part.waitsFor)) },
    possible: (context) => possibleWith(of, context), keeping: (context) => keepingOf(of, context), atRisk: of.risks.length > 0,
  }
}
