// What a person may say of themselves. Every field stands for itself: what is left out stays as it was, null takes it away.
import { z } from 'zod'
import { isCalendarDate } from '../../base/clock.ts'
import { distinct, personRef, plainLine, textRef } from '../schema.ts'

const prose = (most: number) => z.string().max(most).refine((text) => text.trim() !== '', 'some words')
const date = z.string().refine(isCalendarDate, 'a date like 2026-05-22')

/** Half a day: a good time to be asked, a time to be left a note, away, or nothing said. */
export const WHEN = ['ask', 'note', 'away', 'unsaid'] as const
export type When = (typeof WHEN)[number]

export const attention = z.strictObject({
  kind: z.enum(['focus', 'away']),
  /** The last day of it, in the person's own zone. */
  until: date.optional(),
  note: plainLine.optional(),
  /** Whom to ask meanwhile. It asks that person for nothing and binds nobody. */
  standIn: personRef.optional(),
})
export type Attention = z.infer<typeof attention>

export const profileFields = {
  name: plainLine,
  pronouns: plainLine.max(60),
  languages: z.array(plainLine.max(60)).max(20).refine(distinct, 'each once'),
  /** What the person does here, in a line. */
  does: plainLine,
  /** The interests a person wants to show. */
  about: prose(4000),
  /** How the person likes to be asked. */
  asking: prose(600),
  /** What else the person looks after here. */
  role: plainLine,
  contact: plainLine,
  /** Hours available a week. Only where the person shows them: whoever does not keeps them on the device. */
  hours: z.int().min(0).max(168),
  /** Seven mornings from Monday, then seven afternoons. */
  week: z.array(z.enum(WHEN)).length(14),
  attention,
  /** Of the picture's bytes, which stand beside the act: see photo.ts. */
  photo: textRef,
} as const
export type ProfileField = keyof typeof profileFields
export const PROFILE_FIELDS = Object.keys(profileFields) as readonly ProfileField[]

type Fields = { [Field in ProfileField]: z.infer<(typeof profileFields)[Field]> }
/** What stands, field by field. */
export type ProfileWords = { readonly [Field in ProfileField]?: Fields[Field] }
/** What one act says: null takes a field away. */
export type ProfileChange = { readonly [Field in ProfileField]?: Fields[Field] | null }

const said = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, profileFields[field].nullable().optional()]))

export const profileActs = {
  'profile.say': z.strictObject(said).refine((body) => Object.keys(body).length > 0, 'something said') as unknown as z.ZodType<ProfileChange>,
} as const
