// What an agreement says to the desk of one person. Rules: shared/domain/desk.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { hoursIn } from '../commitment/capacity.ts'
import { addDays } from '../../base/calendar.ts'
import { BARE_NEED, NO_FACTS, type Dated, type DeskContext, type DeskFacts, type Need, type Promised } from '../desk/facts.ts'
import { firstReview } from '../record/term.ts'
import { parseTerms } from '../record/terms.ts'
import { wayOf } from '../record/told.ts'
import { plainText } from '../record/words.ts'
import type { TermsView } from '../record/view.ts'
import type { Agreement, Revision } from './model.ts'
import { asks, isBoundByOlder, standsTwice } from './needs.ts'

/** What one person gives under a revision in force, as far as the concept follows it. */
export interface DeskPart {
  readonly revision: ActId
  readonly person: PersonId
  readonly to: readonly PersonId[]
  readonly state: 'open' | 'claimed' | 'fulfilled' | 'released'
  /** The newest saying that it is done, and who has not yet said that it was. */
  readonly claim: { readonly act: ActId; readonly text: TextHash | null } | null
  readonly waitsFor: readonly PersonId[]
}

export function agreementFacts(of: Agreement, parts: readonly DeskPart[], context: DeskContext): DeskFacts {
  const { me, member } = context
  const everybody = [...new Set(of.revisions.flatMap((revision) => [...revision.people, ...revision.to, ...revision.accepted]))]
  if (!everybody.includes(me)) return of.mode === 'share' && member ? { ...NO_FACTS, needs: offers(of, context) } : NO_FACTS
  const binding = of.revisions.filter((revision) => revision.status === 'in force')
  const kept = of.revisions.filter((revision) => of.inForce.includes(revision.id))
  const mine = parts.filter((part) => kept.some(({ id }) => id === part.revision))
  return {
    mine: true,
    waitsFor: member ? waitsFor(of, me) : [],
    needs: [...(member ? [...offers(of, context), ...instead(of, binding, mine, me), ...questions(of, me)] : []), ...claims(of, mine, me), ...(member ? dueNeeds(of, binding, mine, context) : [])],
    promised: binding.flatMap((revision) => promised(revision, mine, context)),
    dated: of.mode === 'all' ? kept.flatMap((revision) => dated(of, revision, mine, context)) : [],
    hours: of.mode === 'all' ? binding.flatMap((revision) => {
      const terms = read(revision, context)
      const open = mine.some((part) => part.revision === revision.id && part.person === me && part.state === 'open')
      return terms && open ? hoursIn(terms, me) : []
    }) : [],
  }
}

const read = (revision: Revision, { text }: DeskContext): TermsView | null => parseTerms(text(revision.terms))
const othersOf = (revision: Revision, me: PersonId): PersonId[] => [...new Set([...revision.people, ...revision.to])].filter((one) => one !== me)

/** What is on offer to me: one to answer, or several to choose between. */
function offers(of: Agreement, context: DeskContext): Need[] {
  const { me } = context
  const asked = of.revisions.filter((revision) => asks(of, revision, me))
  const twice = standsTwice(of, me)
  if (asked.length > 1 || twice) {
    const between = twice && asked.length < 2 ? of.revisions.filter((revision) => of.inForce.includes(revision.id)) : asked
    const ids = between.map(({ id }) => id).sort()
    return [{
      ...BARE_NEED, key: `${of.subject}:choose:${ids.slice(0, 8).map((id) => id.slice(0, 16)).join('+')}`, kind: 'choose',
      people: [...new Set(between.map(({ author }) => author))].filter((one) => one !== me).sort(), revision: between.at(-1)?.id ?? null,
    }]
  }
  return asked.map((revision) => {
    const terms = read(revision, context)
    const before = of.revisions.findLast((other) => other.number < revision.number && other.accepted.includes(me))
    return {
      ...BARE_NEED, key: `${of.subject}:answer:${revision.id}`, kind: isBoundByOlder(of, me) ? 'accept again' as const : 'answer' as const, by: revision.author,
      people: othersOf(revision, me), revision: revision.id, number: revision.number, before: before?.number ?? null, act: revision.id,
      day: terms?.due ?? null, hours: terms && revision.gives.includes(me) ? hoursIn(terms, me)[0]?.weekly ?? null : null,
      purpose: revision.kind === 'charter' ? purposeOf(terms) : null, way: wayOf(revision, revision.author, terms?.medium === 'verbal'),
    }
  })
}

