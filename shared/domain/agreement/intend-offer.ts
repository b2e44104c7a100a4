// Offering: the one intention that makes a revision.
import type { PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent, Intention, OfferIntention } from '../fold.ts'
import { recordId, textHash } from '../record/id.ts'
import { readTerms } from '../record/terms.ts'
import { offerBody } from './acts.ts'
import { fitsKind } from './intake.ts'
import { newestAmong } from './lineage.ts'
import type { Agreement, Revision, Rules } from './model.ts'

export function intendOffer(of: Agreement, rules: Rules, intention: Intention): Result<Intent> {
  const { offer, person } = intention
  const replaced = rules.replacesNow?.(person) ?? NOBODY
  const barred = mayOffer(of, intention, replaced)
  if (barred) return barred
  if (!offer) return fail('offer.terms', 'An offer needs words.', 'Write a draft first.')
  if (rules.own && (offer.people.length !== 1 || offer.people[0] !== person)) {
    return fail('offer.own', 'This is signed by one person, for themselves.', 'Name yourself alone; nobody else can be put into it.')
  }
  const shape = shapeFault(rules, offer)
  if (shape) return shape
  const opener = of.opener ?? offer.opener ?? person
  const nonce = of.nonce ?? offer.nonce
  if (nonce === undefined) return fail('offer.nonce', 'This draft has lost where it comes from.', 'Start a new draft with the same words.')
  const free = rules.own ? new Set([...replaced, ...of.revisions.flatMap((revision) => revision.to)]) : replaced
  const parents = parentsOf(of, offer, free)
  if (!parents.ok) return parents
  const refused = parents.value.length === 0
    ? openFault(offer, person, opener) : goOnFault(of, offer, person, parents.value, free)
  if (refused) return refused
  const images = offer.images ?? []
  const body = offerBody.safeParse({
    kind: offer.kind, people: offer.people, ...(offer.gives && offer.gives.length < offer.people.length && { gives: offer.gives }), to: offer.to, terms: textHash(offer.terms),
    parents: parents.value.map((parent) => parent.id).sort(), opener, nonce,
    ...(offer.share === undefined ? {} : { share: offer.share }), ...(offer.welcome && { welcome: true as const }),
    ...(images.length > 0 && { images: [...new Set(images.map(textHash))] }),
  })
  if (!body.success || !fitsKind(body.data)) return fail('offer.people', 'The people of this offer do not fit together.', 'Name each person once, on one side.')
  return ok({
    type: `${rules.concept}.offer`, subject: recordId(rules.concept, opener, nonce), body: body.data as Intent['body'], texts: [offer.terms, ...images],
  })
}

/** Whether the person may offer anything here at all, before there are words. */
export function mayOffer(of: Agreement, intention: Intention, replaced: ReadonlySet<PersonId> = NOBODY): Result<never> | null {
  if (intention.member === false) {
    return fail('person.left', 'You have left this workspace, so nothing new can be offered here.', 'You can still end what you gave.')
  }
  const { person } = intention
  const involved = of.revisions.length === 0 || of.revisions.some((revision) =>
    revision.people.includes(person) || revision.to.includes(person) || revision.accepted.includes(person) || revision.people.some((one) => replaced.has(one)))
  return involved ? null : fail('person.not-party', 'This is between other people.', 'To agree something with them, start a record of your own.')
}

const NOBODY: ReadonlySet<PersonId> = new Set()

function shapeFault(rules: Rules, offer: OfferIntention): Result<never> | null {
  const terms = readTerms(offer.terms)
  if (!terms) return fail('terms.malformed', 'These words can not be put into a letter as they are.', 'Take out what was pasted last and try again.')
  if (!rules.kinds.includes(offer.kind) || terms.kind !== offer.kind) return fail('offer.kind', 'The words are of another kind than the offer.', 'Make the draft anew.')
  const gives = offer.gives ?? offer.people
  if (offer.kind === 'promise' && gives.length !== 1) return fail('offer.people', 'A promise is made by one person.', 'Name who makes it, or make it mutual.')
  if (offer.kind === 'open offer' && offer.people.length !== 1) return fail('offer.people', 'An open offer is made by one person.', 'Make one each, or a mutual commitment.')
  if (offer.kind === 'letter' && offer.people.length < 2) {
    return fail('offer.people', 'A letter of understanding is signed with colleagues.', 'Name who signs it with you.')
  }
  if (terms.format === 'parley/commitment/1' && terms.medium === 'verbal' && offer.to.length > 0) {
    return fail('offer.verbal', 'What was only said counts once those it was said to acknowledge it.', 'Name them among those who are needed.')
  }
  if (offer.kind === 'mutual' && (offer.people.length < 2 || offer.to.length > 0)) {
    return fail('offer.people', 'A mutual commitment needs at least two people who each give something.', 'Name who gives what, or make it a promise.')
  }
  return null
}

