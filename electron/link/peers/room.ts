// The workspace's y-webrtc room: the relay copy of the document, presence, and who is dialled. One room per JavaScript
// context, since y-webrtc allows no second.
import type { WebrtcProvider } from 'y-webrtc'
import type { DeviceId } from '#shared/base/ids.ts'
import { shortOf, type ShortId } from '#shared/protocol/spread.ts'
import { CHANNEL, wrapped, type Connection, type ConnectionNeeds } from './connection.ts'
import { judgeSignal } from './dial-rule.ts'
import { Dialling, MAX_CONNECTIONS, type Ending } from './dialling.ts'
import { Exchange } from './exchange.ts'
import { fitsPresence } from './guard.ts'
import { openSignal, sealSignal, signalKey } from './sealing.ts'
import { confineSignalling, loadSilenced } from './signalling.ts'
import type { LinkTiming } from './surroundings.ts'

/** An announce that is called for is held back up to so many ms, so that not everyone speaks at once. */
const WAKE_WITHIN = 100
/** Candidates that came before their offer are kept for so long, in ms, and no more than so many of one peer and in all. */
const HELD_FOR = 3000
const HELD_OF_ONE = 32
const HELD_IN_ALL = 512

/** Once there are new ways, an offer that went another way is answered within so many ms or made anew. */
const ANSWER_ANEW = 400

export const REPLACED = 'replaced'
const NOBODY: ReadonlyMap<string, unknown> = new Map()

export interface RoomOptions {
  readonly topic: string
  readonly password: string
  readonly rendezvous: string
  readonly document: Uint8Array
  readonly presence: string | null
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

export class Room {
  readonly #options: RoomOptions
  readonly #events: RoomEvents
  readonly #device: DeviceId
  readonly exchange: Exchange<Connection>
  readonly #dialling: Dialling
  #held: { readonly from: string; readonly message: unknown; readonly until: number }[] = []
  #provider: WebrtcProvider | null = null
  #soon: ReturnType<typeof setTimeout> | undefined

  constructor(options: RoomOptions, device: DeviceId, timing: LinkTiming, events: RoomEvents) {
    this.#options = options
    this.#device = device
    this.#events = events
    this.exchange = new Exchange(device, {
      update: (update) => events.update(update),
      presence: () => this.#reportPresence(),
      lost: (devices) => this.#forget(devices),
    })
    this.#dialling = new Dialling({
      id: () => this.#provider?.room?.peerId ?? '',
      connections: () => this.#provider?.room?.webrtcConns ?? NOBODY,
      isAdmitted: (peer) => (this.#connectionTo(peer)?.link?.agreed ?? null) !== null,
      announce: () => this.#publishAnnounce(),
      drop: (peer) => this.#connectionTo(peer)?.end('surplus'),
      now: () => performance.now(),
    }, timing)
  }

