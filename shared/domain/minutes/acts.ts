// Bodies of the acts by which others speak of minutes, beyond those of every agreement.
import { z } from 'zod'
import { actsOf, agreementBodies } from '../agreement/index.ts'
import { actRef, textRef } from '../schema.ts'

export const memoryBodies = {
  /** So it was: said of exactly these words. */
  sowas: z.strictObject({ revision: actRef, terms: textRef, text: textRef.optional() }),
  /** What somebody remembers otherwise, or beside it. */
  remember: z.strictObject({ revision: actRef, terms: textRef, text: textRef }),
} as const
export type MemoryVerb = keyof typeof memoryBodies
export type MemoryBody<Verb extends MemoryVerb> = z.infer<(typeof memoryBodies)[Verb]>

const { offer, withdraw } = agreementBodies
export const minutesActs = actsOf('minutes', { offer, withdraw, ...memoryBodies })
