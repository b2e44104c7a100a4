// Bodies of the acts of an agreement. A concept that uses the engine prefixes the verbs with its own name.
import { z } from 'zod'
import { RECORD_KINDS } from '../record/kinds.ts'
import { actRef, distinct, nonce, personRef, textRef } from '../schema.ts'

/** Most people one revision may list. */
export const MAX_PEOPLE = 500

const people = z.array(personRef).max(MAX_PEOPLE).refine(distinct, 'each once')

export const offerBody = z.strictObject({
  kind: z.enum(RECORD_KINDS),
  /** Who is needed. */
  people: people.min(1),
  /** Those of them who give something, where not all do. */
  gives: people.min(1).optional(),
  /** Whom a one-way promise is made to. */
  to: people,
  terms: textRef,
  /** Pictures that the terms show, so that they travel with it. */
  images: z.array(textRef).max(16).refine(distinct, 'each once').optional(),
  parents: z.array(actRef).max(16).refine(distinct, 'each once'),
  opener: personRef,
  nonce,
  /** Groups: percent of the list that must accept a later revision before it holds. */
  share: z.int().min(0).max(100).optional(),
  /** Groups: who is not listed waits, having accepted, until one who holds it says welcome. */
  welcome: z.literal(true).optional(),
}).refine((body) => !body.to.some((person) => body.people.includes(person)), 'no one on both sides')
  .refine((body) => !body.gives || (body.gives.length < body.people.length && body.gives.every((person) => body.people.includes(person))), 'some of those needed')

export const agreementBodies = {
  offer: offerBody,
  accept: z.strictObject({ revision: actRef, terms: textRef }),
  decline: z.strictObject({ revision: actRef, text: textRef.optional() }),
  question: z.strictObject({ revision: actRef, text: textRef }),
  withdraw: z.strictObject({ revision: actRef, text: textRef.optional() }),
  stepout: z.strictObject({
    text: textRef.optional(), notice: z.string().max(2000).optional(), handover: z.string().max(4000).optional(),
    /** Who is asked to take over. Being asked binds nobody. */
    to: z.array(personRef).min(1).max(20).refine(distinct, 'each once').optional(),
  }),
} as const
export type AgreementVerb = keyof typeof agreementBodies
export type AgreementBody<Verb extends AgreementVerb> = z.infer<(typeof agreementBodies)[Verb]>

/** A concept's schemas by full act type. */
export function actsOf(
  concept: string, bodies: Readonly<Record<string, z.ZodType>>,
): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(Object.entries(bodies).map(([verb, body]) => [`${concept}.${verb}`, body]))
}
