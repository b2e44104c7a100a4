// Hosts reduced to what a link needs of them: keys, verdicts and a document. The links and the rendezvous are the real
// ones, as child processes.
import * as Y from 'yjs'
import { cryptoReady, newDeviceKey, randomBytes, sign, verify, type DeviceKey } from '../../shared/acts/crypto.ts'
import { toHex } from '../../shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '../../shared/base/ids.ts'
import { encodeTranscript, isForJudging, isForSigning, type Admission } from '../../shared/protocol/handshake.ts'
import type {
  ConnectionId, HandshakeTranscript, HostToLink, HostToRendezvous, LinkToHost, PeerStats, RendezvousToHost,
} from '../../shared/protocol/link.ts'
import {
  openLink, openRendezvous, type ChildTiming, type LinkHandle, type RendezvousHandle, type Spawner,
} from '../../electron/host/link-process/index.ts'
import type { Namespace } from './netns.ts'

export interface Meeting {
  readonly workspace: WorkspaceId
  readonly topic: string
  readonly password: string
}

export async function newMeeting(): Promise<Meeting> {
  await cryptoReady
  const name = () => toHex(randomBytes(32))
  return { workspace: name() as WorkspaceId, topic: name(), password: name() }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Resolves once `holds` does; asked again whenever `changed` runs. Rejects after `within` ms with `what`. */
export class Waiting {
  readonly #waiting = new Set<() => void>()

  changed(): void {
    for (const check of [...this.#waiting]) check()
  }

  until(what: string, holds: () => boolean, within = 45_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (finish: () => void) => {
        clearTimeout(timer)
        this.#waiting.delete(check)
        finish()
      }
      const check = () => { if (holds()) done(resolve) }
      const timer = setTimeout(() => done(() => reject(new Error(`waited in vain for: ${what}`))), within)
      this.#waiting.add(check)
      check()
    })
  }
}

export class TestRendezvous extends Waiting {
  readonly heard: RendezvousToHost[] = []
  readonly handle: RendezvousHandle
  port = 0
  #topics: readonly string[]
  #dials: readonly string[] = []

  constructor(topics: readonly string[], options: { readonly spawn?: Spawner; readonly host?: string; readonly timing?: Partial<ChildTiming> } = {}) {
    super()
    this.#topics = topics
    this.handle = openRendezvous({
      start: () => ({ t: 'start', port: this.port, host: options.host ?? '127.0.0.1' }),
      onMessage: (message) => this.#take(message),
      spawn: options.spawn,
      timing: options.timing,
    })
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  get refusals(): readonly string[] {
    return this.heard.flatMap((message) => (message.t === 'refused' ? [message.what] : []))
  }

  send(message: HostToRendezvous): void {
    this.handle.send(message)
  }

  topics(topics: readonly string[]): void {
    this.#topics = topics
    this.send({ t: 'topics', topics })
  }

  dial(addresses: readonly string[]): void {
    this.#dials = addresses
    this.send({ t: 'dial', first: [], addresses })
  }

  listening(): Promise<void> {
    return this.until('a listening rendezvous', () => this.port !== 0)
  }

  #take(message: RendezvousToHost): void {
    if (message.t !== 'pong') this.heard.push(message)
    if (message.t === 'listening') {
      this.port = message.port
      this.send({ t: 'topics', topics: this.#topics })
      this.send({ t: 'dial', first: [], addresses: this.#dials })
    }
    this.changed()
  }
}

export interface TestLinkOptions {
  readonly meeting: Meeting
  readonly rendezvous: string
  readonly spawn: Spawner
  readonly key?: DeviceKey
  /** Verdict over a proven device; `full` by default. */
  readonly judge?: (device: DeviceId) => Admission | 'refuse'
  readonly document?: Y.Doc
  readonly presence?: string | null
  readonly timing?: Partial<ChildTiming>
  /** A connection has ended. */
  readonly lost?: () => void
}

export class TestLink extends Waiting {
  readonly key: DeviceKey
  readonly doc: Y.Doc
  readonly handle: LinkHandle
  readonly open = new Map<ConnectionId, DeviceId>()
  readonly received: { readonly connection: ConnectionId; readonly message: Uint8Array }[] = []
  readonly delivered = new Set<number>()
  readonly refusals: string[] = []
  readonly closings: string[] = []
  readonly transcripts: HandshakeTranscript[] = []
  presence: readonly string[] = []
  /** Whether ledger messages are dealt with as they come. */
  deals = true
  /** Signs of life the host was given, with the counts of that moment. */
  pongs = 0
  roundTrip: number | null = null
  /** Whole messages and bytes sent to peers so far, of all connections there have been. */
  sent = { messages: 0, bytes: 0 }
  opened = 0
  #presence: string | null
  readonly #counts = new Map<ConnectionId, { readonly messages: number; readonly bytes: number }>()
  readonly #options: TestLinkOptions

  constructor(options: TestLinkOptions) {
    super()
    this.#options = options
    this.key = options.key ?? newDeviceKey()
    this.doc = options.document ?? new Y.Doc()
    this.#presence = options.presence ?? null
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.handle.send({ t: 'document', update })
      this.changed()
    })
    this.handle = openLink({
      start: () => this.#start(),
      onMessage: (message) => {
        this.#take(message)
        this.changed()
      },
      onState: (state) => {
        if (state !== 'running') this.open.clear()
        this.changed()
      },
      spawn: options.spawn,
      timing: options.timing,
    })
  }

  setPresence(state: string | null): void {
    this.#presence = state
    this.handle.send({ t: 'presence', state })
  }

  connectionTo(device: DeviceId): ConnectionId | undefined {
    return [...this.open].find(([, other]) => other === device)?.[0]
  }

  meets(other: TestLink): Promise<void> {
    return this.until('a connection', () => this.connectionTo(other.key.id) !== undefined)
  }

  send(other: TestLink, message: Uint8Array, ticket: number): void {
    const connection = this.connectionTo(other.key.id)
    if (connection === undefined) throw new Error('not connected')
    this.handle.send({ t: 'send', connection, message, ticket })
  }

  #start(): HostToLink & { readonly t: 'start' } {
    const { meeting, rendezvous } = this.#options
    return {
      t: 'start', ...meeting, device: this.key.id, rendezvous,
      document: Y.encodeStateAsUpdate(this.doc), presence: this.#presence,
    }
  }

  #take(message: LinkToHost): void {
    switch (message.t) {
      case 'sign': return this.#sign(message.connection, message.transcript)
      case 'verify': return this.#verify(message.connection, message.transcript, message.signature)
      case 'open':
        this.opened++
        return void this.open.set(message.connection, message.device)
      case 'closed':
        this.closings.push(message.reason)
        this.open.delete(message.connection)
        return this.#options.lost?.()
      case 'message':
        this.received.push(message)
        if (this.deals) this.handle.send({ t: 'taken', connection: message.connection, bytes: message.message.length })
        return
      case 'delivered': return void this.delivered.add(message.ticket)
      case 'document': return Y.applyUpdate(this.doc, message.update, this)
      case 'presence': return void (this.presence = message.states)
      case 'refused': return void this.refusals.push(message.what)
      case 'pong':
        this.pongs++
        this.#count(message.peers)
        return void (this.roundTrip = message.peers[0]?.roundTrip ?? this.roundTrip)
      case 'reading':
      case 'ready':
    }
  }

  #count(peers: readonly PeerStats[]): void {
    for (const { connection, messagesOut, bytesOut } of peers) this.#counts.set(connection, { messages: messagesOut, bytes: bytesOut })
    const all = [...this.#counts.values()]
    this.sent = { messages: sum(all.map((one) => one.messages)), bytes: sum(all.map((one) => one.bytes)) }
  }

  #sign(connection: ConnectionId, transcript: HandshakeTranscript): void {
    this.transcripts.push(transcript)
    const own = { workspace: this.#options.meeting.workspace, device: this.key.id }
    if (!isForSigning(transcript, own)) throw new Error('the link asked for a signature it may not have')
    const signature = sign(encodeTranscript(transcript), this.key)
    this.handle.send({ t: 'signature', connection, signature })
  }

  #verify(connection: ConnectionId, transcript: HandshakeTranscript, signature: Uint8Array): void {
    const own = { workspace: this.#options.meeting.workspace, device: this.key.id }
    const sound = isForJudging(transcript, own) && verify(encodeTranscript(transcript), signature, transcript.device)
    const admit = sound ? this.#options.judge?.(transcript.device) ?? 'full' : 'refuse'
    this.handle.send({ t: 'verdict', connection, admit })
  }
}

/** A namespace with one rendezvous and what is started in it; disposing ends all. */
export interface Place {
  readonly namespace: Namespace
  readonly meeting: Meeting
  readonly rendezvous: TestRendezvous
  link(options?: Partial<TestLinkOptions>): TestLink
  dispose(): Promise<void>
}

export async function openPlace(namespace: Namespace, output?: (text: string) => void): Promise<Place> {
  const meeting = await newMeeting()
  const rendezvous = new TestRendezvous([meeting.topic], { spawn: namespace.spawner('rendezvous', output) })
  const links: TestLink[] = []
  await rendezvous.listening()
  return {
    namespace, meeting, rendezvous,
    link(options = {}) {
      const link = new TestLink({
        meeting, rendezvous: rendezvous.url, spawn: namespace.spawner('peers', output), ...options,
      })
      links.push(link)
      return link
    },
    async dispose() {
      await Promise.all(links.map((link) => link.handle.dispose()))
      await rendezvous.handle.dispose()
    },
  }
}
