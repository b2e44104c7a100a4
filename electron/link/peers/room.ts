// The workspace's y-webrtc room: the relay copy of the document, presence, and who is dialled. One room per JavaScript
// context, since y-webrtc allows no second.
import * as awarenessProtocol from 'y-protocols/awareness'
import type { WebrtcProvider } from 'y-webrtc'
import * as Y from 'yjs'
import { sameBytes } from '#shared/base/bytes.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { CHANNEL, wrapped, type Connection, type ConnectionNeeds } from './connection.ts'
import { judgeSignal, Patience, type DialState } from './dial-rule.ts'
import {
  admitsPresence, broadcastUpdate, EMPTY_STEP_2, forgetPending, PeerLimits, readDocumentMessage, takeUpdate, type DocumentMessage,
} from './guard.ts'
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

const FROM_HOST = Symbol('from the host')

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
  readonly #doc = new Y.Doc()
  readonly #awareness = new awarenessProtocol.Awareness(this.#doc)
  readonly #patience = new Patience()
  readonly #limits = new WeakMap<Connection, PeerLimits>()
  #provider: WebrtcProvider | null = null
  #key: CryptoKey | null = null
  #applying: { readonly connection: Connection; readonly update: Uint8Array } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(options: RoomOptions, device: DeviceId, events: RoomEvents) {
    this.#options = options
    this.#device = device
    this.#events = events
  }

  /** Opens the room. Connections come and go through `needs` from then on. */
  async open(needs: ConnectionNeeds): Promise<void> {
    const { topic, password, rendezvous, document, presence } = this.#options
    Y.applyUpdate(this.#doc, document, FROM_HOST)
    forgetPending(this.#doc)
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_HOST) this.#events.update(update)
    })
    this.#awareness.on('change', () => this.#reportPresence())
    this.setPresence(presence)
    confineSignalling({
      address: rendezvous,
      admits: (of, sealed) => this.#admitsSignal(of, sealed),
      wake: () => this.#announceSoon(),
      refused: (what) => this.#events.refused(what),
    })
    const { WebrtcProvider } = await import('y-webrtc')
    const provider = this.#provider = new WebrtcProvider(topic, this.#doc, {
      signaling: [rendezvous],
      password,
      awareness: this.#awareness,
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

  applyFromHost(update: Uint8Array): void {
    Y.applyUpdate(this.#doc, update, FROM_HOST)
  }

  setPresence(text: string | null): void {
    const state: PresenceState | null = text === null ? null : { device: this.#device, text }
    this.#awareness.setLocalState(state as Record<string, unknown> | null)
  }

  /** Reads a peer's document message; what it returns may go on to y-webrtc. Throws Breach. */
  document(connection: Connection, bytes: Uint8Array): Uint8Array | null {
    const message = readDocumentMessage(bytes)
    switch (message.t) {
      case 'update':
        this.#applyFrom(connection, message)
        return message.completes ? EMPTY_STEP_2 : null
      case 'presence':
        // Nobody else may speak for this device's own presence.
        if ((message.clocks.get(this.#doc.clientID) ?? -1) > this.#ownClock()) return null
        return this.#limitsOf(connection).presence(performance.now()) && admitsPresence(this.#awareness, message.clocks) ? bytes : null
      default:
        this.#limitsOf(connection).ask(performance.now())
        return bytes
    }
  }

  isEcho(connection: Connection, message: Uint8Array): boolean {
    if (this.#applying?.connection !== connection) return false
    const update = broadcastUpdate(message)
    return update !== null && sameBytes(update, this.#applying.update)
  }

  admitted(connection: Connection): void {
    const peer = this.#peerOf(connection)
    if (peer !== null) this.#patience.succeeded(peer)
  }

  /** A connection ended. `failed` where it had never been admitted. */
  ended(connection: Connection, failed: boolean): void {
    const peer = this.#peerOf(connection)
    if (failed && peer !== null) this.#patience.failed(peer, performance.now())
  }

  /** Forgets the presence of a device with which no connection is left, without telling others that it is gone. */
  forget(device: DeviceId): void {
    for (const [client, state] of this.#awareness.getStates()) {
      if (client === this.#doc.clientID || (state as Partial<PresenceState>).device !== device) continue
      this.#awareness.states.delete(client)
      this.#awareness.meta.delete(client)
    }
    this.#reportPresence()
  }

  close(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#soon)
    // disconnect() first: destroy() alone leaves the signalling socket open.
    this.#provider?.disconnect()
    this.#provider?.destroy()
    this.#awareness.destroy()
  }

  #applyFrom(connection: Connection, message: DocumentMessage & { readonly t: 'update' }): void {
    this.#applying = { connection, update: message.update }
    try {
      if (takeUpdate(this.#doc, message, connection) === 'early') this.#limitsOf(connection).early(performance.now())
    } finally {
      this.#applying = null
    }
  }

  #ownClock(): number {
    return this.#awareness.meta.get(this.#doc.clientID)?.clock ?? 0
  }

  #limitsOf(connection: Connection): PeerLimits {
    let limits = this.#limits.get(connection)
    if (!limits) this.#limits.set(connection, limits = new PeerLimits(performance.now()))
    return limits
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

  #reportPresence(): void {
    const states: string[] = []
    for (const [client, state] of this.#awareness.getStates()) {
      const { text } = state as Partial<PresenceState>
      if (client !== this.#doc.clientID && typeof text === 'string') states.push(text)
    }
    this.#events.presence(states)
  }
}
