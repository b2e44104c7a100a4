// Records: lists, one of them, what is given on it, its export; and signatures held back.
import { z } from 'zod'
import { isAmount, isItemId } from '../../domain/record/fields.ts'
import { VERBS, type RecordDetail, type RecordRow, type RecordState, type Stance } from '../../domain/record/view.ts'
import { date, id, line, listOf, text, ws } from './shapes.ts'
import { work } from './work.ts'

/** A signature that has been asked for on the page and not yet given. */
export interface HeldView {
  readonly id: string
  readonly workspace: string
  readonly record: string
  readonly title: string
  readonly verb: string
  /** The verb it is told by: what is offered may be promised, asked for, noted. */
  readonly told: string
  readonly revision: number | null
  /** When it will be given; null after a restart: then only "send now" gives it. */
  readonly until: number | null
}

export interface SearchHit {
  readonly workspace: string
  readonly id: string
  readonly concept: string
  readonly kind: string
  readonly title: string
  /** The title, with what matched in it between U+0001 and U+0002. */
  readonly titleMarked: string
  /** Text around the match; matches stand between U+0001 and U+0002. */
  readonly snippet: string
  readonly state: RecordState | null
  /** Where it was found. */
  readonly place: 'title' | 'words' | 'talk'
  /** The remark it was found in, and who said it. */
  readonly remark: string | null
  readonly by: string | null
}

export interface VerifyView {
  readonly valid: boolean
  /** One sentence; for an invalid record, what does not match. */
  readonly says: string
  readonly title: string | null
  readonly state: RecordState | null
  readonly revision: number | null
  readonly parties: readonly { readonly name: string; readonly stance: Stance; readonly keyCode: string }[]
  readonly acts: number
}

/** What some verbs say beside words. */
const keeping = {
  /** `checkin`: 1 to 5, as the person says; help wanted, in words. */
  confidence: z.int().min(1).max(5).optional(),
  help: text.optional(),
  /** `reading`: of which stone, what was found (nothing: that it is reached), on which date. */
  stone: z.string().refine(isItemId, 'the id of a stone').optional(),
  value: z.string().refine(isAmount, 'a number like 18 or 2.5').optional(),
  on: date.optional(),
  /** `stepout`: from when, what is to be handed over, and who is asked to take it over. */
  notice: z.string().max(2000).optional(),
  handover: z.string().max(4000).optional(),
  to: listOf(id, 20).optional(),
  /** `conclude`, beside `as`: what one would do next; `to`: who should know. `start` and `note` of an experiment have `on`. */
  next: text.optional(),
  /** `renew`: dates that are given stand, the others are worked out from the words in force. */
  due: date.optional(),
  review: date.optional(),
  until: date.optional(),
  /** Which earlier act is meant: what one agrees to, passes on, takes back. */
  what: id.optional(),
  /** Groups. `publish`, `output`: a title, a topic, a record; `close`: a home for what came out of it, in words or as a record; `swap`: two turns by their first days. */
  title: line.optional(),
  topic: z.string().trim().min(1).max(200).optional(),
  home: text.optional(),
  record: id.optional(),
  mine: date.optional(),
  theirs: date.optional(),
}

/** What is said of decisions beside words. */
const deciding = {
  /** `ask`, `waive`: whom; `ask`: why them, and as members of which record. */
  people: listOf(id, 200).optional(),
  as: z.enum(['affected', 'expert', 'adopt', 'adapt', 'drop']).optional(),
  group: id.optional(),
  /** The advice that is answered, the note that is confirmed, the outcome that is looked at again, the handing on that is taken. */
  act: id.optional(),
  /** `advise`, `note`: it worries its author. */
  concern: z.boolean().optional(),
  used: z.enum(['yes', 'partly', 'no']).optional(),
  outcome: z.enum(['keep', 'adjust', 'undo']).optional(),
  /** `offer`: only the wording changed, so that advice on the words before is advice on these. */
  wording: z.boolean().optional(),
}

export const recordsRequests = {
  /** With `limit`, only the newest so many. */
  'records.list': z.strictObject({ ...ws, concept: z.string().max(40).optional(), limit: z.int().min(1).max(10_000).optional() }),
  'records.show': z.strictObject({ ...ws, id }),
  /** Gives an act. With `hold`, the host waits 8 s during which it can be taken back. `words` must be the hash shown to the person. */
  'records.give': z.strictObject({
    ...ws, id, verb: z.enum(VERBS), revision: id.optional(), words: id.optional(), text: text.optional(), hold: z.boolean().optional(),
    /** Whose promise is released or acknowledged, where it could be several people's. */
    about: id.optional(),
    ...keeping, ...deciding,
  }),
  /** A one-way promise in one step: drafted, signed, in force. Made to oneself alone, it stays on one's own devices. */
  'records.promise': z.strictObject({ ...ws, title: line, receives: z.array(id).min(1).max(50), due: date.optional() }),
  'held.send': z.strictObject({ held: z.string().max(100) }),
  'held.takeBack': z.strictObject({ held: z.string().max(100) }),
  'search': z.strictObject({ workspace: id.optional(), text: z.string().max(200), limit: z.int().min(1).max(200).default(50) }),
  'export.record': z.strictObject({ ...ws, id }),
  /** Signed records of several, as files of one zip archive. What has nothing signed, or is one's own alone, is left out and counted. */
  'export.records': z.strictObject({ ...ws, ids: listOf(id, 1000), ...work }),
  /** Needs no identity: the record travels in the call. */
  'verify.record': z.strictObject({ record: z.string().max(20_000_000) }),
} as const

export interface RecordsResults {
  'records.list': readonly RecordRow[]
  'records.show': RecordDetail
  'records.give': { readonly record: RecordDetail; readonly held: HeldView | null }
  'records.promise': { readonly id: string; readonly state: RecordState }
  'held.send': { readonly record: RecordDetail }
  'held.takeBack': null
  'search': readonly SearchHit[]
  'export.record': { readonly name: string; readonly record: string }
  /** `zip`: base64url. */
  'export.records': { readonly name: string; readonly zip: string; readonly records: number; readonly left: number }
  'verify.record': VerifyView
}
