// The relay copy of the document and presence, and how they are exchanged with the neighbours. y-webrtc carries both and
// hands every change to every connection; here it is decided which of those messages go out, and peers' messages are read.
import * as sha256 from 'lib0/hash/sha256'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { DeviceId } from '#shared/base/ids.ts'
import { decodeSpread, DIGEST_BYTES, encodeDigest, encodeNeighbours, encodeSpread, type ShortId } from '#shared/protocol/spread.ts'
import { Allowance } from '../allowance.ts'
import { Comparing, COMPARING, type ComparingTiming } from './comparing.ts'
import { DraftTrial } from './draft-trial.ts'
import { admitsPresence, EMPTY_STEP_2, forgetPending, PeerLimits, readDocumentMessage, takeUpdate, type DocumentMessage } from './guard.ts'
import { Neighbours, type Arrival } from './neighbours.ts'
import { asking, kindOf, presenceIn } from './y-message.ts'

const FROM_HOST = Symbol('from the host')
/** Neighbours are told of changes among one another so many ms later, all at once. */
const TELL_AFTER = 50

/** A fully admitted connection. */
export interface ExchangeLink {
  /** Sends on the document channel, past y-webrtc. */
  send(message: Uint8Array): void
}

export interface ExchangeEvents {
  update(update: Uint8Array): void
  presence(): void
  /** Devices to which no way is known any more. */
  lost(devices: ReadonlySet<ShortId>): void
}

interface Reading<Link> {
  /** Null where what arrives goes no further by itself: neighbours compare instead. */
  readonly arrival: Arrival<Link> | null
}

interface Planned<Link> {
  readonly message: Uint8Array
  readonly to: ReadonlySet<Link>
  readonly bytes: Uint8Array
}

export class Exchange<Link extends ExchangeLink> {
  readonly doc = new Y.Doc()
  readonly awareness = new awarenessProtocol.Awareness(this.doc)
  readonly #events: ExchangeEvents
  readonly #neighbours: Neighbours<Link>
  readonly #comparing: Comparing<Link>
  readonly #limits = new Map<Link, PeerLimits>()
  readonly #hints = new Map<Link, Allowance>()
  #reading: Reading<Link> | null = null
  #planned: Planned<Link> | null = null
  #digest: Uint8Array | null = null
  #changes = 0
  #telling: ReturnType<typeof setTimeout> | undefined
  #within = new Set<ShortId>()

