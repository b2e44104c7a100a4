// Drafts: their words, who writes in them, what they would sign.
import { z } from 'zod'
import type { Problem } from '../../base/result.ts'
import { draftListSchemas, singleChanges, singleSchemas } from '../../domain/record/fields-schema.ts'
import { RECORD_KINDS, VOICES } from '../../domain/record/kinds.ts'
import type { DraftMeta, GoneBy, TermsView } from '../../domain/record/view.ts'
import type { DraftEffect } from './commitments.ts'
import { bytes, id, listOf, text, weekRule, ws } from './shapes.ts'

export interface KeptTextView {
  /** When it was kept, in ms. */
  readonly at: number
  /** Plain words, a blank line between paragraphs. */
  readonly text: string
}

const people = listOf(id, 200)
const heads = { title: z.string().max(200), kind: z.enum(RECORD_KINDS), gives: people, receives: people, witnesses: people.optional() }

export const draftMeta = z.strictObject({ ...heads, ...singleSchemas, ...draftListSchemas })

/** A list that is given stands in the place of the whole list; a page that edits one item writes it into the document. */
const metaChange = z.strictObject({ ...z.strictObject(heads).partial().shape, ...singleChanges, ...draftListSchemas })

/** Plain words by margin voice; a voice that the kind does not have is refused when it is offered. */
export const voicedWords = listOf(z.strictObject({ voice: z.enum(VOICES), text }), VOICES.length).optional()

export const draftsRequests = {
  /** `circle: 'me'` keeps it on my devices until shared. `words` fills the draft with plain text. */
  'draft.create': z.strictObject({ ...ws, meta: draftMeta, words: text.optional(), sections: voicedWords, circle: z.enum(['me', 'workspace']).default('me') }),
  /** Opens (or finds) the draft that goes on from a record's newest revision. */
  'draft.amend': z.strictObject({ ...ws, id, words: text.optional(), sections: voicedWords }),
  /** Plain words at the end of what a voice says already; nothing that stands there is touched. */
  'draft.append': z.strictObject({ ...ws, id, sections: listOf(z.strictObject({ voice: z.enum(VOICES), text }), VOICES.length) }),
  'draft.share': z.strictObject({ ...ws, id }),
  /** Says that I do not go on with this draft, or takes that back. Its words stay where they are, for everyone who has it. */
  'draft.aside': z.strictObject({ ...ws, id, aside: z.boolean() }),
  /** For good, with all its words: of a draft that is on this device alone and was put aside. Problems: `draft.shared`, `draft.not-aside`. */
  'draft.remove': z.strictObject({ ...ws, id }),
  /** Text from before the document was begun anew that the draft lacks. Nothing is done with it unless one of the two below is called. */
  'draft.kept': z.strictObject({ ...ws, id }),
  /** In its place where it still fits, else at the end of its section; what stands there stays. */
  'draft.putBack': z.strictObject({ ...ws, id }),
  'draft.letGo': z.strictObject({ ...ws, id }),
  /** What is left out stays as it is; null takes a field out. */
  'draft.meta': z.strictObject({ ...ws, id, meta: metaChange }),
  /** The whole draft document as one V1 update. Subscribes the caller to `draft` and `presence` events of it. */
  'draft.open': z.strictObject({ ...ws, id }),
  'draft.close': z.strictObject({ ...ws, id }),
  /**
   * The exact words an offer of this draft would sign now, days in them that have gone by, and what offering it would do; nothing is signed or sent.
   * `words` goes into `records.give`, which refuses if they changed since. Hours in it fit by the weeks of `rule`, else by ISO weeks.
   */
  'draft.preview': z.strictObject({ ...ws, id, rule: weekRule.optional() }),
  /** Takes or leaves every suggestion that stands in the words. */
  'draft.settle': z.strictObject({ ...ws, id, how: z.enum(['take', 'leave']) }),
  /** Keeps a picture (PNG, JPEG or WebP, at most 512 kB) with the draft. */
  'draft.addImage': z.strictObject({ ...ws, id, bytes }),
  /** A picture of a draft or record by its hash. */
  'draft.image': z.strictObject({ ...ws, id, image: id }),
  'draft.push': z.strictObject({ ...ws, id, update: bytes }),
  /** Own caret and selection (JSON text), or null when the draft is left. */
  'draft.presence': z.strictObject({ ...ws, id, state: z.string().max(4000).nullable() }),
} as const

export interface DraftsResults {
  'draft.create': { readonly id: string }
  'draft.amend': { readonly id: string }
  'draft.append': null
  'draft.share': null
  'draft.aside': null
  'draft.remove': null
  'draft.kept': KeptTextView | null
  'draft.putBack': null
  'draft.letGo': null
  'draft.meta': null
  'draft.open': { readonly update: string; readonly meta: DraftMeta; readonly circle: 'me' | 'workspace' }
  'draft.close': null
  'draft.preview': { readonly words: string; readonly number: number; readonly terms: TermsView; readonly problem: Problem | null; readonly gone: readonly GoneBy[]; readonly open: readonly string[]; readonly effect: DraftEffect | null }
  'draft.settle': null
  'draft.addImage': { readonly image: string; readonly type: string }
  /** Base64url and media type; null where the bytes are not on this device. */
  'draft.image': { readonly bytes: string; readonly type: string } | null
  'draft.push': null
  'draft.presence': null
}
