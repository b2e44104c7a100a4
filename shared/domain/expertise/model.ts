// What expertise comes to. No places and no counts: names stand beside a topic, never a number.
import type { ActId, PersonId, RecordId } from '../../base/ids.ts'
import type { Ignored } from '../fold.ts'

export interface Endorsement {
  readonly person: PersonId
  readonly words: string | null
  readonly act: ActId
  /** By its author's clock, for display. */
  readonly at: number
}

/** What a person can help with, in their own words. */
export interface Entry {
  /** `topicKey` of the topic. */
  readonly key: string
  readonly topic: string
  readonly words: string | null
  /** How to come and ask. */
  readonly how: string | null
  readonly evidence: readonly RecordId[]
  readonly act: ActId
  readonly at: number
  /** When it was first said. */
  readonly since: number
  readonly endorsements: readonly Endorsement[]
}

/** What a person wants to learn. */
export interface Wish {
  readonly key: string
  readonly topic: string
  readonly words: string | null
  readonly act: ActId
  readonly at: number
}

export interface Expertise {
  /** By key. */
  readonly entries: readonly Entry[]
  readonly wishes: readonly Wish[]
  readonly ignored: readonly Ignored[]
}