  constructor(device: DeviceId, events: ExchangeEvents, timing: ComparingTiming = COMPARING) {
    this.#events = events
    this.#neighbours = new Neighbours(device)
    this.#comparing = new Comparing({
      digest: () => (this.#digest ??= digestOf(this.doc)),
      send: (link, digest, answers) => link.send(encodeDigest(digest, answers)),
      ask: (link) => link.send(asking(this.doc)),
      leads: (link) => this.#neighbours.precedes(link),
      now: () => performance.now(),
    }, timing)
    new DraftTrial(this.doc, (origin) => origin !== FROM_HOST)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      this.#digest = null
      this.#changes++
      this.#comparing.changed()
      if (origin !== FROM_HOST) events.update(update)
    })
    this.awareness.on('change', () => events.presence())
  }

  applyFromHost(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FROM_HOST)
    forgetPending(this.doc)
  }

  opened(link: Link, device: DeviceId): void {
    if (this.#neighbours.has(link)) return
    this.#neighbours.add(link, device)
    this.#limits.set(link, new PeerLimits(performance.now()))
    this.#hints.set(link, new Allowance(20, 100, performance.now()))
    this.#comparing.opened(link)
    this.#neighboursChanged()
  }

  closed(link: Link): void {
    if (!this.#neighbours.delete(link)) return
    this.#limits.delete(link)
    this.#hints.delete(link)
    this.#comparing.closed(link)
    // What it was to pass on to others may not have reached them.
    this.#comparing.compareSoon()
    this.#neighboursChanged()
  }

  /** What y-webrtc wants to send to this peer: as it goes out, or null where it need not. */
  outgoing(link: Link, message: Uint8Array): Uint8Array | null {
    switch (kindOf(message)) {
      // y-webrtc asks everyone at once as soon as it is connected; `Comparing` asks one after another, and only if need be.
      case 'ask': return null
      case 'update':
      case 'presence': {
        const { to, bytes } = this.#plan(message)
        return to.has(link) ? bytes : null
      }
      default: return message
    }
  }

  /** Reads a peer's message; what it returns may go on to y-webrtc. Throws Breach or FrameError. */
  incoming(link: Link, bytes: Uint8Array): Uint8Array | null {
    const hint = decodeSpread(bytes)
    switch (hint.t) {
      case 'digest': return this.#comparing.heard(link, hint.digest, hint.answers), null
      case 'neighbours':
        if (!this.#hints.get(link)?.spend(1, performance.now())) return null
        this.#neighbours.told(link, hint.of)
        this.#lookForLost()
        return null
      case 'spread': return this.#read(link, hint.message, { from: link, reached: hint.reached, fresh: hint.fresh })
      case 'plain': return this.#read(link, hint.message, { from: link, reached: [], fresh: [] })
    }
  }

  close(): void {
    clearTimeout(this.#telling)
    this.#comparing.close()
    this.awareness.destroy()
  }

  #read(link: Link, bytes: Uint8Array, arrival: Arrival<Link>): Uint8Array | null {
    const limits = this.#limits.get(link)
    if (!limits) return null
    const message = readDocumentMessage(bytes)
    const now = performance.now()
    switch (message.t) {
      case 'update': return this.#apply(link, message, arrival, limits)
      case 'presence':
        // Nobody else may speak for this device's own presence.
        if ((message.clocks.get(this.doc.clientID) ?? -1) > this.#ownClock()) return null
        if (!limits.presence(now) || !admitsPresence(this.awareness, message.clocks)) return null
        this.#during({ arrival }, () => awarenessProtocol.applyAwarenessUpdate(this.awareness, presenceIn(bytes), link))
        return null
      default:
        limits.ask(now)
        return bytes
    }
  }

  #apply(link: Link, message: DocumentMessage & { readonly t: 'update' }, arrival: Arrival<Link>, limits: PeerLimits): Uint8Array | null {
    const before = this.#changes
    const verdict = this.#during({ arrival: message.completes ? null : arrival }, () => takeUpdate(this.doc, message, link))
    if (verdict === 'early') {
      limits.early(performance.now())
      this.#comparing.lacking(link)
    } else if (verdict === 'too much') limits.tooMuch(performance.now())
    if (!message.completes) return null
    const news = this.#changes > before
    this.#comparing.answered(link, news)
    // An answer may hold the whole document: neighbours are not sent that, they compare.
    if (news) this.#comparing.compareSoon()
    return EMPTY_STEP_2
  }

  #during<T>(reading: Reading<Link>, run: () => T): T {
    this.#reading = reading
    try {
      return run()
    } finally {
      this.#reading = null
    }
  }

  /** One course for all connections that y-webrtc hands the same message to. */
  #plan(message: Uint8Array): Planned<Link> {
    if (this.#planned?.message === message) return this.#planned
    if (this.#reading?.arrival === null) return this.#planned = { message, to: new Set(), bytes: message }
    const { to, earlier, fresh } = this.#neighbours.course(this.#reading?.arrival ?? null)
    return this.#planned = { message, to, bytes: to.size > 0 ? encodeSpread(earlier, fresh, message) : message }
  }

  #ownClock(): number {
    return this.awareness.meta.get(this.doc.clientID)?.clock ?? 0
  }

  #neighboursChanged(): void {
    this.#lookForLost()
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined
      const told = encodeNeighbours(this.#neighbours.ids)
      for (const link of this.#neighbours.links) link.send(told)
    }, TELL_AFTER)
  }

  #lookForLost(): void {
    const within = this.#neighbours.within
    const lost = new Set([...this.#within].filter((id) => !within.has(id)))
    this.#within = within
    if (lost.size > 0) this.#events.lost(lost)
  }
}

/** Equal where all of the content is: what was written, and what of it was deleted. */
const digestOf = (doc: Y.Doc): Uint8Array => sha256.digest(Y.encodeSnapshot(Y.snapshot(doc))).slice(0, DIGEST_BYTES)
