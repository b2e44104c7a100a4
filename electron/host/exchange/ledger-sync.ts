// Reconciles the workspace circle's ledger with each connected peer: heads on connect and every half minute, the acts
// the other lacks, a push of each own act at commit, and answers that tell what has arrived.
import type { Place } from '#shared/acts/causal.ts'
import type { DeviceId, TextHash } from '#shared/base/ids.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import type { ConnectionId } from '#shared/protocol/link.ts'
import type { DocumentLook, Head, LedgerMessage } from '#shared/protocol/ledger.ts'
import { hash } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { Arrival, Committed, Ledger } from '../store/ledger.ts'
import { StrangerQuota, WaitingShares } from './quota.ts'
import { fromWire, toWire } from './ledger-wire.ts'
import type { Reach } from './reach.ts'
import type { Verifier } from './verify.ts'

const ROUND_MS = 30_000
/** Bytes of acts in one message, and messages of acts under way to one peer. */
const BATCH_BYTES = 384 * 1024
const BATCHES_UNDER_WAY = 3
/** Acts read in one go while nothing is known of their size. */
const READ_FIRST = 16
/** Most texts asked for in one message, and owed to one peer. */
const MAX_WANTED = 200
/** Most addresses told, and heard of one peer. */
const MAX_ADDRESSES = 8

/** Bytes of a message that may stay here. */
const weightOf = (message: LedgerMessage): number => (message.t === 'acts'
  ? message.acts.reduce((sum, { bytes, texts }) => texts.reduce((all, text) => all + text.length, sum + bytes.length), 0) : 0)

export interface LedgerSyncOptions {
  readonly ledger: Ledger
  readonly reach: Reach
  readonly verifier: Verifier
  send(connection: ConnectionId, message: Uint8Array, ticket: number): void
  refused(what: string): void
  /** So many bytes that the peer sent are dealt with. */
  taken(connection: ConnectionId, bytes: number): void
  /** The peer brought more than it may: it is to be cut off, and nothing is held against it. */
  exceeded(connection: ConnectionId, what: string): void
  /** The peer broke a rule by its own bytes. */
  breached(connection: ConnectionId, what: string): void
  /** Something was exchanged with the device, or its reach moved. */
  exchanged(device: DeviceId, reachMoved: boolean): void
  /** After acts of a peer were taken in: its standing may have changed. */
  reconsider(connection: ConnectionId): void
  /** Which epoch of the document this host's link carries. */
  readonly epoch: number
  /** What the peer's document looks like. */
  looked(device: DeviceId, look: DocumentLook): void
  /** Both ledgers are known to hold the same for the first time, and both documents are of one epoch: they may meet. */
  settled(connection: ConnectionId): void
  /** Hashes that acts here name and whose words are missing. */
  missingTexts(): readonly TextHash[]
  textsArrived(): void
  /** Where this host may be found. */
  addresses(): readonly string[]
  /** Where the peer says that it may be found. */
  told(addresses: readonly string[], by: DeviceId): void
  now(): number
  /** What the peer's clock said just now. Told to people; nothing is decided by it. */
  clockOf(device: DeviceId, at: number): void
}

interface Peer {
  readonly connection: ConnectionId
  readonly device: DeviceId
  /** Only receive until the peer is recognised. */
  trusted: boolean
  settled: boolean
  /** The epoch of its document; null before it said so. */
  epoch: number | null
  /** The heads it told last; null before the first. */
  theirs: readonly Head[] | null
  /** Acts still to be sent, in causal order; `place` in the workspace circle. */
  outbox: Place[]
  /** Texts it asked for last and was not sent yet. */
  wanted: readonly TextHash[]
  /** It has said where it may be found. */
  told: boolean
  readonly underWay: Set<number>
  /** Messages are handled one after the other, so that acts arrive in the order sent. */
  turn: Promise<void>
}

