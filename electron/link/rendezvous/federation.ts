// How the hosts of each topic hang together, as far as they have told: what this one tells of itself, and whom it should
// keep a socket to.
import type { Board, Subscriber } from './board.ts'
import type { Caps } from './caps.ts'
import type { LinkState, RunIdentity } from './link-state.ts'
import { Topology } from './topology.ts'

export interface Plan {
  /** Hosts with which there is to be a socket, whoever dials. */
  readonly needed: ReadonlySet<string>
  /** Those of them this one is to dial. */
  readonly mine: ReadonlySet<string>
}

export interface FederationEvents {
  /** Something that may alter the plan. */
  changed(): void
  /** There are new ways to others; `first`: there were none before. */
  wider(first: boolean): void
  refused(what: string): void
}

interface Link {
  sockets: number
  readonly since: number
  /** Whether the other end was reached without it. */
  readonly spare: boolean
}

interface Shared {
  readonly topology: Topology
  /** By the name of the other end. */
  readonly links: Map<string, Link>
  /** Hosts that were reached when it was last looked. */
  reached: number
}

/** A link to a host that is reached anyway is told of once it has lasted so many ms: most are only looks at an address. */
const LASTS_MS = 2000

export class Federation {
  readonly #identity: RunIdentity
  readonly #board: Board
  readonly #caps: Caps
  readonly #events: FederationEvents
  readonly #topics = new Map<string, Shared>()

  constructor(identity: RunIdentity, board: Board, caps: Caps, events: FederationEvents) {
    this.#identity = identity
    this.#board = board
    this.#caps = caps
    this.#events = events
  }

  setTopics(topics: readonly string[]): void {
    for (const topic of this.#topics.keys()) if (!topics.includes(topic)) this.#topics.delete(topic)
    for (const topic of topics) {
      if (this.#topics.has(topic)) continue
      this.#topics.set(topic, { topology: new Topology(topic, this.#identity, this.#caps.hostsPerTopic), links: new Map(), reached: 1 })
    }
  }

  linked(host: Subscriber, topic: string): void {
    const shared = this.#topics.get(topic)
    if (!shared) return
    const { topology } = shared
    const link = shared.links.get(host.name)
    const spare = topology.reached.has(host.name)
    // One that is reached already has heard the same as this host.
    for (const state of spare ? topology.own : topology.states) host.send(textOf(state))
    if (link) link.sockets++
    else shared.links.set(host.name, { sockets: 1, since: performance.now(), spare })
    if (!spare) this.#events.wider(topology.reached.size <= 1)
    this.#events.changed()
  }

  parted(host: Subscriber, topic: string): void {
    const links = this.#topics.get(topic)?.links
    const link = links?.get(host.name)
    if (link && --link.sockets === 0) links?.delete(host.name)
    this.#events.changed()
  }

  take(state: LinkState, from: Subscriber): void {
    const now = performance.now()
    const shared = this.#topics.get(state.topic)
    if (!shared) return this.#events.refused('rendezvous.topic')
    const verdict = shared.topology.take(state, now)
    if (verdict === 'refused') this.#events.refused('rendezvous.hosts')
    if (verdict !== 'news') return
    this.#board.tellHosts(state.topic, textOf(state), from)
    this.#events.changed()
  }

  /** Tells the others what has changed here. `dialable` gives the hosts this one could dial for a topic. */
  tell(dialable: (topic: string) => readonly string[], now: number): void {
    const rooms = this.#rooms()
    for (const [topic, { topology, links }] of this.#topics) {
      topology.expire(now)
      const lasting = [...links].filter(([, { spare, since }]) => !spare || now - since > LASTS_MS).map(([name]) => name)
      const state = topology.tell(lasting.sort(), [...dialable(topic)].sort(), rooms.get(topic)!, now)
      if (state) this.#board.tellHosts(topic, textOf(state), null)
    }
    this.#lookRound()
  }

  get plan(): Plan {
    const needed = new Set<string>()
    const mine = new Set<string>()
    const { name: own } = this.#identity
    for (const { topology } of this.#topics.values()) {
      for (const [name, others] of topology.chosen) {
        if (name === own) for (const other of others) mine.add(other)
        else if (others.has(own)) needed.add(name)
      }
    }
    return { needed: new Set([...needed, ...mine]), mine }
  }

  /** Whether the host is reached, by whatever way, for all of these topics. */
  reaches(name: string, topics: readonly string[]): boolean {
    return topics.every((topic) => this.#topics.get(topic)?.topology.reached.has(name) ?? true)
  }

  /**
   * All but one of the outgoing sockets are dealt out among the topics, larger ones first; topics with the same hosts
   * have the same sockets. For a topic that gets none the others dial this host.
   */
  #rooms(): Map<string, number> {
    const groups = new Map<string, string[]>()
    for (const [topic, { topology }] of this.#topics) {
      const hosts = [...topology.reached.keys()].sort().join(' ')
      groups.set(hosts, [...groups.get(hosts) ?? [], topic])
    }
    const rooms = new Map<string, number>()
    const dealt = [...groups].sort(([one], [other]) => other.length - one.length || (one < other ? -1 : 1))
    const sockets = this.#caps.outgoing - 1
    for (const [i, [, topics]] of dealt.entries()) {
      const room = Math.floor(sockets / dealt.length) + (i < sockets % dealt.length ? 1 : 0)
      for (const topic of topics) rooms.set(topic, room)
    }
    return rooms
  }

  /** Of two parts that have met the smaller one announces itself; the larger need not answer all at once. */
  #lookRound(): void {
    let wider = false
    for (const shared of this.#topics.values()) {
      const now = shared.topology.reached.size
      if (now - shared.reached >= shared.reached) wider = true
      shared.reached = Math.max(1, now)
    }
    if (wider) this.#events.wider(false)
  }
}

const textOf = (state: LinkState): string => JSON.stringify({ type: 'hosts', state })
