// One socket of somebody who came to this rendezvous: the own link, another host's rendezvous, or a stranger.
import type { WebSocket } from 'ws'
import { Allowance } from '../allowance.ts'
import type { Board, Subscriber } from './board.ts'
import type { Caps } from './caps.ts'
import type { LinkState } from './link-state.ts'
import { parseSignalMessage, type SignalMessage } from './signal-message.ts'
import { Heartbeat } from './heartbeat.ts'
import type { Wires } from './wires.ts'

export interface VisitorNeeds {
  readonly board: Board
  readonly caps: Caps
  readonly now: () => number
  readonly wires: Wires
  hosts(state: LinkState, from: Subscriber): void
  refused(what: string): void
}

/** Who came, as far as the door could see. */
export interface Caller {
  readonly kind: 'local' | 'visitor' | 'host'
  readonly name: string
  /** What all from the same address may have handed on together. */
  readonly relays: Allowance
}

export class Visitor implements Subscriber {
  readonly kind: 'local' | 'visitor' | 'host'
  readonly name: string
  readonly #relays: Allowance
  readonly #socket: WebSocket
  readonly #needs: VisitorNeeds
  /** What it asked for, allowed here or not. */
  readonly #topics = new Set<string>()
  readonly #messages: Allowance
  readonly #bytes: Allowance
  readonly #heartbeat: Heartbeat

  constructor(socket: WebSocket, caller: Caller, needs: VisitorNeeds) {
    this.kind = caller.kind
    this.name = caller.name
    this.#relays = caller.relays
    this.#socket = socket
    this.#needs = needs
    const { caps, now } = needs
    this.#messages = new Allowance(caps.messagesPerSecond, caps.messageBurst, now())
    this.#bytes = new Allowance(caps.bytesPerSecond, caps.byteBurst, now())
    if (this.kind === 'local') needs.board.enter(this)
    this.#heartbeat = new Heartbeat(socket, caps.ping)
    socket.on('message', (data, isBinary) => this.#take(data as Buffer, isBinary))
    // A message over the cap arrives here as an error; the library closes the socket itself.
    socket.on('error', () => needs.refused('rendezvous.oversize'))
    socket.on('close', () => needs.board.leave(this))
  }

  send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > this.#needs.caps.backlog) return this.#refuse('rendezvous.backlog')
    this.#socket.send(text)
  }

  mayRelay(now: number): boolean {
    return this.kind === 'local' || this.#relays.spend(1, now)
  }

  /** It may be gone: it is ended unless it says otherwise. */
  doubt(within: number): void {
    if (this.kind !== 'local') this.#heartbeat.doubt(within)
  }

  /** The topics allowed here have changed: what it asked for before may be among them now. */
  topicsChanged(): void {
    const { board } = this.#needs
    for (const topic of this.#topics) if (board.topics.has(topic)) board.subscribe(this, topic)
    if (this.kind === 'host' && this.#topics.size > 0) this.#answer()
  }

  #take(data: Buffer, isBinary: boolean): void {
    const now = this.#needs.now()
    const paid = this.#messages.spend(1, now) && this.#bytes.spend(data.length, now)
    // A host hands on what others said and is not cut off for it: what is too much is dropped.
    if (!paid) return this.kind === 'host' ? this.#needs.refused('rendezvous.rate') : this.#refuse('rendezvous.rate')
    const message = isBinary ? null : parseSignalMessage(data.toString('utf8'))
    if (!message) return this.#refuse('rendezvous.malformed')
    this.#obey(message, now)
  }

  #obey(message: SignalMessage, now: number): void {
    const { board } = this.#needs
    switch (message.type) {
      case 'subscribe': return this.#subscribe(message.topics)
      case 'unsubscribe':
        for (const topic of message.topics) {
          this.#topics.delete(topic)
          board.unsubscribe(this, topic)
        }
        return
      case 'publish': return board.publish(message, this, now)
      case 'hosts': return this.kind === 'host' ? this.#needs.hosts(message.state, this) : this.#refuse('rendezvous.malformed')
      case 'ping': return this.send('{"type":"pong"}')
      default: return
    }
  }

  #subscribe(topics: readonly string[]): void {
    const { board, caps } = this.#needs
    for (const topic of topics) {
      if (!this.#topics.has(topic) && this.#topics.size >= caps.topicsPerSocket) return this.#refuse('rendezvous.topics')
      this.#topics.add(topic)
      board.subscribe(this, topic)
    }
    if (this.kind === 'host') this.#answer()
  }

  #answer(): void {
    this.send(JSON.stringify({ type: 'subscribed', topics: this.#shared() }))
  }

  #shared(): string[] {
    return [...this.#topics].filter((topic) => this.#needs.board.topics.has(topic))
  }

  #refuse(what: string): void {
    this.#needs.refused(what)
    this.#socket.terminate()
  }
}
