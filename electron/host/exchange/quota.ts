// What others may make this host keep without it ever counting for anything. An act takes disk even where it counts for
// nothing, since an act that counts may name it; so those who are not known here may hand over only so much an hour. An act
// whose past is missing waits in memory and on disk; so each source has a share of that, and none can take it all.
import type { ActId, DeviceId } from '#shared/base/ids.ts'
import type { Arrival } from '../store/ledger.ts'

const MiB = 1024 * 1024
const HOUR = 3_600_000

/** From one stranger while it proves itself: a year of a busy workspace. */
const STRANGER_BYTES = 32 * MiB
/** From all strangers in an hour; what one brought who turned out to belong here is not counted. */
const STRANGERS_BYTES = 64 * MiB
/** The share of one member's device in what waits, and that of all strangers together. */
const WAITING = { acts: 2000, bytes: 4 * MiB }
const WAITING_OF_STRANGERS = { acts: 500, bytes: MiB }

/** Bytes taken from devices that are not known here. */
export class StrangerQuota {
  readonly #now: () => number
  readonly #spent = new Map<number, number>()
  #left = STRANGERS_BYTES
  #at: number

  /** `now` in ms, from any clock. */
  constructor(now: () => number) {
    this.#now = now
    this.#at = now()
  }

  /** False where the stranger on this connection has brought too much, or all of them together have. */
  admits(connection: number, bytes: number): boolean {
    const now = this.#now()
    this.#left = Math.min(STRANGERS_BYTES, this.#left + (Math.max(0, now - this.#at) * STRANGERS_BYTES) / HOUR)
    this.#at = now
    const spent = (this.#spent.get(connection) ?? 0) + bytes
    if (spent > STRANGER_BYTES || bytes > this.#left) return false
    this.#spent.set(connection, spent)
    this.#left -= bytes
    return true
  }

  /** It turned out to belong here. */
  proven(connection: number): void {
    this.#left = Math.min(STRANGERS_BYTES, this.#left + (this.#spent.get(connection) ?? 0))
    this.#spent.delete(connection)
  }

  closed(connection: number): void {
    this.#spent.delete(connection)
  }
}

/** Acts that would wait, by who handed them over. */
export class WaitingShares {
  readonly #has: (id: ActId) => boolean
  readonly #shares = new Map<DeviceId | '', Map<ActId, number>>()
  /** On their way into the ledger, which takes many at a time: what follows them does not wait. */
  readonly #coming = new Set<ActId>()

  /** `has`: whether an act counts here by now. */
  constructor(has: (id: ActId) => boolean) {
    this.#has = has
  }

  /** Of acts in the order they came, those that may be taken in. `source` is null for a device not known here. */
  admit(arrivals: readonly Arrival[], source: DeviceId | null): Arrival[] {
    const share = this.#shareOf(source)
    let bytes = [...share.values()].reduce((sum, size) => sum + size, 0)
    const { acts: most, bytes: mostBytes } = source === null ? WAITING_OF_STRANGERS : WAITING
    return arrivals.filter(({ verified: { id, act, bytes: { length } } }) => {
      const parents = act.prev === '' ? act.seen : [act.prev, ...act.seen]
      const waits = !parents.every((parent) => this.#coming.has(parent) || this.#has(parent))
      if (waits && !share.has(id)) {
        if (share.size >= most || bytes + length > mostBytes) return false
        share.set(id, length)
        bytes += length
      } else if (!waits) this.#coming.add(id)
      return true
    })
  }

  /** The ledger has taken these in, or could not. */
  arrived(arrivals: readonly Arrival[]): void {
    for (const { verified } of arrivals) this.#coming.delete(verified.id)
  }

  /** What began to count since then leaves its place to others. */
  #shareOf(source: DeviceId | null): Map<ActId, number> {
    const share = this.#shares.get(source ?? '') ?? new Map<ActId, number>()
    this.#shares.set(source ?? '', share)
    for (const id of share.keys()) if (this.#has(id)) share.delete(id)
    return share
  }
}
