// The link of one workspace, between its host and its peers. It holds no key and keeps nothing: it may be killed at any
// time and started again from the host's `start` message.
import type { Admission } from '#shared/protocol/handshake.ts'
import type { ConnectionId, HostToLink, PeerStats } from '#shared/protocol/link.ts'
import type { Connection, ConnectionEvents } from './connection.ts'
import { Allowance } from '../allowance.ts'
import { unforeseen } from '../unforeseen.ts'
import { SPOILED } from './guard.ts'
import { REPLACED, Room } from './room.ts'
import { LIFE, type HostPort, type LinkTiming, type WebRtc } from './surroundings.ts'

/** Bytes on the way to the host beyond which peers' frames are not acknowledged, so that they wait. */
const MAX_HOST_BACKLOG = 8 * 1024 * 1024
/** Bytes of one peer's ledger messages that its host has not dealt with, beyond which that peer waits. */
const MAX_UNREAD = 1024 * 1024
/** Messages of the document from so many bytes on are told to the host before they are read. */
const WORTH_A_WORD = 256

type Start = HostToLink & { readonly t: 'start' }

export class Link {
  readonly #port: HostPort
  readonly #rtc: WebRtc
  readonly #timing: LinkTiming
  readonly #connections = new Map<ConnectionId, Connection>()
  /** Connections the host has heard of. */
  readonly #known = new Set<ConnectionId>()
  /** Connections the host was told are open. */
  readonly #announced = new WeakSet<Connection>()
  /** Connections that ended because the other end broke a rule. */
  readonly #breached = new WeakSet<Connection>()
  /** Bytes of ledger messages that the host was given and has not dealt with. */
  readonly #unread = new Map<ConnectionId, number>()
  #room: Room | null = null
  /** Peers decide how often something is refused, so the host hears of so many a second and no more. */
  readonly #reports = new Allowance(20, 200, performance.now())
  #nextId = 1
  #stopped: () => void

  /** `stopped` is called after `stop` was carried out; the runtime then ends the process or the page. */
  constructor(port: HostPort, rtc: WebRtc, stopped: () => void, timing: LinkTiming = LIFE) {
    this.#port = port
    this.#rtc = rtc
    this.#timing = timing
    this.#stopped = stopped
    port.onMessage((message) => this.#take(message))
  }

  /** An error that nothing caught. It is counted; what it belonged to is gone, the rest goes on. */
  caught(error: unknown): void {
    this.#refused(unforeseen('link', error), null)
  }

  #take(message: HostToLink): void {
    switch (message.t) {
      case 'start': return void this.#start(message)
      case 'document': return this.#room?.exchange.applyFromHost(message.update)
      case 'presence': return this.#room?.setPresence(message.state)
      case 'signature': return this.#connections.get(message.connection)?.link?.signed(message.signature)
      case 'verdict': return this.#connections.get(message.connection)?.link?.judged(message.admit)
      case 'send': return this.#send(message.connection, message.message, message.ticket)
      case 'taken': return this.#countUnread(message.connection, -message.bytes)
      case 'close': return this.#connections.get(message.connection)?.end(message.reason)
      case 'ping': return this.#port.send({ t: 'pong', n: message.n, peers: this.#stats() })
      case 'stop': return this.#stop()
    }
  }

