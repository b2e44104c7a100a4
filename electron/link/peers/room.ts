// The workspace's y-webrtc room: the relay copy of the document, presence, and who is dialled. One room per JavaScript
// context, since y-webrtc allows no second.
import type { WebrtcProvider } from 'y-webrtc'
import type { DeviceId } from '#shared/base/ids.ts'
import { shortOf, type ShortId } from '#shared/protocol/spread.ts'
import { CHANNEL, wrapped, type Connection, type ConnectionNeeds } from './connection.ts'
import { judgeSignal, Patience, type DialState } from './dial-rule.ts'
import { Exchange } from './exchange.ts'
import { openSignal, sealSignal } from './sealing.ts'
import { confineSignalling } from './signalling.ts'

/** Most connections at once; further peers are reached through these. */
const MAX_CONNECTIONS = 32
/** Most connections that have not been admitted yet, at once. */
const MAX_STRANGERS = 12
/** The second announce follows the first after so many ms. */
const FIRST_ANNOUNCE = 400
/** How long an announce is held back after the last, in ms. */
const ANNOUNCE_GAP = 500

export interface RoomOptions {
  readonly topic: string
  readonly password: string
  readonly rendezvous: string
  readonly document: Uint8Array
  readonly presence: string | null
  /** How often to announce again, in ms. */
  readonly announceEvery: number
}

export interface RoomEvents {
  update(update: Uint8Array): void
  presence(states: readonly string[]): void
  refused(what: string): void
}

interface PresenceState {
  readonly device: DeviceId
  readonly text: string
}

export class Room implements DialState {
  readonly #options: RoomOptions
  readonly #events: RoomEvents
  readonly #device: DeviceId
  readonly exchange: Exchange<Connection>
  readonly #patience = new Patience()
  #provider: WebrtcProvider | null = null
  #key: CryptoKey | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(options: RoomOptions, device: DeviceId, events: RoomEvents) {
    this.#options = options
    this.#device = device
    this.#events = events
    this.exchange = new Exchange(device, {
      update: (update) => events.update(update),
      presence: () => this.#reportPresence(),
      lost: (devices) => this.#forget(devices),
    })
  }

  /** Opens the room. Connections come and go through `needs` from then on. */
  async open(needs: ConnectionNeeds): Promise<void> {
    const { topic, password, rendezvous, document, presence } = this.#options
    const { doc, awareness } = this.exchange
    this.exchange.applyFromHost(document)
    this.setPresence(presence)
    confineSignalling({
      address: rendezvous,
      admits: (of, sealed) => this.#admitsSignal(of, sealed),
      wake: () => this.#announceSoon(),
      refused: (what) => this.#events.refused(what),
    })
    const { WebrtcProvider } = await import('y-webrtc')
    const provider = this.#provider = new WebrtcProvider(topic, doc, {
      signaling: [rendezvous],
      password,
      awareness,
      maxConns: MAX_CONNECTIONS,
      filterBcConns: true,
      peerOpts: { wrtc: wrapped(needs), channelConfig: CHANNEL, config: { iceServers: [] } },
    })
    this.#key = await provider.key
    // Without this y-webrtc goes on sealing every update for other windows, which hear nothing.
    if (provider.room) provider.room.bcconnected = false
    this.#announceAgain(FIRST_ANNOUNCE)
  }

  get id(): string {
    return this.#provider?.room?.peerId ?? ''
  }

  has(peer: string): boolean {
    return this.#provider?.room?.webrtcConns.has(peer) ?? false
  }

  mayConnect(peer: string): boolean {
    const connections = this.#provider?.room?.webrtcConns
    if (!connections || connections.size >= MAX_CONNECTIONS || !this.#patience.mayConnect(peer, performance.now())) return false
    let strangers = 0
    for (const { peer: { _pc: connection } } of connections.values() as Iterable<{ peer: { _pc: Connection | null } }>) {
      if (!connection?.link?.agreed) strangers++
    }
    return strangers < MAX_STRANGERS
  }

  setPresence(text: string | null): void {
    const state: PresenceState | null = text === null ? null : { device: this.#device, text }
    this.exchange.awareness.setLocalState(state as Record<string, unknown> | null)
  }

  admitted(connection: Connection): void {
    const peer = this.#peerOf(connection)
    if (peer !== null) this.#patience.succeeded(peer)
  }

  /** A connection ended. `failed` where it had never been admitted. */
  ended(connection: Connection, failed: boolean): void {
    this.exchange.closed(connection)
    const peer = this.#peerOf(connection)
    if (failed && peer !== null) this.#patience.failed(peer, performance.now())
  }

  close(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#soon)
    // disconnect() first: destroy() alone leaves the signalling socket open.
    this.#provider?.disconnect()
    this.#provider?.destroy()
    this.exchange.close()
  }

  #peerOf(connection: Connection): string | null {
    for (const [peer, one] of this.#provider?.room?.webrtcConns ?? []) {
      if ((one.peer as { _pc?: unknown })._pc === connection) return peer
    }
    return null
  }

  async #admitsSignal(topic: unknown, sealed: unknown): Promise<boolean> {
    if (topic !== this.#options.topic || this.#key === null) return false
    const message = await openSignal(sealed, this.#key)
    if (message === null) {
      this.#events.refused('signal.sealed')
      return false
    }
    const verdict = judgeSignal(message, this)
    if (verdict.t === 'refuse') this.#events.refused(verdict.what)
    if (verdict.t === 'announce') await this.#publishAnnounce(verdict.to)
    return verdict.t === 'pass'
  }

  /** Often at first, since one lost word would keep two people apart; then only now and then. */
  #announceAgain(after: number): void {
    const { announceEvery } = this.#options
    this.#timer = setTimeout(() => {
      this.#announce()
      this.#announceAgain(Math.min(after * 2, announceEvery))
    }, Math.min(after, announceEvery) * (0.75 + Math.random() / 2))
  }

  #announceSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      this.#announce()
    }, ANNOUNCE_GAP * Math.random())
  }

  #announce(): void {
    if (this.#provider?.room && this.#provider.room.webrtcConns.size < MAX_CONNECTIONS) void this.#publishAnnounce()
  }

  async #publishAnnounce(to?: string): Promise<void> {
    if (this.#key === null || this.id === '') return
    const announce = { type: 'announce', from: this.id, ...(to === undefined ? {} : { to }) }
    const data = await sealSignal(announce, this.#key)
    for (const socket of this.#provider?.signalingConns ?? []) {
      if (!socket.connected) continue
      // Again, in case the topic was not allowed yet when y-webrtc subscribed.
      if (to === undefined) socket.send({ type: 'subscribe', topics: [this.#options.topic] })
      socket.send({ type: 'publish', topic: this.#options.topic, data })
    }
  }

  /** Forgets the presence of devices to which no way is known any more, without telling others that they are gone. */
  #forget(devices: ReadonlySet<ShortId>): void {
    const { doc, awareness } = this.exchange
    for (const [client, state] of awareness.getStates()) {
      const { device } = state as Partial<PresenceState>
      if (client === doc.clientID || typeof device !== 'string' || !devices.has(shortOf(device))) continue
      awareness.states.delete(client)
      awareness.meta.delete(client)
    }
    this.#reportPresence()
  }

  #reportPresence(): void {
    const { doc, awareness } = this.exchange
    const states: string[] = []
    for (const [client, state] of awareness.getStates()) {
      const { text } = state as Partial<PresenceState>
      if (client !== doc.clientID && typeof text === 'string') states.push(text)
    }
    this.#events.presence(states)
  }
}
