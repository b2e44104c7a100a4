// The host's rendezvous and what goes over it beside y-webrtc's signalling: calls of newcomers and their answers. One a
// host, shared by its workspaces and the joins under way.
import { Emitter } from '#shared/base/disposable.ts'
import { isAddress, isLoopback, type AddressSource, type Candidate } from '#shared/protocol/address.ts'
import type { DialOutcome, InterfaceReport, RendezvousToHost } from '#shared/protocol/link.ts'
import { Candidates, type FoundAddress } from './candidates.ts'
import { openRendezvous, type LinkState, type RendezvousHandle, type Spawner } from '../link-process/index.ts'

/** What one workspace or join wants of the rendezvous. */
export interface Wish {
  /** Topics relayed here. */
  readonly topics: readonly string[]
  /** Topics whose messages come to the host itself. */
  readonly meet: readonly string[]
  /** Where other hosts may be, best first. What is found by a beacon joins them. */
  readonly addresses: readonly Candidate[]
  /** Whether all addresses are tried, at once, while this wish stands; else a few are chosen to keep a socket to. */
  readonly every: boolean
  /** Keys to be found by, and to find others who hold them. */
  readonly beacons: readonly Uint8Array[]
}

export interface Dialled {
  readonly outcome: DialOutcome
  readonly at: number
  readonly nextTryAt: number | null
}

/** Somebody who holds a key of `about`, the owner of a wish, is at this address. */
export interface Found extends FoundAddress {
  readonly about: string
}

export interface MeetingPointOptions {
  readonly port: number
  readonly host: string
  /** The port that is listened on, to be kept for the next start. */
  onPort(port: number): void
  refused(what: string): void
  log(line: string): void
  now(): number
  readonly spawn?: Spawner | undefined
}

const MAX_VISITORS = 100
/** How often the kept port is asked for again where it is taken, and after how long, in ms. */
const PORT_TRIES = 10
const PORT_PAUSE_MS = 200
/** Addresses whose last outcome is known; those tried longest ago go first. */
const MAX_DIALLED = 500

export class MeetingPoint {
  readonly onMeeting = new Emitter<{ topic: string; data: Uint8Array }>()
  readonly onDialled = new Emitter<{ address: string }>()
  readonly onListening = new Emitter<number>()
  /** Each time a beacon tells an address, known or not. */
  readonly onFound = new Emitter<Found>()
  readonly onInterfaces = new Emitter<readonly InterfaceReport[]>()
  readonly dialled = new Map<string, Dialled>()
  readonly #options: MeetingPointOptions
  readonly #wishes = new Map<string, Wish>()
  readonly #candidates = new Candidates((address) => this.answers(address))
  readonly #handle: RendezvousHandle
  #met = new Set<string>()
  #wantedPort: number
  #portTries = 0
  #portTimer: NodeJS.Timeout | undefined
  port: number | null = null
  /** Addresses from which somebody came in since the start; the first few tell enough. */
  readonly visitors = new Set<string>()
  /** Why nothing listens, in words of the system; null where it does. */
  failure: string | null = null
  /** This machine's interfaces and how beacons fare on them, as told last. */
  interfaces: readonly InterfaceReport[] = []

  constructor(options: MeetingPointOptions) {
    this.#options = options
    this.#wantedPort = options.port
    this.#handle = openRendezvous({
      start: () => ({ t: 'start', port: this.#wantedPort, host: options.host }),
      onMessage: (message) => this.#onMessage(message),
      onState: (state) => this.#onState(state),
      log: options.log, refused: options.refused,
      spawn: options.spawn,
    })
  }

  wish(owner: string, wish: Wish | null): void {
    if (wish) this.#wishes.set(owner, wish)
    else this.#wishes.delete(owner)
    this.#candidates.say(owner, wish && wish.addresses)
    this.#tell()
  }

  /** Where somebody may be, for the owner of a wish: best first, what beacons told included. */
  addressesOf(owner: string): string[] {
    return this.#candidates.of(owner)
  }

  /** How this address was come by; null for one that nobody said. */
  sourceOf(address: string): AddressSource | null {
    return this.#candidates.sourceOf(address)
  }

  /** Whether a Parley answered there when it was tried last. */
  answers(address: string): boolean {
    return this.dialled.get(address)?.outcome === 'connected'
  }

