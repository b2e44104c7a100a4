// What people see of the talk on a record.
import type { RecordState } from '../record/view.ts'
import type { LinkKind } from './acts.ts'

export interface Speaking {
  readonly id: string
  readonly name: string
  readonly you: boolean
}

export interface MentionView {
  readonly id: string
  /** As the words name it, after "@". */
  readonly as: string
  readonly kind: 'person' | 'record' | 'unknown'
}

export interface RemarkView {
  readonly id: string
  readonly by: Speaking
  readonly at: number
  readonly kind: 'comment' | 'question'
  readonly reply: string | null
  /** Null where it was taken back, or where its words are not on this device. */
  readonly text: string | null
  readonly takenBack: boolean
  readonly mentions: readonly MentionView[]
  /** When it was last put in other words; null where it stands as it was first said. */
  readonly edited: number | null
  readonly earlier: readonly { readonly at: number; readonly text: string | null }[]
  /** The asker says that this helped. */
  readonly helped: boolean
  readonly reached: 'only here' | 'some' | 'everyone'
}

export interface ThreadView {
  readonly id: string
  /** Of a question that began it: what its asker says. */
  readonly question: 'open' | 'answered' | null
  /** First the one that began it. */
  readonly remarks: readonly RemarkView[]
}

export interface TagView {
  readonly tag: string
  readonly by: readonly Speaking[]
  /** I added it, so I may take it away. */
  readonly mine: boolean
}

/** The other end of a link, as far as it is known here. */
export interface LinkEnd {
  readonly id: string
  /** Null where it is not on this device. */
  readonly title: string | null
  readonly state: RecordState | null
}

export interface LinkView extends LinkEnd {
  readonly as: LinkKind
  /** `out`: this record says so of the other. `in`: the other says so of this one. */
  readonly way: 'out' | 'in'
  readonly by: readonly Speaking[]
  readonly mine: boolean
}

/** A record that names this one in its words, or in a remark. */
export interface NamedIn extends LinkEnd {
  /** The remark that names it; null where the terms do. */
  readonly remark: string | null
}

export interface TalkView {
  readonly id: string
  readonly threads: readonly ThreadView[]
  readonly tags: readonly TagView[]
  readonly links: readonly LinkView[]
  readonly namedIn: readonly NamedIn[]
  /** Why nothing can be said here now; null where it can. */
  readonly closed: string | null
}

/** Words that wait for me: I am named in them, or they reply to mine. */
export interface AddressedView {
  readonly record: string
  readonly title: string
  readonly remark: string
  readonly by: Speaking
  readonly at: number
  readonly kind: 'comment' | 'question'
  readonly text: string | null
}