const LONGEST_PURPOSE = 300

function purposeOf(terms: TermsView | null): string {
  const words = (terms?.sections ?? []).filter(({ voice }) => voice === 'why').map((section) => plainText(section.words)).join(' ')
  const whole = [...words.replace(/\s+/g, ' ').trim()]
  return whole.length > LONGEST_PURPOSE ? `${whole.slice(0, LONGEST_PURPOSE - 1).join('')}…` : whole.join('')
}

/** [CO7] I asked for a promise, and another was given: it binds who gave it already, and I may say that it is not for me. */
const instead = (of: Agreement, binding: readonly Revision[], parts: readonly DeskPart[], me: PersonId): Need[] => binding
  .filter((revision) => revision.kind === 'promise' && revision.author !== me && revision.to.includes(me) && !revision.answers.has(me))
  .filter((revision) => parts.some((part) => part.revision === revision.id && part.state === 'open') && of.revisions.some((asked) =>
    revision.parents.includes(asked.id) && asked.author === me && asked.to.includes(me) && asked.accepted.length === 0))
  .map((revision) => ({
    ...BARE_NEED, key: `${of.subject}:instead:${revision.id}`, kind: 'instead', by: revision.author, people: othersOf(revision, me),
    revision: revision.id, number: revision.number, act: revision.id,
  }))

/** Questions about what I offered, one each. */
const questions = (of: Agreement, me: PersonId): Need[] => of.revisions.filter(({ status, author }) => status === 'offered' && author === me)
  .flatMap((revision) => [...revision.answers].filter(([person, { stance }]) => person !== me && stance === 'question').map(([person, answer]) => ({
    ...BARE_NEED, key: `${of.subject}:question:${answer.act}`, kind: 'question' as const, by: person, people: othersOf(revision, me), revision: revision.id,
    number: revision.number, text: answer.text, act: answer.act,
  })))

/** Who says that what they promised me is done. */
const claims = (of: Agreement, parts: readonly DeskPart[], me: PersonId): Need[] => parts
  .filter((part) => part.state === 'claimed' && part.claim !== null && part.waitsFor.includes(me)).map((part) => ({
    ...BARE_NEED, key: `${of.subject}:acknowledge:${part.claim!.act}`, kind: 'acknowledge' as const, by: part.person, people: [part.person], revision: part.revision,
    text: part.claim!.text, act: part.claim!.act,
  }))

/** [DK2] Dates in words in force: of reviews for everybody it is between, of promises for who gave them. */
function dueNeeds(of: Agreement, binding: readonly Revision[], parts: readonly DeskPart[], context: DeskContext): Need[] {
  const { me } = context
  return binding.flatMap((revision) => {
    const terms = read(revision, context)
    if (!terms || !isBetween(revision, me)) return []
    const about = { people: othersOf(revision, me), revision: revision.id, number: revision.number }
    const review = firstReview(terms)
    const isOpen = of.mode === 'share' || parts.some((part) => part.revision === revision.id && part.state !== 'fulfilled' && part.state !== 'released')
    const mine = parts.some((part) => part.revision === revision.id && part.person === me && part.state === 'open')
    return [
      ...(review && isOpen ? [{ ...BARE_NEED, ...about, key: `${of.subject}:review:${revision.id}`, kind: 'review' as const, from: review, day: review }] : []),
      ...(terms.until && isOpen ? [{ ...BARE_NEED, ...about, key: `${of.subject}:lapsed:${revision.id}`, kind: 'review' as const, from: addDays(terms.until, 1), day: terms.until }] : []),
      ...(terms.due && mine ? [{ ...BARE_NEED, ...about, key: `${of.subject}:past:${revision.id}`, kind: 'past date' as const, from: addDays(terms.due, 1), day: terms.due }] : []),
    ]
  })
}

