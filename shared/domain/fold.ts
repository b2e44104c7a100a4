// What every concept is made of: counted acts go in, a state comes out, and the state is shown and answered.
//
// A fold is pure and total: same acts in any order, same state, on every machine; no act that verifies makes it throw.
// It takes no clock. States hold no places, since a place differs between machines.
import type { z } from 'zod'
import type { Json } from '../acts/canonical.ts'
import type { Place } from '../acts/causal.ts'
import type { CalendarDate } from '../base/clock.ts'
import type { ActId, DeviceId, PersonId, RecordId, TextHash } from '../base/ids.ts'
import type { Result } from '../base/result.ts'
import type { Given } from './commitment/capacity.ts'
import type { DeskContext, DeskFacts } from './desk/facts.ts'
import type { Amount } from './record/fields.ts'
import type { RecordKind } from './record/kinds.ts'
import type { RecordDetail, RecordRow, TermsView } from './record/view.ts'

/** An act that counts: verified and causally complete (R1). */
export interface CountedAct {
  readonly id: ActId
  /** `concept.verb`. */
  readonly type: string
  readonly subject: string
  readonly body: Readonly<Record<string, Json>>
  /** For a founding act: its own id. */
  readonly person: PersonId
  readonly device: DeviceId
  readonly seq: number
  /** Milliseconds by the author's clock. For display only. */
  readonly at: number
  readonly place: Place
  /** The device was the person's in the act's own causal past. Where false, the act has no effect anywhere. */
  readonly owned: boolean
  /** The author was a member in the act's own causal past, and the device theirs. `Membership.take` judges both. */
  readonly member: boolean
}

/** Who knew what. `CausalIndex` is one. */
export interface Past {
  /** Whether `a` has `b` in its causal past. No act knows itself. */
  knows(a: Place, b: Place): boolean
  /** Longest path to a root. */
  depth(place: Place): number
}

/** Why an act that counts has no effect. Stable names, counted where a person can see them. */
export type Reason =
  | 'unknown verb' | 'malformed body' | 'device not theirs' | 'not a member' | 'not a party' | 'other record'
  | 'unknown revision' | 'other words' | 'drops a party' | 'unknown claim' | 'not for them' | 'already accepted'
  | 'unknown invite' | 'invite revoked' | 'wrong proof' | 'unknown person' | 'not admitted' | 'too many devices'
  | 'nothing to undo' | 'advice lacking' | 'unknown remark' | 'too many' | 'wrong number' | 'too soon'

export interface Ignored {
  readonly act: ActId
  readonly reason: Reason
}

/** A concept: what acts it knows and what they come to. */
export interface Concept<State> {
  readonly id: string
  /** First parts of the act types that are this concept's; its own id, where not told otherwise. */
  readonly prefixes: readonly string[]
  /** Schemas of the bodies, by the act's full type. */
  readonly acts: Readonly<Record<string, z.ZodType>>
  /** Null where the body is one this concept knows; else why it has no effect. Never throws. */
  validate(type: string, body: unknown): Reason | null
  /** Folds all acts of one subject whose type is of this concept, in any order, with or without duplicates. */
  fold(acts: readonly CountedAct[], past: Past): State
}

/** What a state cannot know by itself: who looks, from where, and what has been exchanged. */
export interface PresentContext {
  /** Null for someone outside, who verifies an exported record. */
  readonly me: PersonId | null
  /** Whether I am a member now; default true. */
  readonly member?: boolean
  name(person: PersonId): string
  /** Terms, reasons, check-ins. Null where the bytes are not on this device. */
  text(hash: TextHash): Uint8Array | null
  /** Whether a person is a member of the workspace now; where left out, nobody knows and all are. */
  isHere?(person: PersonId): boolean
  /** The host's date. */
  readonly asOf: CalendarDate
  reach(act: ActId): 'only here' | 'some' | 'everyone'
  /** Whether a device of that person is known to have the act. Enters no rule. */
  delivered(act: ActId, person: PersonId): boolean
}

