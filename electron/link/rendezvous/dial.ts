// One socket to another host's rendezvous, for as long as it lasts.
import type { connect } from 'node:net'
import { WebSocket } from 'ws'
import type { DialOutcome } from '#shared/protocol/link.ts'
import { Allowance } from '../allowance.ts'
import type { Board, Subscriber } from './board.ts'
import type { Caps } from './caps.ts'
import { GREETING, GREETING_PORT, plainAddress } from './door.ts'
import { knocking, NO_ANSWER, type Knock } from './knock.ts'
import { isHostName, type LinkState } from './link-state.ts'
import type { RelayShares } from './relay-shares.ts'
import { Heartbeat } from './heartbeat.ts'
import { parseSignalMessage, type SignalMessage } from './signal-message.ts'
import type { Wires } from './wires.ts'

const ANSWER_WITHIN_MS = 3000

export interface Way {
  readonly url: string
  /** A link-local address with its zone, which no URL may hold; null for others. */
  readonly host: string | null
}

export interface DialNeeds {
  readonly ownName: string
  readonly ownPort: () => number
  readonly board: Board
  readonly caps: Caps
  readonly relays: RelayShares
  readonly now: () => number
  readonly wires: Wires
  hosts(state: LinkState, from: Subscriber): void
  refused(what: string): void
}

export interface DialEvents {
  /** It answers, and shares these topics with us; told again when they change. */
  shares(topics: readonly string[]): void
  closed(outcome: DialOutcome): void
}

export class Dial implements Subscriber {
  readonly kind = 'host'
  /** Empty until it has answered. */
  name = ''
  /** When the other end had answered, in ms; null before. */
  openSince: number | null = null
  readonly #needs: DialNeeds
  readonly #events: DialEvents
  readonly #socket: WebSocket
  readonly #messages: Allowance
  readonly #bytes: Allowance
  readonly #heartbeat: Heartbeat
  readonly #over = new AbortController()
  #relays: Allowance
  #asked: readonly string[] = []
  #answer: ReturnType<typeof setTimeout> | undefined
  #outcome: DialOutcome = 'closed'
  #closing = false

  constructor({ url, host }: Way, needs: DialNeeds, events: DialEvents) {
    this.#needs = needs
    this.#events = events
    const { caps, now } = needs
    this.#messages = new Allowance(caps.messagesPerSecond, caps.messageBurst, now())
    this.#bytes = new Allowance(caps.bytesPerSecond, caps.byteBurst, now())
    this.#relays = needs.relays.of(url)
    const knock = knocking(ANSWER_WITHIN_MS, this.#over.signal)
    const socket = this.#socket = new WebSocket(url, {
      handshakeTimeout: ANSWER_WITHIN_MS, maxPayload: caps.message, perMessageDeflate: false, followRedirects: false,
      headers: { [GREETING]: needs.ownName, [GREETING_PORT]: String(needs.ownPort()) },
      createConnection: ((options, done) => knock({ ...options, ...(host !== null && { host }) }, done)) satisfies Knock as unknown as typeof connect,
    })
    socket.on('upgrade', ({ headers: { [GREETING]: name }, socket: wire }) => {
      needs.wires.add(wire)
      const { remoteAddress } = wire
      if (isHostName(name)) this.name = name
      else this.#give('not parley')
      if (remoteAddress !== undefined) this.#relays = needs.relays.of(plainAddress(remoteAddress))
    })
    socket.on('unexpected-response', () => this.#give('not parley'))
    socket.on('error', (error: NodeJS.ErrnoException) => { this.#outcome = outcomeOf(error, this.#outcome) })
    socket.on('open', () => this.#opened())
    socket.on('message', (data, isBinary) => this.#take(data as Buffer, isBinary))
    socket.on('close', () => this.#closed())
    this.#heartbeat = new Heartbeat(socket, caps.ping)
  }

  send(text: string): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    if (this.#socket.bufferedAmount > this.#needs.caps.backlog) return this.#give('closed')
    this.#socket.send(text)
  }

  mayRelay(now: number): boolean {
    return this.#relays.spend(1, now)
  }

  /** Asks for the topics allowed here, which may have changed. */
  subscribe(): void {
    const topics = [...this.#needs.board.topics].slice(0, this.#needs.caps.topicsPerSocket)
    const old = this.#asked.filter((topic) => !topics.includes(topic))
    this.#asked = topics
    if (old.length > 0) this.send(JSON.stringify({ type: 'unsubscribe', topics: old }))
    this.send(JSON.stringify({ type: 'subscribe', topics }))
  }

  /** It may lead nowhere any more: it is ended unless the other end says otherwise. */
  doubt(within: number): void {
    this.#heartbeat.doubt(within)
  }

  /** What is on its way still arrives. */
  release(): void {
    this.#closing = true
    this.#socket.close()
  }

  terminate(): void {
    this.#closing = true
    this.#socket.terminate()
  }

  #give(outcome: DialOutcome): void {
    this.#outcome = outcome
    this.#socket.terminate()
  }

  #opened(): void {
    this.#answer = setTimeout(() => this.#give('not parley'), ANSWER_WITHIN_MS)
    this.subscribe()
  }

  #closed(): void {
    this.#over.abort()
    clearTimeout(this.#answer)
    this.#needs.board.leave(this)
    this.#events.closed(this.#outcome)
  }

  #take(data: Buffer, isBinary: boolean): void {
    const now = this.#needs.now()
    if (!this.#messages.spend(1, now) || !this.#bytes.spend(data.length, now)) return this.#needs.refused('rendezvous.rate')
    const message = isBinary ? null : parseSignalMessage(data.toString('utf8'))
    if (message) this.#obey(message, now)
    else this.#needs.refused('rendezvous.malformed')
  }

  #obey(message: SignalMessage, now: number): void {
    switch (message.type) {
      case 'publish': return this.#needs.board.publish(message, this, now)
      case 'hosts': return this.#needs.hosts(message.state, this)
      case 'subscribed': return this.#shared(message.topics, now)
      default: return
    }
  }

  #shared(topics: readonly string[], now: number): void {
    clearTimeout(this.#answer)
    if (this.#closing) return
    const { board } = this.#needs
    const shared = topics.filter((topic) => this.#asked.includes(topic) && board.topics.has(topic))
    for (const topic of this.#asked) {
      if (shared.includes(topic)) board.subscribe(this, topic)
      else board.unsubscribe(this, topic)
    }
    this.openSince ??= now
    this.#events.shares(shared)
  }
}

/** Null unless it is `host:port`, IPv6 in brackets. */
export function wayTo(address: string): Way | null {
  const parts = /^(?:\[([0-9a-fA-F:.]+)(?:%([\w.-]+))?\]|([^\s:/?#@[\]]+)):(\d{1,5})$/.exec(address)
  if (!parts) return null
  const [, six, zone, name, port] = parts
  try {
    const url = new URL(`ws://${six === undefined ? name : `[${six}]`}:${port}/`)
    return url.port === '0' ? null : { url: url.href, host: zone === undefined ? null : `${six}%${zone}` }
  } catch {
    return null
  }
}

function outcomeOf(error: NodeJS.ErrnoException, sofar: DialOutcome): DialOutcome {
  if (sofar === 'not parley') return sofar
  const code = error.code ?? ''
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown host'
  if (NO_ANSWER.has(code) || /timed out/.test(error.message)) return 'no answer'
  if (code === 'ECONNRESET' || /socket hang up/.test(error.message)) return 'closed'
  return code.startsWith('HPE_') || /Sec-WebSocket|Upgrade/i.test(error.message) ? 'not parley' : 'closed'
}
