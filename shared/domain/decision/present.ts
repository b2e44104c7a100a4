// A decision as lists, search and its page see it. No rule reads anything from here.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { wordsOf } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import { forEachVerb } from '../record/possible.ts'
import { firstReview } from '../record/term.ts'
import { goneFrom } from '../record/gone-by.ts'
import { parseTerms, termsWords } from '../record/terms.ts'
import { DECISION_VERBS } from '../record/verbs.ts'
import type { PartyView, Possible, RecordDetail, RecordRow, RecordState, RevisionView, TermsView, TimelineEntry } from '../record/view.ts'
import type { Adviser, Decision, Proposal } from './fold.ts'
import { intendDecision } from './intend.ts'
import { viewOf } from './shown.ts'
import { isOpen, isOpenTo, lateAdvice, nobodyDecides } from './standing.ts'
import type { DecisionPhase, DecisionRow } from './view.ts'

const STATES: Readonly<Record<DecisionPhase, RecordState>> = {
  draft: 'draft', framing: 'framing', 'seeking advice': 'seeking', considering: 'considering', decided: 'decided', contested: 'contested', undone: 'undone', dropped: 'dropped',
}

const stateOf = (of: Decision): RecordState => of.phase === 'decided' && of.outcomes[0]?.review ? 'reviewed' : STATES[of.phase]

/** The newest words, of those proposed apart the ones with the highest number; and the words decided on. */
export function focusOf(of: Decision): { newest: Proposal | null; decided: Proposal | null } {
  const byNumber = (ids: readonly ActId[]): Proposal | null => of.proposals.filter(({ id }) => ids.includes(id))
    .toSorted((a, b) => b.number - a.number || (a.id < b.id ? -1 : 1))[0] ?? null
  return { newest: byNumber(of.newest), decided: byNumber(of.outcomes.map(({ revision }) => revision)) }
}

/** The words that a list shows: the newest that can be read. */
export function shownTerms(of: Decision, text: PresentContext['text']): { terms: TermsView | null; missing: boolean } {
  const { newest, decided } = focusOf(of)
  const found = [...new Set([newest, decided].filter((one) => one !== null))].map((one) => parseTerms(text(one.terms)))
  return { terms: found.find((one) => one !== null) ?? null, missing: found.includes(null) }
}

const unreadable = 'Terms unavailable'

export const decisionTitle = (of: Decision, text: PresentContext['text']): string => shownTerms(of, text).terms?.title ?? unreadable

/** Who was asked for advice on the newest words, and has said nothing. */
export const isSilent = (of: Decision, person: PersonId): boolean => of.advisers.some((one) => one.person === person && one.standing === 'silent')

export function decisionRow(of: Decision, context: PresentContext): RecordRow {
  const { me } = context
  const { newest, decided } = focusOf(of)
  const { terms, missing } = shownTerms(of, context.text)
  const open = isOpen(of)
  const review = terms && !open && of.outcomes.some((one) => one.review === null) ? firstReview(terms) : null
  const people = [...new Set([...of.deciders, ...of.advisers.map(({ person }) => person)])]
  return {
    id: of.id, concept: 'decision', kind: 'decision', title: terms?.title ?? unreadable, state: stateOf(of),
    revision: decided?.number ?? null, offer: open ? newest?.number ?? null : null,
    due: open ? terms?.adviceBy ?? null : null, review, until: terms?.until ?? null,
    links: (terms?.links ?? []).map(({ how, record }) => ({ how, record })),
    parties: people.map((person) => ({ id: person, name: context.name(person), you: person === me })),
    needsMe: me && (context.member ?? true) ? needOf(of, me, nobodyDecides(of, context)) : null,
    words: newest?.terms ?? null, unavailable: missing,
    onlyHere: of.said.some((one) => one.person === me && context.reach(one.act) === 'only here'),
    decisionRow: rowPart(of, terms, context),
    flags: [
      ...(open && of.newest.length > 1 ? ['two offers' as const] : []), ...(of.phase === 'contested' ? ['two in force' as const] : []),
      ...(saidSince(of) ? ['said since' as const] : []),
      ...(review !== null && of.phase === 'decided' && review <= context.asOf ? ['review due' as const] : []),
    ],
    updatedAt: Math.max(0, ...of.said.map((one) => one.at)),
  }
}

function rowPart(of: Decision, terms: TermsView | null, context: PresentContext): DecisionRow {
  const { me, name, member } = context
  const nobody = nobodyDecides(of, context)
  return {
    nobodyDecides: nobody,
    deciders: of.deciders.map((person) => ({ id: person, name: name(person), you: person === me })),
    mine: me !== null && of.deciders.includes(me),
    asksMe: me !== null && member !== false && !nobody && isOpenTo(of, me) && isSilent(of, me),
    adviceBy: isOpen(of) ? terms?.adviceBy ?? null : null,
    decidedAt: of.outcomes.length > 0 ? Math.max(...of.outcomes.map(({ at }) => at)) : null,
    withoutAdvice: of.outcomes.some((one) => one.withoutAdvice),
  }
}