export class LedgerSync {
  readonly #options: LedgerSyncOptions
  readonly #peers = new Map<ConnectionId, Peer>()
  readonly #timer: NodeJS.Timeout
  readonly #strangers: StrangerQuota
  readonly #waiting: WaitingShares
  #ticket = 0
  #relay: NodeJS.Timeout | null = null

  constructor(options: LedgerSyncOptions) {
    this.#options = options
    this.#strangers = new StrangerQuota(() => performance.now())
    this.#waiting = new WaitingShares((id) => options.ledger.has('workspace', id))
    this.#timer = setInterval(() => this.#round(), ROUND_MS)
    this.#timer.unref()
  }

  opened(connection: ConnectionId, device: DeviceId, trusted: boolean): void {
    const peer: Peer = { connection, device, trusted, settled: false, epoch: null, theirs: null, outbox: [], wanted: [], told: false, underWay: new Set(), turn: Promise.resolve() }
    this.#peers.set(connection, peer)
    // Whoever knows the way here knows the workspace's secret; heads tell them hashes, and let them prove who they are.
    this.#sendHeads(peer, false)
    if (trusted) this.#greet(peer)
  }

  trust(connection: ConnectionId): void {
    const peer = this.#peers.get(connection)
    if (!peer || peer.trusted) return
    peer.trusted = true
    this.#strangers.proven(connection)
    this.#sendHeads(peer, true)
    this.#greet(peer)
  }

  /** Whether the peer's document is of the epoch that is carried here. */
  isOfEpoch(connection: ConnectionId): boolean {
    return this.#peers.get(connection)?.epoch === this.#options.epoch
  }