  /** Looks at the interfaces and asks for others, now. */
  look(): void {
    this.#handle.send({ t: 'look' })
  }

  publish(topic: string, data: Uint8Array): void {
    this.#handle.send({ t: 'publish', topic, data })
  }

  retry(): void {
    this.#handle.send({ t: 'retry' })
  }

  /** Somebody was lost. */
  doubt(): void {
    this.#handle.send({ t: 'doubt' })
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#portTimer)
    await this.#handle.dispose()
    this.onMeeting.dispose()
    this.onDialled.dispose()
    this.onListening.dispose()
    this.onFound.dispose()
    this.onInterfaces.dispose()
  }

  #tell(): void {
    if (this.port === null) return
    const wishes = [...this.#wishes.values()]
    this.#handle.send({ t: 'topics', topics: [...new Set(wishes.flatMap((wish) => wish.topics))] })
    const meet = new Set(wishes.flatMap((wish) => wish.meet))
    for (const topic of meet) if (!this.#met.has(topic)) this.#handle.send({ t: 'meet', topic })
    for (const topic of this.#met) if (!meet.has(topic)) this.#handle.send({ t: 'part', topic })
    this.#met = meet
    this.#handle.send({
      // Reachable from this machine alone: then nobody else is looked for or told where it is.
      t: 'beacon', keys: isLoopback(this.#options.host) ? [] : [...this.#wishes].flatMap(([about, { beacons }]) => beacons.map((key) => ({ key, about }))),
    })
    this.#tellAddresses()
  }

  #tellAddresses(): void {
    const of = (every: boolean): string[] => inTurn([...this.#wishes].filter(([, wish]) => wish.every === every).map(([owner]) => this.#candidates.of(owner)))
    this.#handle.send({ t: 'dial', first: of(true), addresses: of(false) })
  }

  /**
   * A host that was killed may leave its child there for a moment longer. Then it is another program's: any other port will
   * do for now; addresses in old invites won't.
   */
  #portIsTaken(): void {
    if (this.#portTries++ >= PORT_TRIES) this.#wantedPort = 0
    const again = (): void => void this.#handle.send({ t: 'start', port: this.#wantedPort, host: this.#options.host })
    if (this.#wantedPort === 0) again()
    else this.#portTimer = setTimeout(again, PORT_PAUSE_MS)
  }

  #onState(state: LinkState): void {
    if (state === 'running') return
    this.port = null
    this.#met = new Set()
    this.interfaces = []
    this.onInterfaces.emit([])
  }

  #found(about: string, address: string, at: string): void {
    if (!this.#wishes.has(about) || !isAddress(address)) return
    const found = { about, address, interface: at, at: this.#options.now() }
    if (this.#candidates.find(about, found)) this.#tellAddresses()
    this.onFound.emit(found)
  }

  #onMessage(message: RendezvousToHost): void {
    switch (message.t) {
      case 'listening':
        this.port = message.port
        this.#wantedPort = message.port
        this.#portTries = 0
        this.failure = null
        this.#options.onPort(message.port)
        this.#tell()
        this.onListening.emit(message.port)
        return
      case 'failed':
        this.failure = message.message
        this.#options.log(`rendezvous: ${message.code}`)
        if (message.code === 'EADDRINUSE' && this.#wantedPort !== 0) this.#portIsTaken()
        return
      case 'dialled':
        this.dialled.delete(message.address)
        if (this.dialled.size >= MAX_DIALLED) this.dialled.delete(this.dialled.keys().next().value!)
        this.dialled.set(message.address, {
          outcome: message.outcome, at: this.#options.now(),
          nextTryAt: message.nextTryInMs === null ? null : this.#options.now() + message.nextTryInMs,
        })
        this.onDialled.emit({ address: message.address })
        return
      case 'meeting':
        this.onMeeting.emit({ topic: message.topic, data: message.data })
        return
      case 'found': return this.#found(message.about, message.address, message.interface)
      case 'interfaces':
        this.interfaces = message.list
        this.onInterfaces.emit(message.list)
        return
      case 'refused':
        this.#options.refused(message.what)
        return
      case 'visitor':
        if (this.visitors.size < MAX_VISITORS) this.visitors.add(message.address)
        return
      case 'pong':
    }
  }
}

/** The best of each first, then the second best: where there are too many, no owner's crowd out another's. */
function inTurn(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return [...new Set(Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat())]
}
