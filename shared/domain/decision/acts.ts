// Bodies of the acts by which a decision is prepared, advised on and taken. There is none by which anybody could forbid one.
import { z } from 'zod'
import { actRef, distinct, nonce, personRef, recordRef, textRef } from '../schema.ts'
import { MAX_ASKED } from './asking.ts'

const people = z.array(personRef).min(1).max(MAX_ASKED).refine(distinct, 'each once')

export const decisionActs = {
  /** A revision of what is proposed; `wording`: its author says that only the wording changed. */
  'decision.propose': z.strictObject({
    opener: personRef, nonce, terms: textRef, images: z.array(textRef).max(16).refine(distinct, 'each once').optional(),
    parents: z.array(actRef).max(16).refine(distinct, 'each once'), wording: z.literal(true).optional(),
  }),
  /** `as`: why these people: it affects them, or they know about it. `group`: the record they were asked as members of. */
  'decision.ask': z.strictObject({ people, as: z.enum(['affected', 'expert']), group: recordRef.optional(), text: textRef.optional() }),
  /** This touches me. */
  'decision.touches': z.strictObject({ text: textRef.optional() }),
  /** `concern`: something that worries its author; advice like any other. */
  'decision.advise': z.strictObject({ revision: actRef, text: textRef, concern: z.literal(true).optional() }),
  /** What somebody said aloud, noted by another; nothing yet before `confirm`. */
  'decision.note': z.strictObject({ revision: actRef, person: personRef, text: textRef, concern: z.literal(true).optional() }),
  'decision.confirm': z.strictObject({ note: actRef }),
  /** Was asked, and declines to advise. */
  'decision.pass': z.strictObject({ revision: actRef, text: textRef.optional() }),
  /** What the decider makes of an advice. */
  'decision.answer': z.strictObject({ advice: actRef, used: z.enum(['yes', 'partly', 'no']), text: textRef }),
  'decision.waive': z.strictObject({ revision: actRef, people, text: textRef }),
  /** `tell`: who should know. All can read it; they are told. */
  'decision.decide': z.strictObject({ revision: actRef, text: textRef.optional(), tell: people.optional() }),
  'decision.decidealone': z.strictObject({ revision: actRef, text: textRef, tell: people.optional() }),
  /** Says that a revision changed more than its wording. Seen by all; decides nothing. */
  'decision.dispute': z.strictObject({ revision: actRef, text: textRef.optional() }),
  'decision.review': z.strictObject({ decided: actRef, outcome: z.enum(['keep', 'adjust', 'undo']), text: textRef }),
  'decision.handon': z.strictObject({ to: personRef, text: textRef.optional() }),
  'decision.takeon': z.strictObject({ hand: actRef }),
  /** Is not decided after all. */
  'decision.drop': z.strictObject({ text: textRef.optional() }),
} as const
export type DecisionAct = keyof typeof decisionActs
export type DecisionBody<Type extends DecisionAct> = z.infer<(typeof decisionActs)[Type]>
