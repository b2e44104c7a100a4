// Who is subscribed to what, and where a publication goes: to all who subscribed but the one it came from. Between hosts
// it carries a name and a count of hops, so that it is handed on once and not for ever; clients get it as y-webrtc has it.
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import type { Caps } from './caps.ts'
import { SeenMessages } from './seen.ts'

export interface Subscriber {
  /** `local`: the own link on this machine. `visitor`: a client from elsewhere. `host`: another rendezvous, whoever dialled. */
  readonly kind: 'local' | 'visitor' | 'host'
  /** Of a host, for as long as it runs; of others empty. */
  readonly name: string
  /** The text of one message, as it is to be sent. */
  send(text: string): void
  /** Whether one more of its messages may be handed on. */
  mayRelay(now: number): boolean
}

export interface Publication {
  readonly topic: string
  readonly data: unknown
  /** What hosts add. */
  readonly id?: string | undefined
  readonly hops?: number | undefined
}

export interface BoardEvents {
  /** Something the host itself waits for on this topic. */
  meeting(topic: string, data: Uint8Array): void
  /** A host takes part in a topic, or no longer. */
  linked(host: Subscriber, topic: string): void
  parted(host: Subscriber, topic: string): void
  refused(what: string): void
}

export class Board {
  readonly #caps: Caps
  readonly #events: BoardEvents
  readonly #seen = new SeenMessages()
  readonly #meets = new Set<string>()
  #topics: ReadonlySet<string> = new Set()
  readonly #subscribers = new Map<string, Set<Subscriber>>()
  readonly #locals = new Set<Subscriber>()

  constructor(caps: Caps, events: BoardEvents) {
    this.#caps = caps
    this.#events = events
  }

  get topics(): ReadonlySet<string> {
    return this.#topics
  }

  /** Replaces the topics; what is no longer among them is forgotten. */
  allow(topics: readonly string[]): void {
    this.#topics = new Set(topics)
    for (const [topic, subscribers] of this.#subscribers) {
      if (!this.#topics.has(topic)) for (const subscriber of subscribers) this.unsubscribe(subscriber, topic)
    }
    for (const topic of this.#meets) if (!this.#topics.has(topic)) this.#meets.delete(topic)
  }

  /** A client on this machine came in; it is woken whether or not it is subscribed yet. */
  enter(local: Subscriber): void {
    this.#locals.add(local)
  }

  meet(topic: string): void {
    if (this.#topics.has(topic)) this.#meets.add(topic)
    else this.#events.refused('rendezvous.topic')
  }

  part(topic: string): void {
    this.#meets.delete(topic)
  }

  subscribe(subscriber: Subscriber, topic: string): boolean {
    if (!this.#topics.has(topic)) {
      this.#events.refused('rendezvous.topic')
      return false
    }
    let subscribers = this.#subscribers.get(topic)
    if (!subscribers) this.#subscribers.set(topic, subscribers = new Set())
    if (subscribers.has(subscriber)) return true
    subscribers.add(subscriber)
    if (subscriber.kind === 'host') this.#events.linked(subscriber, topic)
    return true
  }

  unsubscribe(subscriber: Subscriber, topic: string): void {
    const subscribers = this.#subscribers.get(topic)
    if (!subscribers?.delete(subscriber)) return
    if (subscribers.size === 0) this.#subscribers.delete(topic)
    if (subscriber.kind === 'host') this.#events.parted(subscriber, topic)
  }

  leave(subscriber: Subscriber): void {
    this.#locals.delete(subscriber)
    for (const topic of [...this.#subscribers.keys()]) this.unsubscribe(subscriber, topic)
  }

  publishFromHost(topic: string, data: Uint8Array, now: number): void {
    this.publish({ topic, data: { type: 'parley', bytes: toBase64(data) } }, null, now)
  }

  /** `from` doesn't get its own words back; null is the host itself. */
  publish(publication: Publication, from: Subscriber | null, now: number): void {
    const { topic, data } = publication
    if (!this.#topics.has(topic)) return this.#events.refused('rendezvous.topic')
    // Only what hosts hand on has been named; a client that says the same words twice says two things.
    const { id = crypto.randomUUID(), hops = 0 } = from?.kind === 'host' ? publication : {}
    const hash = this.#seen.hashOf(topic, id, data)
    if (this.#seen.has(hash, now)) return
    if (from && !from.mayRelay(now)) return this.#events.refused('rendezvous.relay')
    this.#seen.add(hash, now)
    const plain = JSON.stringify({ type: 'publish', topic, data })
    const named = hops < this.#caps.hops ? JSON.stringify({ type: 'publish', topic, data, id, hops: hops + 1 }) : null
    if (named === null) this.#events.refused('rendezvous.hops')
    for (const subscriber of this.#subscribers.get(topic) ?? []) {
      const text = subscriber.kind === 'host' ? named : plain
      if (subscriber !== from && text !== null) subscriber.send(text)
    }
    if (from && this.#meets.has(topic)) this.#meet(topic, data)
  }

  /** To the hosts that take part in the topic, but the one it came from. */
  tellHosts(topic: string, text: string, from: Subscriber | null): void {
    for (const subscriber of this.#subscribers.get(topic) ?? []) {
      if (subscriber.kind === 'host' && subscriber !== from) subscriber.send(text)
    }
  }

  /** Tells the links on this machine to announce themselves again: there are new ways to others, or the `first` one. */
  wake(first: boolean): void {
    for (const local of this.#locals) local.send(JSON.stringify({ type: 'wake', first }))
  }

  #meet(topic: string, data: unknown): void {
    if (typeof data !== 'object' || data === null) return
    const { type, bytes } = data as Readonly<Record<string, unknown>>
    if (type !== 'parley' || typeof bytes !== 'string') return
    const decoded = fromBase64(bytes)
    if (decoded) this.#events.meeting(topic, decoded)
    else this.#events.refused('rendezvous.malformed')
  }
}
