// What people see of an experiment, beside what every record shows. Dates are judged by the host's date; no rule reads them.
import type { Amount } from '../record/fields.ts'
import type { ReadingView, SaidBy } from '../record/keeping-view.ts'
import type { ConcludedAs } from './acts.ts'

export type { ConcludedAs } from './acts.ts'

/** Of a list. */
export interface ExperimentRow {
  /** The first day; null where it has not started. */
  readonly started: string | null
  /** What it was concluded as, each once, in the order of cause. */
  readonly concluded: readonly ConcludedAs[]
  /** The first words of what was learned, of the newest conclusion that is here. */
  readonly learned: string | null
  /** Topics that the words name. */
  readonly topics: readonly string[]
  /** I was asked to try, and have said nothing. */
  readonly asksMe: boolean
  /** I have concluded it for myself. */
  readonly iConcluded: boolean
  /** Paused after a measure had reached its stop line. */
  readonly stopped: boolean
}

/** `stop`: the line and how it was reached. */
export interface StopMet {
  readonly reading: string
  readonly measure: string
  readonly title: string
  readonly value: Amount
  readonly unit: string | null
  readonly on: string
  readonly name: string
  /** Somebody said to go on, knowing it. */
  readonly goneOn: boolean
}

export interface MeasureView {
  readonly id: string
  readonly measure: string
  readonly unit: string | null
  readonly baseline: Amount | null
  readonly hoped: Amount | null
  readonly stop: Amount | null
  /** Which way is better; worked out from the numbers where the words do not say. Null where nothing tells. */
  readonly direction: 'up' | 'down' | null
  /** The line is on the hoped side of what is hoped for, so it can tell nothing. */
  readonly contradicts: boolean
  /** Days from one reading to the next. */
  readonly every: number | null
  /** In the order of their dates. */
  readonly readings: readonly ReadingView[]
  /** The last of those in the unit of the words shown that has a value. */
  readonly last: ReadingView | null
  /** The one that came nearest to the stop line. */
  readonly nearest: ReadingView | null
  readonly stopMet: StopMet | null
  readonly hopedMet: boolean
  /** When the next reading is due; null where none is asked for, or it does not run. */
  readonly due: string | null
}

export interface TakingPartView extends SaidBy {
  /** Number of the newest revision they accepted; `older`: not the one shown. */
  readonly revision: number
  readonly older: boolean
  readonly concluded: ConcludedAs | null
}

export interface ConclusionView extends SaidBy {
  readonly id: string
  readonly as: ConcludedAs
  readonly revision: number
  /** Null where the words are not on this device. */
  readonly learned: string | null
  readonly next: string | null
  readonly tell: readonly { readonly id: string; readonly name: string; readonly you: boolean }[]
  /** Others have gone on since; it stands for who signed it. */
  readonly goneOn: boolean
}

export interface NoteView extends SaidBy {
  readonly id: string
  readonly on: string
  readonly text: string | null
}

/** What speaks against words before anybody tries them. Told in the form, and decides nothing. */
export type ExperimentDoubt =
  | 'no end' | 'ends before it begins' | 'no measure' | 'no stop' | 'stop contradicts' | 'nobody hurt asked' | 'no way back' | 'no test'

export interface ExperimentView {
  /** Number of the revision that is shown; null where its words are not here. */
  readonly shown: number | null
  readonly takingPart: readonly TakingPartView[]
  /** Named in the words, and has not answered; or said no. */
  readonly asked: readonly { readonly id: string; readonly name: string; readonly you: boolean; readonly declined: boolean }[]
  /** I take part. */
  readonly mine: boolean
  /** `week` of `weeks`, by the host's date; null where it has not started, and `weeks` where it has no end. */
  readonly box: { readonly from: string | null; readonly until: string | null; readonly week: number | null; readonly weeks: number | null; readonly over: boolean }
  readonly measures: readonly MeasureView[]
  /** Stop lines that are reached now. */
  readonly stops: readonly StopMet[]
  readonly pauses: readonly (SaidBy & { readonly text: string | null })[]
  readonly conclusions: readonly ConclusionView[]
  /** The newest day first. */
  readonly notebook: readonly NoteView[]
  /** Hours that it may take in all, as its words say. What was spent is in `RecordDetail.spent`. */
  readonly budget: number | null
  readonly doubts: readonly ExperimentDoubt[]
}
