// The facts of one record: what was offered, accepted, taken back and said, each with its place among the others.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import type { Past } from '../fold.ts'
import type { Kind, Mode } from './model.ts'

export interface Offered {
  readonly id: ActId
  readonly place: Place
  readonly author: PersonId
  readonly at: number
  readonly number: number
  readonly kind: Kind
  readonly people: readonly PersonId[]
  readonly gives: readonly PersonId[]
  readonly to: readonly PersonId[]
  readonly terms: TextHash
  readonly parents: readonly Offered[]
  readonly share: number | null
  /** [AG11] */
  readonly welcome: boolean
}

/** An acceptance. The author's own offer is one, where they are needed. */
export interface Saying {
  readonly act: ActId
  readonly place: Place
  readonly person: PersonId
  readonly at: number
  readonly offered: boolean
}

export interface Undoing {
  readonly act: ActId
  readonly place: Place
  readonly person: PersonId
  readonly at: number
  readonly verb: 'withdraw' | 'stepout'
  /** The revision it names; null for stepping out. */
  readonly revision: ActId | null
  readonly text: TextHash | null
  /** [R9, R10, R11] The revisions whose acceptances it undoes. */
  readonly covers: ReadonlySet<ActId>
  /** Those of them that its past shows in force. */
  readonly ends: ReadonlySet<ActId>
}

export interface Remark {
  readonly act: ActId
  readonly place: Place
  readonly person: PersonId
  readonly at: number
  readonly stance: 'declined' | 'question'
  readonly text: TextHash | null
}

/** [AG11] */
export interface Welcome {
  readonly place: Place
  /** Counts for these and for what goes on from them; null: for every revision, since it is from who holds one. */
  readonly to: ReadonlySet<ActId> | null
}

/** A view of the record: everything at hand, or the past of one act. Always causally closed. */
export type Scope = (place: Place) => boolean
export const everything: Scope = () => true
export const pastOf = (place: Place, past: Past): Scope => (other) => past.knows(place, other)

export class Sheet {
  readonly past: Past
  readonly mode: Mode
  /** [AG9] */
  readonly own: boolean
  readonly offers = new Map<ActId, Offered>()
  /** By revision, then person. */
  readonly #sayings = new Map<ActId, Map<PersonId, Saying[]>>()
  readonly #accepted = new Map<PersonId, Set<ActId>>()
  readonly #undoings = new Map<PersonId, Undoing[]>()
  readonly #remarks = new Map<ActId, Map<PersonId, Remark[]>>()
  readonly #welcomes = new Map<PersonId, Welcome[]>()

  constructor(past: Past, mode: Mode, own = false) {
    this.past = past
    this.mode = mode
    this.own = own
  }

  addSaying(revision: ActId, saying: Saying): void {
    append(nested(this.#sayings, revision), saying.person, saying)
    const accepted = this.#accepted.get(saying.person) ?? new Set()
    this.#accepted.set(saying.person, accepted.add(revision))
  }

  addUndoing(undoing: Undoing): void {
    append(this.#undoings, undoing.person, undoing)
  }

  addRemark(revision: ActId, remark: Remark): void {
    append(nested(this.#remarks, revision), remark.person, remark)
  }

  addWelcome(person: PersonId, welcome: Welcome): void {
    append(this.#welcomes, person, welcome)
  }

  welcomes(person: PersonId): readonly Welcome[] {
    return this.#welcomes.get(person) ?? []
  }

  sayings(revision: ActId, person: PersonId): readonly Saying[] {
    return this.#sayings.get(revision)?.get(person) ?? []
  }

  /** Everybody who ever accepted the revision. */
  sayers(revision: ActId): readonly PersonId[] {
    return [...this.#sayings.get(revision)?.keys() ?? []]
  }

  /** Every revision that the person ever accepted. */
  acceptedBy(person: PersonId): ReadonlySet<ActId> {
    return this.#accepted.get(person) ?? new Set()
  }

  undoings(person: PersonId): readonly Undoing[] {
    return this.#undoings.get(person) ?? []
  }

  allUndoings(): readonly Undoing[] {
    return [...this.#undoings.values()].flat()
  }

  remarks(revision: ActId, person: PersonId): readonly Remark[] {
    return this.#remarks.get(revision)?.get(person) ?? []
  }
}

/** Everything a revision goes on from, itself not among them. */
export function ancestors(of: Offered): Set<Offered> {
  const found = new Set<Offered>()
  const ahead = [...of.parents]
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (found.has(next)) continue
    found.add(next)
    ahead.push(...next.parents)
  }
  return found
}

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key)
  if (items) items.push(item)
  else map.set(key, [item])
}

function nested<Key, Inner, Item>(map: Map<Key, Map<Inner, Item[]>>, key: Key): Map<Inner, Item[]> {
  let inner = map.get(key)
  if (!inner) map.set(key, (inner = new Map()))
  return inner
}