  tellLook(look: DocumentLook): void {
    for (const peer of this.#peers.values()) if (peer.trusted) this.#send(peer, { t: 'document', ...look })
  }

  closed(connection: ConnectionId): void {
    this.#strangers.closed(connection)
    this.#peers.delete(connection)
  }

  delivered(connection: ConnectionId, ticket: number): void {
    const peer = this.#peers.get(connection)
    if (!peer?.underWay.delete(ticket)) return
    this.#options.exchanged(peer.device, false)
    this.#pump(peer)
    this.#settle(peer)
  }

  message(connection: ConnectionId, bytes: Uint8Array): void {
    const peer = this.#peers.get(connection)
    if (!peer) return
    const message = fromWire(bytes)
    if (!message) return this.#options.breached(connection, 'ledger.malformed')
    if (!peer.trusted && !this.#strangers.admits(connection, weightOf(message))) return this.#options.exceeded(connection, 'ledger.quota')
    // Checking signatures begins at once, in a thread; what was checked is taken in by turns, in the order sent.
    const verified = message.t === 'acts' ? this.#options.verifier.verify(message.acts, this.#options.refused) : null
    peer.turn = peer.turn.then(async () => {
      if (message.t === 'acts') return this.#take(peer, await verified!, bytes.length)
      this.#handle(peer, message)
      this.#options.taken(connection, bytes.length)
    }).catch((error: unknown) => {
      this.#options.refused(`ledger.failed ${(error as Error).name}`)
      this.#options.taken(connection, bytes.length)
    })
  }

  /** Own acts go to every peer at once; others' are passed on to peers who turn out to lack them. */
  committed(batch: Committed): void {
    if (batch.circle !== 'workspace') return
    const own = new Set(batch.own)
    const places = batch.acts.filter((act) => own.has(act.id)).map((act) => act.place)
    if (places.length > 0) {
      for (const peer of this.#peers.values()) if (peer.trusted) this.#queue(peer, places)
    }
    if (own.size < batch.acts.length && this.#peers.size > 1) {
      this.#relay ??= setTimeout(() => {
        this.#relay = null
        for (const peer of this.#peers.values()) if (peer.trusted) this.#sendHeads(peer, true)
      }, 250 + Math.random() * 500)
    }
  }

  dispose(): void {
    clearInterval(this.#timer)
    if (this.#relay) clearTimeout(this.#relay)
    this.#peers.clear()
  }

  #round(): void {
    for (const peer of this.#peers.values()) if (peer.trusted) this.#sendHeads(peer, false)
  }

  #settle(peer: Peer): void {
    if (peer.settled || !peer.trusted || !peer.theirs || peer.epoch !== this.#options.epoch || peer.outbox.length > 0 || peer.underWay.size > 0) return
    const chains = this.#options.ledger.chains('workspace')
    if (peer.theirs.some((head) => chains.place(head.id) === undefined)) return
    peer.settled = true
    this.#options.settled(peer.connection)
  }

  #sendHeads(peer: Peer, reply: boolean): void {
    this.#send(peer, { t: 'heads', heads: this.#options.ledger.chains('workspace').heads(), reply })
  }

  #greet(peer: Peer): void {
    this.#send(peer, { t: 'clock', at: this.#options.now() })
    this.#send(peer, { t: 'epoch', epoch: this.#options.epoch })
    const addresses = this.#options.addresses().slice(0, MAX_ADDRESSES)
    if (addresses.length > 0) this.#send(peer, { t: 'addresses', addresses })
    const texts = this.#options.missingTexts().slice(0, MAX_WANTED)
    if (texts.length === 0) return
    this.#options.ledger.askFor(texts)
    this.#send(peer, { t: 'want', texts })
  }

  /** Later messages are not kept waiting for the commit, so that a catch-up is committed a few messages at a time. */
  #take(peer: Peer, verified: readonly Arrival[], bytes: number): void {
    const { ledger, refused, taken } = this.#options
    const ofWorkspace = verified.filter((arrival) => this.#isOfWorkspace(arrival))
    const arrivals = this.#waiting.admit(ofWorkspace, peer.trusted ? peer.device : null)
    if (arrivals.length < ofWorkspace.length) refused('act.waiting')
    void ledger.take(arrivals, peer.device, this.#completes(peer, arrivals)).then(() => this.#taken(peer, arrivals)).catch(() => refused('ledger.not-taken'))
      .finally(() => {
        this.#waiting.arrived(arrivals)
        taken(peer.connection, bytes)
      })
  }

  /** Whether these are the last of a catch-up, going by the heads that the peer told. */
  #completes(peer: Peer, arrivals: readonly Arrival[]): boolean {
    const chains = this.#options.ledger.chains('workspace')
    const lacking = peer.theirs?.filter(({ id }) => chains.place(id) === undefined) ?? []
    const coming = new Set(arrivals.map(({ verified }) => verified.id))
    return lacking.length > 0 && lacking.every(({ id }) => coming.has(id))
  }

  #taken(peer: Peer, arrivals: readonly Arrival[]): void {
    if (this.#peers.get(peer.connection) !== peer) return
    const { reach, exchanged } = this.#options
    if (peer.trusted) this.#send(peer, { t: 'have', heads: this.#headsMovedBy(arrivals.map((arrival) => arrival.verified.act.device)) })
    exchanged(peer.device, reach.note(peer.device, this.#known(arrivals.map(({ verified: { act, id } }) => ({ device: act.device, seq: act.seq, id })))))
    this.#options.reconsider(peer.connection)
    this.#settle(peer)
  }

  /**
   * Heads that are here too. Another act at the same place of a chain is a fork, and tells nothing about this branch; nor
   * does an act named together with a place that is not its own, or one could claim what has not even been said.
   */
  #known(heads: readonly Head[]): Head[] {
    const chains = this.#options.ledger.chains('workspace')
    return heads.filter((head) => chains.holds(head))
  }

  /** Other circles never come this way. */
  #isOfWorkspace({ verified }: Arrival): boolean {
    if (verified.act.circle === 'workspace') return true
    this.#options.refused('act.circle')
    return false
  }

  #handle(peer: Peer, message: Exclude<LedgerMessage, { t: 'acts' }>): void {
    const { ledger, reach, exchanged } = this.#options
    switch (message.t) {
      case 'heads': {
        exchanged(peer.device, reach.note(peer.device, this.#known(message.heads)))
        peer.theirs = message.heads
        if (!peer.trusted) return
        if (message.reply) this.#sendHeads(peer, false)
        peer.outbox = ledger.chains('workspace').missingFrom(message.heads)
        this.#pump(peer)
        this.#settle(peer)
        return
      }
      case 'have':
        exchanged(peer.device, reach.note(peer.device, this.#known(message.heads)))
        return
      case 'want':
        if (!peer.trusted) return
        peer.wanted = message.texts.slice(0, MAX_WANTED)
        this.#pump(peer)
        return
      case 'texts': {
        const kept = message.texts.filter((text) => ledger.keepWanted(toHex(hash(text)) as TextHash, text))
        if (kept.length > 0) this.#options.textsArrived()
        return
      }
      case 'clock':
        this.#options.clockOf(peer.device, message.at)
        return
      case 'addresses':
        if (!peer.trusted || peer.told) return
        peer.told = true
        this.#options.told(message.addresses.slice(0, MAX_ADDRESSES), peer.device)
        return
      case 'epoch':
        peer.epoch ??= message.epoch
        this.#settle(peer)
        return
      case 'document':
        if (peer.trusted && this.isOfEpoch(peer.connection)) this.#options.looked(peer.device, message)
    }
  }

  #headsMovedBy(devices: readonly DeviceId[]): Head[] {
    const chains = this.#options.ledger.chains('workspace')
    return [...new Set(devices)].flatMap((device) => chains.headsOf(device).map((place) => ({ device, seq: chains.seq(place), id: chains.id(place) })))
  }

  #queue(peer: Peer, places: readonly Place[]): void {
    const last = peer.outbox.at(-1) ?? -1
    peer.outbox.push(...places.filter((place) => place > last))
    this.#pump(peer)
  }

  #pump(peer: Peer): void {
    const hasRoom = (): boolean => peer.underWay.size < BATCHES_UNDER_WAY && this.#peers.has(peer.connection)
    while (peer.outbox.length > 0 && hasRoom()) {
      const acts = this.#nextOf(peer.outbox)
      peer.outbox.splice(0, acts.length)
      peer.underWay.add(this.#send(peer, { t: 'acts', acts }))
    }
    while (peer.wanted.length > 0 && hasRoom()) {
      const [next, ...rest] = peer.wanted
      peer.wanted = rest
      const text = this.#options.ledger.sharedText(next!)
      if (text) peer.underWay.add(this.#send(peer, { t: 'texts', texts: [text] }))
    }
  }

  /** The first of these, as many as one message carries. */
  #nextOf(places: readonly Place[]): PackedAct[] {
    const { ledger } = this.#options
    const chains = ledger.chains('workspace')
    const acts: PackedAct[] = []
    let bytes = 0
    while (acts.length < places.length && bytes < BATCH_BYTES) {
      // About as many as still fit, going by those so far: what is read and doesn't fit is read again.
      const atOnce = acts.length === 0 ? READ_FIRST : Math.ceil(acts.length * (BATCH_BYTES - bytes) / bytes)
      const ids = places.slice(acts.length, acts.length + atOnce).map((place) => chains.id(place))
      const read = ledger.packedMany(ids)
      if (read.length < ids.length) throw new Error('an act that counts is not on disk')
      for (const act of read) {
        acts.push(act)
        bytes += act.bytes.length + act.texts.reduce((sum, text) => sum + text.length, 80)
        if (bytes >= BATCH_BYTES) break
      }
    }
    return acts
  }

  #send(peer: Peer, message: LedgerMessage): number {
    const ticket = ++this.#ticket
    this.#options.send(peer.connection, toWire(message), ticket)
    return ticket
  }
}
