// Who is connected with whom, as far as it was told, and so who passes a message on to whom. Each message names those it
// has reached. What those lack, exactly one of them sends on: the lowest by a hash that all of them can compute.
import type { DeviceId } from '#shared/base/ids.ts'
import { shortOf, type ShortId } from '#shared/protocol/spread.ts'

/** How a message came: from whom, and whom it had reached by then. */
export interface Arrival<Link> {
  readonly from: Link
  readonly reached: readonly ShortId[]
  /** Those among them that `from` itself has sent it to. */
  readonly fresh: readonly ShortId[]
}

/** Where a message goes, and what is said of it there. */
export interface Course<Link> {
  readonly to: ReadonlySet<Link>
  readonly earlier: readonly ShortId[]
  readonly fresh: readonly ShortId[]
}

export class Neighbours<Link> {
  readonly #own: ShortId
  readonly #links = new Map<Link, ShortId>()
  readonly #told = new Map<Link, ReadonlySet<ShortId>>()

  constructor(own: DeviceId) {
    this.#own = shortOf(own)
  }

  get links(): Iterable<Link> {
    return this.#links.keys()
  }

  get ids(): ShortId[] {
    return [...new Set(this.#links.values())]
  }

  has(link: Link): boolean {
    return this.#links.has(link)
  }

  /** Whether this end comes before the one at that link, in an order that both see alike. */
  precedes(link: Link): boolean {
    return this.#own < (this.#links.get(link) ?? '')
  }

  add(link: Link, device: DeviceId): void {
    this.#links.set(link, shortOf(device))
  }

  delete(link: Link): boolean {
    this.#told.delete(link)
    return this.#links.delete(link)
  }

  told(link: Link, of: readonly ShortId[]): void {
    if (this.#links.has(link)) this.#told.set(link, new Set(of))
  }

  /** Everyone that is connected here, or with somebody who is. */
  get within(): Set<ShortId> {
    const all = new Set(this.#links.values())
    for (const ids of this.#told.values()) for (const id of ids) all.add(id)
    return all
  }

  /** Where a message goes: to every neighbour, or, where it came from one, to those for whom it falls to this end. */
  course(arrival: Arrival<Link> | null): Course<Link> {
    if (arrival === null) return { to: new Set(this.#links.keys()), earlier: [], fresh: this.#withSelf(this.ids) }
    const from = this.#links.get(arrival.from)
    const reached = new Set(arrival.reached)
    if (from !== undefined) reached.add(from)
    reached.add(this.#own)
    const fresh = new Set(arrival.fresh).add(this.#own)
    const to = new Set<Link>()
    const ids = new Set<ShortId>()
    for (const [link, id] of this.#links) {
      if (link === arrival.from || reached.has(id) || !this.#fallsToSelf(link, id, reached, fresh)) continue
      to.add(link)
      ids.add(id)
    }
    return { to, earlier: [...reached], fresh: [...ids] }
  }

  /** Of those who got the message with this end, the lowest one that is connected with the neighbour sends it on there. */
  #fallsToSelf(link: Link, id: ShortId, reached: ReadonlySet<ShortId>, fresh: ReadonlySet<ShortId>): boolean {
    const own = weight(id, this.#own)
    for (const other of this.#told.get(link) ?? []) {
      if (other === this.#own || !reached.has(other)) continue
      // Whoever had it a step earlier has sent it on already.
      if (!fresh.has(other)) return false
      const theirs = weight(id, other)
      if (theirs < own || (theirs === own && other < this.#own)) return false
    }
    return true
  }

  #withSelf(ids: readonly ShortId[]): ShortId[] {
    return [this.#own, ...ids]
  }
}

/** Spreads the work: another end is the lowest for each neighbour. FNV-1a with a final mix. */
function weight(of: ShortId, by: ShortId): number {
  let hash = 0x811c9dc5
  for (const text of [of, by]) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
