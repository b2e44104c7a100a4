// Whole hosts in this process, with real folders, keys and SQLite. What lies between them is memory: a rendezvous and
// links that carry bytes as the real ones do, and can be cut. For everything that is about hosts and not about networks.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { verifyAct, type SignedAct, type VerifiedAct } from '#shared/acts/act.ts'
import { cryptoReady, randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { Clock } from '#shared/base/clock.ts'
import { mirrored } from '#shared/protocol/handshake.ts'
import type { DraftMeta, HostClient, HostEvent, Method, Params, RecordDetail, Results } from '#shared/protocol/contract.ts'
import type { HandshakeTranscript, HostToLink, HostToRendezvous, LinkToHost, RendezvousToHost } from '#shared/protocol/link.ts'
import { localClient } from '../../electron/host/contract/local.ts'
import { openHost, type Host, type HostOptions } from '../../electron/host/index.ts'
import type { ChildRunEvents, Spawner } from '../../electron/host/link-process/index.ts'

/** How long anything is waited for before a test is told what it waited for in vain. */
const PATIENCE_MS = 20_000

type Start = Extract<HostToLink, { t: 'start' }>

/** One end of a pair of links that found each other. */
interface End {
  readonly link: MemoryLink
  readonly connection: number
  readonly transcript: HandshakeTranscript
  other: End
  verdict: 'full' | 'ledger' | 'refuse' | null
  open: boolean
}

/** What stands in for a link process. By itself it is a peer without a host, for those that keep no rule. */
export class MemoryLink {
  readonly owner: string
  readonly network: MemoryNetwork
  readonly events: ChildRunEvents
  readonly doc = new Y.Doc()
  readonly ends = new Map<number, End>()
  start: Start | null = null
  presence: string | null = null
  #connections = 0

  constructor(owner: string, network: MemoryNetwork, events: ChildRunEvents) {
    this.owner = owner
    this.network = network
    this.events = events
  }

  nextConnection(): number {
    return ++this.#connections
  }

  tell(message: LinkToHost): void {
    this.network.later(() => { if (this.network.links.has(this)) this.events.message(message) })
  }

  hear(message: HostToLink): void {
    switch (message.t) {
      case 'start':
        this.start = message
        this.presence = message.presence
        Y.applyUpdate(this.doc, message.document)
        this.network.links.add(this)
        this.tell({ t: 'ready' })
        this.network.introduce()
        return
      case 'document':
        Y.applyUpdate(this.doc, message.update)
        for (const end of this.ends.values()) if (end.open) end.other.link.take(end.other, message.update)
        return
      case 'signature': return void this.#proof(message.connection, message.signature)
      case 'verdict': return this.#judged(message.connection, message.admit)
      case 'send': {
        const end = this.ends.get(message.connection)
        if (!end?.open) return
        const bytes = this.network.onWire?.(this.owner, message.message) ?? message.message
        end.other.link.tell({ t: 'message', connection: end.other.connection, message: bytes })
        this.tell({ t: 'delivered', connection: end.connection, ticket: message.ticket })
        return
      }
      case 'close': return this.cut(message.connection, message.reason)
      case 'presence':
        this.presence = message.state
        for (const end of this.ends.values()) end.other.link.sendPresences()
        return
      case 'ping': return this.tell({ t: 'pong', n: message.n, peers: [] })
      case 'stop': return this.end('stopped')
    }
  }

  /** A peer's update: kept, and told to the host where this end trusts the peer. */
  take(end: End, update: Uint8Array): void {
    if (end.verdict !== 'full') return
    Y.applyUpdate(this.doc, update)
    this.tell({ t: 'document', update })
  }

  sendPresences(): void {
    const states = [...this.ends.values()].filter((end) => end.open && end.verdict === 'full').map((end) => end.other.link.presence)
    this.tell({ t: 'presence', states: states.filter((state) => state !== null) })
  }

  cut(connection: number, reason: string): void {
    const end = this.ends.get(connection)
    if (!end) return
    for (const one of [end, end.other]) {
      one.link.ends.delete(one.connection)
      one.link.tell({ t: 'closed', connection: one.connection, reason })
    }
  }

  end(reason: string): void {
    for (const connection of [...this.ends.keys()]) this.cut(connection, 'gone')
    this.network.links.delete(this)
    this.network.later(() => this.events.ended(reason))
  }

  #proof(connection: number, signature: Uint8Array): void {
    const other = this.ends.get(connection)?.other
    other?.link.tell({ t: 'verify', connection: other.connection, transcript: mirrored(other.transcript), signature })
  }

  #judged(connection: number, admit: 'full' | 'ledger' | 'refuse'): void {
    const end = this.ends.get(connection)
    if (!end) return
    end.verdict = admit
    if (admit === 'refuse' || end.other.verdict === 'refuse') return this.cut(connection, 'refused')
    if (end.other.verdict === null) return
    for (const one of [end, end.other]) {
      if (!one.open) one.link.tell({ t: 'open', connection: one.connection, device: one.transcript.peerDevice, address: '192.0.2.1:1' })
      one.open = true
    }
    if (end.verdict !== 'full' || end.other.verdict !== 'full') return
    end.link.take(end, Y.encodeStateAsUpdate(end.other.link.doc))
    end.other.link.take(end.other, Y.encodeStateAsUpdate(end.link.doc))
  }
}

