// May this person say this now? The body to sign, or the reason in words. Nobody's say is needed for a decision.
import type { ActId, PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent, Intention } from '../fold.ts'
import { recordId, textHash } from '../record/id.ts'
import { DECISION_VERBS } from '../record/verbs.ts'
import { parseTerms } from '../record/terms.ts'
import { decisionActs, type DecisionAct } from './acts.ts'
import { MAX_ASKED } from './asking.ts'
import { proposalFor, say } from './choosing.ts'
import { intendAdvising } from './intend-advising.ts'
import type { Decision, Outcome, Proposal } from './fold.ts'
import { lackFault } from './lacking.ts'

export type DecisionVerb = (typeof DECISION_VERBS)[number]

/** What who left may still say: see AD14. */
const ENDS: readonly string[] = ['pass', 'confirm', 'drop']

export function intendDecision(of: Decision, verb: string, intention: Intention): Result<Intent> {
  if (!DECISION_VERBS.includes(verb as DecisionVerb)) {
    return fail('verb.unknown', 'A decision is advised on and taken; nothing in it is accepted, kept or released.', 'Look at what is possible on the record.')
  }
  if (intention.member === false && !ENDS.includes(verb)) {
    return fail('person.left', 'You have left this workspace, so nothing new is said here.', 'What you said before stays readable.')
  }
  if (verb === 'offer') return intendPropose(of, intention)
  if (of.proposals.length === 0) return fail('record.draft', 'Nothing has been proposed here yet.', 'Propose it first.')
  const made = ADVISING.includes(verb) ? intendAdvising(of, verb, intention) : intendDeciding(of, verb, intention)
  return made.ok ? checked(made.value) : made
}

const ADVISING: readonly string[] = ['touches', 'advise', 'note', 'confirm', 'pass', 'dispute']

/** What the fold would not take is never signed. */
function checked(made: Intent): Result<Intent> {
  const schema = decisionActs[made.type as DecisionAct]
  return schema.safeParse(made.body).success ? ok(made)
    : fail('decision.malformed', 'This can not be said as it is.', `Name each person once, at most ${MAX_ASKED} at a time.`)
}

const decides = (of: Decision, { person }: Intention): boolean => of.deciders.includes(person)

/** [AD1, AD3, AD8] */
function intendPropose(of: Decision, { person, offer, wording }: Intention): Result<Intent> {
  if (of.proposals.length > 0 && !of.deciders.includes(person)) return notDecider()
  if (!offer) return fail('offer.terms', 'A proposal needs words.', 'Write a draft first.')
  const opener = of.opener ?? offer.opener ?? person
  const nonce = of.nonce ?? offer.nonce
  if (nonce === undefined) return fail('offer.nonce', 'This draft has lost where it comes from.', 'Start a new draft with the same words.')
  if (of.proposals.length === 0 && opener !== person) return fail('offer.opener', 'Somebody else opened this draft, and it would be their decision.', 'Let them propose it, or start a draft of your own.')
  if (parseTerms(offer.terms)?.kind !== 'decision') return fail('terms.malformed', 'These words can not be proposed as they are.', 'Take out what was pasted last and try again.')
  const parents = offer.parents ?? of.newest
  if (wording && parents.length === 0) return fail('wording.first', 'These are the first words, so there are none that they word anew.', 'Propose them as they are.')
  if (wording && of.proposals.some((one) => parents.includes(one.id) && one.terms === textHash(offer.terms))) return same()
  const images = [...new Set((offer.images ?? []).map(textHash))]
  const body = decisionActs['decision.propose'].safeParse({
    opener, nonce, terms: textHash(offer.terms), parents: [...parents].sort(), ...(images.length > 0 && { images }), ...(wording && { wording: true }),
  })
  if (!body.success) return fail('offer.people', 'This can not be proposed as it is.', 'Start a new draft with the same words.')
  return ok({ type: 'decision.propose', subject: recordId('decision', opener, nonce), body: body.data as Intent['body'], texts: [offer.terms, ...(offer.images ?? [])] })
}