/** Who has stepped out, or declined a promise that was made to them, is no longer between them. */
function isBetween(revision: Revision, me: PersonId): boolean {
  if (revision.accepted.includes(me)) return true
  return revision.to.includes(me) && !['declined', 'stepped out', 'withdrew'].includes(revision.answers.get(me)?.stance ?? '')
}

function promised(revision: Revision, parts: readonly DeskPart[], context: DeskContext): Promised[] {
  const { me } = context
  const terms = read(revision, context)
  // What can't be read here is shown as that, never as promised.
  if (!terms || !isBetween(revision, me)) return []
  const open = parts.filter((part) => part.revision === revision.id && (part.state === 'open' || part.state === 'claimed'))
  const about = { people: othersOf(revision, me), due: terms.due ?? null, review: firstReview(terms) }
  if (revision.kind === 'charter') return []
  if (open.length === 0) return []
  const own = open.find((part) => part.person === me)
  const state = (own ?? open[0]!).state === 'claimed' ? 'claimed' as const : 'open' as const
  if (revision.kind !== 'promise') return [{ ...about, side: 'between', state }]
  return [{ ...about, side: own ? 'mine' : 'to me', state }]
}

/** What the week shows: the date of the words in force, what became of it, and the date it had before. */
function dated(of: Agreement, revision: Revision, parts: readonly DeskPart[], context: DeskContext): Dated[] {
  const { me } = context
  const terms = read(revision, context)
  if (!terms || !isBetween(revision, me)) return []
  const theirs = parts.filter((part) => part.revision === revision.id)
  const people = othersOf(revision, me)
  const review = firstReview(terms)
  const side = (revision.gives.includes(me) ? 'mine' : 'to me') as Dated['side']
  const looked = side === 'mine' ? theirs.filter((part) => part.person === me) : theirs
  const state = looked.length > 0 && looked.every((part) => part.state === 'fulfilled' || part.state === 'released') ? 'reached' as const
    : looked.some((part) => part.state === 'claimed') ? 'claimed' as const : 'open' as const
  const before = of.revisions.filter((one) => revision.parents.includes(one.id) && one.passed).flatMap((one) => read(one, context)?.due ?? [])
  return [
    ...(terms.due ? [{ day: terms.due, kind: 'due' as const, side, people, title: null, state, to: null }] : []),
    ...before.filter((day) => terms.due && day !== terms.due).map((day) => ({ day, kind: 'due' as const, side, people, title: null, state: 'moved' as const, to: terms.due! })),
    ...(review && state !== 'reached' ? [{ day: review, kind: 'review' as const, side: 'mine' as const, people, title: null, state: 'open' as const, to: null }] : []),
    ...(terms.stones ?? []).flatMap((stone) => (stone.by === undefined ? [] : [{
      day: stone.by, kind: 'stone' as const, side: stone.person === me ? 'mine' as const : 'to me' as const,
      people: stone.person === me ? people : [stone.person as PersonId], title: stone.measure, state: state === 'reached' ? 'reached' as const : 'open' as const, to: null,
    }])),
  ]
}

/** Offered by me, and these have said nothing, or asked. */
function waitsFor(of: Agreement, me: PersonId): PersonId[] {
  const open = of.revisions.filter((revision) => revision.status === 'offered' && revision.accepted.includes(me))
  return [...new Set(open.flatMap((revision) => revision.people.filter((one) => {
    const stance = revision.answers.get(one)?.stance
    return one !== me && (stance === undefined || stance === 'question')
  })))]
}
