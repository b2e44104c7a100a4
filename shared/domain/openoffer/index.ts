// Open offer: what someone offers to nobody in particular ("I can give four hours a week of ..."), for others to take up.
// And open request: what someone asks of nobody in particular, for themselves or a group of theirs (people, money, tools).
// An agreement of mode `all` with one person in it, its owner; nobody else is bound by it or can change it.
//
// [OO1] Only its owner offers it, changes it and closes it. Closing is withdrawing or stepping out.
// [OO2] Who takes it up offers the owner a commitment of their own that names it (`answers`): a promise of the owner to
//       them. It binds nobody until the owner accepts it, and taking says nothing on the open offer itself.
// [OO3] A place is taken while a commitment that answers it, given by the owner, is in force or was kept. Others that
//       answer it wait for the owner, and may be more than there are places.
// [OO4] It is open while the owner holds it up and not all places are taken; with no number stated, until it is closed.
//       A place that comes free, by release or ending, opens it again.
// [OO5] A request is answered by a promise to its owner that names it: the giver's own, in words of their own, in force once given. It takes
//       a place as in OO3. What a request asks for, hours among it, is promised by nobody until they say it themselves.
//
// index.ts registry entry; takers.ts who took it up and whether it is open, across records.
import {
  agreementBodies, actsOf, detailOf, foldAgreement, intendAgreement, intendRenewal, mayOffer, possibleRenewal, rowOf, searchTextOf, textsOf, titleOf,
  type Agreement, type AgreementVerb, type Rules, type Shown,
} from '../agreement/index.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent, Intention, PresentContext, RecordConcept } from '../fold.ts'
import { forEachVerb, possibleOf } from '../record/possible.ts'
import { AGREEMENT_VERBS, type Possible } from '../record/view.ts'
import { validateBody } from '../validate.ts'

export { isOpen, takersOf, type OpenOfferFacts, type Taker } from './takers.ts'

export const OPEN_OFFER_RULES: Rules = { concept: 'openoffer', mode: 'all', kinds: ['open offer', 'open request'] }
export const openOfferActs = actsOf('openoffer', agreementBodies)

export interface OpenOffer {
  readonly agreement: Agreement
  readonly ignored: Agreement['ignored']
}

export const openOffer: RecordConcept<OpenOffer> = {
  id: 'openoffer',
  prefixes: ['openoffer'],
  kinds: ['open offer', 'open request'],
  acts: openOfferActs,
  validate: (type, body) => validateBody(openOfferActs, type, body),
  fold(acts, past) {
    const { agreement, others } = foldAgreement(acts, past, OPEN_OFFER_RULES)
    const unknown = others.map((act) => ({ act: act.id, reason: 'unknown verb' as const }))
    return { agreement, ignored: [...agreement.ignored, ...unknown].sort((a, b) => (a.act < b.act ? -1 : 1)) }
  },
  row: (state, context) => rowOf(shown(state), context),
  detail: (state, context) => detailOf(shown(state), context),
  title: (state, text) => titleOf(state.agreement, text),
  searchText: (state, text) => searchTextOf(shown(state), text),
  intend: intendOpenOffer,
  texts: (state) => textsOf(shown(state)),
  ignored: (state) => state.ignored,
}

function intendOpenOffer(of: OpenOffer, verb: string, intention: Intention): Result<Intent> {
  if (Object.hasOwn(agreementBodies, verb)) return intendAgreement(of.agreement, OPEN_OFFER_RULES, verb as AgreementVerb, intention)
  if (verb === 'renew') return intendRenewal(of.agreement, OPEN_OFFER_RULES, intention)
  return fail('verb.unknown', 'This is taken up, changed or closed; nothing in it is kept or released.', 'Take it up: that makes a commitment of what is to be done.')
}

const shown = (of: OpenOffer): Shown => ({
  agreement: of.agreement, state: of.agreement.phase, statements: of.agreement.statements, kinds: OPEN_OFFER_RULES.kinds,
  promiseOf: () => null, pending: { acknowledge: new Set() }, possible: (context) => possibleWith(of, context),
})

function possibleWith(of: OpenOffer, context: PresentContext): Possible[] {
  return forEachVerb(AGREEMENT_VERBS, context, (verb, intention) => {
    const tried = verb === 'offer' ? mayOffer(of.agreement, intention) ?? ok({ type: '', subject: '', body: {}, texts: [] })
      : verb === 'renew' ? possibleRenewal(of.agreement, intention, context.text) : intendOpenOffer(of, verb, intention)
    return possibleOf(of.agreement, verb, tried)
  })
}
