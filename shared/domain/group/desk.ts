// What a group says to the desk of one person. Rules: shared/domain/desk. Nobody whom it does not concern is told.
import { agreementFacts } from '../agreement/desk.ts'
import { addDays } from '../../base/calendar.ts'
import { BARE_NEED, NO_FACTS, type Dated, type DeskContext, type DeskFacts, type Need } from '../desk/facts.ts'
import { firstReview } from '../record/term.ts'
import { parseTerms } from '../record/terms.ts'
import type { TermsView } from '../record/view.ts'
import { revisionOf, type Group, type Member } from './fold.ts'
import { hoursOfMember } from './given.ts'
import { askedRevisions, openProposals, welcomable } from './needs.ts'
import { pausesUntil, phaseOf, standsFor } from './standing.ts'
import { datesOf, turnsFrom } from './turns.ts'
import { shownTerms, turnRuleOf } from './words.ts'

/** Days before its last day on which a group is reminded of it. */
const SUNSET_NEAR = 14
/** How many turns of everybody are looked ahead. */
const TURNS_AHEAD = 156

export function deskOfGroup(of: Group, context: DeskContext): DeskFacts {
  const { me, member } = context
  const standing = standsFor(of, me)
  if (standing === null || standing === 'left' || !member) return { ...NO_FACTS, mine: standing !== null }
  const asked = askedRevisions(of, me)
  const facts = agreementFacts(of.agreement, [], context)
  const own = of.members.find(({ person }) => person === me)
  // Of what is over nothing is due, also to who said nothing to its closing.
  const goes = phaseOf(of, () => true, null) !== 'closed'
  const terms = own && goes ? parseTerms(context.text(revisionOf(of, own.revision).terms)) : null
  const back = pausesUntil(of, me)
  return {
    mine: true, waitsFor: facts.waitsFor, promised: [],
    needs: [
      // What is due stands below, by the words that this person holds.
      ...facts.needs.filter(({ kind }) => kind !== 'review' && kind !== 'past date' && (asked.length > 0 || kind === 'question')),
      ...repliesNeeded(of, context), ...welcomes(of, context),
      ...(own && terms ? afterPause([...datesNeeded(of, context, own, terms), ...turnsNeeded(of, context)], back) : []),
    ],
    dated: own && terms ? reviewOf(of, context, terms).filter(({ day }) => back === null || (back !== 'open' && day >= back)) : [],
    hours: own ? hoursOfMember(of, me, own.revision, context.text) : [],
  }
}

/** [G15] What would be told while one pauses is told on the day it is over, as far as it still says something. */
function afterPause(needs: readonly Need[], back: ReturnType<typeof pausesUntil>): Need[] {
  if (back === 'open') return []
  return needs.map((one) => (back !== null && (one.from === null || one.from < back) ? { ...one, from: back } : one))
    .filter(({ from, last }) => last === undefined || from === null || from <= last)
}

const othersOf = (of: Group, { me }: DeskContext) => of.members.map(({ person }) => person).filter((person) => person !== me)

/** [G10, G12, G13] To pause, go on or close; to facilitate; to swap a turn. */
function repliesNeeded(of: Group, context: DeskContext): Need[] {
  const { me } = context
  const people = othersOf(of, context)
  const subject = of.agreement.subject
  return [
    ...openProposals(of, me).map((one) => ({
      ...BARE_NEED, key: `${subject}:agree:${one.act}`, kind: one.what === 'close' ? 'closing' as const : 'agree' as const, by: one.person, people, text: one.text, act: one.act, day: one.until,
    })),
    ...of.asked.filter(({ to }) => to === me).map((one) => ({ ...BARE_NEED, key: `${subject}:facilitate:${one.act}`, kind: 'facilitate' as const, by: one.person, people, text: one.text, act: one.act })),
    ...of.swaps.filter((one) => one.with === me && !one.agreed).map((one) => ({
      ...BARE_NEED, key: `${subject}:swap:${one.act}`, kind: 'swap' as const, by: one.person, people, act: one.act, day: one.mine,
    })),
  ]
}

/** [G4, G24] Whoever may is told; one welcome is enough. */
const welcomes = (of: Group, context: DeskContext): Need[] => welcomable(of, context.me).map((one) => ({
  ...BARE_NEED, key: `${of.agreement.subject}:welcome:${one.act}`, kind: 'welcome', by: one.person, people: othersOf(of, context), act: one.act,
}))

/** [G21] Whatever comes first: the review, the last day drawing near, the last day gone by. */
function datesNeeded(of: Group, context: DeskContext, own: Member, terms: TermsView): Need[] {
  const about = { ...BARE_NEED, people: othersOf(of, context), revision: own.revision, number: revisionOf(of, own.revision).number }
  const key = `${of.agreement.subject}:`
  const review = firstReview(terms)
  const { until } = terms
  return [
    ...(review ? [{ ...about, key: `${key}review:${own.revision}`, kind: 'review' as const, from: review, day: review }] : []),
    ...(until ? [
      { ...about, key: `${key}sunset:${own.revision}`, kind: 'sunset' as const, from: addDays(until, -SUNSET_NEAR), day: until, last: until },
      { ...about, key: `${key}lapsed:${own.revision}`, kind: 'review' as const, from: addDays(until, 1), day: until },
    ] : []),
  ]
}

/** [G9] Told on its days; it is nobody's duty. */
function turnsNeeded(of: Group, context: DeskContext): Need[] {
  const { me } = context
  const rule = turnRuleOf(of, shownTerms(of, context.text), () => true)
  if (!rule) return []
  const about = { ...BARE_NEED, kind: 'turn' as const, people: othersOf(of, context) }
  const holds = of.facilitators.find(({ person }) => person === me)
  if (rule.how === 'order') {
    const first = of.facilitators.length === 0 ? turnsFrom(rule, rule.from, of.lastTook, false, 1)[0] : undefined
    return first?.person === me ? [{ ...about, key: `${of.agreement.subject}:turn:${of.lastTook ?? ''}:${of.statements.filter(({ verb }) => verb === 'facilitate').length}` }] : []
  }
  return datesOf(rule, me, TURNS_AHEAD).filter(({ from }) => !holds || (holds.until !== null && holds.until < from)).map(({ from, until }) => ({
    ...about, key: `${of.agreement.subject}:turn:${from}`, from, last: until,
  }))
}

function reviewOf(of: Group, context: DeskContext, terms: TermsView): Dated[] {
  const day = firstReview(terms)
  return day ? [{ day, kind: 'review', side: 'mine', people: othersOf(of, context), title: null, state: 'open', to: null }] : []
}