/** What a new revision goes on from: what is in force and what is on offer, as far as it keeps their parties. */
function parentsOf(of: Agreement, offer: OfferIntention, replaced: ReadonlySet<PersonId>): Result<readonly Revision[]> {
  if (offer.parents) {
    const named = offer.parents.map((id) => of.revisions.find((revision) => revision.id === id))
    return named.every((revision) => revision !== undefined) ? ok(named)
      : fail('revision.unknown', 'The revision that this goes on from has not arrived here.', 'Wait for it, or start from the newest one you see.')
  }
  return ok(newestAmong(offerParents(of).filter((parent) =>
    parent.status === 'in force' || dropped(of, parent, offer, replaced).length === 0), of.revisions))
}

/** The revisions that an amendment would name as parents, as seen now. */
export function offerParents(of: Agreement): Revision[] {
  const live = of.revisions.filter((revision) => revision.status === 'in force' || revision.status === 'offered')
  return newestAmong(live.length > 0 ? live : of.revisions, of.revisions)
}

/**
 * What holds between some: the share that changing it needs goes from its words into the offer. Words that say nothing carry on what
 * those they go on from ask for. [CH4, CH6, G23]
 */
export function withShare(of: Agreement, offer: OfferIntention): OfferIntention {
  if (offer.share !== undefined) return offer
  const said = (readTerms(offer.terms) as { readonly share?: number } | null)?.share
  const parents = offer.parents ? of.revisions.filter(({ id }) => offer.parents!.includes(id)) : offerParents(of)
  const share = said ?? Math.max(0, ...parents.map((parent) => parent.share ?? 0))
  return share > 0 || said !== undefined ? { ...offer, share } : offer
}

/** [AG2] */
function openFault(offer: OfferIntention, person: PersonId, opener: PersonId): Result<never> | null {
  const listed = [...offer.people, ...offer.to]
  if (!listed.includes(person)) return fail('offer.not-yours', 'You are not part of what this offers.', 'Add yourself, or let those it names offer it.')
  if (offer.people.includes(opener) || (person === opener && listed.includes(opener))) return null
  return fail('offer.opener', 'Someone else opened this draft and is not among those who give something in it.', 'Let them offer it first, or start a draft of your own.')
}

/** [AG3, R8] */
function goOnFault(
  of: Agreement, offer: OfferIntention, person: PersonId, parents: readonly Revision[], replaced: ReadonlySet<PersonId>,
): Result<never> | null {
  const party = parents.some((parent) => parent.people.includes(person) || parent.to.includes(person) || parent.people.some((one) => replaced.has(one)) ||
    (of.mode === 'share' && parent.accepted.includes(person)))
  if (!party) return fail('person.not-party', 'The revision that this goes on from is between other people.', 'Start a record of your own.')
  const left = [...new Set(parents.flatMap((parent) => dropped(of, parent, offer, replaced)))]
  return left.length === 0 ? null : fail('offer.drops', 'A new revision has to keep everybody who is part of the old one and has not stepped out.',
    'Name them again, each in the part they had; they may step out if they wish.', { people: left })
}

/** [R8] Who of the parent would be left out without having stepped out. */
function dropped(of: Agreement, parent: Revision, offer: OfferIntention, replaced: ReadonlySet<PersonId>): PersonId[] {
  const listed = [...offer.people, ...offer.to]
  const missing = [
    ...parent.people.filter((one) => !offer.people.includes(one)), ...parent.to.filter((one) => !listed.includes(one)),
    ...parent.gives.filter((one) => !(offer.gives ?? offer.people).includes(one)),
  ]
  const bound = (one: PersonId): boolean => of.revisions.some((revision) => revision.accepted.includes(one))
  return [...new Set(missing)].filter((one) => !replaced.has(one) && (!of.steppedOut.has(one) || bound(one)))
}