class MemoryRendezvous {
  readonly owner: string
  readonly network: MemoryNetwork
  readonly events: ChildRunEvents
  topics: ReadonlySet<string> = new Set()
  readonly meets = new Set<string>()
  readonly port: number

  constructor(owner: string, network: MemoryNetwork, events: ChildRunEvents) {
    this.owner = owner
    this.network = network
    this.events = events
    this.port = network.nextPort()
  }

  tell(message: RendezvousToHost): void {
    this.network.later(() => { if (this.network.rendezvous.has(this)) this.events.message(message) })
  }

  hear(message: HostToRendezvous): void {
    switch (message.t) {
      case 'start':
        this.network.rendezvous.add(this)
        return this.tell({ t: 'listening', port: this.port })
      case 'topics':
        this.topics = new Set(message.topics)
        return
      case 'meet': return void this.meets.add(message.topic)
      case 'part': return void this.meets.delete(message.topic)
      case 'publish':
        for (const other of this.network.rendezvous) {
          if (other === this || !other.meets.has(message.topic) || !this.network.reaches(this.owner, other.owner)) continue
          other.tell({ t: 'meeting', topic: message.topic, data: message.data })
        }
        return
      case 'ping': return this.tell({ t: 'pong', n: message.n })
      case 'stop':
        this.network.rendezvous.delete(this)
        return this.network.later(() => this.events.ended('stopped'))
      case 'dial':
      case 'retry':
    }
  }
}

export class MemoryNetwork {
  readonly links = new Set<MemoryLink>()
  readonly rendezvous = new Set<MemoryRendezvous>()
  readonly #away = new Set<string>()
  #ports = 20_000
  /** Sees every ledger message on its way and may change it. */
  onWire: ((from: string, message: Uint8Array) => Uint8Array) | null = null

  nextPort(): number {
    return ++this.#ports
  }

  later(run: () => void): void {
    setImmediate(run)
  }

  /** Who can reach whom at all, beside those who were cut off. */
  paths: (a: string, b: string) => boolean = () => true

  reaches(a: string, b: string): boolean {
    return !this.#away.has(a) && !this.#away.has(b) && this.paths(a, b) && this.paths(b, a)
  }

  /** Nothing goes in or out there any more. */
  cutOff(owner: string): void {
    this.#away.add(owner)
    for (const link of this.links) if (link.owner === owner) for (const connection of [...link.ends.keys()]) link.cut(connection, 'away')
  }

  reconnect(owner: string): void {
    this.#away.delete(owner)
    this.introduce()
  }

  spawners(owner: string): Required<Pick<HostOptions, 'spawnLink' | 'spawnRendezvous'>> {
    return {
      spawnLink: this.#spawner((events) => new MemoryLink(owner, this, events)),
      spawnRendezvous: this.#spawner((events) => new MemoryRendezvous(owner, this, events)),
    }
  }