/** What a person means to say, before it is an act. */
export interface Intention {
  readonly person: PersonId
  /** The person is a member now; default true. Who left may only end what they gave. */
  readonly member?: boolean
  /** Which revision is meant; where left out, the only one that it can be. */
  readonly revision?: ActId
  /** Hash of the words that were shown to the person. Another hash than the revision's is refused. */
  readonly words?: TextHash
  /** A reason, question, check-in in the person's words. */
  readonly text?: string
  /** Whose promise is released, or whose claim acknowledged, where it could be several people's. */
  readonly about?: PersonId
  readonly confidence?: number
  readonly notice?: string
  readonly handover?: string
  /** For `stepout`: who is asked to take over. For `conclude` and `decide`: who should know. For `handon`: who is asked. */
  readonly to?: readonly PersonId[]
  /** For `checkin`: help wanted, in words. */
  readonly help?: string
  /** For `reading`: of which stepping stone, what was found and on which date. Without a value: that it is reached. */
  readonly stone?: string
  readonly value?: Amount
  readonly on?: CalendarDate
  /** For decisions. Whom: those who are asked, or waived; the members of which record they are asked as. */
  readonly people?: readonly PersonId[]
  readonly as?: 'affected' | 'expert' | 'adopt' | 'adapt' | 'drop'
  readonly group?: RecordId
  /** The advice, note, outcome or handing on that it speaks of; where left out, the only one it can be. */
  readonly act?: ActId
  readonly concern?: boolean
  readonly used?: 'yes' | 'partly' | 'no'
  readonly outcome?: 'keep' | 'adjust' | 'undo'
  /** For `offer`: only the wording changed. */
  readonly wording?: boolean
  /** For `conclude`, with `as`: what one would do next. */
  readonly next?: string
  /** Which earlier act is meant: what one agrees to, passes on or takes back. */
  readonly what?: ActId
  /** Of groups: until when one facilitates or pauses; a title and topic; two turns to swap, by their first days. */
  readonly until?: CalendarDate
  readonly title?: string
  readonly topic?: string
  readonly mine?: CalendarDate
  readonly theirs?: CalendarDate
  /** Where what came out of it lives on: in words, and as a record. */
  readonly home?: string
  readonly record?: string
  /** For `offer`. */
  readonly offer?: OfferIntention
  /** Whether the bytes behind a hash are on this device; default: they are. Nobody signs words that cannot be read. */
  readonly available?: (hash: TextHash) => boolean
}

export interface OfferIntention {
  readonly kind: RecordKind
  /** Whose yes it needs. */
  readonly people: readonly PersonId[]
  /** Those of them who give something; default: all. */
  readonly gives?: readonly PersonId[]
  /** Whom a one-way promise is made to. */
  readonly to: readonly PersonId[]
  /** Canonical bytes of the terms. */
  readonly terms: Uint8Array
  /** Bytes of the pictures that the terms show. */
  readonly images?: readonly Uint8Array[]
  /** For the first revision of a record: who opened it and its nonce (16 bytes, hex). Later ones take the record's. */
  readonly opener?: PersonId
  readonly nonce?: string
  /** What it goes on from; default: what is in force or on offer. */
  readonly parents?: readonly ActId[]
  /** Charters: percent of the list that must accept a later revision before it holds. */
  readonly share?: number
  /** Groups: who is not listed waits for a welcome. */
  readonly welcome?: boolean
}

/** Ready to be signed. `texts` must be kept before or with the act. */
export interface Intent {
  readonly type: string
  readonly subject: string
  readonly body: Readonly<Record<string, Json>>
  readonly texts: readonly Uint8Array[]
}

/** A concept whose subjects are records that people open, sign and look up. Host, search and desk know only this. */
export interface RecordConcept<State> extends Concept<State> {
  /** Kinds of draft that become records of this concept. */
  readonly kinds: readonly RecordKind[]
  row(state: State, context: PresentContext): RecordRow
  /** `draft` is null: only the host knows drafts. */
  detail(state: State, context: PresentContext): RecordDetail
  /** What it asks of one person and promises them; takes no date. A concept that asks nobody anything has none. */
  desk?(state: State, context: DeskContext): DeskFacts
  /** What everybody gives under words in force, and to whom: for hours and the map. */
  given?(state: State, text: PresentContext['text']): readonly Omit<Given, 'record' | 'title'>[]
  /** [EX7] Whether it shows what a person knows, where that is something else than a promise of theirs that was kept. */
  shows?(state: State, person: PersonId): boolean
  /** The verb by which somebody goes on with the words that stand, in their own name; where there is one. */
  readonly goesOn?: string
  /** The same of one revision on offer, as if it were in force; of a group also what `joiner` would give, named or not. */
  wouldGive?(state: State, revision: ActId, text: PresentContext['text'], joiner?: PersonId): readonly Omit<Given, 'record' | 'title'>[]
  /** Of a record that has no revision yet: the words to begin its first draft with. */
  begins?(state: State, text: PresentContext['text']): TermsView | null
  title(state: State, text: PresentContext['text']): string
  /** Everything worth finding: words of the shown revision, questions, check-ins. */
  searchText(state: State, text: PresentContext['text']): string
  /** May this person do this now? The body to sign, or the reason in words. */
  intend(state: State, verb: string, intention: Intention): Result<Intent>
  /** Hashes of all texts that the record's acts name. */
  texts(state: State): readonly TextHash[]
  ignored(state: State): readonly Ignored[]
}

/** The same linear order on every machine, parents before children; each act once. */
export function inOrder(acts: readonly CountedAct[], past: Past): CountedAct[] {
  const distinct = [...new Map(acts.map((act) => [act.id, act])).values()]
  return distinct.sort((a, b) => past.depth(a.place) - past.depth(b.place) || (a.id < b.id ? -1 : 1))
}
