// Bodies of a role's acts beyond those of every agreement.
import { z } from 'zod'
import { actsOf, agreementBodies } from '../agreement/index.ts'
import { actRef, distinct, personRef, textRef } from '../schema.ts'

/** Most people one role is offered to at once. */
export const MAX_ASKED_ON = 20

export const handingBodies = {
  /** Asks whether one of these would go on with it. Binds nobody. */
  handon: z.strictObject({ revision: actRef, to: z.array(personRef).min(1).max(MAX_ASKED_ON).refine(distinct, 'each once'), text: textRef.optional() }),
  /** Takes that back: the role stays where it is. */
  keep: z.strictObject({ handon: actRef, text: textRef.optional() }),
  /** Not for me, by who was asked. */
  pass: z.strictObject({ handon: actRef, text: textRef.optional() }),
} as const
export type HandingVerb = keyof typeof handingBodies
export type HandingBody<Verb extends HandingVerb> = z.infer<(typeof handingBodies)[Verb]>

export const roleActs = actsOf('role', { ...agreementBodies, ...handingBodies })
