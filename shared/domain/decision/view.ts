// What people see of a decision, beside what every record shows. Nothing here is a rule; dates are judged by the host's date.
import type { CalendarDate } from '../../base/clock.ts'
import type { Breadth, Size } from './breadth.ts'

export type { Breadth, Size } from './breadth.ts'

/** Where a decision stands. `framing`: proposed, and nobody asked. `considering`: everybody asked has said something or is waived. */
export type DecisionPhase = 'draft' | 'framing' | 'seeking advice' | 'considering' | 'decided' | 'contested' | 'undone' | 'dropped'

export interface DecisionPerson {
  readonly id: string
  readonly name: string
  readonly you: boolean
}

/** Of a list of decisions. */
export interface DecisionRow {
  readonly deciders: readonly DecisionPerson[]
  /** Whoever has it has left the workspace. */
  readonly nobodyDecides: boolean
  readonly mine: boolean
  /** Whether I was asked, or said that it touches me, and have said nothing on the newest words. */
  readonly asksMe: boolean
  /** By when advice is wished for, while it is not decided. */
  readonly adviceBy: CalendarDate | null
  readonly decidedAt: number | null
  readonly withoutAdvice: boolean
}

/** Something a person said; `at` in milliseconds. */
export interface DecisionSaying extends DecisionPerson {
  readonly act: string
  readonly at: number
  /** Null where nothing was said with it, or its words are not on this device. */
  readonly text: string | null
}

export interface AnswerView extends DecisionSaying {
  readonly used: 'yes' | 'partly' | 'no'
}

export interface AdviceView extends DecisionSaying {
  /** Number of the revision it speaks of. */
  readonly revision: number
  /** It worries its author. Advice like any other. */
  readonly concern: boolean
  /** Who noted it, where it was said aloud. */
  readonly notedBy: DecisionPerson | null
  /** Several where deciders, or devices of one, did not know of each other's. */
  readonly answers: readonly AnswerView[]
}

/** What is known of one who was asked, or advised unasked. */
export interface AdviserView extends DecisionPerson {
  /** `not reached` and `delivered` come from exchanged ledgers and close nothing. */
  readonly reach: 'not reached' | 'delivered' | 'replied' | 'declined' | 'waived'
  readonly standing: 'silent' | 'advised' | 'answered' | 'passed' | 'waived' | 'volunteered'
  readonly as: readonly ('affected' | 'expert' | 'touched')[]
  /** Why them, in the words they were asked with. */
  readonly why: readonly string[]
  /** Records whose members they were asked as. */
  readonly groups: readonly string[]
  /** Since when they are asked, in milliseconds; null where they are not. */
  readonly askedAt: number | null
  readonly advice: readonly AdviceView[]
  readonly passed: readonly DecisionSaying[]
  /** Noted as theirs, and not confirmed. `id` is who noted it. */
  readonly unconfirmed: readonly (DecisionSaying & { readonly concern: boolean })[]
  readonly waived: readonly DecisionSaying[]
}

/** What still keeps `decide` closed. Deciding without advice stays open whatever stands here. */
export interface OpenView {
  readonly what: 'nobody asked' | 'silent' | 'unanswered'
  readonly person: DecisionPerson | null
  /** That person has left the workspace, and can say nothing new. */
  readonly left: boolean
  readonly advice: string | null
  readonly reach: 'not reached' | 'delivered' | null
  readonly says: string
  /** What can be done about it. */
  readonly next: string
}

export interface OutcomeView extends DecisionSaying {
  readonly revision: number
  readonly withoutAdvice: boolean
  /** Who should know, as who decided says. */
  readonly tell: readonly DecisionPerson[]
  readonly review: (DecisionSaying & { readonly outcome: 'keep' | 'adjust' | 'undo' }) | null
  /** Who said something of these words, where newer ones have been proposed since; else they are those of the decision. */
  readonly advisers: readonly AdviserView[]
  /** Said by others since, unknown to who decided. It undoes nothing. */
  readonly since: readonly (DecisionSaying & { readonly what: 'advice' | 'touches'; readonly answered: boolean })[]
}

export interface DecisionView {
  readonly phase: DecisionPhase
  readonly deciders: readonly DecisionPerson[]
  /** Whoever has it has left the workspace. Nobody else gets it by that. */
  readonly nobodyDecides: boolean
  readonly mine: boolean
  /** Null where the words are not on this device. */
  readonly size: Size | null
  readonly breadth: Breadth | null
  readonly topics: readonly string[]
  readonly adviceBy: CalendarDate | null
  /** That day is over, by the host's date. Closes nothing. */
  readonly adviceOver: boolean
  readonly review: CalendarDate | null
  /** In the order of their names. */
  readonly advisers: readonly AdviserView[]
  readonly open: readonly OpenView[]
  /** What holds: one; several decided apart; none. */
  readonly outcomes: readonly OutcomeView[]
  /** Newer words than those decided on. */
  readonly reopened: boolean
  /** Handed on, and not taken yet. `id` is who hands it on. */
  readonly handed: readonly (DecisionSaying & { readonly to: DecisionPerson })[]
  /** By number of the revision that is said to differ in wording only. */
  readonly wording: readonly { readonly revision: number; readonly disputes: readonly DecisionSaying[] }[]
}
