// One kept socket to another host's rendezvous, tried again and again with growing pauses.
import { WebSocket } from 'ws'
import type { DialOutcome } from '#shared/protocol/link.ts'
import type { Caps } from './caps.ts'
import { GREETING } from './door.ts'
import { parseSignalMessage } from './signal-message.ts'

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 30_000
const ANSWER_WITHIN_MS = 5000

export interface DialNeeds {
  readonly name: string
  readonly caps: Caps
  /** Between 0 and 1. */
  readonly random: () => number
  topics(): readonly string[]
  connected(): void
  publication(topic: string, data: unknown): void
  outcome(outcome: DialOutcome, nextTryInMs: number | null): void
  refused(what: string): void
}

export class Dial {
  readonly #address: string
  readonly #needs: DialNeeds
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempts = 0
  #open = false
  #closed = false

  constructor(address: string, needs: DialNeeds) {
    this.#address = address
    this.#needs = needs
    this.#try()
  }

  send(text: string): void {
    if (!this.#open || !this.#socket) return
    if (this.#socket.bufferedAmount > this.#needs.caps.backlog) return this.#socket.terminate()
    this.#socket.send(text)
  }

  subscribe(topics: readonly string[], type: 'subscribe' | 'unsubscribe' = 'subscribe'): void {
    if (topics.length > 0) this.send(JSON.stringify({ type, topics }))
  }

  retry(): void {
    if (this.#open || this.#closed) return
    this.#attempts = 0
    if (this.#socket === null) this.#try()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#socket?.terminate()
  }

  #try(): void {
    clearTimeout(this.#timer)
    const url = urlOf(this.#address)
    if (url === null) return this.#needs.outcome('unknown host', null)
    const socket = this.#socket = new WebSocket(url, {
      handshakeTimeout: ANSWER_WITHIN_MS, maxPayload: this.#needs.caps.message, perMessageDeflate: false,
      headers: { [GREETING]: this.#needs.name }, followRedirects: false,
    })
    let outcome: DialOutcome = 'closed'
    let alive = true
    const pinging = setInterval(() => {
      if (!this.#open) return
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
    }, this.#needs.caps.ping)
    socket.on('pong', () => { alive = true })
    socket.on('upgrade', ({ headers }) => {
      if (headers[GREETING] === undefined) {
        outcome = 'not parley'
        socket.terminate()
      }
    })
    socket.on('unexpected-response', () => {
      outcome = 'not parley'
      socket.terminate()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => { outcome = outcomeOf(error, outcome) })
    socket.on('open', () => this.#opened())
    socket.on('message', (data, isBinary) => this.#take(data as Buffer, isBinary))
    socket.on('close', () => {
      clearInterval(pinging)
      this.#lost(outcome)
    })
  }

  #opened(): void {
    this.#open = true
    this.#attempts = 0
    this.subscribe(this.#needs.topics())
    this.#needs.outcome('connected', null)
    this.#needs.connected()
  }

  #lost(outcome: DialOutcome): void {
    this.#open = false
    this.#socket = null
    if (this.#closed) return
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(this.#attempts++, 10))
    const next = Math.round(pause * (0.75 + this.#needs.random() / 2))
    this.#timer = setTimeout(() => this.#try(), next)
    this.#needs.outcome(outcome, next)
  }

  #take(data: Buffer, isBinary: boolean): void {
    const message = isBinary ? null : parseSignalMessage(data.toString('utf8'))
    if (message?.type === 'publish') this.#needs.publication(message.topic, message.data)
    else if (message === null) this.#needs.refused('rendezvous.malformed')
  }
}

/** Null unless it is `host:port`, IPv6 in brackets. */
export function urlOf(address: string): string | null {
  if (!/^(\[[0-9a-fA-F:.%]+\]|[^\s:/?#@[\]]+):\d{1,5}$/.test(address)) return null
  try {
    const url = new URL(`ws://${address}/`)
    return url.port === '0' ? null : url.href
  } catch {
    return null
  }
}

function outcomeOf(error: NodeJS.ErrnoException, sofar: DialOutcome): DialOutcome {
  if (sofar === 'not parley') return sofar
  const code = error.code ?? ''
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknown host'
  if (['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'].includes(code) || /timed out/.test(error.message)) return 'no answer'
  if (code === 'ECONNRESET' || /socket hang up/.test(error.message)) return 'closed'
  return code.startsWith('HPE_') || /Sec-WebSocket|Upgrade/i.test(error.message) ? 'not parley' : 'closed'
}
