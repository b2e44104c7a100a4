// What people see of the keeping of a commitment.
import type { TermsChange } from './changes.ts'
import type { Amount } from './fields.ts'
import type { StoneState } from './stones.ts'

export interface SaidBy {
  readonly person: string
  readonly name: string
  readonly you: boolean
  /** Milliseconds since 1970 by their clock. */
  readonly at: number
}

export interface ReadingView extends SaidBy {
  readonly id: string
  /** The calendar date it speaks of. */
  readonly on: string
  /** Null: that the stone is reached. */
  readonly value: Amount | null
  /** The unit of the words it was given under. `otherUnit`: another than that of the words shown. */
  readonly unit: string | null
  readonly otherUnit: boolean
  readonly revision: number
  readonly text: string | null
}

export interface StoneView {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly you: boolean
  readonly measure: string
  readonly unit: string | null
  readonly baseline: Amount | null
  readonly target: Amount | null
  readonly direction: 'up' | 'down' | null
  readonly by: string | null
  /** The date it had in the words that held before, where that was another. */
  readonly movedFrom: string | null
  /** By the host's date. */
  readonly state: StoneState
  /** In the order of their dates; of one person on one date the last. */
  readonly readings: readonly ReadingView[]
}

export interface CheckinView extends SaidBy {
  readonly id: string
  readonly revision: number
  readonly text: string | null
  /** 1 to 5, as the person says. */
  readonly confidence: number | null
  /** Help wanted, in words. */
  readonly help: string | null
}

export interface RiskView extends SaidBy {
  readonly id: string
  readonly revision: number
  readonly text: string | null
}

export interface StepoutView extends SaidBy {
  readonly id: string
  readonly notice: string | null
  readonly handover: string | null
  readonly text: string | null
  /** Who was asked to take over. */
  readonly to: readonly { readonly id: string; readonly name: string; readonly you: boolean }[]
}

export interface KeepingView {
  /** Of the words in force, else those on offer. */
  readonly stones: readonly StoneView[]
  readonly checkins: readonly CheckinView[]
  /** At risk now, as these say. */
  readonly risks: readonly RiskView[]
  readonly stepouts: readonly StepoutView[]
}

/** Changed since I accepted: everything needed to accept again with open eyes. */
export interface ChangedView {
  readonly from: { readonly id: string; readonly number: number; readonly words: string }
  /** What is on offer. `id` and `words` go into `records.give`. */
  readonly to: { readonly id: string; readonly number: number; readonly words: string; readonly by: string; readonly byName: string; readonly at: number }
  /** Null where the words of either are not on this device. */
  readonly changes: readonly TermsChange[] | null
  /** Number of the revision that holds until everybody has accepted; null where none does. */
  readonly holds: number | null
  /** Who else has not accepted yet. */
  readonly waitsFor: readonly { readonly id: string; readonly name: string }[]
}
