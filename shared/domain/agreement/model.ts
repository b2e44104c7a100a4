// What an agreement comes to. No places in here: two replicas with the same acts hold equal states.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import type { CountedAct, Ignored, Reason } from '../fold.ts'
import type { RecordKind } from '../record/kinds.ts'
import type { Sheet } from './sheet.ts'

export type Kind = RecordKind

/** `all`: in force once everybody listed accepted. `share`: holds pairwise once a share of the list accepted. */
export type Mode = 'all' | 'share'

/** What a concept tells the engine about itself. */
export interface Rules {
  readonly concept: string
  readonly mode: Mode
  readonly kinds: readonly Kind[]
  /** [AG9] Every revision needs one person alone, who offers it. */
  readonly own?: true
  /** [AG10] Whose place the author of an act may take in a revision, at their own asking; judged on the act's own past. */
  readonly replaces?: (sheet: Sheet, act: { readonly person: PersonId; readonly place: Place }) => ReadonlySet<PersonId>
  /** The same for somebody who is about to sign, of all that is known. */
  readonly replacesNow?: (person: PersonId) => ReadonlySet<PersonId>
  /** [AG12] Where one revision holds, others go on from it: nobody begins anew beside it, knowing it. */
  readonly once?: true
  /** Acts of the concept's own that the engine has to know in their place. Undefined where it is none of them. */
  take?(sheet: Sheet, act: CountedAct, verb: string): Reason | null | undefined
}

export type RevisionStatus = 'offered' | 'in force' | 'superseded' | 'declined' | 'withdrawn' | 'ended'

/** The last a person said to a revision, as far as the acts at hand tell. */
export interface Answer {
  readonly stance: 'accepted' | 'question' | 'declined' | 'withdrew' | 'stepped out'
  readonly act: ActId
  readonly at: number
  readonly text: TextHash | null
}

/** The newest acceptance of one person; `undone` where none of theirs holds. */
export interface Signature {
  readonly person: PersonId
  readonly act: ActId
  readonly at: number
  readonly how: 'offered' | 'accepted'
  readonly undone: boolean
}

export interface Threshold {
  /** How many must have accepted, and how many did: of the list where a share of it is asked for, else of anybody. */
  readonly needed: number
  readonly accepted: number
  /** In a hundred of the list, as its parents ask; 0 where they ask for none. */
  readonly share: number
  readonly holds: boolean
}

export interface Revision {
  readonly id: ActId
  /** 1 + the highest of its parents. Concurrent offers share a number. */
  readonly number: number
  readonly kind: Kind
  /** Whose yes it needs. */
  readonly people: readonly PersonId[]
  /** Those of them who give something. */
  readonly gives: readonly PersonId[]
  readonly to: readonly PersonId[]
  readonly terms: TextHash
  readonly parents: readonly ActId[]
  readonly author: PersonId
  readonly at: number
  readonly share: number | null
  /** [AG11] Who is not listed waits for a welcome. */
  readonly welcome: boolean
  readonly status: RevisionStatus
  /** A revision that is or was in force goes on from this one. */
  readonly passed: boolean
  /** Who has a live acceptance, in the order of the list; for groups, those who came later behind. */
  readonly accepted: readonly PersonId[]
  readonly answers: ReadonlyMap<PersonId, Answer>
  readonly signatures: readonly Signature[]
  /** Of groups; null where all are needed anyway. */
  readonly threshold: Threshold | null
}

/** One act that has effect, in the order of cause. */
export interface Statement {
  readonly act: ActId
  readonly verb: string
  readonly person: PersonId
  readonly at: number
  readonly revision: ActId | null
  readonly text: TextHash | null
}

export type AgreementPhase = 'draft' | 'offered' | 'in force' | 'declined' | 'ended'

export interface Agreement {
  readonly concept: string
  readonly subject: string
  readonly mode: Mode
  readonly opener: PersonId | null
  readonly nonce: string | null
  /** In the order of cause, then of id. */
  readonly revisions: readonly Revision[]
  readonly phase: AgreementPhase
  readonly inForce: readonly ActId[]
  readonly open: readonly ActId[]
  /** Who stepped out and has not accepted anything newer since. */
  readonly steppedOut: ReadonlyMap<PersonId, Answer>
  /** Between each two people of a group, what counts; empty where all are needed. */
  readonly pairs: readonly Pair[]
  /** [AG11] */
  readonly waiting: readonly Waiting[]
  readonly statements: readonly Statement[]
  /** Acts of the record that no other act of it knows. */
  readonly tips: readonly ActId[]
  readonly ignored: readonly Ignored[]
}

/** An acceptance that waits for a welcome. */
export interface Waiting {
  readonly person: PersonId
  readonly revision: ActId
  readonly act: ActId
  readonly at: number
}

/** [R13] The newest holding revisions that both accepted: one, or several concurrent ones. */
export interface Pair {
  readonly between: readonly [PersonId, PersonId]
  readonly revisions: readonly ActId[]
}
