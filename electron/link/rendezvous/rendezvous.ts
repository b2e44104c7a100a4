// Where links find each other: the y-webrtc signalling protocol, on every host, joined with others' by a few sockets.
// It reads nothing but topic names; what is published is sealed to those who know the workspace's secret.
import type { HostToRendezvous, RendezvousToHost } from '#shared/protocol/link.ts'
import { Allowance } from '../allowance.ts'
import { openDiscovery, type Discovery } from '../discovery/index.ts'
import { Board } from './board.ts'
import { CAPS, type Caps } from './caps.ts'
import { Dial } from './dial.ts'
import { Door } from './door.ts'

export interface RendezvousPort {
  send(message: RendezvousToHost): void
  onMessage(take: (message: HostToRendezvous) => void): void
}

export class Rendezvous {
  readonly #port: RendezvousPort
  readonly #caps: Caps
  readonly #name = crypto.randomUUID()
  readonly #board: Board
  readonly #door: Door
  readonly #discovery: Discovery
  /** Strangers decide how often something is refused, so the host hears of so many a second and no more. */
  readonly #reports = new Allowance(20, 200, performance.now())
  readonly #dials = new Map<string, Dial>()
  readonly #stopped: () => void

  constructor(port: RendezvousPort, stopped: () => void, caps: Caps = CAPS) {
    this.#port = port
    this.#caps = caps
    this.#stopped = stopped
    this.#board = new Board({
      meeting: (topic, data) => port.send({ t: 'meeting', topic, data }),
      carry: (text) => { for (const dial of this.#dials.values()) dial.send(text) },
      refused: (what) => this.#refused(what),
    })
    this.#door = new Door(this.#name, {
      board: this.#board, caps, now: () => performance.now(), refused: (what) => this.#refused(what),
    }, {
      listening: (at, on) => {
        port.send({ t: 'listening', port: at })
        this.#discovery.open(at, on)
      },
      failed: (code, message) => port.send({ t: 'failed', code, message }),
      visitor: (address) => port.send({ t: 'visitor', address }),
    })
    this.#discovery = openDiscovery({
      found: (about, address, at) => port.send({ t: 'found', about, address, interface: at }),
      interfaces: (list) => port.send({ t: 'interfaces', list }),
      changed: () => { for (const dial of this.#dials.values()) dial.retry() },
    })
    port.onMessage((message) => this.#take(message))
  }

  close(): void {
    for (const dial of this.#dials.values()) dial.close()
    this.#dials.clear()
    this.#door.close()
    this.#discovery.close()
  }

  #take(message: HostToRendezvous): void {
    switch (message.t) {
      case 'start': return this.#door.open(message.port, message.host)
      case 'topics': return this.#setTopics(message.topics)
      case 'dial': return this.#setDials([...message.first, ...message.addresses])
      case 'retry': for (const dial of this.#dials.values()) dial.retry(); return
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
    this.#board.allow(topics)
    for (const dial of this.#dials.values()) {
      dial.subscribe(topics.filter((topic) => !before.includes(topic)))
      dial.subscribe(before.filter((topic) => !topics.includes(topic)), 'unsubscribe')
    }
  }

  #setDials(addresses: readonly string[]): void {
    const wanted = new Set(addresses.slice(0, this.#caps.dials))
    for (const [address, dial] of this.#dials) {
      if (wanted.has(address)) continue
      dial.close()
      this.#dials.delete(address)
    }
    for (const address of wanted) if (!this.#dials.has(address)) this.#dials.set(address, this.#dial(address))
  }

  #dial(address: string): Dial {
    return new Dial(address, {
      name: this.#name,
      caps: this.#caps,
      random: Math.random,
      topics: () => this.#board.topics,
      connected: () => this.#board.wake(),
      publication: (topic, data) => this.#board.publish(topic, data, 'dialled', null, performance.now()),
      outcome: (outcome, nextTryInMs) => this.#port.send({ t: 'dialled', address, outcome, nextTryInMs }),
      refused: (what) => this.#refused(what),
    })
  }

  #refused(what: string): void {
    if (this.#reports.spend(1, performance.now())) this.#port.send({ t: 'refused', what })
  }
}
