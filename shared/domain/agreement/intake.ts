// From acts to facts: which act has effect, judged on its own past alone.
import type { z } from 'zod'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import type { CountedAct, Past, Reason } from '../fold.ts'
import { recordId } from '../record/id.ts'
import { KINDS } from '../record/kinds.ts'
import { undoesAny } from '../undo.ts'
import { agreementBodies, type AgreementBody, type AgreementVerb } from './acts.ts'
import { holdsTo, inForce, standingStepout, thresholds } from './force.ts'
import type { Rules } from './model.ts'
import { ancestors, pastOf, type Offered, type Sheet } from './sheet.ts'

/** Verbs that bind or ask something new: members only. The rest ends or mends, which is always possible. */
const MEMBERS_ONLY: ReadonlySet<string> = new Set(['offer', 'accept', 'question'])

/** Takes one act into the sheet, all that it knows being in already. Null where it has effect, else why not. */
export function takeAct(sheet: Sheet, act: CountedAct, rules: Rules): Reason | null {
  const verb = act.type.slice(rules.concept.length + 1)
  if (!Object.hasOwn(agreementBodies, verb)) return 'unknown verb'
  const schema: z.ZodType = agreementBodies[verb as AgreementVerb]
  const parsed = schema.safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && MEMBERS_ONLY.has(verb)) return 'not a member'
  const body = parsed.data as never
  switch (verb as AgreementVerb) {
    case 'offer': return takeOffer(sheet, act, body, rules)
    case 'accept': return takeAccept(sheet, act, body)
    case 'decline': return takeDecline(sheet, act, body)
    case 'question': return takeQuestion(sheet, act, body)
    case 'withdraw': return takeWithdraw(sheet, act, body)
    case 'stepout': return takeStepout(sheet, act, body)
  }
}

const NOBODY: ReadonlySet<PersonId> = new Set()

/** A revision that the act knows; nobody can speak of one they do not know. */
export function knownOffer(sheet: Sheet, past: Past, act: CountedAct, revision: ActId): Offered | null {
  const offer = sheet.offers.get(revision)
  return offer && past.knows(act.place, offer.place) ? offer : null
}

export const isParty = (offer: Offered, person: PersonId): boolean =>
  offer.people.includes(person) || offer.to.includes(person)

function takeOffer(sheet: Sheet, act: CountedAct, body: AgreementBody<'offer'>, rules: Rules): Reason | null {
  if (!rules.kinds.includes(body.kind) || !fitsKind(body)) return 'malformed body'
  if (rules.own && (body.people.length !== 1 || body.people[0] !== act.person)) return 'not for them'
  if (recordId(rules.concept, body.opener, body.nonce) as string !== act.subject) return 'other record'
  const parents: Offered[] = []
  for (const id of body.parents) {
    const parent = knownOffer(sheet, sheet.past, act, id)
    if (!parent) return 'unknown revision'
    parents.push(parent)
  }
  if (rules.once && parents.length === 0 && holdsAny(sheet, act)) return 'not a party'
  const reason = parents.length === 0 ? mayOpen(act, body) : mayGoOn(sheet, act, body, parents, rules.replaces?.(sheet, act) ?? NOBODY)
  if (reason) return reason
  sheet.offers.set(act.id, {
    id: act.id, place: act.place, author: act.person, at: act.at, parents,
    number: 1 + Math.max(0, ...parents.map((parent) => parent.number)),
    kind: body.kind, people: body.people, gives: body.gives ?? body.people, to: body.to, terms: body.terms, share: body.share ?? null, welcome: body.welcome ?? false,
  })
  // Who offers what they themselves are to give has accepted it.
  if (body.people.includes(act.person)) {
    sheet.addSaying(act.id, { act: act.id, place: act.place, person: act.person, at: act.at, offered: true })
  }
  return null
}

/** The schema has seen to it that `gives` is some of the people and not all of them. */
export function fitsKind(body: Pick<AgreementBody<'offer'>, 'kind' | 'people' | 'gives' | 'to' | 'share' | 'welcome'>): boolean {
  const { people, concept } = KINDS[body.kind]
  if (body.welcome !== undefined && concept !== 'group') return false
  if (people === 'all' && body.kind !== 'mutual') return body.to.length === 0 && body.gives === undefined
  if (body.share !== undefined) return false
  switch (body.kind) {
    // Of what was only said those it was said to are needed too, and receive nobody's silence.
    case 'promise': return body.gives ? body.gives.length === 1 && body.to.length === 0 : body.people.length === 1
    case 'mutual': return body.to.length === 0 && body.people.length >= 2 && body.gives === undefined
    case 'letter': return body.to.length === 0 && body.people.length >= 2
    default: return body.people.length === 1 && body.gives === undefined && (people === 'one to others' || body.to.length === 0)
  }
}

/** [AG12] */
const holdsAny = (sheet: Sheet, act: CountedAct): boolean => [...thresholds(sheet, pastOf(act.place, sheet.past)).values()].some(({ holds }) => holds)

/** [AG2] A first revision is by a party, lists the opener, and needs the opener where it is not the opener's own. */
function mayOpen(act: CountedAct, body: AgreementBody<'offer'>): Reason | null {
  if (!body.people.includes(act.person) && !body.to.includes(act.person)) return 'not a party'
  if (body.people.includes(body.opener)) return null
  return act.person === body.opener && body.to.includes(body.opener) ? null : 'not a party'
}

