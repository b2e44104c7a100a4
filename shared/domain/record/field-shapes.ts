// What the structured fields of a record are: single ones, and the items of its lists. fields.ts says what each may hold,
// kinds.ts which of them a kind of record has.
import type { CalendarDate } from '../../base/clock.ts'

/** A decimal number as text, since signed bytes hold no fractions: `18`, `2.5`, `-3`. One way to write each. */
export type Amount = string

export interface Activity {
  readonly id: string
  readonly person: string
  readonly what: string
  readonly authority: 'act' | 'recommend' | 'decide'
}

/** A stepping stone. Without a target it is simply reached or not. */
export interface Stone {
  readonly id: string
  readonly person: string
  readonly measure: string
  readonly unit?: string
  readonly baseline?: Amount
  readonly target?: Amount
  /** `up`: reached at the target or above; `down`: at the target or below. */
  readonly direction?: 'up' | 'down'
  readonly by?: CalendarDate
}

export interface Condition {
  readonly id: string
  readonly sort: 'condition' | 'boundary'
  readonly words: string
}

/** Hours a week that one person gives. */
export interface TimeShare {
  readonly id: string
  readonly person: string
  readonly hours: Amount
}

/** Other hours a week between two dates, both included; of everybody who gives where no person is named. */
export interface Season {
  readonly id: string
  readonly person?: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly hours: Amount
}

/** What someone wants to learn or grow into while it lasts. */
export interface Goal {
  readonly id: string
  readonly person: string
  readonly words: string
  readonly by?: CalendarDate
}

/** What something is watched by, of a group or an experiment. `stop`: there it is stopped, whatever is hoped for. */
export interface Measure {
  readonly id: string
  readonly measure: string
  readonly unit?: string
  readonly baseline?: Amount
  readonly hoped?: Amount
  readonly stop?: Amount
  /** `up`: more is what is hoped for; `down`: less is. */
  readonly direction?: 'up' | 'down'
  /** A reading is wanted every so many days. */
  readonly every?: Amount
}

/** By which one sees that it went well, or that it is done with. */
export interface Criterion {
  readonly id: string
  readonly sort: 'success' | 'closing'
  readonly words: string
}

/** One place in the order in which facilitation goes round. */
export interface Turn {
  readonly id: string
  readonly person: string
}

/** What it is about, as the directory of expertise names it. */
export interface TopicMention {
  readonly id: string
  readonly topic: string
}

/** What came out of it, and the record that it lives in, if any. */
export interface Output {
  readonly id: string
  readonly words: string
  readonly record?: string
}

/**
 * `answers`: a request or an open offer; `supersedes`: takes the place of; `serves`: a priority; `of group`: belongs to that
 * group; `forks`: tries the same in another way; `decided by`, `learned in`: where it comes from; `home of`: what lives on here.
 */
export interface RecordLink {
  readonly id: string
  readonly how: 'answers' | 'supersedes' | 'serves' | 'relates to' | 'of group' | 'forks' | 'decided by' | 'learned in' | 'home of'
  readonly record: string
  /** As it was called when the link was made. */
  readonly title: string
}

export interface FieldLists {
  readonly activities?: readonly Activity[]
  readonly stones?: readonly Stone[]
  readonly conditions?: readonly Condition[]
  readonly time?: readonly TimeShare[]
  readonly seasons?: readonly Season[]
  readonly goals?: readonly Goal[]
  readonly measures?: readonly Measure[]
  readonly criteria?: readonly Criterion[]
  readonly turns?: readonly Turn[]
  readonly topics?: readonly TopicMention[]
  readonly outputs?: readonly Output[]
  readonly links?: readonly RecordLink[]
}
export type ListName = keyof FieldLists
export type ItemOf<Name extends ListName> = NonNullable<FieldLists[Name]>[number]

export interface SingleFields {
  /** What is promised is done by then. */
  readonly due?: CalendarDate
  /** The next date to look at it together. */
  readonly review?: CalendarDate
  /** Hours a week, of each who gives and has no line of their own in `time`. */
  readonly hours?: number
  /** The priority it serves, in a line. */
  readonly priority?: string
  /** From when and until when it holds; without `until` it is open-ended. */
  readonly from?: CalendarDate
  readonly until?: CalendarDate
  /** Dates to look at it together, beside `review`. */
  readonly reviews?: readonly CalendarDate[]
  /** Looked at together every so many months, counted from `review`, else from `from`. */
  readonly everyMonths?: number
  /** The rhythm in words. */
  readonly rhythm?: string
  readonly formality?: 'informal' | 'formal'
  /** `verbal`: said, and noted here by one; it counts once the others acknowledge it. */
  readonly medium?: 'written' | 'verbal'
  /** Of an open offer or request: how many may take it up. */
  readonly places?: number
  /** Of a group: whether accepting its words is enough to join, or members welcome who asks. */
  readonly joining?: 'open' | 'welcome'
  /** Of a group: how many in a hundred of those it names have to accept before changed words hold; two in any case. */
  readonly share?: number
  /** How a group decides, by its own choice. */
  readonly deciding?: 'consent' | 'advice' | 'unanimous' | 'majority'
  /** To whom facilitation passes: to nobody, in an order, by time, or to who knows most for a phase. */
  readonly facilitation?: 'none' | 'order' | 'time' | 'knows most'
  /** How long one turn of facilitation lasts. */
  readonly turnWeeks?: number
  /** Hours in all, of everybody together. */
  readonly spendHours?: number
  /** Advice is asked for until then. */
  readonly adviceBy?: CalendarDate
  /** How many people it affects, how hard it is to undo, and how much money or time it takes. */
  readonly reach?: 'one' | 'few' | 'many' | 'all'
  readonly undo?: 'easy' | 'effort' | 'hard'
  readonly spend?: 'none' | 'some' | 'much'
  /** Of a role: beside one's main one, or the stewardship of a process. */
  readonly rolePart?: 'second' | 'steward'
  /** Of the workspace's charter: percent of one's hours that are one's own, and what follows a decision without advice. */
  readonly twentyPercent?: number
  readonly withoutAdvice?: string
  /** Of minutes: the day on which people met. */
  readonly on?: CalendarDate
}
export type SingleName = keyof SingleFields

export interface CommitmentFields extends SingleFields, FieldLists {}
