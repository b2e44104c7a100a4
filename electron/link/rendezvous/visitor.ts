// One socket of somebody who came to this rendezvous: the own link, another host's rendezvous, or a stranger.
import type { WebSocket } from 'ws'
import { Allowance } from '../allowance.ts'
import type { Board, Subscriber } from './board.ts'
import type { Caps } from './caps.ts'
import { parseSignalMessage, type SignalMessage } from './signal-message.ts'

export interface VisitorNeeds {
  readonly board: Board
  readonly caps: Caps
  readonly now: () => number
  refused(what: string): void
}

export class Visitor implements Subscriber {
  readonly source: 'local' | 'visitor'
  readonly #socket: WebSocket
  readonly #needs: VisitorNeeds
  readonly #topics = new Set<string>()
  readonly #messages: Allowance
  readonly #bytes: Allowance
  #alive = true

  constructor(socket: WebSocket, source: 'local' | 'visitor', needs: VisitorNeeds) {
    this.source = source
    this.#socket = socket
    this.#needs = needs
    const { caps, now } = needs
    this.#messages = new Allowance(caps.messagesPerSecond, caps.messageBurst, now())
    this.#bytes = new Allowance(caps.bytesPerSecond, caps.byteBurst, now())
    if (source === 'local') needs.board.enter(this)
    const pinging = setInterval(() => this.#ping(), caps.ping)
    socket.on('pong', () => { this.#alive = true })
    socket.on('message', (data, isBinary) => this.#take(data as Buffer, isBinary))
    // A message over the cap arrives here as an error; the library closes the socket itself.
    socket.on('error', () => needs.refused('rendezvous.oversize'))
    socket.on('close', () => {
      clearInterval(pinging)
      needs.board.leave(this)
    })
  }

  send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > this.#needs.caps.backlog) return this.#refuse('rendezvous.backlog')
    this.#socket.send(text)
  }

  #take(data: Buffer, isBinary: boolean): void {
    const now = this.#needs.now()
    if (!this.#messages.spend(1, now) || !this.#bytes.spend(data.length, now)) return this.#refuse('rendezvous.rate')
    const message = isBinary ? null : parseSignalMessage(data.toString('utf8'))
    if (!message) return this.#refuse('rendezvous.malformed')
    this.#obey(message, now)
  }

  #obey(message: SignalMessage, now: number): void {
    const { board, caps } = this.#needs
    switch (message.type) {
      case 'subscribe':
        for (const topic of message.topics) {
          if (!this.#topics.has(topic) && this.#topics.size >= caps.topicsPerSocket) return this.#refuse('rendezvous.topics')
          if (board.subscribe(this, topic)) this.#topics.add(topic)
        }
        return
      case 'unsubscribe':
        for (const topic of message.topics) {
          this.#topics.delete(topic)
          board.unsubscribe(this, topic)
        }
        return
      case 'publish': return board.publish(message.topic, message.data, this.source, this, now)
      case 'ping': return this.send('{"type":"pong"}')
      default: return
    }
  }

  #ping(): void {
    if (!this.#alive) return this.#socket.terminate()
    this.#alive = false
    this.#socket.ping()
  }

  #refuse(what: string): void {
    this.#needs.refused(what)
    this.#socket.terminate()
  }
}
