// From what was asked and answered to where a question stands.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past, type Reason } from '../fold.ts'
import { recordId } from '../record/id.ts'
import { questionActs, type QuestionAct, type QuestionBody } from './acts.ts'

/** [Q8] */
export const MAX_ANSWERS_EACH = 50

export interface Answer {
  readonly act: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash
  /** [Q4] */
  readonly helped: boolean
}

/** One thing that was said, in the order in which it stands on every machine. */
export interface Said {
  readonly act: ActId
  readonly verb: string
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
}

export interface Question {
  readonly id: string
  /** Null until the question itself is known. */
  readonly ask: {
    readonly act: ActId
    readonly person: PersonId
    readonly at: number
    readonly title: string
    readonly text: TextHash | null
    readonly topics: readonly string[]
    readonly to: readonly PersonId[]
  } | null
  /** That stand, oldest first. */
  readonly answers: readonly Answer[]
  /** Who passed and has not answered, and what they said with it. */
  readonly passed: readonly { readonly person: PersonId; readonly text: TextHash | null }[]
  readonly state: 'open' | 'answered' | 'closed'
  /** Said when it was closed. */
  readonly closing: TextHash | null
  readonly said: readonly Said[]
  readonly ignored: readonly Ignored[]
}

interface Known { readonly act: CountedAct; gone: boolean; helped: boolean }
interface Taking {
  ask: CountedAct | null
  readonly answers: Map<ActId, Known>
  /** How many answers each has given, taken back or not. */
  readonly given: Map<PersonId, number>
  readonly passed: Map<PersonId, TextHash | null>
  closed: { readonly text: TextHash | null } | null
}

export function foldQuestion(acts: readonly CountedAct[], past: Past): Question {
  const taking: Taking = { ask: null, answers: new Map(), given: new Map(), passed: new Map(), closed: null }
  const said: Said[] = []
  const ignored: Ignored[] = []
  for (const act of inOrder(acts, past)) {
    const reason = take(act, taking, past)
    if (reason) ignored.push({ act: act.id, reason })
    else said.push({ act: act.id, verb: act.type.slice('question.'.length), person: act.person, at: act.at, text: textOf(act) })
  }
  const answers = [...taking.answers.values()].filter((one) => !one.gone)
    .map(({ act, helped }): Answer => ({ act: act.id, person: act.person, at: act.at, text: textOf(act)!, helped }))
  const { ask, closed } = taking
  const body = ask?.body as QuestionBody<'question.ask'> | undefined
  return {
    id: acts[0]?.subject ?? '',
    ask: ask && body ? { act: ask.id, person: ask.person, at: ask.at, title: body.title, text: body.text ?? null, topics: body.topics, to: body.to } : null,
    answers,
    passed: [...taking.passed].filter(([person]) => !answers.some((one) => one.person === person))
      .map(([person, text]) => ({ person, text })).sort((a, b) => (a.person < b.person ? -1 : 1)),
    state: closed ? 'closed' : answers.some((one) => one.helped) ? 'answered' : 'open',
    closing: closed?.text ?? null,
    said, ignored,
  }
}

const textOf = (act: CountedAct): TextHash | null => (act.body['text'] as TextHash | undefined) ?? null

function take(act: CountedAct, of: Taking, past: Past): Reason | null {
  if (!Object.hasOwn(questionActs, act.type)) return 'unknown verb'
  const parsed = questionActs[act.type as QuestionAct].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && !ENDS.includes(act.type)) return 'not a member'
  if (act.type === 'question.ask') return ask(act, parsed.data as QuestionBody<'question.ask'>, of)
  // Said of a question that its author did not know: of another one, by mistake or on purpose.
  if (!of.ask || !past.knows(act.place, of.ask.place)) return 'other record'
  const { answer } = parsed.data as { answer?: ActId }
  switch (act.type as Exclude<QuestionAct, 'question.ask'>) {
    case 'question.answer': return addAnswer(act, of)
    case 'question.retract': return onAnswer(answer!, act, of, past, (known) => known.act.person, (known) => { known.gone = true })
    case 'question.helped': return onAnswer(answer!, act, of, past, () => of.ask!.person, (known) => { known.helped = true })
    case 'question.unhelped': return onAnswer(answer!, act, of, past, () => of.ask!.person, (known) => { known.helped = false })
    case 'question.pass': return pass(act, of)
    case 'question.close': return turn(act, of, { text: textOf(act) })
    case 'question.reopen': return turn(act, of, null)
  }
}

/** [Q9] What somebody who left may still say: only what ends something of their own. */
const ENDS: readonly string[] = ['question.retract', 'question.close']

/** [Q1] */
function ask(act: CountedAct, body: QuestionBody<'question.ask'>, of: Taking): Reason | null {
  if (body.opener !== act.person || act.subject !== recordId('question', body.opener, body.nonce)) return 'other record'
  if (of.ask) return 'too many'
  of.ask = act
  return null
}

/** [Q2, Q8] */
function addAnswer(act: CountedAct, of: Taking): Reason | null {
  const mine = of.given.get(act.person) ?? 0
  if (mine >= MAX_ANSWERS_EACH) return 'too many'
  of.given.set(act.person, mine + 1)
  of.answers.set(act.id, { act, gone: false, helped: false })
  return null
}

/** [Q3, Q4] */
function onAnswer(id: ActId, act: CountedAct, of: Taking, past: Past, whose: (known: Known) => PersonId, change: (known: Known) => void): Reason | null {
  const known = of.answers.get(id)
  if (!known || !past.knows(act.place, known.act.place)) return 'nothing to undo'
  if (whose(known) !== act.person) return 'not for them'
  change(known)
  return null
}

/** [Q5] */
function pass(act: CountedAct, of: Taking): Reason | null {
  if (!(of.ask!.body['to'] as readonly string[]).includes(act.person)) return 'not for them'
  of.passed.set(act.person, textOf(act))
  return null
}

/** [Q6] */
function turn(act: CountedAct, of: Taking, closed: Taking['closed']): Reason | null {
  if (act.person !== of.ask!.person) return 'not for them'
  of.closed = closed
  return null
}
