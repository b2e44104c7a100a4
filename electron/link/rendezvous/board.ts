// Who is subscribed to what, and where a publication goes. Sources are of three kinds: `local` (the own link on this
// machine), `visitor` (another host's rendezvous, or a client from elsewhere) and `dialled` (a rendezvous this one
// keeps a socket to). What a visitor says is not carried further than one hop, so nothing runs in circles.
import { fromBase64, toBase64 } from '#shared/base/bytes.ts'
import { SeenMessages } from './seen.ts'

export type Source = 'local' | 'visitor' | 'dialled' | 'host'

export interface Subscriber {
  readonly source: 'local' | 'visitor'
  /** The text of one message, as it is to be sent. */
  send(text: string): void
}

export interface BoardEvents {
  /** Something the host itself waits for on this topic. */
  meeting(topic: string, data: Uint8Array): void
  /** To every dialled rendezvous. */
  carry(text: string): void
  refused(what: string): void
}

export class Board {
  readonly #events: BoardEvents
  readonly #seen = new SeenMessages()
  readonly #meets = new Set<string>()
  #topics: ReadonlySet<string> = new Set()
  readonly #subscribers = new Map<string, Set<Subscriber>>()
  readonly #locals = new Set<Subscriber>()

  constructor(events: BoardEvents) {
    this.#events = events
  }

  get topics(): readonly string[] {
    return [...this.#topics]
  }

  /** Replaces the topics; what is no longer among them is forgotten. */
  allow(topics: readonly string[]): void {
    const fresh = topics.some((topic) => !this.#topics.has(topic))
    this.#topics = new Set(topics)
    for (const topic of this.#subscribers.keys()) if (!this.#topics.has(topic)) this.#subscribers.delete(topic)
    for (const topic of this.#meets) if (!this.#topics.has(topic)) this.#meets.delete(topic)
    // A link may have come before its topic was allowed.
    if (fresh) this.wake()
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
    subscribers.add(subscriber)
    return true
  }

  unsubscribe(subscriber: Subscriber, topic: string): void {
    const subscribers = this.#subscribers.get(topic)
    subscribers?.delete(subscriber)
    if (subscribers?.size === 0) this.#subscribers.delete(topic)
  }

  leave(subscriber: Subscriber): void {
    this.#locals.delete(subscriber)
    for (const topic of [...this.#subscribers.keys()]) this.unsubscribe(subscriber, topic)
  }

  publishFromHost(topic: string, data: Uint8Array, now: number): void {
    // Said twice, it is two messages: the number keeps others from taking the second for an echo of the first.
    this.publish(topic, { type: 'parley', bytes: toBase64(data), n: Math.random() }, 'host', null, now)
  }

  /** `from` is the publisher where it may be a subscriber too: it doesn't get its own words back. */
  publish(topic: string, data: unknown, source: Source, from: Subscriber | null, now: number): void {
    if (!this.#topics.has(topic)) return this.#events.refused('rendezvous.topic')
    if (!this.#seen.isNew(topic, data, now)) return
    const text = JSON.stringify({ type: 'publish', topic, data })
    for (const subscriber of this.#subscribers.get(topic) ?? []) {
      const outward = subscriber.source === 'visitor'
      if (subscriber !== from && !(outward && source === 'dialled')) subscriber.send(text)
    }
    if (source === 'local' || source === 'host') this.#events.carry(text)
    if (source !== 'host' && this.#meets.has(topic)) this.#meet(topic, data)
  }

  /** Tells the links on this machine to announce themselves again: there are new ways to others. */
  wake(): void {
    for (const local of this.#locals) local.send('{"type":"wake"}')
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