const same = (): Result<never> => fail('wording.same', 'These are the very words that stand already.', 'Change something first.')

const notDecider = (): Result<never> =>
  fail('person.not-decider', 'Somebody else decides this.', 'Say what you think of it as advice, or that it touches you.')

/** [AD3] */
function intendDeciding(of: Decision, verb: string, intention: Intention): Result<Intent> {
  if (verb === 'takeon') return takeOn(of, intention)
  if (!decides(of, intention)) return notDecider()
  switch (verb) {
    case 'ask': return ask(of, intention)
    case 'answer': return answer(of, intention)
    case 'waive': return waive(of, intention)
    case 'decide': return decide(of, intention)
    case 'decidealone': return decideAlone(of, intention)
    case 'review': return review(of, intention)
    case 'handon': return handOn(of, intention)
    default: return of.phase === 'dropped' ? fail('drop.already', 'You have dropped this already.', 'Propose new words to take it up again.') : say(of, 'drop', {}, intention.text)
  }
}

const named = ({ people = [], about }: Intention): PersonId[] => [...new Set([...people, ...(about === undefined ? [] : [about])])]

const nobodyNamed = (): Result<never> => fail('person.choose', 'This needs a person.', 'Say whom you mean.')

function tooMany(people: readonly PersonId[]): Result<never> | null {
  return people.length <= MAX_ASKED ? null : fail('people.many', `At most ${MAX_ASKED} people are named at a time.`, 'Name the others in a second step.')
}

/** [AD5] */
function ask(of: Decision, intention: Intention): Result<Intent> {
  const people = named(intention)
  if (people.length === 0) return nobodyNamed()
  if (people.some((person) => of.deciders.includes(person))) return fail('ask.self', 'Who decides is not asked: their own word is no advice.', 'Name others.')
  const again = people.filter((person) => of.advisers.some((one) => one.person === person && one.asked.some(({ as }) => as !== 'touched')))
  if (again.length === people.length) return fail('ask.already', 'Everybody named has been asked already, on all later words too.', 'Nothing needs to be done for it.')
  const { as = 'affected', group, text } = intention
  return tooMany(people) ?? say(of, 'ask', { people: people.filter((person) => !again.includes(person)), as, ...(group && { group }) }, text)
}

/** [AD3] */
function answer(of: Decision, intention: Intention): Result<Intent> {
  const { used, text, about, act } = intention
  const all = of.advisers.flatMap((one) => one.advice.map((advice) => ({ person: one.person, advice })))
  const meant = all.filter((one) => (act === undefined || one.advice.act === act) && (about === undefined || one.person === about))
  const open = meant.filter(({ advice }) => advice.answers.length === 0)
  const late = act === undefined ? undefined : sinceOf(of).find((one) => one.act === act)
  const could: readonly ActId[] = late ? [late.act] : (open.length > 0 ? open : act !== undefined || about !== undefined ? meant : []).map(({ advice }) => advice.act)
  if (could.length === 0) return fail('answer.none', 'There is no such advice that waits for an answer.', 'Look at the advice again; somebody may have said something newer.')
  if (could.length > 1) return fail('answer.choose', 'There is more than one piece of advice.', 'Say which one you mean.', { answers: could })
  if (used === undefined) return fail('text.missing', 'An answer says how the advice was used.', 'Say yes, partly or no, and why.')
  if (!text?.trim()) return fail('text.missing', 'An answer needs words.', 'Say in a sentence how you used it, or why not.')
  return say(of, 'answer', { advice: could[0]!, used }, text)
}

const sinceOf = (of: Decision): Outcome['since'][number][] => of.outcomes.flatMap(({ since }) => since.filter(({ what }) => what === 'advice'))

/** [AD7] */
function waive(of: Decision, intention: Intention): Result<Intent> {
  const proposal = proposalFor(of, intention)
  if (!proposal.ok) return proposal
  const people = named(intention)
  if (people.length === 0) return nobodyNamed()
  if (!intention.text?.trim()) return fail('text.missing', 'A waiver needs its reason.', 'Say why you go on without their advice.')
  return tooMany(people) ?? say(of, 'waive', { revision: proposal.value.id, people }, intention.text)
}