/** [AD10] Somebody spoke of what was decided without knowing, and was not answered yet. */
const saidSince = (of: Decision): boolean => of.phase === 'decided' && of.outcomes.some(({ since }) => since.some(({ answered }) => !answered))

function needOf(of: Decision, me: PersonId, nobody: boolean): RecordRow['needsMe'] {
  if (of.handed.some((one) => one.to === me)) return 'take on'
  if (of.deciders.includes(me) && of.phase === 'decided' && lateAdvice(of).length > 0) return 'answer advice'
  if (!isOpenTo(of, me)) return null
  const own = of.advisers.find((one) => one.person === me)
  if (own && own.unconfirmed.length > 0) return 'confirm'
  if (own?.standing === 'silent' && !nobody) return 'advise'
  return of.deciders.includes(me) && of.lacks.some(({ what }) => what === 'unanswered') ? 'answer advice' : null
}

export function decisionDetail(of: Decision, context: PresentContext): RecordDetail {
  const row = decisionRow(of, context)
  const numbers = new Map(of.proposals.map((one) => [one.id, one.number]))
  return {
    ...row,
    parties: row.parties.map(({ id }) => partyOf(of, id as PersonId, context)),
    revisions: of.proposals.map((one) => revisionOf(of, one, numbers, context)),
    timeline: of.said.map((one): TimelineEntry => ({
      id: one.act, at: one.at, person: one.person, name: context.name(one.person), you: one.person === context.me, verb: one.verb,
      revision: one.revision === null ? null : numbers.get(one.revision) ?? null, text: wordsOf(one.text, context.text), reached: context.reach(one.act),
    })),
    possible: possibleOf(of, context), keeping: null, changed: null, draft: null,
    decision: viewOf(of, shownTerms(of, context.text).terms, context),
  }
}

function revisionOf(of: Decision, one: Proposal, numbers: ReadonlyMap<ActId, number>, context: PresentContext): RevisionView {
  const outcomes = of.outcomes.filter(({ revision }) => revision === one.id)
  const state = outcomes.length > 0 ? (of.phase === 'undone' ? 'ended' : 'in force')
    : of.phase === 'dropped' ? 'withdrawn' : of.newest.includes(one.id) && isOpen(of) ? 'offered' : 'superseded'
  const signed = (person: PersonId, at: number, how: 'offered' | 'accepted') => ({ person, name: context.name(person), you: person === context.me, at, how, undone: false })
  const terms = parseTerms(context.text(one.terms))
  return {
    id: one.id, number: one.number, words: one.terms, parents: one.parents.map((parent) => numbers.get(parent)!), state,
    by: one.by, byName: context.name(one.by), at: one.at, terms, ...goneFrom(state, terms, context.asOf), needs: [],
    signatures: [signed(one.by, one.at, 'offered'), ...outcomes.map(({ by, at }) => signed(by, at, 'accepted'))],
  }
}

const STANCES: Readonly<Record<Adviser['standing'], PartyView['stance'] | null>> = {
  silent: null, advised: 'answered', answered: 'answered', volunteered: 'answered', passed: 'passed', waived: 'waived',
}

function partyOf(of: Decision, person: PersonId, context: PresentContext): PartyView {
  const { newest } = focusOf(of)
  const own = of.advisers.find((one) => one.person === person)
  const said = own?.advice.at(-1) ?? own?.passed.at(-1)
  const there = newest !== null && context.delivered(newest.id, person)
  return {
    id: person, name: context.name(person), you: person === context.me, role: own ? 'is asked' : 'gives',
    stance: !own ? 'asked' : STANCES[own.standing] ?? (there ? 'delivered' : 'not reached'),
    revision: newest?.number ?? null, text: wordsOf(said?.text ?? null, context.text), at: said?.at ?? null, promise: null,
  }
}

/** Filled in by the person: which of several, whom, in which words. */
const CHOICES: readonly string[] = ['revision.choose', 'text.missing', 'person.choose', 'answer.choose', 'note.choose', 'outcome.choose', 'offer.terms']

function possibleOf(of: Decision, context: PresentContext): Possible[] {
  return forEachVerb(DECISION_VERBS, context, (verb, intention) => {
    const tried = intendDecision(of, verb, verb === 'answer' ? { ...intention, used: 'yes' } : intention)
    const open = tried.ok || CHOICES.includes(tried.problem.code)
    const revision = tried.ok ? of.proposals.find(({ id }) => id === tried.value.body['revision'])?.number ?? null : null
    return { verb, revision, allowed: open, reason: tried.ok || open ? null : tried.problem.message }
  })
}

/** Words of the newest proposals and of those decided on, and everything people said. */
export function decisionSearchText(of: Decision, text: PresentContext['text']): string {
  const { newest, decided } = focusOf(of)
  const terms = [...new Set([newest, decided].filter((one) => one !== null))].map((one) => parseTerms(text(one.terms))).filter((one) => one !== null)
  return [...terms.map(termsWords), ...of.said.flatMap((one) => wordsOf(one.text, text) ?? [])].join('\n')
}

export const decisionTexts = (of: Decision): TextHash[] => [...new Set([
  ...of.proposals.map(({ terms }) => terms), ...of.said.flatMap(({ text }) => text ?? []),
])]