  /** Links of one topic that reach each other and have not met go through the handshake. */
  introduce(): void {
    const links = [...this.links]
    for (const [i, a] of links.entries()) {
      for (const b of links.slice(i + 1)) {
        if (a.start!.topic !== b.start!.topic || a.owner === b.owner || !this.reaches(a.owner, b.owner)) continue
        if (![...a.ends.values()].some((end) => end.other.link === b)) this.#shakeHands(a, b)
      }
    }
  }

  #shakeHands(a: MemoryLink, b: MemoryLink): void {
    const [nonce, fingerprint, peerNonce, peerFingerprint] = [1, 2, 3, 4].map(() => randomBytes(32)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const transcript: HandshakeTranscript = {
      workspace: a.start!.workspace, device: a.start!.device, nonce, fingerprint, peerDevice: b.start!.device, peerNonce, peerFingerprint,
    }
    const left = { link: a, connection: a.nextConnection(), transcript, verdict: null, open: false } as unknown as End
    const right = { link: b, connection: b.nextConnection(), transcript: mirrored(transcript), verdict: null, open: false, other: left } as End
    left.other = right
    for (const end of [left, right]) {
      end.link.ends.set(end.connection, end)
      end.link.tell({ t: 'sign', connection: end.connection, transcript: end.transcript })
    }
  }

  #spawner(make: (events: ChildRunEvents) => { hear(message: never): void }): Spawner {
    return (events) => {
      const child = make(events)
      return { send: (message) => child.hear(structuredClone(message) as never), kill: () => child.hear({ t: 'stop' } as never) }
    }
  }
}

/** A clock that tests move. */
export class TestClock implements Clock {
  at: number

  constructor(at = Date.UTC(2026, 4, 22, 9)) {
    this.at = at
  }

  now(): number {
    return this.at
  }

  pass(ms: number): void {
    this.at += ms
  }
}

export interface SomeoneOptions extends Partial<Omit<HostOptions, 'data'>> {
  readonly network?: MemoryNetwork
  readonly data?: string
}

/** A person at a host of their own. */
export class Someone {
  readonly name: string
  readonly folder: string
  readonly data: string
  readonly options: SomeoneOptions
  readonly logged: string[] = []
  #host: Host | null = null
  #client: HostClient | null = null
  #workspace = ''

  constructor(name: string, folder: string, options: SomeoneOptions = {}) {
    this.name = name
    this.folder = folder
    this.data = options.data ?? join(folder, name.toLowerCase())
    this.options = options
  }

