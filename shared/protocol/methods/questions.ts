// Questions people ask one another, and answers.
import { z } from 'zod'
import type { NamedPerson } from './people.ts'
import { id, line, text, ws } from './shapes.ts'

export interface QuestionRow {
  readonly id: string
  readonly title: string
  readonly asker: NamedPerson
  /** Whom it was asked; empty where everyone was. */
  readonly to: readonly NamedPerson[]
  readonly topics: readonly string[]
  readonly state: 'open' | 'answered' | 'closed'
  readonly at: number
  readonly updatedAt: number
  /** The first words of an answer that helped, or of the newest; null where there is none. */
  readonly answer: { readonly by: NamedPerson; readonly words: string | null; readonly helped: boolean } | null
  /** It was asked of me, and I have neither answered nor passed. */
  readonly asksMe: boolean
  readonly onlyHere: boolean
}

export interface AnswerView {
  readonly id: string
  readonly by: NamedPerson & { readonly member: boolean }
  readonly at: number
  /** Null where the words are not on this device. */
  readonly text: string | null
  /** The asker says so. */
  readonly helped: boolean
  readonly reached: 'only here' | 'some' | 'everyone'
}

/** How far a question got with somebody it was asked of. */
export interface AskedView extends NamedPerson {
  readonly member: boolean
  readonly stance: 'not reached' | 'delivered' | 'answered' | 'passed'
  /** What was said with passing. */
  readonly text: string | null
}

export interface QuestionDetail extends Omit<QuestionRow, 'to'> {
  readonly to: readonly AskedView[]
  /** What was written below the question itself; null where nothing was, `missing` where it is not on this device. */
  readonly text: string | null
  readonly missing: boolean
  readonly answers: readonly AnswerView[]
  /** Said when it was closed. */
  readonly closing: string | null
  /** What I may do now; the reason in words where not. */
  readonly possible: readonly { readonly verb: QuestionVerb; readonly allowed: boolean; readonly reason: string | null }[]
}

export const QUESTION_VERBS = ['answer', 'retract', 'helped', 'unhelped', 'pass', 'close', 'reopen'] as const
export type QuestionVerb = (typeof QUESTION_VERBS)[number]

export const questionRequests = {
  /** Asked of everyone where nobody is named. `title` is the question in a line. */
  'question.ask': z.strictObject({ ...ws, title: line, text: text.optional(), topics: z.array(z.string().trim().min(1).max(200)).max(20).default([]), to: z.array(id).max(50).default([]) }),
  'question.show': z.strictObject({ ...ws, id }),
  /** The newest first. */
  'question.list': z.strictObject({ ...ws, topic: z.string().max(200).optional(), person: id.optional(), state: z.enum(['open', 'answered', 'closed']).optional() }),
  /** `answer`: which answer is meant, for `retract`, `helped` and `unhelped`. */
  'question.give': z.strictObject({ ...ws, id, verb: z.enum(QUESTION_VERBS), text: text.optional(), answer: id.optional() }),
} as const

export interface QuestionResults {
  'question.ask': QuestionDetail
  'question.show': QuestionDetail
  'question.list': readonly QuestionRow[]
  'question.give': QuestionDetail
}
