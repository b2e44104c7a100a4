// One workspace's side of the network: its link, who is connected through it, and the ledger exchange over it.
import { encodeTranscript, isForJudging, isForSigning } from '#shared/protocol/handshake.ts'
import type { ConnectionId, HandshakeTranscript, HostToLink, LinkToHost, PeerStats } from '#shared/protocol/link.ts'
import type { DocumentLook } from '#shared/protocol/ledger.ts'
import { sign, verify, type DeviceKey } from '#shared/acts/crypto.ts'
import { Emitter } from '#shared/base/disposable.ts'
import type { DeviceId, PersonId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { openLink, type LinkHandle, type LinkState, type Spawner } from '../link-process/index.ts'
import type { Committed, Ledger } from '../store/ledger.ts'
import { isHeldAgainst, type Bans } from './bans.ts'
import { LedgerSync } from './ledger-sync.ts'
import type { Reach } from './reach.ts'
import type { Verifier } from './verify.ts'

/** What a device may do here, by the membership known now. */
export type Recognition =
  | { readonly as: 'member'; readonly person: PersonId }
  /** Not known (yet): it may prove itself by bringing the acts that admit it. */
  | { readonly as: 'unknown' }
  | { readonly as: 'not a member' }

export interface NetworkOptions {
  readonly workspace: WorkspaceId
  readonly key: () => DeviceKey
  readonly topic: string
  readonly password: string
  readonly rendezvousUrl: () => string
  readonly document: () => Uint8Array
  /** Which epoch of the document that is, as long as this link lives. */
  readonly epoch: number
  looked(device: DeviceId, look: DocumentLook): void
  /** A peer's document and this one are exchanged from now on. */
  met(): void
  readonly ledger: Ledger
  readonly reach: Reach
  readonly verifier: Verifier
  readonly addresses: () => readonly string[]
  missingTexts(): readonly TextHash[]
  textsArrived(): void
  remember(addresses: readonly string[], by: DeviceId): void
  clockOf(device: DeviceId, at: number): void
  recognise(device: DeviceId): Recognition
  onDocument(update: Uint8Array): void
  onPresence(states: readonly string[]): void
  refused(what: string): void
  /** Kept longer than any link. */
  readonly bans: Bans
  log(line: string): void
  now(): number
  readonly spawn?: Spawner | undefined
}

/** What became of a peer, to be told to people. */
export type PeerEvent =
  | { readonly what: 'opened' | 'closed'; readonly device: DeviceId; readonly address: string | null; readonly reason?: string }
  /** Both ledgers are known to hold the same acts. */
  | { readonly what: 'agreed'; readonly device: DeviceId }
  /** The document flows between the two from now on. */
  | { readonly what: 'document'; readonly device: DeviceId }
  | { readonly what: 'refused'; readonly device: DeviceId; readonly why: 'signature' | 'not a member' | 'unproven' }

interface Connection {
  readonly device: DeviceId
  readonly address: string | null
  readonly since: number
  stats: PeerStats | null
}

/** How long a peer that is not known here may take to bring what admits it. */
const PROVE_MS = 30_000
/** The document waits this long at the most for the ledgers to agree. */
const SETTLE_MS = 10_000

/** A link asks for one signature a connection. More a second than this are nobody's handshakes. */
const MAX_SIGNATURES = 100

export class Network {
  readonly onChange = new Emitter<void>()
  readonly onPeer = new Emitter<PeerEvent>()
  /** `acknowledged`: the peer's link has taken in something of ours in whole. */
  readonly onExchange = new Emitter<{ device: DeviceId; reachMoved: boolean; acknowledged: boolean }>()
  readonly #options: NetworkOptions
  readonly #sync: LedgerSync
  readonly #connections = new Map<ConnectionId, Connection>()
  readonly #proving = new Map<ConnectionId, NodeJS.Timeout>()
  readonly #settling = new Map<ConnectionId, NodeJS.Timeout>()
  readonly #link: LinkHandle
  #signatures = { second: 0, given: 0 }
  /** Devices that proved their key, by connection, whether they were let in or not. */
  readonly #proven = new Map<ConnectionId, DeviceId>()
  /** The link has begun to read something large of this connection, and said nothing since. */
  #reading: ConnectionId | null = null
  #presence: string | null = null
  state: LinkState = 'starting'

  constructor(options: NetworkOptions) {
    this.#options = options
    this.#sync = new LedgerSync({
      ledger: options.ledger,
      reach: options.reach,
      verifier: options.verifier,
      send: (connection, message, ticket) => this.#link.send({ t: 'send', connection, message, ticket }),
      refused: options.refused,
      taken: (connection, bytes) => void this.#link.send({ t: 'taken', connection, bytes }),
      exceeded: (connection, what) => {
        options.refused(what)
        this.#close(connection, what)
      },
      breached: (connection, what) => this.#breached(connection, what, this.#connections.get(connection)?.address ?? null),
      exchanged: (device, reachMoved) => this.#exchanged(device, reachMoved),
      reconsider: (connection) => this.#reconsider(connection),
      settled: (connection) => this.#agreed(connection),
      epoch: options.epoch, looked: options.looked,
      addresses: options.addresses, told: options.remember, now: options.now, clockOf: options.clockOf, missingTexts: options.missingTexts, textsArrived: options.textsArrived,
    })
    this.#link = openLink({
      start: () => this.#start(),
      onMessage: (message) => this.#onMessage(message),
      onState: (state) => this.#onState(state),
      onHung: () => {
        if (this.#reading !== null) this.#breached(this.#reading, 'document.hung', this.#connections.get(this.#reading)?.address ?? null)
      },
      log: options.log, refused: options.refused,
      spawn: options.spawn,
    })
  }

  get connected(): ReadonlySet<DeviceId> {
    return new Set([...this.#connections.values()].map((connection) => connection.device))
  }

  connectionOf(device: DeviceId): Connection | null {
    return [...this.#connections.values()].find((connection) => connection.device === device) ?? null
  }

  document(update: Uint8Array): void {
    this.#link.send({ t: 'document', update })
  }

  presence(state: string | null): void {
    this.#presence = state
    this.#link.send({ t: 'presence', state })
  }

  committed(batch: Committed): void {
    this.#sync.committed(batch)
    // Somebody may have left, or turned out to be a member, by what just came in.
    if (batch.circle === 'workspace' && batch.acts.some((act) => act.subject === '')) {
      for (const connection of this.#connections.keys()) this.#reconsider(connection)
    }
  }

  async dispose(): Promise<void> {
    for (const timer of [...this.#proving.values(), ...this.#settling.values()]) clearTimeout(timer)
    this.#sync.dispose()
    await this.#link.dispose()
    this.onChange.dispose()
    this.onPeer.dispose()
    this.onExchange.dispose()
  }

  #start(): Extract<HostToLink, { t: 'start' }> {
    const { workspace, key, topic, password, rendezvousUrl, document } = this.#options
    return { t: 'start', workspace, device: key().id, topic, password, rendezvous: rendezvousUrl(), document: document(), presence: this.#presence }
  }

  #onState(state: LinkState): void {
    this.state = state
    this.#reading = null
    if (state !== 'running') this.#proven.clear()
    if (state !== 'running') for (const connection of [...this.#connections.keys()]) this.#closed(connection, 'link')
    this.onChange.emit()
  }

  #onMessage(message: LinkToHost): void {
    this.#reading = message.t === 'reading' ? message.connection : null
    switch (message.t) {
      case 'sign': return this.#signTranscript(message.connection, message.transcript)
      case 'verify': return this.#verifyPeer(message.connection, message.transcript, message.signature, message.address ?? null)
      case 'open': return this.#opened(message.connection, message.device, message.address)
      case 'closed': return this.#closed(message.connection, message.reason)
      case 'message': return this.#sync.message(message.connection, message.message)
      case 'delivered': return this.#delivered(message.connection, message.ticket)
      case 'document': return this.#options.onDocument(message.update)
      case 'presence': return this.#options.onPresence(message.states)
      case 'refused':
        if (message.connection === null) this.#options.refused(message.what)
        else this.#breached(message.connection, message.what, message.address ?? null)
        return
      case 'pong':
        for (const stats of message.peers) {
          const connection = this.#connections.get(stats.connection)
          if (connection) connection.stats = stats
        }
        return
      case 'reading':
      case 'ready':
    }
  }

  /** The only thing a link can have signed: a well-formed transcript of this workspace, for this device. */
  #signTranscript(connection: ConnectionId, transcript: HandshakeTranscript): void {
    const { workspace, key } = this.#options
    if (!isForSigning(transcript, { workspace, device: key().id })) {
      this.#link.fault('handshake.sign')
      this.#link.send({ t: 'close', connection, reason: 'malformed transcript' })
      return
    }
    const second = Math.floor(performance.now() / 1000)
    if (this.#signatures.second !== second) this.#signatures = { second, given: 0 }
    if (++this.#signatures.given > MAX_SIGNATURES) return this.#link.fault('handshake.flood')
    this.#link.send({ t: 'signature', connection, signature: sign(encodeTranscript(transcript), key()) })
  }

  #verifyPeer(connection: ConnectionId, transcript: HandshakeTranscript, signature: Uint8Array, address: string | null): void {
    const { workspace, key, refused, recognise, bans } = this.#options
    if (!isForJudging(transcript, { workspace, device: key().id }) || !verify(encodeTranscript(transcript), signature, transcript.device)) {
      refused('handshake.signature')
      this.onPeer.emit({ what: 'refused', device: transcript.device, why: 'signature' })
      this.#link.send({ t: 'verdict', connection, admit: 'refuse' })
      return
    }
    this.#proven.set(connection, transcript.device)
    const recognition = recognise(transcript.device)
    if (bans.standing(transcript.device, address, recognition.as === 'unknown')) {
      refused('handshake.banned')
      this.#link.send({ t: 'verdict', connection, admit: 'refuse' })
      return
    }
    if (recognition.as === 'not a member') {
      refused('handshake.not-a-member')
      this.onPeer.emit({ what: 'refused', device: transcript.device, why: 'not a member' })
      this.#link.send({ t: 'verdict', connection, admit: 'refuse' })
      return
    }
    // The ledger first: a newcomer's acts are not kept waiting by a large document, whose mirror then holds nothing new.
    this.#link.send({ t: 'verdict', connection, admit: 'ledger', ...(recognition.as === 'member' && { person: recognition.person }) })
  }

  /**
   * Something was refused on a connection. It is held against the device whose key was proven there, or else against the
   * address, and only where it is that peer's own doing.
   */
  #breached(connection: ConnectionId, what: string, address: string | null): void {
    const { refused, bans } = this.#options
    refused(what)
    if (!isHeldAgainst(what)) return
    const device = this.#proven.get(connection)
    if (device !== undefined) bans.breach({ device, address }, what)
    else if (address !== null) bans.breach({ device: null, address }, what)
    const others = [...this.#connections].filter(([, other]) => other.device === device).map(([id]) => id)
    for (const id of new Set([connection, ...others])) this.#close(id, what)
  }

  #close(connection: ConnectionId, reason: string): void {
    this.#link.send({ t: 'close', connection, reason })
  }

  tellLook(look: DocumentLook): void {
    this.#sync.tellLook(look)
  }

  #settleWithin(connection: ConnectionId): void {
    this.#settling.set(connection, setTimeout(() => {
      if (this.#sync.isOfEpoch(connection)) this.#admitFully(connection)
      // The act that began the newer epoch is still on its way to one of the two.
      else this.#settleWithin(connection)
    }, SETTLE_MS))
  }

  /** The ledgers agree, or have had their time: the document may flow. Both documents are of one epoch. */
  #admitFully(connection: ConnectionId): void {
    const waiting = this.#settling.get(connection)
    const device = this.#connections.get(connection)?.device ?? ('' as DeviceId)
    const recognition = this.#options.recognise(device)
    if (waiting === undefined || recognition.as !== 'member') return
    clearTimeout(waiting)
    this.#settling.delete(connection)
    this.#link.send({ t: 'verdict', connection, admit: 'full', person: recognition.person })
    this.onPeer.emit({ what: 'document', device })
    this.#options.met()
  }

  #agreed(connection: ConnectionId): void {
    const known = this.#connections.get(connection)
    if (known) this.onPeer.emit({ what: 'agreed', device: known.device })
    this.#admitFully(connection)
  }

  #opened(connection: ConnectionId, device: DeviceId, address: string | null): void {
    const member = this.#options.recognise(device).as === 'member'
    this.#connections.set(connection, { device, address, since: this.#options.now(), stats: null })
    this.#sync.opened(connection, device, member)
    this.#settleWithin(connection)
    if (!member) {
      this.#proving.set(connection, setTimeout(() => {
        this.#options.refused('handshake.unproven')
        this.onPeer.emit({ what: 'refused', device, why: 'unproven' })
        this.#link.send({ t: 'close', connection, reason: 'not recognised' })
      }, PROVE_MS))
    }
    this.onPeer.emit({ what: 'opened', device, address })
    this.onChange.emit()
  }

  #closed(connection: ConnectionId, reason: string): void {
    clearTimeout(this.#proving.get(connection))
    this.#proving.delete(connection)
    clearTimeout(this.#settling.get(connection))
    this.#settling.delete(connection)
    this.#proven.delete(connection)
    this.#sync.closed(connection)
    const known = this.#connections.get(connection)
    if (!known) return
    this.#connections.delete(connection)
    this.onPeer.emit({ what: 'closed', device: known.device, address: known.address, reason })
    this.onChange.emit()
  }

  #reconsider(connection: ConnectionId): void {
    const known = this.#connections.get(connection)
    if (!known) return
    const recognition = this.#options.recognise(known.device)
    if (recognition.as === 'not a member') this.#link.send({ t: 'close', connection, reason: 'not a member' })
    if (recognition.as !== 'member' || !this.#proving.has(connection)) return
    clearTimeout(this.#proving.get(connection))
    this.#proving.delete(connection)
    this.#sync.trust(connection)
  }

  #delivered(connection: ConnectionId, ticket: number): void {
    const known = this.#connections.get(connection)
    if (known) this.onExchange.emit({ device: known.device, reachMoved: false, acknowledged: true })
    this.#sync.delivered(connection, ticket)
  }

  #exchanged(device: DeviceId, reachMoved: boolean): void {
    this.onExchange.emit({ device, reachMoved, acknowledged: false })
  }
}