  async open(more: SomeoneOptions = {}): Promise<this> {
    const { network, ...options } = { ...this.options, ...more }
    this.#host = await openHost({
      stateFolder: join(this.folder, `${this.name.toLowerCase()}-state`), log: (line) => this.logged.push(line), link: network !== undefined,
      ...options, ...network?.spawners(this.data), data: this.data,
    })
    this.#client = localClient(this.#host.endpoint)
    return this
  }

  async close(): Promise<void> {
    this.#client?.close()
    await this.#host?.dispose()
    this.#host = null
    this.#client = null
  }

  get host(): Host {
    return this.#host!
  }

  get client(): HostClient {
    return this.#client!
  }

  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]> {
    return this.client.call(method, params)
  }

  /** Calls about the one workspace this person is in. */
  async in<M extends Method>(method: M, params: Omit<Params<M>, 'workspace'>): Promise<Results[M]> {
    return this.call(method, { workspace: await this.workspace(), ...params } as Params<M>)
  }

  async workspace(): Promise<string> {
    if (this.#workspace === '') this.#workspace = (await this.call('workspace.list', {}))[0]!.id
    return this.#workspace
  }

  async me(): Promise<string> {
    return (await this.in('people.list', {})).find((person) => person.you)!.id
  }

  /** Resolves with what `look` gives once it is not null; looked at again whenever the host tells something. */
  async sees<T>(what: string, look: () => Promise<T | null | false>): Promise<T> {
    let wake = (): void => {}
    const listening = this.client.onEvent(() => wake())
    const until = performance.now() + PATIENCE_MS
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => { wake = resolve })
        const seen = await look()
        if (seen !== null && seen !== false) return seen
        const left = until - performance.now()
        if (left <= 0) throw new Error(`${this.name} did not come to see: ${what}`)
        let timer: NodeJS.Timeout | undefined
        await Promise.race([told, new Promise<void>((resolve) => { timer = setTimeout(resolve, Math.min(left, 500)) })])
        clearTimeout(timer)
      }
    } finally {
      listening.dispose()
    }
  }

  /** Waits until a record is here and looks so; until it was offered, where not told otherwise. */
  seesRecord(id: string, what: string, holds: (detail: RecordDetail) => boolean = ({ revisions }) => revisions.length > 0): Promise<RecordDetail> {
    return this.sees(what, async () => {
      const known = (await this.in('records.list', {})).some((row) => row.id === id)
      const detail = known ? await this.in('records.show', { id }) : null
      return detail && holds(detail) ? detail : null
    })
  }

  /** Waits for an event of one kind. */
  hears<E extends HostEvent['event']>(event: E, holds: (event: Extract<HostEvent, { event: E }>) => boolean = () => true): Promise<Extract<HostEvent, { event: E }>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.name} did not hear of ${event}`)), PATIENCE_MS)
      const listening = this.client.onEvent((heard) => {
        if (heard.event !== event || !holds(heard as Extract<HostEvent, { event: E }>)) return
        clearTimeout(timer)
        listening.dispose()
        resolve(heard as Extract<HostEvent, { event: E }>)
      })
    })
  }

  async drafts(meta: Omit<DraftMeta, 'gives' | 'receives'> & Partial<DraftMeta>, words?: string): Promise<string> {
    const { id } = await this.in('draft.create', { meta: { gives: [], receives: [], ...meta } as never, circle: 'workspace', ...(words !== undefined && { words }) })
    return id
  }

  async gives(id: string, verb: Params<'records.give'>['verb'], more: Partial<Params<'records.give'>> = {}): Promise<RecordDetail> {
    return (await this.in('records.give', { id, verb, ...more })).record
  }

  async refused(): Promise<Readonly<Record<string, number>>> {
    return (await this.in('status', {})).refused
  }

  /** The folder once more, as a backup or a synced home directory makes it. */
  copied(to: string): Someone {
    cpSync(this.data, to, { recursive: true })
    return new Someone(this.name, this.folder, { ...this.options, data: to })
  }
}

/** All acts in the ledgers of a data folder, as another process reads them, in order of intake. Each must verify. */
export function actsOnDisk(data: string): VerifiedAct[] {
  return readdirSync(join(data, 'workspaces')).flatMap((workspace) => {
    const db = new DatabaseSync(join(data, 'workspaces', workspace, 'ledger.sqlite'), { readOnly: true })
    try {
      return (db.prepare('select bytes, signature from acts order by n').all() as unknown as SignedAct[]).map((act) => verifyAct(act))
    } finally {
      db.close()
    }
  })
}

/** A folder for one test file. */
export function testFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'parley-hosts-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Founds a workspace. */
export async function founds(name: string, folder: string, options: SomeoneOptions = {}): Promise<Someone> {
  await cryptoReady
  const founder = await new Someone(name, folder, options).open()
  await founder.call('identity.create', { name })
  await founder.call('workspace.create', { name: 'Hollin Bank' })
  return founder
}

/** Joins with an invite of a member, over the network both are on. */
export async function joins(name: string, by: Someone, options: SomeoneOptions = by.options, folder = by.folder): Promise<Someone> {
  const guest = await new Someone(name, folder, { ...options, data: join(folder, `${name.toLowerCase()}-${toHex(randomBytes(3))}`) }).open()
  await guest.call('identity.create', { name })
  const { link } = await by.in('invite.create', {})
  await guest.call('join.start', { link: link! })
  await guest.sees('being a member', async () => (await guest.call('workspace.list', {})).some((one) => !one.left && one.members > 0))
  await by.sees(`${name} among the people`, async () => (await by.in('people.list', {})).some((person) => person.name === name && person.member))
  return guest
}

/** Lets what was begun go on, while the timers of a test stand still. */
export async function turns(n = 5): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
}
