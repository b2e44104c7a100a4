// What was said about one decision, each thing with its place among the others, and what follows from it in one view: all
// that is at hand, or the past of one act.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, RecordId, TextHash } from '../../base/ids.ts'
import type { Past } from '../fold.ts'

interface Said {
  readonly act: ActId
  readonly place: Place
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
}

export interface Proposed extends Said {
  readonly number: number
  readonly terms: TextHash
  readonly parents: readonly Proposed[]
  readonly wording: boolean
}
export interface Asked extends Said { readonly people: readonly PersonId[]; readonly as: 'affected' | 'expert' | 'touched'; readonly group: RecordId | null }
/** Advice, or that there will be none. `text` is null where somebody passed without a word. */
export interface Word extends Said {
  readonly revision: ActId
  readonly kind: 'advice' | 'pass'
  readonly concern: boolean
  /** What it confirms, where it was spoken and noted by somebody. */
  readonly note: Noted | null
}
export interface Noted extends Said { readonly revision: ActId; readonly of: PersonId; readonly concern: boolean }
export interface Answered extends Said { readonly advice: ActId; readonly used: 'yes' | 'partly' | 'no' }
export interface Waived extends Said { readonly revision: ActId; readonly people: readonly PersonId[] }
export interface Decided extends Said { readonly revision: ActId; readonly alone: boolean; readonly tell: readonly PersonId[] }
export interface Disputed extends Said { readonly revision: ActId }
export interface Reviewed extends Said { readonly decided: ActId; readonly outcome: 'keep' | 'adjust' | 'undo' }
export interface Handed extends Said { readonly to: PersonId }
export interface Taken extends Said { readonly hand: Handed }

/** A view: everything, or what one act knows. Always causally closed. */
export type View = (place: Place) => boolean
export const everything: View = () => true

/** What keeps a decision from being taken after advice. */
export type Lack =
  | { readonly what: 'nobody asked' }
  /** Asked, and has said nothing on this revision. */
  | { readonly what: 'silent'; readonly person: PersonId }
  /** Advised, and the decider has not said what was made of it. */
  | { readonly what: 'unanswered'; readonly person: PersonId; readonly advice: ActId }

export class Sheet {
  readonly past: Past
  opener: PersonId | null = null
  nonce: string | null = null
  readonly proposed = new Map<ActId, Proposed>()
  readonly asked: Asked[] = []
  readonly words = new Map<ActId, Word>()
  readonly notes = new Map<ActId, Noted>()
  readonly answers: Answered[] = []
  readonly waivers: Waived[] = []
  readonly decided = new Map<ActId, Decided>()
  readonly disputes: Disputed[] = []
  readonly reviews: Reviewed[] = []
  readonly hands = new Map<ActId, Handed>()
  readonly takes: Taken[] = []
  readonly drops: Said[] = []

  constructor(past: Past) {
    this.past = past
  }

  pastOf(place: Place): View {
    return (other) => this.past.knows(place, other)
  }

  /** Those that no other of them knows. */
  newest<T extends { readonly place: Place }>(all: readonly T[]): T[] {
    return all.filter((one) => !all.some((other) => this.past.knows(other.place, one.place)))
  }

  /** [AD2] Who opened it, or took it from one who had it, and has not handed it on since to somebody who took it. */
  deciders(view: View): Set<PersonId> {
    const takes = this.takes.filter((take) => view(take.place))
    const gains = [...(this.opener === null ? [] : [{ person: this.opener, place: null }]), ...takes.map(({ person, place }) => ({ person, place }))]
    const holds = gains.filter(({ person, place }) => !takes.some((take) => (
      take.hand.person === person && take.person !== person && (place === null || this.past.knows(take.hand.place, place))
    )))
    return new Set(holds.map(({ person }) => person))
  }

  /** [AD8] The revisions whose advice is advice on this one: itself, and what it says it only words anew. */
  family(revision: ActId): Set<ActId> {
    const family = new Set<ActId>()
    const ahead = [revision]
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      const found = this.proposed.get(next)
      if (!found || family.has(next)) continue
      family.add(next)
      if (found.wording) ahead.push(...found.parents.map((parent) => parent.act))
    }
    return family
  }

  /** [AD5] Everybody who was asked, or whom it touches, but those who decide. */
  advisers(view: View): Set<PersonId> {
    const deciders = this.deciders(view)
    return new Set(this.asked.filter((one) => view(one.place)).flatMap((one) => one.people).filter((person) => !deciders.has(person)))
  }

  /** [AD4] The newest of what one person said on this revision: one, or several from devices that did not know of each other. */
  wordsOf(person: PersonId, revision: ActId, view: View): Word[] {
    const family = this.family(revision)
    return this.newest([...this.words.values()].filter((word) => word.person === person && family.has(word.revision) && view(word.place)))
  }

  /** The newest answers to an advice. */
  answersTo(advice: ActId, view: View): Answered[] {
    return this.newest(this.answers.filter((answer) => answer.advice === advice && view(answer.place)))
  }

  /** [AD7] */
  waiversOf(person: PersonId, revision: ActId, view: View): Waived[] {
    const family = this.family(revision)
    return this.waivers.filter((waiver) => waiver.people.includes(person) && family.has(waiver.revision) && view(waiver.place))
  }

  /** [AD6] What is lacking before this revision may be decided after advice, in one view. */
  lacks(revision: ActId, view: View): Lack[] {
    const advisers = [...this.advisers(view)].sort()
    const wasAsked = this.asked.some((one) => view(one.place) && one.as !== 'touched' && one.people.some((person) => advisers.includes(person)))
    const lacks: Lack[] = wasAsked ? [] : [{ what: 'nobody asked' }]
    for (const person of advisers) {
      if (this.waiversOf(person, revision, view).length > 0) continue
      const words = this.wordsOf(person, revision, view)
      if (words.length === 0) lacks.push({ what: 'silent', person })
      for (const word of words) {
        if (word.kind === 'advice' && this.answersTo(word.act, view).length === 0) lacks.push({ what: 'unanswered', person, advice: word.act })
      }
    }
    return lacks
  }
}
