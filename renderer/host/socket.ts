// The host over a WebSocket on this machine. Comes back by itself: after 0.25 s, then twice as long each time, 5 s at most.
// A host that takes the connection and then says nothing counts as lost as well: it is dialled anew.
import { Emitter, type Disposable } from '../../shared/base/disposable.ts'
import type { HostEvent, Method, Params, Results } from '../../shared/protocol/contract.ts'
import type { HostConnection, Reach } from './connection.ts'
import { Exchange } from './exchange.ts'

const FIRST_WAIT = 250
const LONGEST_WAIT = 5000
/** How long a host may take to welcome this page; as much longer each time, five times as long at most. */
const WELCOME_MS = 6000
/** Close codes that mean "not you": policy violation, and the range for applications that mirrors HTTP 401 and 403. */
const REFUSALS = new Set([1008, 4001, 4003, 4401, 4403])

export const patience = (attempt: number): number => WELCOME_MS * Math.min(5, attempt + 1)
export const waitBefore = (attempt: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)

export class SocketConnection implements HostConnection {
  readonly closed: Promise<void>
  readonly #exchange = new Exchange()
  readonly #reaches = new Emitter<Reach>()
  readonly #url: string
  #session: string
  #reach: Reach = 'connecting'
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #impatient: ReturnType<typeof setTimeout> | undefined
  #attempt = 0
  #ended = false
  #settle: () => void = () => {}

  constructor(url: string, session: string) {
    this.#url = url
    this.#session = session
    this.closed = new Promise((resolve) => { this.#settle = resolve })
    this.#open()
  }

  get reach(): Reach {
    return this.#reach
  }

  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]> {
    return this.#exchange.call(method, params)
  }

  onEvent(listener: (event: HostEvent) => void): { dispose(): void } {
    const held = this.#exchange.events.on(listener)
    return { dispose: () => void held.dispose() }
  }

  onReach(listener: (reach: Reach) => void): Disposable {
    return this.#reaches.on(listener)
  }

  retry(): void {
    if (this.#ended || this.#reach !== 'lost') return
    clearTimeout(this.#timer)
    this.#attempt = 0
    this.#open()
  }

  /** Goes on with another session, such as that of a host started anew. Works after a refusal too. */
  renew(session: string): void {
    if (session === this.#session && this.#reach === 'connected') return
    clearTimeout(this.#timer)
    this.#session = session
    this.#ended = false
    this.#attempt = 0
    this.#exchange.attach(null)
    const before = this.#socket
    this.#open()
    before?.close()
    this.#turn('connecting')
  }

  close(): void {
    this.#end(this.#reach)
    this.#socket?.close()
    this.#settle()
  }

  #open(): void {
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    clearTimeout(this.#impatient)
    this.#impatient = setTimeout(() => this.#giveUp(socket), patience(this.#attempt))
    socket.onopen = () => this.#greet(socket)
    socket.onmessage = (message) => { if (socket === this.#socket) this.#hear(socket, String(message.data)) }
    socket.onclose = (event) => {
      if (socket !== this.#socket) return
      clearTimeout(this.#impatient)
      this.#exchange.attach(null)
      if (this.#ended) return
      if (REFUSALS.has(event.code)) this.#end('refused')
      else this.#wait()
    }
  }

  /** Closing waits for the other side, which may never answer, so what comes after does not wait for it. */
  #giveUp(socket: WebSocket): void {
    if (socket !== this.#socket || this.#ended) return
    this.#socket = null
    this.#exchange.attach(null)
    socket.close()
    this.#wait()
  }

  /** Names the session and asks for something small: whichever answer comes first says that the session holds. */
  #greet(socket: WebSocket): void {
    if (socket !== this.#socket) return
    socket.send(JSON.stringify({ session: this.#session }))
    this.#exchange.attach((out) => socket.send(out))
    this.#exchange.call('app.overview', {}).then(() => this.#welcome(socket), () => {})
  }

  #hear(socket: WebSocket, text: string): void {
    const greeting = this.#reach === 'connected' ? null : (JSON.parse(text) as { id?: unknown; event?: unknown; ok?: unknown })
    if (!greeting || 'id' in greeting || 'event' in greeting) {
      this.#exchange.receive(text)
    } else if (greeting.ok === true) {
      this.#welcome(socket)
    } else {
      this.#end('refused')
      socket.close()
    }
  }

  #welcome(socket: WebSocket): void {
    if (socket !== this.#socket || this.#ended) return
    clearTimeout(this.#impatient)
    this.#attempt = 0
    this.#turn('connected')
  }

  #wait(): void {
    this.#turn('lost')
    this.#timer = setTimeout(() => this.#open(), waitBefore(this.#attempt++))
  }

  #end(as: Reach): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#timer)
    clearTimeout(this.#impatient)
    this.#turn(as)
  }

  #turn(reach: Reach): void {
    if (reach === this.#reach) return
    this.#reach = reach
    this.#reaches.emit(reach)
  }
}