  /** Opens the room. Connections come and go through `needs` from then on. */
  async open(needs: Omit<ConnectionNeeds, 'within'>): Promise<void> {
    const { topic, password, rendezvous, document, presence } = this.#options
    const { doc, awareness } = this.exchange
    this.exchange.applyFromHost(document)
    this.setPresence(presence)
    // Sealed and opened at the gate. y-webrtc would open what has passed it a second time, and until it had, the connection that a
    // word is for could be gone: it would throw, or begin one that nothing follows.
    const key = await signalKey(topic, password)
    confineSignalling({
      address: rendezvous,
      admits: (of, sealed, pass) => this.#admitsSignal(key, of, sealed, pass),
      seals: (message) => sealSignal(message as Parameters<typeof sealSignal>[0], key),
      wake: (first) => this.#wakeSoon(first),
      refused: (what) => this.#events.refused(what),
    })
    const { WebrtcProvider } = await loadSilenced()
    const provider = this.#provider = new WebrtcProvider(topic, doc, {
      signaling: [rendezvous],
      awareness,
      maxConns: MAX_CONNECTIONS,
      filterBcConns: true,
      peerOpts: { wrtc: wrapped({ ...needs, within: () => this.#dialling.within }), channelConfig: CHANNEL, config: { iceServers: [] } },
    })
    // It opens its room once it has looked for a password.
    await provider.key
    // Without this y-webrtc goes on telling every update to other windows, which hear nothing.
    if (provider.room) provider.room.bcconnected = false
    this.#dialling.start()
  }

  setPresence(text: string | null): void {
    const state: PresenceState | null = text === null ? null : { device: this.#device, text }
    this.exchange.awareness.setLocalState(state && fitsPresence(state) ? { ...state } : null)
  }

  admitted(connection: Connection): void {
    const peer = this.#peerOf(connection)
    if (peer !== null) this.#dialling.admitted(peer)
  }

  /** A connection ended: one that had been admitted, one that broke a rule, or one that never came about. */
  ended(connection: Connection, how: Ending): void {
    this.exchange.closed(connection)
    const peer = this.#peerOf(connection)
    if (peer !== null) this.#dialling.ended(peer, how)
  }

  close(): void {
    this.#dialling.close()
    clearTimeout(this.#soon)
    // disconnect() first: destroy() alone leaves the signalling socket open.
    this.#provider?.disconnect()
    this.#provider?.destroy()
    this.exchange.close()
  }

  #peerOf(connection: Connection): string | null {
    for (const peer of this.#provider?.room?.webrtcConns.keys() ?? []) if (this.#connectionTo(peer) === connection) return peer
    return null
  }

  #connectionTo(peer: string): Connection | null {
    const found = this.#provider?.room?.webrtcConns.get(peer)
    return (found?.peer as { readonly _pc?: Connection | null } | undefined)?._pc ?? null
  }

  async #admitsSignal(key: CryptoKey, topic: unknown, sealed: unknown, pass: (opened: unknown) => void): Promise<void> {
    if (topic !== this.#options.topic) return
    const message = await openSignal(sealed, key)
    if (message === null) return this.#events.refused('signal.sealed')
    const verdict = judgeSignal(message, this.#dialling)
    switch (verdict.t) {
      case 'pass':
        for (const one of [message, ...this.#release((message as { readonly from: string }).from)]) pass(one)
        return
      case 'refuse': return this.#events.refused(verdict.what)
      case 'announce': return this.#publishAnnounce(verdict.to)
      case 'doubt': return await this.#doubt(verdict.from, verdict.offer) ? this.#admitsSignal(key, topic, sealed, pass) : undefined
      case 'hold': return this.#hold(verdict.from, message)
      case 'drop':
    }
  }

  /** A connection that only this end has may be dead. One that never came about is, where the other end begins anew; then
   * it makes room, and the offer is looked at again. */
  async #doubt(from: string, offer: string | null): Promise<boolean> {
    const connection = this.#connectionTo(from)
    if (connection?.link?.agreed) return connection.link.doubt(), false
    if (!connection) return false
    if (offer === null) {
      const { anew } = this.#dialling
      if (anew !== null) connection.expectAnswer(anew)
      return false
    }
    if (offer === connection.described) return false
    connection.end(REPLACED)
    await new Promise((resolve) => setTimeout(resolve, 0))
    return this.#connectionTo(from) === null
  }

  #hold(from: string, message: unknown): void {
    const now = performance.now()
    this.#held = this.#held.filter(({ until }) => until > now)
    if (this.#held.length >= HELD_IN_ALL || this.#held.filter((one) => one.from === from).length >= HELD_OF_ONE) return
    this.#held.push({ from, message, until: now + HELD_FOR })
  }

  #release(from: string): unknown[] {
    if (this.#held.length === 0) return []
    const now = performance.now()
    const released = this.#held.filter((one) => one.from === from && one.until > now)
    this.#held = this.#held.filter((one) => one.from !== from)
    return released.map(({ message }) => message)
  }

  #wakeSoon(first: boolean): void {
    // What was offered while there was no way at all has not arrived; what went another way may not have.
    if (first) this.#expectAnswers(0)
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      if (!first) this.#expectAnswers(ANSWER_ANEW)
      this.#dialling.wake()
    }, WAKE_WITHIN * Math.random())
  }

  #expectAnswers(within: number): void {
    for (const peer of [...this.#provider?.room?.webrtcConns.keys() ?? []]) this.#connectionTo(peer)?.expectAnswer(within)
  }

  #publishAnnounce(to?: string): void {
    const from = this.#provider?.room?.peerId
    if (from === undefined) return
    const data = { type: 'announce', from, ...(to === undefined ? {} : { to }) }
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
