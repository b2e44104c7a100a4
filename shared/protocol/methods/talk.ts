// What every record has: talk, tags, links; and how things are found again: search, activity, what is put away, filters.
import { z } from 'zod'
import { LINK_KINDS, MAX_REMARK_TEXT } from '../../domain/remark/index.ts'
import type { RecordState } from '../../domain/record/view.ts'
import type { AddressedView, TagView, TalkView } from '../../domain/remark/view.ts'
import type { FilterKey } from '../../formats/search-query.ts'
import type { SearchHit } from './records.ts'
import { id, line, ws } from './shapes.ts'
import { work } from './work.ts'

export type { AddressedView, LinkEnd, LinkView, MentionView, NamedIn, RemarkView, Speaking, TagView, TalkView, ThreadView } from '../../domain/remark/view.ts'
export type { LinkKind, Mention } from '../../domain/remark/index.ts'

/** What somebody did, as codes and facts: the words are the client's. */
export interface ActivityEntry {
  readonly id: string
  readonly at: number
  readonly person: string
  readonly name: string
  readonly you: boolean
  /** `concept.verb`, by the verb that the act is told by. */
  readonly type: string
  readonly record: string | null
  readonly title: string | null
  readonly kind: string | null
  readonly revision: number | null
  /** The beginning of what was said with it. */
  readonly text: string | null
  /** The tag, the name of who was admitted, the title of what was linked to. */
  readonly what: string | null
  readonly to: string | null
  /** The remark to open the record at. */
  readonly remark: string | null
}

export interface ActivityPage {
  readonly entries: readonly ActivityEntry[]
  /** Ask with it for what came earlier; null at the beginning of everything. */
  readonly before: number | null
}

/** Which acts: those of records, of talk about them, or of who is here. */
export const ACTIVITY_KINDS = ['records', 'talk', 'people'] as const

export interface Facet {
  readonly key: FilterKey
  readonly value: string
  /** As shown: a name as its person writes it. */
  readonly label: string
  /** How many of the found have it; null for people, who are not counted. */
  readonly count: number | null
  readonly on: boolean
}

export interface FoundView {
  readonly hits: readonly SearchHit[]
  /** People of that name, then those who say it of themselves: `says`, with what matched between U+0001 and U+0002. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly says: string | null }[]
  readonly facets: readonly Facet[]
  /** Parts that look like filters and are none, as typed; they were looked for as words. */
  readonly notUnderstood: readonly string[]
  /** There is more than was asked for. */
  readonly more: boolean
  /** So many records are not read in yet, so what was found may not be all: see `find.ready`. */
  readonly behind: number
}

/** A search of one's own, kept on this device. */
export interface SavedFilter {
  readonly id: string
  readonly name: string
  readonly query: string
}

const about = { ...ws, id }
const text = z.string().max(MAX_REMARK_TEXT)
const mentions = z.array(z.strictObject({ id, as: line })).max(30).default([])

export const talkRequests = {
  'talk.show': z.strictObject(about),
  'talk.say': z.strictObject({ ...about, kind: z.enum(['comment', 'question']), text, reply: id.optional(), mentions }),
  'talk.edit': z.strictObject({ ...about, remark: id, text, mentions }),
  'talk.takeBack': z.strictObject({ ...about, remark: id }),
  /** By the asker. `by`: the remark that helped. */
  'talk.answered': z.strictObject({ ...about, remark: id, by: id.optional() }),
  'talk.reopen': z.strictObject({ ...about, remark: id }),
  'talk.tag': z.strictObject({ ...about, tag: z.string().max(200), on: z.boolean().default(true) }),
  'talk.link': z.strictObject({ ...about, to: id, as: z.enum(LINK_KINDS), on: z.boolean().default(true) }),
  /** All tags in use, the most used first. */
  'talk.tags': z.strictObject(ws),
  /** Words that wait for me: I am named in them, or they reply to mine. */
  'talk.addressed': z.strictObject(ws),
  /** I have read it and need not answer. Kept on this device. */
  'talk.heard': z.strictObject({ ...ws, remark: id }),
  'activity.list': z.strictObject({
    ...ws, before: z.int().min(0).optional(), person: id.optional(), record: id.optional(), kind: z.enum(ACTIVITY_KINDS).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  'find': z.strictObject({ ...ws, text: z.string().max(500), limit: z.int().min(1).max(500).default(50) }),
  /** Ends once everything that is here can be found, and tells meanwhile how far it is. */
  'find.ready': z.strictObject({ ...ws, ...work }),
  /** Out of my lists, on this device. It comes back when somebody else does something with it. */
  'shelf.away': z.strictObject({ ...about, away: z.boolean() }),
  'shelf.filters': z.strictObject(ws),
  /** With an `id`, in the place of the one that has it. */
  'shelf.keepFilter': z.strictObject({ ...ws, filter: z.string().max(100).optional(), name: line, query: z.string().trim().min(1).max(500) }),
  'shelf.dropFilter': z.strictObject({ ...ws, filter: z.string().max(100) }),
} as const

export interface TalkResults {
  'talk.show': TalkView
  'talk.say': { readonly remark: string; readonly talk: TalkView }
  'talk.edit': TalkView
  'talk.takeBack': TalkView
  'talk.answered': TalkView
  'talk.reopen': TalkView
  'talk.tag': { readonly tags: readonly TagView[] }
  'talk.link': TalkView
  'talk.tags': readonly { readonly tag: string; readonly records: number }[]
  'talk.addressed': readonly AddressedView[]
  'talk.heard': null
  'activity.list': ActivityPage
  'find': FoundView
  /** So many records had to be waited for. */
  'find.ready': { readonly read: number }
  'shelf.away': { readonly away: boolean; readonly title: string; readonly state: RecordState }
  'shelf.filters': readonly SavedFilter[]
  'shelf.keepFilter': readonly SavedFilter[]
  'shelf.dropFilter': readonly SavedFilter[]
}