  async #start(start: Start): Promise<void> {
    if (this.#room) return
    const { workspace, device } = start
    const room = this.#room = new Room(start, device, this.#timing, {
      update: (update) => this.#port.send({ t: 'document', update }),
      presence: (states) => this.#port.send({ t: 'presence', states }),
      refused: (what) => this.#refused(what, null),
    })
    await room.open({ rtc: this.#rtc, own: { workspace, device }, timing: this.#timing, events: this.#eventsOf(room) })
    this.#port.send({ t: 'ready' })
  }

  #eventsOf(room: Room): ConnectionEvents {
    const port = this.#port
    return {
      begun: (connection) => {
        const id = this.#nextId++
        this.#connections.set(id, connection)
        return id
      },
      sign: ({ id }, transcript) => {
        this.#known.add(id)
        port.send({ t: 'sign', connection: id, transcript })
      },
      verify: ({ id, address }, transcript, signature) => port.send({ t: 'verify', connection: id, transcript, signature, address }),
      open: (connection, admission) => this.#opened(room, connection, admission),
      document: (connection, message) => {
        if (message.length >= WORTH_A_WORD) port.send({ t: 'reading', connection: connection.id, bytes: message.length })
        return room.exchange.incoming(connection, message)
      },
      outgoing: (connection, message) => room.exchange.outgoing(connection, message),
      ledger: ({ id }, message) => {
        this.#countUnread(id, message.length)
        port.send({ t: 'message', connection: id, message })
      },
      delivered: ({ id }, ticket) => port.send({ t: 'delivered', connection: id, ticket }),
      refused: (connection, what) => this.#broke(connection, what),
      ended: (connection, reason) => this.#ended(room, connection, reason),
      congested: ({ id }) => port.backlog > MAX_HOST_BACKLOG || (this.#unread.get(id) ?? 0) > MAX_UNREAD,
    }
  }

  /** The host hears once that a connection is open; that the document may pass too needs no second word. */
  #opened(room: Room, connection: Connection, admission: Admission): void {
    const { id, link, address } = connection
    if (!link?.device) return
    if (admission === 'full') room.exchange.opened(connection, link.device)
    if (this.#announced.has(connection)) return
    this.#announced.add(connection)
    // Whoever comes again, its link having begun anew, or with many links at once: one of them is kept.
    for (const other of this.#connections.values()) if (other !== connection && other.link?.device === link.device && other.link.agreed) other.end(REPLACED)
    room.admitted(connection)
    this.#port.send({ t: 'open', connection: id, device: link.device, address })
  }

  #ended(room: Room, connection: Connection, reason: string): void {
    const { id, link } = connection
    this.#connections.delete(id)
    this.#unread.delete(id)
    room.ended(connection, this.#breached.has(connection) ? 'refused' : reason === REPLACED ? 'replaced' : link?.agreed ? 'lost' : 'failed')
    if (this.#known.delete(id)) this.#port.send({ t: 'closed', connection: id, reason })
  }

  #send(id: ConnectionId, message: Uint8Array, ticket: number): void {
    const connection = this.#connections.get(id)
    if (connection?.link && !connection.link.sendLedger(message, ticket)) {
      this.#refused('message.unsendable', id)
    }
  }

  /** A peer whose key is proven is told of in any case: it is heard of once, since its connection ends. */
  #broke(connection: Connection, what: string): void {
    const { id } = connection
    this.#breached.add(connection)
    const tell = (address: string | null): void => this.#port.send({ t: 'refused', what, connection: id, address })
    if (this.#known.has(id)) tell(connection.address)
    else if (this.#reports.spend(1, performance.now())) void connection.whereabouts().then(tell)
    // A copy that may be wrong is not worth mending: the next link has the host's.
    if (what === SPOILED) setTimeout(() => this.#stop(), 0)
  }

  #countUnread(connection: ConnectionId, bytes: number): void {
    if (this.#connections.has(connection)) this.#unread.set(connection, (this.#unread.get(connection) ?? 0) + bytes)
  }

  #refused(what: string, connection: ConnectionId | null): void {
    if (this.#reports.spend(1, performance.now())) this.#port.send({ t: 'refused', what, connection })
  }

  #stats(): PeerStats[] {
    return Array.from(this.#connections.values(), ({ id, address, link }) => ({
      connection: id, device: link?.device ?? null, address,
      bytesIn: link?.bytesIn ?? 0, bytesOut: link?.bytesOut ?? 0, messagesOut: link?.messagesOut ?? 0, roundTrip: link?.roundTrip ?? null,
    }))
  }

  #stop(): void {
    for (const connection of [...this.#connections.values()]) connection.end('stopped')
    this.#room?.close()
    // Long enough for the closing of the channels to leave this machine.
    setTimeout(() => this.#stopped(), 50)
  }
}
