// A question as lists, search and the page of any record see it; the page of questions has a view of its own.
import type { PersonId, TextHash } from '../../base/ids.ts'
import { wordsOf } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import type { PartyView, Possible, RecordDetail, RecordRow } from '../record/view.ts'
import { hasReplied } from './desk.ts'
import type { Question } from './fold.ts'
import { intendReply, type QuestionVerb } from './intend.ts'

export const QUESTION_VERBS: readonly QuestionVerb[] = ['answer', 'retract', 'helped', 'unhelped', 'pass', 'close', 'reopen']

export function questionRow(of: Question, context: PresentContext): RecordRow {
  const { ask } = of
  const { me } = context
  const people = ask ? [ask.person, ...ask.to] : []
  const asksMe = ask !== null && me !== null && context.member !== false && of.state !== 'closed' && ask.to.includes(me) && !hasReplied(of, me)
  return {
    id: of.id, concept: 'question', kind: 'question', title: ask?.title ?? '', state: ask ? of.state : 'draft',
    revision: null, offer: null, due: null, review: null, until: null, links: [],
    parties: people.map((person) => ({ id: person, name: context.name(person), you: person === me })),
    needsMe: asksMe ? 'answer question' : null, words: null,
    unavailable: questionTexts(of).some((hash) => context.text(hash) === null),
    onlyHere: of.said.some((one) => one.person === me && context.reach(one.act) === 'only here'),
    flags: [], updatedAt: Math.max(0, ...of.said.map((one) => one.at)),
  }
}

export function questionDetail(of: Question, context: PresentContext): RecordDetail {
  const row = questionRow(of, context)
  return {
    ...row,
    parties: row.parties.map(({ id }) => partyOf(of, id as PersonId, context)),
    revisions: [],
    timeline: of.said.map((one) => ({
      id: one.act, at: one.at, person: one.person, name: context.name(one.person), you: one.person === context.me, verb: one.verb, revision: null,
      text: wordsOf(one.text, context.text), reached: context.reach(one.act),
    })),
    possible: context.me ? QUESTION_VERBS.map((verb) => possibleOf(of, verb, context.me!, context.member ?? true)) : [],
    keeping: null, changed: null, draft: null,
  }
}

/** An answer that could be meant is chosen on the page, so that several of them close nothing. */
export function possibleOf(of: Question, verb: QuestionVerb, person: PersonId, member: boolean): Possible {
  const tried = intendReply(of, verb, { person, member, text: '…' })
  const open = tried.ok || tried.problem.code === 'answer.choose'
  return { verb, revision: null, allowed: open, reason: tried.ok || open ? null : tried.problem.message }
}

function partyOf(of: Question, person: PersonId, context: PresentContext): PartyView {
  const ask = of.ask!
  const answer = of.answers.findLast((one) => one.person === person)
  const passed = of.passed.find((one) => one.person === person)
  const stance = person === ask.person ? 'asked' : answer ? 'answered' : passed ? 'passed' : context.delivered(ask.act, person) ? 'delivered' : 'not reached'
  return {
    id: person, name: context.name(person), you: person === context.me, role: person === ask.person ? 'asks' : 'is asked', stance,
    revision: null, text: wordsOf(answer?.text ?? passed?.text ?? null, context.text), at: answer?.at ?? null, promise: null,
  }
}

export const questionTexts = (of: Question): TextHash[] => [...new Set(
  [of.ask?.text ?? null, of.closing, ...of.said.map((one) => one.text)].filter((hash) => hash !== null),
)]

/** Words of the question and of the answers that stand; what was taken back is found no more. */
export const questionSearchText = (of: Question, text: PresentContext['text']): string =>
  [of.ask?.text ?? null, ...of.answers.map((one) => one.text)].map((hash) => wordsOf(hash, text)).concat(of.ask?.topics.join(', ') ?? '')
    .filter((words) => words !== null && words !== '').join('\n')
