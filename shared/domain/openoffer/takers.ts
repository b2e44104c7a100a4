// Who took an open offer up. Counted from the commitments that name it, since only what its owner accepted takes a place.
import type { RecordState } from '../record/view.ts'

/** A commitment whose words say that it answers the open offer. */
export interface Taker {
  readonly record: string
  readonly title: string
  /** Whom the owner gives it to. */
  readonly people: readonly string[]
  readonly state: RecordState
}

export interface OpenOfferFacts {
  /** Who gives something in it: a commitment that the owner gives nothing in takes no place. */
  readonly owner: string
  /** Null where no number is stated. */
  readonly places: number | null
  /** The owner holds it up. */
  readonly standing: boolean
}

/** [OO3] Those that take a place, and those that wait for the owner. */
export function takersOf(answering: readonly Taker[]): { readonly taken: readonly Taker[]; readonly waiting: readonly Taker[] } {
  return {
    taken: answering.filter(({ state }) => state === 'in force' || state === 'fulfilled'),
    waiting: answering.filter(({ state }) => state === 'offered'),
  }
}

/** [OO4] */
export const isOpen = (of: Pick<OpenOfferFacts, 'places' | 'standing'>, answering: readonly Taker[]): boolean =>
  of.standing && (of.places === null || takersOf(answering).taken.length < of.places)
