// Bodies of the acts by which people ask one another and answer.
import { z } from 'zod'
import { topicKey } from '../expertise/topic-key.ts'
import { topicName } from '../expertise/topic.ts'
import { actRef, distinct, nonce, personRef, plainLine, textRef } from '../schema.ts'

export const MAX_ASKED = 50
export const MAX_QUESTION_TOPICS = 8
/** Longest answer, and longest text below a question, in characters. */
export const MAX_ANSWER = 20_000

export const questionActs = {
  /** `title`: the question in a line; `text`: more of it. Asked of everyone where `to` is empty. */
  'question.ask': z.strictObject({
    opener: personRef, nonce, title: plainLine, text: textRef.optional(),
    topics: z.array(topicName).max(MAX_QUESTION_TOPICS).refine((all) => distinct(all.map(topicKey)), 'each once'),
    to: z.array(personRef).max(MAX_ASKED).refine(distinct, 'each once'),
  }),
  'question.answer': z.strictObject({ text: textRef }),
  'question.retract': z.strictObject({ answer: actRef }),
  'question.helped': z.strictObject({ answer: actRef }),
  'question.unhelped': z.strictObject({ answer: actRef }),
  /** Not for me; `text` says whom to ask, or why. */
  'question.pass': z.strictObject({ text: textRef.optional() }),
  'question.close': z.strictObject({ text: textRef.optional() }),
  'question.reopen': z.strictObject({}),
} as const
export type QuestionAct = keyof typeof questionActs
export type QuestionBody<Type extends QuestionAct> = z.infer<(typeof questionActs)[Type]>
