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
// [CO7] A promise may be asked for: offered by one who would receive it, it is in force once its giver accepts, or offers
//       it in words of their own. What was only said (`verbal`) and is noted by one needs all it names, who gave it and who
//       received it, whoever notes it.
// [CO8] Witnesses are named in the words; they are no parties and are bound by nothing.
// [CO6] Parts belong to a revision: a newer one in force opens the commitment again.
//
// acts.ts bodies; fold.ts where it stands; intend.ts may I; due and review come from `row` and the host's date.
import { detailOf, rowOf, searchTextOf, textsOf, titleOf, type Shown } from '../agreement/index.ts'
import type { PersonId } from '../../base/ids.ts'
import type { RecordConcept } from '../fold.ts'
import { validateBody } from '../validate.ts'
import { commitmentActs } from './acts.ts'
import { deskOfCommitment } from './desk.ts'
import { foldCommitment, RULES, type Commitment } from './fold.ts'
import { intendCommitment, possibleWith } from './intend.ts'

export { commitmentActs } from './acts.ts'
export type { Checkin, Claim, Commitment, Part } from './fold.ts'

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
  title: (state, text) => titleOf(state.agreement, text),
  searchText: (state, text) => searchTextOf(shown(state), text),
  intend: intendCommitment,
  texts: (state) => textsOf(shown(state)),
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
    possible: (context) => possibleWith(of, context),
  }
}
