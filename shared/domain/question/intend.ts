// May this person ask, answer, or say what helped, now? The body to sign, or the reason in words.
import { utf8 } from '../../base/bytes.ts'
import type { ActId, PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Json } from '../../acts/canonical.ts'
import type { Intent } from '../fold.ts'
import { recordId, textHash } from '../record/id.ts'
import { MAX_ANSWER, MAX_ASKED, MAX_QUESTION_TOPICS, questionActs } from './acts.ts'
import { MAX_ANSWERS_EACH, type Answer, type Question } from './fold.ts'

export interface Asking {
  readonly person: PersonId
  readonly member: boolean
  readonly title: string
  readonly text?: string
  readonly topics: readonly string[]
  readonly to: readonly PersonId[]
  /** 16 random bytes in hex. */
  readonly nonce: string
}

/** A question that is about to be asked. */
export function intendAsk({ person, member, title, text, topics, to, nonce }: Asking): Result<Intent> {
  if (!member) return left()
  if (to.includes(person)) return fail('question.self', 'You are among those you ask.', 'Leave yourself out.')
  if (to.length > MAX_ASKED) return fail('question.many', `A question goes to at most ${MAX_ASKED} people by name.`, 'Name nobody, and it is asked of everyone.')
  if (topics.length > MAX_QUESTION_TOPICS) return fail('question.topics', `A question stands under at most ${MAX_QUESTION_TOPICS} topics.`, 'Take some away.')
  const words = written(text)
  if (!words.ok) return words
  const body = { opener: person, nonce, title: title.trim().replace(/\s+/gu, ' '), topics: [...topics], to: [...to], ...(words.value && { text: textHash(words.value) }) }
  const parsed = questionActs['question.ask'].safeParse(body)
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path[0]
    return where === 'topics' ? fail('topic.malformed', 'Those topics can not stand over a question as they are.', 'A topic is a few words on one line, each named once.')
      : fail('question.malformed', 'That can not be asked as it is.', 'Put the question in one plain line of at most 200 letters, and the rest below it.')
  }
  return ok({ type: 'question.ask', subject: recordId('question', person, nonce), body, texts: words.value ? [words.value] : [] })
}

export type QuestionVerb = 'answer' | 'retract' | 'helped' | 'unhelped' | 'pass' | 'close' | 'reopen'

export interface Replying {
  readonly person: PersonId
  readonly member: boolean
  readonly text?: string
  /** Which answer is meant, for `retract`, `helped` and `unhelped`; where left out, the only one it can be. */
  readonly answer?: ActId
}

/** Something said on a question. */
export function intendReply(of: Question, verb: QuestionVerb, by: Replying): Result<Intent> {
  if (!of.ask) return fail('question.unknown', 'That question is not on this device.', 'Look it up in the list; it may not have arrived yet.')
  if (!by.member && verb !== 'retract' && verb !== 'close') return left()
  const asker = of.ask.person === by.person
  switch (verb) {
    case 'answer': return answer(of, by)
    case 'pass': return pass(of, by)
    case 'retract': return onAnswer(of, verb, by, (one) => one.person === by.person, fail('question.other', 'Only who gave an answer takes it back.', 'Answer yourself, if you see it otherwise.'))
    case 'helped':
    case 'unhelped': {
      if (!asker) return fail('question.not-asker', 'What helped, the one who asked says.', 'Leave it to them; your answer stands either way.')
      return onAnswer(of, verb, by, (one) => one.helped === (verb === 'unhelped'), fail('question.said', 'You said that of this answer already.', 'Look at the question again.'))
    }
    case 'close':
    case 'reopen': {
      if (!asker) return fail('question.not-asker', 'Only the one who asked closes a question or opens it again.', 'Answer it, or ask one of your own.')
      if ((of.state === 'closed') === (verb === 'close')) return fail('question.said', of.state === 'closed' ? 'This question is closed already.' : 'This question is not closed.', 'Look at the question again.')
      return verb === 'close' ? withText(of, verb, by.text) : ok(intent(of, verb, {}))
    }
  }
}

const left = (): Result<never> => fail('question.left', 'You have left this workspace, so nothing new is said here.', 'What you said before stays readable.')

function answer(of: Question, { person, text }: Replying): Result<Intent> {
  if (!text?.trim()) return fail('question.empty', 'There is no answer in it yet.', 'Write what you know, however short.')
  if (of.said.filter((one) => one.verb === 'answer' && one.person === person).length >= MAX_ANSWERS_EACH) {
    return fail('question.answers', 'You have answered this question very often.', 'Go on in a question of its own.')
  }
  return withText(of, 'answer', text)
}

function pass(of: Question, { person, text }: Replying): Result<Intent> {
  if (!of.ask!.to.includes(person)) return fail('question.not-asked', 'You were not asked by name, so there is nothing to pass on.', 'Leave it, or answer it.')
  if (of.passed.some((one) => one.person === person)) return fail('question.said', 'You passed already.', 'You may still answer.')
  return withText(of, 'pass', text)
}

function onAnswer(of: Question, verb: QuestionVerb, by: Replying, may: (one: Answer) => boolean, refused: Result<never>): Result<Intent> {
  const meant = by.answer ? of.answers.filter((one) => one.act === by.answer) : of.answers.filter(may)
  if (meant.length > 1) return fail('answer.choose', 'There are several answers.', 'Say which one you mean.', { answers: meant.map((one) => one.act) })
  const [one] = meant
  if (!one) return fail('answer.unknown', 'There is no such answer.', 'Look at the question again; it may have been taken back.')
  return may(one) ? ok(intent(of, verb, { answer: one.act })) : refused
}

function withText(of: Question, verb: QuestionVerb, text: string | undefined): Result<Intent> {
  const words = written(text)
  if (!words.ok) return words
  return ok(words.value ? intent(of, verb, { text: textHash(words.value) }, [words.value]) : intent(of, verb, {}))
}

const intent = (of: Question, verb: QuestionVerb, body: Readonly<Record<string, Json>>, texts: readonly Uint8Array[] = []): Intent =>
  ({ type: `question.${verb}`, subject: of.id, body, texts })

/** Bytes of what was written, null for nothing. */
function written(text: string | undefined): Result<Uint8Array | null> {
  const words = text?.trim() ?? ''
  if (words.length > MAX_ANSWER) return fail('question.long', `That is longer than ${MAX_ANSWER.toLocaleString('en')} characters.`, 'Shorten it, or split it into two.')
  if (!words.isWellFormed()) return fail('question.broken', 'There are broken characters in this text.', 'Take out what was pasted last and try again.')
  return ok(words === '' ? null : utf8(words))
}
