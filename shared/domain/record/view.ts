// What people see of a record. Everything is decided by the domain; the page only draws. Names of states and stances are
// stable: scripts rely on them.
import type { DecisionRow, DecisionView } from '../decision/view.ts'
import type { GroupRow, GroupView } from '../group/view.ts'
import type { CommitmentFields, RecordLink } from './fields.ts'
import type { GoneBy } from './gone-by.ts'
import type { MinutesView } from '../minutes/view.ts'
import type { RoleView } from '../role/view.ts'
import type { ExperimentRow, ExperimentView } from '../experiment/view.ts'
import type { ChangedView, KeepingView } from './keeping-view.ts'
import type { RecordKind, RowKind, Voice } from './kinds.ts'
import type { Block } from './words.ts'

export type {
  Activity, Amount, CommitmentFields, Condition, Criterion, Goal, Measure, Output, RecordLink, Season, Stone, TimeShare, TopicMention, Turn,
} from './fields.ts'
export type { FieldChange, TermsChange, WordsPiece } from './changes.ts'
export type { GoneBy } from './gone-by.ts'
export type { ChangedView, CheckinView, KeepingView, ReadingView, RiskView, StepoutView, StoneView } from './keeping-view.ts'
export type { RecordKind, RowKind, Voice } from './kinds.ts'
export type { StoneState } from './stones.ts'
export { AGREEMENT_VERBS, EXPERIMENT_VERBS, VERBS, type Verb } from './verbs.ts'

export const RECORD_STATES = [
  'draft', 'offered', 'in force', 'declined', 'fulfilled', 'released', 'ended', 'open', 'answered', 'closed',
  // Minutes: by their keeper, binding nobody.
  'signed',
  // Groups.
  'called', 'forming', 'active', 'review', 'paused', 'closing',
  // Experiments; they pause too.
  'looking', 'running', 'concluded',
  // Decisions.
  'framing', 'seeking', 'considering', 'decided', 'contested', 'reviewed', 'undone', 'dropped',
] as const
export type RecordState = (typeof RECORD_STATES)[number]

/** In these nothing is left to do: what is still open with somebody, lists and calendars ask here. */
const OVER_STATES: ReadonlySet<string> = new Set<RecordState>([
  'declined', 'fulfilled', 'released', 'ended', 'answered', 'closed', 'concluded', 'decided', 'reviewed', 'undone', 'dropped',
])
export const isOver = ({ state }: { readonly state: string }): boolean => OVER_STATES.has(state)

/** Where a party stands. `not reached` and `delivered` come from exchanged ledgers and enter no rule. */
export type Stance =
  | 'not reached' | 'delivered' | 'question' | 'accepted' | 'declined' | 'withdrew' | 'stepped out'
  | 'asked' | 'answered' | 'passed' | 'waived'

export interface PartyView {
  readonly id: string
  readonly name: string
  readonly you: boolean
  /** `gives`: promises something and is needed. `signs`: is needed and promises nothing. `receives`: whom a promise is made to. */
  readonly role: 'gives' | 'signs' | 'receives' | 'asks' | 'is asked'
  readonly stance: Stance
  /** Number of the newest revision the stance speaks of; null where it speaks of none. */
  readonly revision: number | null
  /** The reason or question given with it, if any. */
  readonly text: string | null
  readonly at: number | null
  /** What became of this party's own promise. */
  readonly promise: 'open' | 'claimed' | 'fulfilled' | 'released' | null
}

/** What a list shows. Everything is decided in the host; the page only draws. */
export interface RecordRow {
  readonly id: string
  readonly concept: string
  readonly kind: RowKind
  readonly title: string
  readonly state: RecordState
  /** Number of the revision in force, and of the one on offer; null where there is none. */
  readonly revision: number | null
  readonly offer: number | null
  readonly due: string | null
  readonly review: string | null
  /** Of minutes: the day on which people meet, or met. */
  readonly on?: string
  /** Until when it holds; null where it is open-ended. */
  readonly until: string | null
  /** Records that its words name. */
  readonly links: readonly { readonly how: RecordLink['how']; readonly record: string }[]
  readonly parties: readonly { readonly id: string; readonly name: string; readonly you: boolean }[]
  /** What is asked of me, if anything. */
  readonly needsMe: 'answer' | 'accept again' | 'acknowledge' | 'answer question' | 'choose' | 'advise' | 'confirm' | 'answer advice' | 'take on' | 'agree' | 'welcome' | null
  /** Hash of the words a rosette is drawn from: the offered ones if any, else those in force; null for drafts. */
  readonly words: string | null
  /** Text hash whose bytes are missing here: shown as "terms unavailable", never as agreed. */
  readonly unavailable: boolean
  /** Not yet on any other person's device. */
  readonly onlyHere: boolean
  /** Words people find it by; left out where there are none. */
  readonly tags?: readonly string[]
  /** Of working groups and teams. */
  readonly groupRow?: GroupRow
  /** Of decisions by advice. */
  readonly decisionRow?: DecisionRow
  /**
   * `at risk`: a party says so. `past due`, `review due` and `lapsed` (its last day is over) by the host's date; `text kept`: see `draft.kept`;
   * `put away` by me, on this device. `said since`: of what was decided, unknown to who decided.
   */
  readonly flags: readonly (
    | 'two offers' | 'two in force' | 'past due' | 'review due' | 'lapsed' | 'at risk' | 'edited since offer' | 'text kept'
    | 'question open' | 'put away' | 'stop line reached' | 'said since'
  )[]
  /** Of an experiment. */
  readonly experimentRow?: ExperimentRow
  /** Milliseconds since 1970 of the last act or draft edit, by its author's clock. */
  readonly updatedAt: number
}

