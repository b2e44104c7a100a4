// Bodies of a commitment's acts beyond those of every agreement.
import { z } from 'zod'
import { actsOf, agreementBodies } from '../agreement/index.ts'
import { readingBody } from '../reading/index.ts'
import { actRef, personRef, textRef } from '../schema.ts'

export const keepingBodies = {
  /** `confidence`: 1 to 5, as the person says; never computed. `help`: what help is wanted, in words. */
  checkin: z.strictObject({ revision: actRef, text: textRef, confidence: z.int().min(1).max(5).optional(), help: textRef.optional() }),
  /** What was found of a stepping stone on a date. Without a value it says that the stone is reached. */
  reading: readingBody,
  /** At risk, as a party says. */
  risk: z.strictObject({ revision: actRef, text: textRef.optional() }),
  /** Takes back one's own saying that it is at risk. */
  clear: z.strictObject({ revision: actRef, text: textRef.optional() }),
  /** Claims one's own part as kept. */
  fulfil: z.strictObject({ revision: actRef, text: textRef.optional() }),
  /** By one whom the claimed part was for. */
  acknowledge: z.strictObject({ claim: actRef, text: textRef.optional() }),
  /** `person`: whose promise; by one whom it was for. */
  release: z.strictObject({ revision: actRef, person: personRef, text: textRef.optional() }),
} as const
export type KeepingVerb = keyof typeof keepingBodies
export type KeepingBody<Verb extends KeepingVerb> = z.infer<(typeof keepingBodies)[Verb]>

export const commitmentActs = actsOf('commitment', { ...agreementBodies, ...keepingBodies })
