// What a decision says to the desk of one person. Rules: shared/domain/desk.
import { addDays } from '../../base/calendar.ts'
import { BARE_NEED, NO_FACTS, type Dated, type DeskContext, type DeskFacts, type Need } from '../desk/facts.ts'
import { firstReview } from '../record/term.ts'
import type { Decision } from './fold.ts'
import { focusOf, shownTerms } from './present.ts'
import { isOpen, isOpenTo, lateAdvice, lateTouches, nobodyDecides } from './standing.ts'

export function deskOfDecision(of: Decision, context: DeskContext): DeskFacts {
  const { me, member } = context
  const decides = of.deciders.includes(me)
  const mine = decides || of.advisers.some((one) => one.person === me) || of.outcomes.some(({ tell }) => tell.includes(me))
  return {
    ...NO_FACTS, mine,
    waitsFor: member && decides && isOpen(of) ? of.advisers.filter(({ standing }) => standing === 'silent').map(({ person }) => person) : [],
    dated: mine && member ? dated(of, context) : [],
    needs: !member ? [] : [...handedNeeds(of, me), ...(decides ? deciderNeeds(of, context) : adviserNeeds(of, context))],
  }
}

/** By when advice is wished for, to whom it is asked; when it is looked back at, to who decides. */
function dated(of: Decision, context: DeskContext): Dated[] {
  const { me } = context
  const { terms } = shownTerms(of, context.text)
  const own = of.advisers.find((one) => one.person === me)
  const review = terms && of.phase === 'decided' && of.deciders.includes(me) ? firstReview(terms) : null
  const open = { kind: 'due' as const, side: 'mine' as const, title: null, to: null }
  return [
    ...(terms?.adviceBy && isOpen(of) && own && own.asked.length > 0
      ? [{ ...open, day: terms.adviceBy, people: of.deciders, state: own.standing === 'silent' ? 'open' as const : 'reached' as const }] : []),
    ...(review && of.outcomes.some((one) => one.review === null) ? [{ ...open, kind: 'review' as const, day: review, people: [], state: 'open' as const }] : []),
  ]
}

const about = (of: Decision, me: string) => ({ people: of.deciders.filter((one) => one !== me) })

/** [AD2] */
const handedNeeds = (of: Decision, me: string): Need[] => of.handed.filter((one) => one.to === me)
  .map((one) => ({ ...BARE_NEED, ...about(of, me), key: `${of.id}:take on:${one.act}`, kind: 'take on', by: one.person, text: one.text, act: one.act }))

/** Asked and silent on the newest words, once a revision; noted as mine, and not confirmed. Nobody who waits is told twice. */
function adviserNeeds(of: Decision, context: DeskContext): Need[] {
  const own = of.advisers.find((one) => one.person === context.me)
  const { newest } = focusOf(of)
  if (!own || !newest || !isOpenTo(of, context.me)) return []
  const confirm = own.unconfirmed.map((one): Need => (
    { ...BARE_NEED, ...about(of, context.me), key: `${of.id}:confirm:${one.act}`, kind: 'confirm', by: one.person, text: one.text, act: one.act }
  ))
  if (own.standing !== 'silent' || confirm.length > 0 || nobodyDecides(of, context)) return confirm
  const asked = own.asked.at(-1)
  return [{
    ...BARE_NEED, ...about(of, context.me), key: `${of.id}:advise:${newest.id}`, kind: 'advise', by: of.deciders[0] ?? newest.by, revision: newest.id, number: newest.number,
    text: asked?.text ?? null, act: asked?.act ?? null, day: shownTerms(of, context.text).terms?.adviceBy ?? null,
  }]
}

function deciderNeeds(of: Decision, context: DeskContext): Need[] {
  const { newest } = focusOf(of)
  if (!newest) return []
  const waiting = isOpen(of) ? of.advisers.flatMap(({ person, advice }) => advice.filter(({ answers }) => answers.length === 0).map(({ act, text }) => ({ person, act, text }))) : []
  const answer = [...new Map([...waiting, ...lateAdvice(of)].map((one) => [one.act, one])).values()].map(({ person, act, text }): Need => (
    { ...BARE_NEED, key: `${of.id}:answer advice:${act}`, kind: 'answer advice', by: person, people: [person], text, act }
  ))
  const touched = isOpen(of) ? [] : [...new Map(lateTouches(of).map((one) => [one.person, one])).values()].map(({ person, act, text }): Need => (
    { ...BARE_NEED, key: `${of.id}:touched:${act}`, kind: 'touched', by: person, people: [person], text, act }
  ))
  // Everybody asked has been heard: what is left is to decide.
  const decide = isOpen(of) && of.lacks.length === 0 ? [{ ...BARE_NEED, key: `${of.id}:decide:${newest.id}`, kind: 'decide' as const, revision: newest.id, number: newest.number }] : []
  const { terms } = shownTerms(of, context.text)
  const review = terms && of.phase === 'decided' && of.outcomes.some((one) => one.review === null) ? firstReview(terms) : null
  const [outcome] = of.outcomes
  const adviceOver = of.lacks.some(({ what }) => what === 'silent') && isOpen(of) ? terms?.adviceBy : undefined
  return [
    ...answer, ...touched, ...decide,
    ...(review && outcome ? [{ ...BARE_NEED, key: `${of.id}:review:${outcome.act}`, kind: 'review' as const, revision: outcome.revision, number: focusOf(of).decided?.number ?? null, from: review, day: review }] : []),
    ...(adviceOver ? [{ ...BARE_NEED, key: `${of.id}:past:${newest.id}`, kind: 'advice over' as const, revision: newest.id, number: newest.number, from: addDays(adviceOver, 1), day: adviceOver }] : []),
  ]
}