/** [AG3, R8] A later revision is by a party of a parent and lists every party of its parents, in the same part. */
function mayGoOn(
  sheet: Sheet, act: CountedAct, body: AgreementBody<'offer'>, parents: readonly Offered[], replaced: ReadonlySet<PersonId>,
): Reason | null {
  const joinedLater = (parent: Offered): boolean =>
    sheet.mode === 'share' && holdsTo(sheet, pastOf(act.place, sheet.past), parent.id, act.person)
  const inPlaceOf = (parent: Offered): boolean => [...parent.people, ...parent.to].some((person) => replaced.has(person))
  if (!parents.some((parent) => isParty(parent, act.person) || joinedLater(parent) || inPlaceOf(parent))) return 'not a party'
  const needed = new Set(body.people)
  const listed = new Set([...body.people, ...body.to])
  const giving = new Set(body.gives ?? body.people)
  const dropped = parents.flatMap((parent) => [
    ...parent.people.filter((person) => !needed.has(person)),
    ...(sheet.own ? [] : parent.to.filter((person) => !listed.has(person))),
    ...parent.gives.filter((person) => !giving.has(person)),
  ])
  return dropped.every((person) => replaced.has(person) || hasSteppedOut(sheet, act, person)) ? null : 'drops a party'
}

/** [R8] Stepped out in the act's past, and bound by nothing in the record there. */
function hasSteppedOut(sheet: Sheet, act: CountedAct, person: PersonId): boolean {
  const scope = pastOf(act.place, sheet.past)
  return standingStepout(sheet, scope, person) !== null &&
    ![...sheet.acceptedBy(person)].some((revision) => holdsTo(sheet, scope, revision, person))
}

/** [AG4] Names a revision and the hash of its words; both must be right. */
function takeAccept(sheet: Sheet, act: CountedAct, body: AgreementBody<'accept'>): Reason | null {
  const offer = knownOffer(sheet, sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (offer.terms !== body.terms) return 'other words'
  if (sheet.mode === 'all' && !isParty(offer, act.person)) return 'not a party'
  sheet.addSaying(offer.id, { act: act.id, place: act.place, person: act.person, at: act.at, offered: false })
  return null
}

/** [AG5] Binds only oneself; a yes is taken back by withdrawing, not by declining. */
function takeDecline(sheet: Sheet, act: CountedAct, body: AgreementBody<'decline'>): Reason | null {
  const offer = knownOffer(sheet, sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (!isParty(offer, act.person)) return 'not a party'
  if (holdsTo(sheet, pastOf(act.place, sheet.past), offer.id, act.person)) return 'already accepted'
  sheet.addRemark(offer.id, remark(act, 'declined', body.text))
  return null
}

function takeQuestion(sheet: Sheet, act: CountedAct, body: AgreementBody<'question'>): Reason | null {
  const offer = knownOffer(sheet, sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  if (sheet.mode === 'all' && !isParty(offer, act.person)) return 'not a party'
  sheet.addRemark(offer.id, remark(act, 'question', body.text))
  return null
}

const remark = (act: CountedAct, stance: 'declined' | 'question', text: TextHash | undefined) => ({
  act: act.id, place: act.place, person: act.person, at: act.at, stance, text: text ?? null,
})

/** [R10] Of a revision that its past shows in force: covers the ancestors too. Else takes back that acceptance only. */
function takeWithdraw(sheet: Sheet, act: CountedAct, body: AgreementBody<'withdraw'>): Reason | null {
  const offer = knownOffer(sheet, sheet.past, act, body.revision)
  if (!offer) return 'unknown revision'
  const accepted = hasAccepted(sheet, act, offer)
  if (!accepted && offer.author !== act.person) return 'nothing to undo'
  const ends = accepted && inForce(sheet, pastOf(act.place, sheet.past)).has(offer.id)
  const reach = ends ? [offer, ...ancestors(offer)] : [offer]
  const covers = new Set(reach.filter((each) => hasAccepted(sheet, act, each)).map((each) => each.id))
  sheet.addUndoing({
    act: act.id, place: act.place, person: act.person, at: act.at, verb: 'withdraw', revision: offer.id,
    text: body.text ?? null, covers, ends: new Set(ends ? [offer.id] : []),
  })
  return null
}

/** [R9] Covers all own acceptances in its past. Always possible for whoever was listed or accepted. */
function takeStepout(sheet: Sheet, act: CountedAct, body: AgreementBody<'stepout'>): Reason | null {
  const scope = pastOf(act.place, sheet.past)
  const known = [...sheet.offers.values()].filter((offer) => scope(offer.place))
  const covers = known.filter((offer) => hasAccepted(sheet, act, offer))
  if (covers.length === 0 && !known.some((offer) => isParty(offer, act.person))) return 'not a party'
  const standing = inForce(sheet, scope)
  sheet.addUndoing({
    act: act.id, place: act.place, person: act.person, at: act.at, verb: 'stepout', revision: null,
    text: body.text ?? null,
    covers: new Set(covers.map((offer) => offer.id)),
    ends: new Set(covers.filter((offer) => standing.has(offer.id)).map((offer) => offer.id)),
  })
  return null
}

/** [R11] Whether the act knows an own acceptance of the revision. */
const hasAccepted = (sheet: Sheet, act: CountedAct, offer: Offered): boolean =>
  undoesAny(act.place, sheet.sayings(offer.id, act.person).map((saying) => saying.place), sheet.past)
