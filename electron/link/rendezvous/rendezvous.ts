// Where links find each other: the y-webrtc signalling protocol, on every host, joined with others' by a few sockets.
// It reads nothing but topic names; what is published is sealed to those who know the workspace's secret.
import type { HostToRendezvous, RendezvousToHost } from '#shared/protocol/link.ts'
import { Allowance } from '../allowance.ts'
import { openDiscovery, ownAddresses, type Discovery } from '../discovery/index.ts'
import { Board } from './board.ts'
import { CAPS, type Caps } from './caps.ts'
import { Door } from './door.ts'
import { Federation } from './federation.ts'
import { RunIdentity } from './link-state.ts'
import { Neighbours } from './neighbours.ts'
import { RelayShares } from './relay-shares.ts'
import { Wires } from './wires.ts'

export interface RendezvousPort {
  send(message: RendezvousToHost): void
  onMessage(take: (message: HostToRendezvous) => void): void
}

export class Rendezvous {
  readonly #port: RendezvousPort
  readonly #board: Board
  readonly #federation: Federation
  readonly #neighbours: Neighbours
  readonly #door: Door
  readonly #discovery: Discovery
  /** Strangers decide how often something is refused, so the host hears of so many a second and no more. */
  readonly #reports = new Allowance(20, 200, performance.now())
  readonly #stopped: () => void

  constructor(port: RendezvousPort, stopped: () => void, caps: Caps = CAPS) {
    this.#port = port
    this.#stopped = stopped
    const identity = new RunIdentity()
    const now = (): number => performance.now()
    const relays = new RelayShares(caps, now)
    const refused = (what: string): void => this.#refused(what)
    const board = this.#board = new Board(caps, {
      meeting: (topic, data) => port.send({ t: 'meeting', topic, data }),
      linked: (host, topic) => {
        this.#federation.linked(host, topic)
        this.#neighbours.met(host, topic)
      },
      parted: (host, topic) => this.#federation.parted(host, topic),
      refused,
    })
    this.#federation = new Federation(identity, board, caps, {
      changed: () => this.#neighbours.look(), wider: (first) => board.wake(first), refused,
    })
    const wires = new Wires()
    const common = { board, caps, now, refused, wires, hosts: this.#federation.take.bind(this.#federation) }
    this.#neighbours = new Neighbours({
      ...common, ownName: identity.name, ownPort: () => this.#door.port, relays, federation: this.#federation, random: Math.random,
      outcome: (address, outcome, nextTryInMs) => port.send({ t: 'dialled', address, outcome, nextTryInMs }),
    })
    this.#door = new Door(identity.name, relays, common, {
      listening: (at, on) => {
        port.send({ t: 'listening', port: at })
        this.#discovery.open(at, on)
      },
      failed: (code, message) => port.send({ t: 'failed', code, message }),
      visitor: (address) => port.send({ t: 'visitor', address }),
      host: (visitor, address) => this.#neighbours.came(visitor, address),
      hostGone: (visitor) => this.#neighbours.gone(visitor),
    })
    this.#discovery = openDiscovery({
      found: (about, address, at) => {
        port.send({ t: 'found', about, address, interface: at })
        this.#neighbours.heard(address)
      },
      interfaces: (list) => port.send({ t: 'interfaces', list }),
      changed: () => {
        wires.keepThoseFrom(ownAddresses())
        this.#neighbours.retry()
      },
    })
    port.onMessage((message) => this.#take(message))
  }

  /** Sockets that were dialled and are open now. */
  get outgoing(): number {
    return this.#neighbours.open
  }

  close(): void {
    this.#neighbours.close()
    this.#door.close()
    this.#discovery.close()
  }

  #take(message: HostToRendezvous): void {
    switch (message.t) {
      case 'start': return this.#door.open(message.port, message.host)
      case 'topics': return this.#setTopics(message.topics)
      case 'dial': return this.#neighbours.set(message.first, message.addresses)
      case 'retry': return this.#neighbours.retry()
      case 'doubt': return this.#neighbours.doubt()
      case 'meet': return this.#board.meet(message.topic)
      case 'part': return this.#board.part(message.topic)
      case 'publish': return this.#board.publishFromHost(message.topic, message.data, performance.now())
      case 'beacon': return this.#discovery.setKeys(message.keys)
      case 'look': return this.#discovery.look()
      case 'ping': return this.#port.send({ t: 'pong', n: message.n })
      case 'stop':
        this.close()
        return this.#stopped()
    }
  }

  #setTopics(topics: readonly string[]): void {
    const before = this.#board.topics
    const fresh = topics.some((topic) => !before.has(topic))
    if (!fresh && topics.length === before.size) return
    this.#federation.setTopics(topics)
    this.#board.allow(topics)
    this.#door.topicsChanged()
    this.#neighbours.topicsChanged(fresh)
    // A link may have come before its topic was allowed.
    if (fresh) this.#board.wake(false)
  }

  #refused(what: string): void {
    if (this.#reports.spend(1, performance.now())) this.#port.send({ t: 'refused', what })
  }
}
