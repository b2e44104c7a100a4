// Bodies of remarks. Words stand beside the act by hash, as terms and reasons do.
import { z } from 'zod'
import { isId, type PersonId, type RecordId } from '../../base/ids.ts'
import { actRef, line, textRef } from '../schema.ts'

/** Longest remark, in characters. */
export const MAX_REMARK_TEXT = 20_000
/** Longest tag, in characters. */
export const MAX_TAG = 60
const MAX_MENTIONS = 30

/** `serves` and `follows` lead from the record that says so: it serves, or follows from, the other. */
export const LINK_KINDS = ['relates', 'serves', 'follows'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

const anyId = z.custom<PersonId | RecordId>((value) => typeof value === 'string' && isId(value), 'an id')
/** Whom or what the words name as `@as`: a person or a record. */
const mention = z.strictObject({ id: anyId, as: line })
export type Mention = z.infer<typeof mention>
const mentions = z.array(mention).max(MAX_MENTIONS).optional()
const tag = z.string().min(1).max(MAX_TAG)
const link = { to: anyId, as: z.enum(LINK_KINDS) }

export const remarkBodies = {
  say: z.strictObject({ kind: z.enum(['comment', 'question']), text: textRef, reply: actRef.optional(), mentions }),
  edit: z.strictObject({ remark: actRef, text: textRef, mentions }),
  retract: z.strictObject({ remark: actRef }),
  /** `by`: the remark in its thread that helped. */
  answered: z.strictObject({ remark: actRef, by: actRef.optional() }),
  reopen: z.strictObject({ remark: actRef }),
  tag: z.strictObject({ tag }),
  untag: z.strictObject({ tag }),
  link: z.strictObject(link),
  unlink: z.strictObject(link),
} as const
export type RemarkVerb = keyof typeof remarkBodies
export type RemarkBody<Verb extends RemarkVerb> = z.infer<(typeof remarkBodies)[Verb]>

export const remarkActs = Object.fromEntries(
  Object.entries(remarkBodies).map(([verb, body]) => [`remark.${verb}`, body]),
) as { readonly [Verb in RemarkVerb as `remark.${Verb}`]: (typeof remarkBodies)[Verb] }
