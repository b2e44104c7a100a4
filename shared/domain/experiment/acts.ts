// Bodies of an experiment's acts beyond those of every agreement.
import { z } from 'zod'
import { isCalendarDate } from '../../base/clock.ts'
import { actsOf, agreementBodies } from '../agreement/index.ts'
import { readingBody } from '../reading/index.ts'
import { actRef, distinct, personRef, textRef } from '../schema.ts'

/** Equals; none of them is a failure. */
export const CONCLUSIONS = ['adopt', 'adapt', 'drop'] as const
export type ConcludedAs = (typeof CONCLUSIONS)[number]

const date = z.string().refine(isCalendarDate, 'a date like 2026-05-22')

export const trialBodies = {
  start: z.strictObject({ revision: actRef, on: date, text: textRef.optional() }),
  reading: readingBody,
  /** An entry in the notebook, of a day. */
  note: z.strictObject({ text: textRef, on: date }),
  pause: z.strictObject({ text: textRef.optional() }),
  /** Goes on: after a pause, or after somebody concluded it. */
  resume: z.strictObject({ text: textRef.optional() }),
  /** `text`: what was learned; `next`: what one would do next; `tell`: who should know. */
  conclude: z.strictObject({
    revision: actRef, as: z.enum(CONCLUSIONS), text: textRef, next: textRef.optional(),
    tell: z.array(personRef).min(1).max(20).refine(distinct, 'each once').optional(),
  }),
} as const
export type TrialVerb = keyof typeof trialBodies
export type TrialBody<Verb extends TrialVerb> = z.infer<(typeof trialBodies)[Verb]>

export const experimentActs = actsOf('experiment', { ...agreementBodies, ...trialBodies })
