// People as they show themselves: profiles, what they can help with, topics, and whom to ask.
import { z } from 'zod'
import { WHEN, type When } from '../../domain/profile/index.ts'
import type { PersonView } from './app.ts'
import type { QuestionRow } from './questions.ts'
import { date, id, ws } from './shapes.ts'

export interface NamedPerson {
  readonly id: string
  readonly name: string
  readonly you: boolean
}

/** Somebody away, or not to be interrupted, today. */
export interface AttentionView {
  readonly kind: 'focus' | 'away'
  /** The last day of it. */
  readonly until: string | null
  readonly note: string | null
  readonly standIn: NamedPerson | null
}

/** What a person named as evidence. */
export interface EvidenceView {
  readonly id: string
  readonly concept: string
  /** Null where the record is not on this device. */
  readonly title: string | null
  /** A promise of theirs that was kept, an answer that helped, advice that was used, a group they are of. */
  readonly holds: boolean
}

/** A topic under which a person says that they can help. */
export interface EntryView {
  readonly key: string
  readonly topic: string
  readonly words: string | null
  /** How to come and ask. */
  readonly how: string | null
  readonly evidence: readonly EvidenceView[]
  /** Colleagues who name the person for it, in no order of worth. */
  readonly endorsers: readonly (NamedPerson & { readonly member: boolean; readonly words: string | null })[]
  readonly since: number
  /** When it was last said, endorsed, or used in something that is evidence; ms. */
  readonly lastUsed: number
  /** Not for a year. Shown with the date, and closes nothing. */
  readonly faded: boolean
}

export interface WishView {
  readonly key: string
  readonly topic: string
  readonly words: string | null
  /** Who says that they can help with it. */
  readonly helpers: readonly NamedPerson[]
}

export interface ProfileView {
  readonly person: PersonView
  readonly languages: readonly string[]
  readonly about: string | null
  readonly asking: string | null
  readonly role: string | null
  readonly contact: string | null
  /** A week. Null where this reader may see none. `seen`: what others see; own hours that are not shown never leave the device. */
  readonly hours: { readonly amount: number; readonly seen: number | null } | null
  /** Seven mornings from Monday, then seven afternoons. */
  readonly week: readonly When[] | null
  readonly weekSaidAt: number | null
  readonly entries: readonly EntryView[]
  readonly wishes: readonly WishView[]
  /** Questions this person answered, the newest first. */
  readonly answered: readonly QuestionRow[]
}

export interface TopicRow {
  readonly key: string
  readonly topic: string
  readonly helpers: readonly NamedPerson[]
  readonly learners: readonly NamedPerson[]
  /** Newest of what was said under it, ms. */
  readonly updatedAt: number
}

export interface TopicView {
  readonly key: string
  readonly topic: string
  readonly helpers: readonly (NamedPerson & { readonly attention: AttentionView | null; readonly entry: EntryView })[]
  readonly learners: readonly (NamedPerson & { readonly words: string | null })[]
  /** Other words for it, and by whose. */
  readonly aliases: readonly { readonly id: string; readonly other: string; readonly by: NamedPerson }[]
  readonly questions: readonly QuestionRow[]
  /** Who was helped by whom, question by question. */
  readonly relations: readonly { readonly asker: NamedPerson; readonly helper: NamedPerson; readonly question: string; readonly title: string; readonly at: number }[]
}

/** Why somebody was found. */
export type FoundWhy =
  | { readonly kind: 'helps' | 'learns'; readonly topic: string; readonly words: string | null }
  /** The topic goes by another word, as `by` says. */
  | { readonly kind: 'alias'; readonly topic: string; readonly other: string; readonly by: string }
  | { readonly kind: 'answered'; readonly question: string; readonly title: string }
  | { readonly kind: 'name' | 'says'; readonly words: string }

export interface FoundPerson {
  readonly person: string
  readonly name: string
  readonly why: readonly FoundWhy[]
}

export interface FoundPeople {
  readonly helps: readonly FoundPerson[]
  readonly learns: readonly FoundPerson[]
  /** By name or by what they say of themselves. */
  readonly others: readonly FoundPerson[]
  readonly questions: readonly QuestionRow[]
}

const words = z.string().max(5000)
const topic = z.string().trim().min(1).max(200)
/** 64 KiB as base64url. */
const picture = z.string().max(87_400).regex(/^[A-Za-z0-9_-]*$/)

const change = z.strictObject({
  name: words, pronouns: words, languages: z.array(words).max(50), does: words, about: words, asking: words, role: words, contact: words,
  week: z.array(z.enum(WHEN)).length(14).nullable(),
  attention: z.strictObject({ kind: z.enum(['focus', 'away']), until: date.optional(), note: words.optional(), standIn: id.optional() }).nullable(),
}).partial()

export const peopleRequests = {
  /** One's own where nobody is named. */
  'profile.show': z.strictObject({ ...ws, person: id.optional() }),
  /** Says of oneself what is named here; empty text takes it away. Hours that are not shown stay on this device. */
  'profile.set': z.strictObject({
    ...ws, change: change.default({}), picture: picture.nullable().optional(),
    hours: z.strictObject({ amount: z.int().min(0).max(168).nullable(), shown: z.boolean() }).optional(),
  }),
  'profile.photo': z.strictObject({ ...ws, person: id }),
  'expertise.claim': z.strictObject({ ...ws, topic, words: words.optional(), how: words.optional(), evidence: z.array(id).max(50).optional() }),
  'expertise.drop': z.strictObject({ ...ws, topic }),
  'expertise.wish': z.strictObject({ ...ws, topic, words: words.optional() }),
  'expertise.unwish': z.strictObject({ ...ws, topic }),
  'expertise.endorse': z.strictObject({ ...ws, person: id, topic, words: words.optional() }),
  'expertise.unendorse': z.strictObject({ ...ws, person: id, topic }),
  /** What one could name as evidence: own promises that were kept, answers that helped, advice that was used, groups one is of. */
  'expertise.evidence': z.strictObject(ws),
  'topics.list': z.strictObject(ws),
  'topics.show': z.strictObject({ ...ws, topic }),
  'topics.alias': z.strictObject({ ...ws, topic, also: topic }),
  'topics.unalias': z.strictObject({ ...ws, alias: id }),
  /** Whom to ask, and why, by topic, name or what people say of themselves. In order of names. */
  'people.find': z.strictObject({ ...ws, text: z.string().max(200) }),
} as const

export interface PeopleResults {
  'profile.show': ProfileView
  'profile.set': ProfileView
  /** `bytes` in base64url; null where there is none that can be shown. */
  'profile.photo': { readonly type: string; readonly bytes: string } | null
  'expertise.claim': ProfileView
  'expertise.drop': ProfileView
  'expertise.wish': ProfileView
  'expertise.unwish': ProfileView
  'expertise.endorse': ProfileView
  'expertise.unendorse': ProfileView
  'expertise.evidence': readonly EvidenceView[]
  'topics.list': readonly TopicRow[]
  'topics.show': TopicView
  'topics.alias': TopicView
  'topics.unalias': null
  'people.find': FoundPeople
}
