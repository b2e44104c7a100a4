// Where a decision stands, as its page and the command line show it: who was asked, what they said, what became of it.
import type { ActId, PersonId } from '../../base/ids.ts'
import { wordsOf } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import { firstReview } from '../record/term.ts'
import type { TermsView } from '../record/view.ts'
import { breadthOf, type Size } from './breadth.ts'
import type { Adviser, Advice, Decision, Outcome, Word } from './fold.ts'
import { lackWords } from './lacking.ts'
import { nobodyDecides } from './standing.ts'
import type { Lack } from './sheet.ts'
import type { AdviceView, AdviserView, DecisionPerson, DecisionSaying, DecisionView, OpenView, OutcomeView } from './view.ts'

export function viewOf(of: Decision, terms: TermsView | null, context: PresentContext): DecisionView {
  const { me, asOf } = context
  const size: Size | null = terms && { reach: terms.reach ?? null, undo: terms.undo ?? null, spend: terms.spend ?? null }
  const known = ofNames(of, context)
  const reopened = of.outcomes.length > 0 && ['framing', 'seeking advice', 'considering'].includes(of.phase)
  const over = of.phase === 'decided' || of.phase === 'undone' || of.phase === 'dropped'
  return {
    phase: of.phase, deciders: of.deciders.map(known.person), nobodyDecides: nobodyDecides(of, context), mine: me !== null && of.deciders.includes(me),
    size, breadth: size && breadthOf(size), topics: (terms?.topics ?? []).map(({ topic }) => topic),
    adviceBy: terms?.adviceBy ?? null, adviceOver: !over && terms?.adviceBy !== undefined && terms.adviceBy < asOf,
    review: terms && firstReview(terms),
    advisers: shownAdvisers(of.advisers, of, known, context),
    open: over ? [] : of.lacks.map((lack) => openOf(lack, of, known, context)),
    outcomes: of.outcomes.map((one) => outcomeOf(one, reopened ? shownAdvisers(one.advisers, of, known, context) : [], known)), reopened,
    handed: of.handed.map((one) => ({ ...known.saying(one), to: known.person(one.to) })),
    wording: of.proposals.filter(({ wording }) => wording).map(({ number, disputes }) => ({ revision: number, disputes: disputes.map(known.saying) })),
  }
}

const shownAdvisers = (all: readonly Adviser[], of: Decision, known: Known, context: PresentContext): AdviserView[] =>
  all.map((one) => adviserOf(one, of, known, context)).sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface Known {
  person(id: PersonId): DecisionPerson
  saying(word: Word): DecisionSaying
  number(revision: ActId): number
}

function ofNames(of: Decision, { me, name, text }: PresentContext): Known {
  const numbers = new Map(of.proposals.map(({ id, number }) => [id, number]))
  const person = (id: PersonId): DecisionPerson => ({ id, name: name(id), you: id === me })
  return {
    person, number: (revision) => numbers.get(revision) ?? 0,
    saying: ({ act, person: who, at, text: words }) => ({ ...person(who), act, at, text: wordsOf(words, text) }),
  }
}

/** How far what is asked has come to a person: the newest words, and that they are asked. */
function reached(of: Decision, own: Adviser | undefined, person: PersonId, context: PresentContext): 'not reached' | 'delivered' {
  const needed = [...of.newest, ...own?.asked.slice(-1).map(({ act }) => act) ?? []]
  return person === context.me || needed.every((act) => context.delivered(act, person)) ? 'delivered' : 'not reached'
}

function adviserOf(own: Adviser, of: Decision, known: Known, context: PresentContext): AdviserView {
  const { person, standing, asked } = own
  const reach = standing === 'waived' ? 'waived' : standing === 'passed' ? 'declined' : standing === 'silent' ? reached(of, own, person, context) : 'replied'
  return {
    ...known.person(person), reach, standing,
    as: [...new Set(asked.map(({ as }) => as))].sort(), why: [...new Set(asked.flatMap((one) => known.saying(one).text ?? []))],
    groups: [...new Set(asked.flatMap(({ group }) => group ?? []))], askedAt: asked.length > 0 ? Math.min(...asked.map(({ at }) => at)) : null,
    advice: own.advice.map((one) => adviceOf(one, person, known)),
    passed: own.passed.map(known.saying), unconfirmed: own.unconfirmed.map((one) => ({ ...known.saying(one), concern: one.concern })),
    waived: own.waived.map(known.saying),
  }
}

const adviceOf = (of: Advice, person: PersonId, known: Known): AdviceView => ({
  ...known.saying({ act: of.act, person, at: of.at, text: of.text }), revision: known.number(of.revision), concern: of.concern,
  notedBy: of.notedBy && known.person(of.notedBy), answers: of.answers.map((one) => ({ ...known.saying(one), used: one.used })),
})

function openOf(lack: Lack, of: Decision, known: Known, context: PresentContext): OpenView {
  const person = 'person' in lack ? lack.person : null
  const left = person !== null && !(context.isHere?.(person) ?? true)
  return {
    what: lack.what, person: person && known.person(person), left, advice: 'advice' in lack ? lack.advice : null,
    reach: lack.what === 'silent' ? reached(of, of.advisers.find((one) => one.person === lack.person), lack.person, context) : null,
    ...lackWords(lack, (id) => context.name(id as PersonId), left),
  }
}

const outcomeOf = (of: Outcome, advisers: readonly AdviserView[], known: Known): OutcomeView => ({
  advisers,
  ...known.saying({ act: of.act, person: of.by, at: of.at, text: of.text }), revision: known.number(of.revision), withoutAdvice: of.withoutAdvice, tell: of.tell.map(known.person),
  review: of.review && { ...known.saying({ act: of.act, person: of.review.by, at: of.review.at, text: of.review.text }), outcome: of.review.outcome },
  since: of.since.map((one) => ({ ...known.saying(one), what: one.what, answered: one.answered })),
})