export type { Block, ChecklistItem, ImageBlock, InlineMark, InlineText } from './words.ts'

/** One margin voice and its words. `person` is set where `voice` is 'promises'. */
export interface Section {
  readonly voice: Voice
  readonly person?: string
  readonly words: readonly Block[]
}

/** The exact terms a revision's hash stands for. What it is for stands in the voice `why`. */
export interface TermsView extends CommitmentFields {
  readonly title: string
  readonly kind: RecordKind
  readonly sections: readonly Section[]
  /** Whom the words name, who gives first, each by the name of then. A charter names nobody. */
  readonly parties?: readonly { readonly person: string; readonly name: string }[]
  /** Named as having been there; bound by nothing. */
  readonly witnesses?: readonly { readonly person: string; readonly name: string }[]
}

export interface SignatureView {
  readonly person: string
  readonly name: string
  readonly you: boolean
  readonly at: number
  /** `offered` for the one who wrote the offer. */
  readonly how: 'offered' | 'accepted'
  /** The acceptance was taken back since. */
  readonly undone: boolean
}

export interface RevisionView {
  readonly id: string
  readonly number: number
  /** Hash of the terms: the rosette and what a signature names. */
  readonly words: string
  readonly parents: readonly number[]
  readonly state: 'offered' | 'in force' | 'superseded' | 'declined' | 'withdrawn' | 'ended'
  readonly by: string
  readonly byName: string
  readonly at: number
  /** Null where the words are not on this device. */
  readonly terms: TermsView | null
  /** Of words on offer: days in them that have gone by, by the host's date; left out where none has. */
  readonly gone?: readonly GoneBy[]
  readonly needs: readonly { readonly id: string; readonly name: string; readonly accepted: boolean }[]
  readonly signatures: readonly SignatureView[]
  /**
   * Of what holds between some: how many have to accept, and how many have. `share`: in a hundred of those it names, as the words
   * before it ask; 0 where they ask for none, and then anybody counts. `changing`: what these words ask of those that follow.
   */
  readonly holdsAt?: { readonly needed: number; readonly accepted: number; readonly share: number; readonly changing: number }
}

export interface TimelineEntry {
  readonly id: string
  readonly at: number
  readonly person: string
  readonly name: string
  readonly you: boolean
  /** The verb that the act is told by: accept, decline, question, withdraw ...; of an `offer` what was done by it, see told.ts. */
  readonly verb: string
  readonly revision: number | null
  readonly text: string | null
  /** `everyone` once every other member's device is known to have it. */
  readonly reached: 'only here' | 'some' | 'everyone'
}

/** What this person may do now; a reason in words where not. The page never hides an action, it says why it is closed. */
export interface Possible {
  readonly verb: string
  readonly revision: number | null
  readonly allowed: boolean
  readonly reason: string | null
}

export interface RecordDetail extends Omit<RecordRow, 'parties'> {
  readonly parties: readonly PartyView[]
  readonly revisions: readonly RevisionView[]
  readonly timeline: readonly TimelineEntry[]
  readonly possible: readonly Possible[]
  /** How it is kept; null where nothing is kept in it, such as a charter. */
  readonly keeping: KeepingView | null
  /** What asks me again, beside what I signed; null where nothing does. */
  readonly changed: ChangedView | null
  /** Id of the draft that goes on from here, if one is open. */
  readonly draft: string | null
  /** Who put that draft aside; not there where nobody did. */
  readonly aside?: AsideView
  readonly experiment?: ExperimentView
  /** Minutes that people told they spent on it, all together; not there where nobody did. */
  readonly spent?: number
  readonly group?: GroupView
  readonly decision?: DecisionView
  readonly role?: RoleView
  readonly minutes?: MinutesView
}

export interface AsideView {
  /** Null where it is not known who it was. */
  readonly byName: string | null
  readonly you: boolean
  /** In ms; null where it is not known. */
  readonly at: number | null
}

/** What a draft holds beside its words. Items of lists may be half written: text that is needed and missing is ''. */
export interface DraftMeta extends CommitmentFields {
  readonly title: string
  readonly kind: RecordKind
  /** Persons who give something (for `promise` and `open offer`: only the one who makes it). */
  readonly gives: readonly string[]
  /** Persons a promise is made to; of a letter, colleagues who sign it and promise nothing in it. */
  readonly receives: readonly string[]
  readonly witnesses?: readonly string[]
}
