// What is known of one circle's acts, in memory: who knew what, the head of every device's chain, the tips.
import { CausalIndex, type Place } from '#shared/acts/causal.ts'
import type { ActId, DeviceId } from '#shared/base/ids.ts'

export interface ChainHead {
  readonly device: DeviceId
  readonly seq: number
  readonly id: ActId
}

export class CircleChains {
  readonly index = new CausalIndex()
  readonly #ids: ActId[] = []
  readonly #devices: DeviceId[] = []
  readonly #seqs: number[] = []
  readonly #places = new Map<ActId, Place>()
  readonly #heads = new Map<DeviceId, Place[]>()
  readonly #tips = new Set<Place>()

  add(id: ActId, device: DeviceId, seq: number, prev: Place | null, seen: readonly Place[]): Place {
    const place = this.index.add(seq, prev, seen)
    this.#ids.push(id)
    this.#devices.push(device)
    this.#seqs.push(seq)
    this.#places.set(id, place)
    const heads = this.#heads.get(device)
    if (!heads) this.#heads.set(device, [place])
    else {
      const at = prev === null ? -1 : heads.indexOf(prev)
      if (at >= 0) heads[at] = place
      else heads.push(place)
    }
    if (prev !== null) this.#tips.delete(prev)
    for (const other of seen) this.#tips.delete(other)
    this.#tips.add(place)
    return place
  }

  get size(): number {
    return this.#ids.length
  }

  place(id: ActId): Place | undefined {
    return this.#places.get(id)
  }

  /** Whether this act is here, at the place of the chain it is said to have: another there is a fork's other branch. */
  holds({ id, device, seq }: ChainHead): boolean {
    const place = this.place(id)
    return place !== undefined && this.device(place) === device && this.seq(place) === seq
  }

  id(place: Place): ActId {
    return this.#ids[place]!
  }

  device(place: Place): DeviceId {
    return this.#devices[place]!
  }

  seq(place: Place): number {
    return this.#seqs[place]!
  }

  /** Heads of one device's chain: one, or more where it forked. */
  headsOf(device: DeviceId): readonly Place[] {
    return this.#heads.get(device) ?? []
  }

  tips(): Place[] {
    return [...this.#tips]
  }

  /** Every chain's heads. Equal lists mean equal sets of acts, since each act names what it knows by hash. */
  heads(): ChainHead[] {
    const heads: ChainHead[] = []
    for (const places of this.#heads.values()) {
      for (const place of places) heads.push({ device: this.device(place), seq: this.seq(place), id: this.id(place) })
    }
    return heads
  }

  forkedDevices(): DeviceId[] {
    return [...this.#heads].filter(([, places]) => places.length > 1).map(([device]) => device)
  }

  #isAhead({ device, seq }: ChainHead): boolean {
    const [own, ...more] = this.headsOf(device)
    return own !== undefined && more.length === 0 && seq > this.seq(own)
  }

  /** Acts that one who holds these heads (and so all they know of) does not hold, in causal order. */
  missingFrom(theirs: readonly ChainHead[]): Place[] {
    const known: Place[] = []
    const upTo = new Map<DeviceId, number>()
    for (const head of theirs) {
      const place = this.place(head.id)
      if (place !== undefined) known.push(place)
      // A head beyond the only one here still tells that they have this chain. One beside it, at a place that is taken
      // here, is another branch of a fork: then they may lack this one.
      else if (this.#isAhead(head)) upTo.set(head.device, head.seq)
    }
    const tops = this.index.undominated(known)
    const missing: Place[] = []
    for (let place = 0; place < this.#ids.length; place++) {
      if ((upTo.get(this.#devices[place]!) ?? -1) >= this.#seqs[place]!) continue
      if (tops.some((top) => top === place || this.index.knows(top, place))) continue
      missing.push(place)
    }
    return missing
  }
}