/** Already decided, on these words, with nothing said or decided apart since. */
const stands = (of: Decision, proposal: Proposal): boolean =>
  of.outcomes.length === 1 && of.outcomes[0]!.revision === proposal.id && of.phase === 'decided'

const decided = (proposal: Proposal): Result<never> =>
  fail('decide.already', `Rev ${proposal.number} is decided.`, 'To decide otherwise, propose other words, or say in a review that it is undone.')

/** [AD16] */
function told({ to = [], person }: Intention): { tell?: PersonId[] } {
  const tell = [...new Set(to)].filter((one) => one !== person)
  return tell.length > 0 ? { tell } : {}
}

/** [AD6] */
function decide(of: Decision, intention: Intention): Result<Intent> {
  const proposal = proposalFor(of, intention)
  if (!proposal.ok) return proposal
  if (stands(of, proposal.value)) return decided(proposal.value)
  if (of.newest.includes(proposal.value.id) && of.newest.length > 1) {
    return fail('revision.apart', 'Two revisions were proposed apart, and advice was sought on both.', 'Propose one that goes on from both, or decide without advice.')
  }
  if (!of.newest.includes(proposal.value.id)) return fail('revision.passed', `Rev ${proposal.value.number} was followed by newer words.`, 'Decide on the newest.')
  if (of.lacks.length > 0) return lackFault(of.lacks)
  return say(of, 'decide', { revision: proposal.value.id, ...told(intention) }, intention.text)
}

/** [AD9] */
function decideAlone(of: Decision, intention: Intention): Result<Intent> {
  const proposal = proposalFor(of, intention)
  if (!proposal.ok) return proposal
  if (stands(of, proposal.value)) return decided(proposal.value)
  if (!intention.text?.trim()) return fail('text.missing', 'Deciding without advice needs its reason.', 'Say why it could not wait for advice. All see it.')
  return say(of, 'decidealone', { revision: proposal.value.id, ...told(intention) }, intention.text)
}

/** [AD13] */
function review(of: Decision, { act, outcome, text }: Intention): Result<Intent> {
  const could = of.outcomes.filter((one) => act === undefined || one.act === act)
  if (could.length === 0) return fail('review.none', 'Nothing has been decided here yet.', 'Decide first; then see how it goes.')
  if (could.length > 1) return fail('outcome.choose', 'It was decided twice, apart.', 'Decide once more, knowing both; or say which one you mean.', { outcomes: could.map((one) => one.act) })
  if (outcome === undefined) return fail('text.missing', 'A review says what becomes of it.', 'Say keep, adjust or undo.')
  if (!text?.trim()) return fail('text.missing', 'A review needs words.', 'Say what came of it.')
  return say(of, 'review', { decided: could[0]!.act, outcome }, text)
}

/** [AD2] */
function handOn(of: Decision, intention: Intention): Result<Intent> {
  const { person, text } = intention
  const [to, ...more] = new Set(intention.to ?? [])
  if (to === undefined) return nobodyNamed()
  if (more.length > 0) return fail('hand.many', 'It is handed on to one person.', 'Name one.')
  if (to === person || of.deciders.includes(to)) return fail('hand.self', 'It is theirs already.', 'Name somebody else.')
  if (of.handed.some((one) => one.to === to && one.person === person)) return fail('hand.already', 'You have asked them to take it already.', 'It is yours until they do.')
  return say(of, 'handon', { to }, text)
}

/** [AD2] */
function takeOn(of: Decision, { person, act }: Intention): Result<Intent> {
  const could = of.handed.filter((one) => one.to === person && (act === undefined || one.act === act))
  if (could.length === 0) return fail('hand.none', 'Nobody has handed this on to you.', 'It is decided by who opened it, until they hand it on.')
  return say(of, 'takeon', { hand: could.at(-1)!.act }, undefined)
}

