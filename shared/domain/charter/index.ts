// Charter: what a group, first of all the workspace, agrees about itself. An agreement of mode `share`.
//
// [CH1] A revision holds between those who accepted it, once two of them, or the share that the revision before it
//       asks for, have. Declining or silence binds only oneself: that person stays under the words they signed.
// [CH2] Who came later accepts what holds; who left is asked no more.
// [CH3] The share that changing it needs is in the offer (`share`), so that the rule does not hang on readable words.
// [CH4] A new revision asks for the share that those it goes on from ask for, unless it says another: changing the words
//       never writes the rule away unnoticed.
// [CH6] Words that say that share (a field of theirs) are offered with it: what people read is what counts.
// [CH5] What its fields say to a person (how much of the week is one's own, what follows a decision without advice) is what the
//       newest words in force say that they accepted; to who accepted none of those, the newest in force.
//
// templates/ ways of working to begin with, as data.
// Words: shared/domain/record/terms.ts (`parley/charter/1`).
import {
  agreementBodies, actsOf, detailOf, foldAgreement, intendAgreement, mayOffer, rowOf, searchTextOf, textsOf, titleOf, withShare,
  type Agreement, type AgreementVerb, type Revision, type Rules, type Shown,
} from '../agreement/index.ts'
import { agreementFacts } from '../agreement/desk.ts'
import type { PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent, Intention, PresentContext, RecordConcept } from '../fold.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { AGREEMENT_VERBS, type Possible } from '../record/view.ts'
import { validateBody } from '../validate.ts'

export const CHARTER_RULES: Rules = { concept: 'charter', mode: 'share', kinds: ['charter'] }
export const charterActs = actsOf('charter', agreementBodies)

export interface Charter {
  readonly agreement: Agreement
  readonly ignored: Agreement['ignored']
}

export const charter: RecordConcept<Charter> = {
  id: 'charter',
  prefixes: ['charter'],
  kinds: ['charter'],
  acts: charterActs,
  validate: (type, body) => validateBody(charterActs, type, body),
  fold(acts, past) {
    const { agreement, others } = foldAgreement(acts, past, CHARTER_RULES)
    const unknown = others.map((act) => ({ act: act.id, reason: 'unknown verb' as const }))
    const ignored = [...agreement.ignored, ...unknown].sort((a, b) => (a.act < b.act ? -1 : 1))
    return { agreement, ignored }
  },
  row: (state, context) => rowOf(shown(state), context),
  detail: (state, context) => detailOf(shown(state), context),
  desk: (state, context) => agreementFacts(state.agreement, [], context),
  title: (state, text) => titleOf(state.agreement, text),
  searchText: (state, text) => searchTextOf(shown(state), text),
  intend: intendCharter,
  texts: (state) => textsOf(shown(state)),
  ignored: (state) => state.ignored,
}

/** [CH5] Null where nothing is in force. */
export function wordsFor({ agreement }: Charter, person: PersonId): Revision | null {
  const standing = agreement.revisions.filter(({ id }) => agreement.inForce.includes(id))
  return standing.findLast(({ accepted }) => accepted.includes(person)) ?? standing.at(-1) ?? null
}

function intendCharter(of: Charter, verb: string, intention: Intention): Result<Intent> {
  if (Object.hasOwn(agreementBodies, verb)) return intendAgreement(of.agreement, CHARTER_RULES, verb as AgreementVerb, sharing(of, verb, intention))
  return fail('verb.unknown', 'A charter is accepted, changed or left; nothing in it is kept or released.', 'Make a commitment of what someone is to do.')
}

/** [CH4, CH6] */
const sharing = ({ agreement }: Charter, verb: string, intention: Intention): Intention =>
  verb === 'offer' && intention.offer ? { ...intention, offer: withShare(agreement, intention.offer) } : intention

const shown = (of: Charter): Shown => ({
  agreement: of.agreement, state: of.agreement.phase, statements: of.agreement.statements, kinds: CHARTER_RULES.kinds,
  promiseOf: () => null, pending: { acknowledge: new Set() }, possible: (context) => possibleWith(of, context),
})

function possibleWith(of: Charter, context: PresentContext): Possible[] {
  return forEachVerb(AGREEMENT_VERBS, context, (verb, intention) => {
    const tried = verb === 'offer' ? mayOffer(of.agreement, intention) ?? ok({ type: '', subject: '', body: {}, texts: [] })
      : intendCharter(of, verb, intention)
    return possibleOf(of.agreement, verb, tried)
  })
}
