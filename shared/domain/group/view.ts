// What people see of a working group or team, beside what every record shows. Dates are judged by the host's date; nothing
// here is a rule. Null where there is none, or where its words are not on this device.
import type { CalendarDate } from '../../base/clock.ts'

/** Where one stands. `waits`: accepted, and nobody has said welcome yet. `left`: stepped out, or agreed to the closing. */
export type GroupStanding = 'member' | 'waits' | 'asked' | 'interested' | 'left' | null

/** Of a list of groups. */
export interface GroupRow {
  /** How many hold its charter; before there is one, how many would join. */
  readonly size: number
  readonly mine: GroupStanding
  readonly joining: 'open' | 'welcome'
  /** It has a charter or a call that one could take up now. */
  readonly open: boolean
  /** Its charter came to hold once: whoever is counted is a member, also where it holds with nobody now. */
  readonly formed?: true
  /** Topics of which it shows others how it does something; left out where there are none. */
  readonly howTopics?: readonly string[]
}

export interface GroupPerson {
  readonly id: string
  readonly name: string
  readonly you: boolean
}

export interface GroupMember extends GroupPerson {
  /** Milliseconds, of their first acceptance that counts. */
  readonly since: number
  /** The newest revision that they signed, and whether a newer one holds between others. */
  readonly revision: number
  readonly behind: boolean
  readonly facilitates: boolean
  /** No longer in the workspace; nobody waits for them. */
  readonly gone?: true
}

/** `at`: milliseconds. */
export interface GroupSaying extends GroupPerson {
  readonly at: number
  readonly text: string | null
}

export interface GroupLeaving extends GroupSaying {
  readonly how: 'stepped out' | 'closed'
  readonly notice: string | null
  readonly handover: string | null
  /** Who was asked to take over. */
  readonly to: readonly GroupPerson[]
}

/** To a proposal, a swap, an asking. Passing on what one agreed to or asked for oneself takes that back. */
export type Reply = 'agree' | 'pass'

/** One turn as the charter's order has it. It makes nobody facilitator: whoever takes it does. */
export interface TurnView {
  readonly person: GroupPerson
  /** Null where turns have no dates. `until` is its last day. */
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
  readonly now: boolean
  /** It was somebody else's, and both agreed to swap. */
  readonly swapped: boolean
}

export interface FacilitatorView extends GroupPerson {
  readonly at: number
  /** The last day, as they said it. */
  readonly until: CalendarDate | null
  /** For which phase, in their words. */
  readonly phase: string | null
}

export interface FacilitationView {
  readonly how: 'none' | 'order' | 'time' | 'knows most'
  readonly turnWeeks: number | null
  /** Who took it and holds it; more than one where they took it unaware of each other or beside each other. */
  readonly now: readonly FacilitatorView[]
  /** From the turn that is now on, as many as there are people in it (at most 12); empty where nothing goes round. */
  readonly turns: readonly TurnView[]
  /** It is my turn by the charter, and I have not taken it. */
  readonly yours: boolean
  /** Asked to take it, and neither taken nor passed. */
  readonly asked: readonly (GroupSaying & { readonly act: string; readonly by: GroupPerson; readonly replies: readonly Reply[] })[]
  /** Asked for, and agreed. `mine` is a turn of `by`, `theirs` one of `to`, each by its first day. */
  readonly swaps: readonly { readonly act: string; readonly by: GroupPerson; readonly to: GroupPerson; readonly mine: CalendarDate; readonly theirs: CalendarDate; readonly agreed: boolean; readonly replies: readonly Reply[] }[]
}

/** To pause, to go on or to close. It holds between those who agree, once as many as a revision needs do. */
export interface GroupProposal {
  readonly act: string
  readonly what: 'pause' | 'resume' | 'close'
  readonly by: GroupPerson
  readonly at: number
  /** Why; of a closing what was learned. */
  readonly text: string | null
  /** Of a pause: until when, as they said it. */
  readonly until: CalendarDate | null
  /** Of a closing: where what came out of it lives on, in words and as a record. */
  readonly home: string | null
  readonly homeRecord: string | null
  readonly agreed: readonly GroupPerson[]
  /** Members who said that they go on. */
  readonly passed: readonly GroupSaying[]
  /** Members who have said nothing. */
  readonly silent: readonly GroupPerson[]
  /** How many have to agree before it holds. */
  readonly needed: number
  readonly holds: boolean
  /** Something newer holds in its place, or it was taken back by all who agreed. */
  readonly over: boolean
  /** What I may say to it now. */
  readonly replies: readonly Reply[]
}

/** "How we do it": what a group shows others about how it does something. */
export interface HowWeDoIt {
  readonly act: string
  readonly topic: string
  readonly title: string
  readonly text: string | null
  readonly by: GroupPerson
  readonly at: number
}

export interface GroupOutput {
  /** The act that says so; null where it stands in the charter. */
  readonly act: string | null
  readonly title: string
  readonly text: string | null
  readonly record: string | null
  readonly by: GroupPerson | null
  readonly at: number | null
}

export interface LifeEvent {
  readonly what: 'called' | 'chartered' | 'changed' | 'paused' | 'resumed' | 'closed'
  readonly at: number
  readonly by: GroupPerson
  /** Of `chartered` and `changed`. */
  readonly revision: number | null
}

export interface GroupView extends GroupRow {
  /** Null where a charter was offered without a call. */
  readonly call: (GroupPerson & { readonly at: number; readonly title: string; readonly why: string | null }) | null
  readonly deciding: 'consent' | 'advice' | 'unanimous' | 'majority' | null
  readonly topics: readonly string[]
  /** Hours a week that its words ask of each member; null where they ask none. */
  readonly hours: number | null
  readonly rhythm: string | null
  readonly review: CalendarDate | null
  /** Null of a team. */
  readonly sunset: CalendarDate | null
  /** By the host's date. */
  readonly reviewDue: boolean
  readonly sunsetPassed: boolean
  /** Null while nothing holds: the day from which its words hold, else that on which they came to. */
  readonly chartered: number | null
  /** In the order of the charter, those who came later behind. */
  readonly members: readonly GroupMember[]
  /** Accepted the charter, and wait for a member's welcome. */
  readonly waiting: readonly (GroupSaying & { readonly revision: number })[]
  /** The charter names them, and they have said nothing or not for me. */
  readonly asked: readonly (GroupSaying & { readonly declined: boolean })[]
  /** Would join, once there is a charter. */
  readonly interested: readonly GroupSaying[]
  readonly left: readonly GroupLeaving[]
  readonly facilitation: FacilitationView
  /** The newest first. */
  readonly proposals: readonly GroupProposal[]
  readonly outputs: readonly GroupOutput[]
  readonly how: readonly HowWeDoIt[]
  /** What was learned, as each said it: with the closing, or later. */
  readonly learned: readonly GroupSaying[]
  readonly home: { readonly words: string | null; readonly record: string | null } | null
  readonly life: readonly LifeEvent[]
}
