// The hosts of one topic, as their link states tell, and which of them are to be linked.
import { areLinked, chooseLinks, type Chosen, type Knowing } from './choose-links.ts'
import { isSigned, type LinkState, type RunIdentity } from './link-state.ts'

/** A host tells its state again after so many ms, and is forgotten after three times as many. */
export const REFRESH_MS = 60_000
/** It tells of new links so often at the most, in ms, and of addresses alone, which nobody waits for: */
const LINKS_GAP_MS = 300
const DIALS_GAP_MS = 5000

interface Heard {
  readonly state: LinkState
  readonly at: number
}

export class Topology {
  readonly #topic: string
  readonly #identity: RunIdentity
  readonly #most: number
  readonly #heard = new Map<string, Heard>()
  #own: Heard | null = null
  #chosen: Chosen | null = null
  #reached: ReadonlyMap<string, Knowing> = new Map()

  constructor(topic: string, identity: RunIdentity, most: number) {
    this.#topic = topic
    this.#identity = identity
    this.#most = most
  }

  /** The own state as it is to be told, or null where nothing is new. Times in ms. */
  tell(links: readonly string[], dials: readonly string[], room: number, now: number): LinkState | null {
    const own = this.#own
    const sameLinks = own !== null && own.state.room === room && isSame(own.state.links, links)
    const same = sameLinks && isSame(own.state.dials, dials)
    if (own && now - own.at < (same ? REFRESH_MS : sameLinks ? DIALS_GAP_MS : LINKS_GAP_MS)) return null
    const state = this.#identity.state(this.#topic, [...links], [...dials], room)
    this.#own = { state, at: now }
    if (!same) this.#chosen = null
    return state
  }

  /** Whether it is news, to be told on. */
  take(state: LinkState, now: number): 'news' | 'known' | 'refused' {
    if (state.name === this.#identity.name) return 'known'
    const before = this.#heard.get(state.name)
    if (before && before.state.n >= state.n) return 'known'
    if ((!before && this.#heard.size >= this.#most) || !isSigned(state)) return 'refused'
    this.#heard.set(state.name, { state, at: now })
    this.#chosen = null
    return 'news'
  }

  /** Forgets who has not told anything for long. */
  expire(now: number): void {
    for (const [name, { at }] of this.#heard) {
      if (now - at < 3 * REFRESH_MS) continue
      this.#heard.delete(name)
      this.#chosen = null
    }
  }

  /** What a new neighbour is told: the own state, and that of all who are reached. */
  get states(): LinkState[] {
    this.#choose()
    const others = [...this.#heard.values()].filter(({ state }) => this.#reached.has(state.name))
    return [...this.own, ...others.map(({ state }) => state)]
  }

  get own(): LinkState[] {
    return this.#own ? [this.#own.state] : []
  }

  /** The hosts that are reached now, this one among them. */
  get reached(): ReadonlyMap<string, unknown> {
    this.#choose()
    return this.#reached
  }

  /** For each host the names it is to dial. */
  get chosen(): Chosen {
    return this.#choose()
  }

  #choose(): Chosen {
    if (this.#chosen) return this.#chosen
    this.#reached = this.#reachedFrom(this.#identity.name)
    return this.#chosen = chooseLinks(this.#reached)
  }

  /** Only over links that both ends tell of: who was killed says nothing, but the others no longer say that it is there. */
  #reachedFrom(name: string): Map<string, Knowing> {
    const all = new Map<string, Knowing>()
    const told = [...this.#heard.values(), ...(this.#own ? [this.#own] : [])]
    for (const { state } of told) all.set(state.name, { links: new Set(state.links), dials: new Set(state.dials), room: state.room })
    const reached = new Map<string, Knowing>()
    const next = [name]
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      const known = all.get(at)
      if (!known || reached.has(at)) continue
      reached.set(at, known)
      for (const other of known.links) if (areLinked(all, at, other)) next.push(other)
    }
    return reached
  }
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, i) => name === other[i])
