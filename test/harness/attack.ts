// Attacks on real hosts. Ada and Ben run real hosts, whose real children live in a private network namespace; Mallory is a
// member of their workspace like any other, whose keys are in the hands of a program of its own. An attack is over only
// when Ada and Ben have gone on with their work and lost nothing.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import { signAct, verifyAct, type Act, type SignedAct, type VerifiedAct } from '#shared/acts/act.ts'
import { derive, sign, type DeviceKey } from '#shared/acts/crypto.ts'
import { toBase64, toHex } from '#shared/base/bytes.ts'
import type { Clock } from '#shared/base/clock.ts'
import type { ActId, DeviceId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { encodeTranscript } from '#shared/protocol/handshake.ts'
import { encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import { decodeSpread } from '#shared/protocol/spread.ts'
import type { HandshakeTranscript } from '#shared/protocol/link.ts'
import { fromWire } from '../../electron/host/exchange/ledger-wire.ts'
import { Vault } from '../../electron/host/vault/vault.ts'
import type { ChildRun } from '../../electron/host/link-process/index.ts'
import { actsOnDisk, founds, joins, MemoryNetwork, Someone, testFolder, type SomeoneOptions } from './hosts.ts'
import { childrenOf } from './lan.ts'
import { Waiting } from './links.ts'
import { ADDRESS, Namespace } from './netns.ts'
import type { ConversationId, Order, Report } from './peers/own-code.ts'

/** What a member's data folder gives away to whoever has it. */
export interface StolenKeys {
  readonly workspace: WorkspaceId
  readonly topic: string
  readonly password: string
  readonly key: DeviceKey
  readonly person: PersonId
  /** Every act of the workspace that the member held, in causal order. */
  readonly acts: readonly VerifiedAct[]
}

/** Reads them from the data folder of somebody whose host has ended. */
async function stolenFrom(member: Someone, workspace: WorkspaceId): Promise<StolenKeys> {
  const vault = (await Vault.read(member.data, null))!
  const secret = vault.workspaceSecret(workspace)!
  const key = vault.deviceKey(workspace)
  const acts = actsOnDisk(member.data).filter(({ act }) => act.circle === 'workspace')
  const own = acts.find(({ act }) => act.device === key.id)!
  return {
    workspace, topic: toHex(derive(secret, 'topic')), password: toBase64(derive(secret, 'signalling')), key, acts,
    person: own.act.person === '' ? (own.id as string as PersonId) : own.act.person,
  }
}

export interface HostilePeerOptions {
  readonly namespace: Namespace
  readonly stolen: StolenKeys
  /** `ws://host:port` of everyone it calls. */
  readonly rendezvous: readonly string[]
  /** Who it says it is, where not the member whose keys these are. */
  readonly device?: DeviceId
  /** What it signs a handshake with; the stolen key, where not told. Null: nothing ever. */
  readonly signs?: (transcript: HandshakeTranscript) => Uint8Array | null
  /** Stands between the first two that answer, and carries what they say. */
  readonly between?: boolean
}

/** One end of an authenticated link, in the hands of the test. */
export class Conversation {
  readonly id: ConversationId
  readonly heard: { readonly channel: 'ledger' | 'document'; readonly message: Uint8Array }[] = []
  /** The device at the other end, once both have admitted each other. */
  device: DeviceId | null = null
  admission: 'ledger' | 'full' | null = null
  /** The other end's signature over the handshake. */
  proof: Uint8Array | null = null
  closed = false
  readonly #give: (order: Order) => void

  constructor(id: ConversationId, give: (order: Order) => void) {
    this.id = id
    this.#give = give
  }

  /** What was said over the ledger channel. */
  get ledger(): LedgerMessage[] {
    return this.heard.flatMap(({ channel, message }) => (channel === 'ledger' ? fromWire(message) ?? [] : []))
  }

  /** A whole message of any bytes, in sound frames and under the receiver's window. */
  message(channel: 'ledger' | 'document', message: Uint8Array): void {
    this.#give({ t: 'message', conversation: this.id, channel, message })
  }

  /** The same without an end: whatever ends a longer message is held back from now on. */
  unfinished(channel: 'ledger' | 'document', message: Uint8Array): void {
    this.#give({ t: 'message', conversation: this.id, channel, message, unfinished: true })
  }

  says(message: LedgerMessage): void {
    this.message('ledger', encodeLedgerMessage(message))
  }

  /** Hands over acts, made here or heard elsewhere, in this order. */
  gives(...acts: readonly SignedAct[]): void {
    this.says({ t: 'acts', acts: acts.map((act) => ({ texts: [], ...act })) })
  }

  /** Any bytes as one message of the data channel: the frame is the test's to make. */
  frame(bytes: Uint8Array | string): void {
    this.#give({ t: 'frame', conversation: this.id, bytes })
  }

  hangUp(): void {
    this.#give({ t: 'hang up', conversation: this.id })
  }
}

/** A member with code of their own: a process in the namespace that speaks the real protocol and does what it is told. */
export class HostilePeer extends Waiting {
  readonly stolen: StolenKeys
  readonly conversations: Conversation[] = []
  readonly transcripts: HandshakeTranscript[] = []
  /** Channels of which frames went through it, where it stands between others. */
  readonly carried = new Set<string>()
  readonly #run: ChildRun
  readonly #signs: (transcript: HandshakeTranscript) => Uint8Array | null
  #ready = false
  #ended = false

  constructor({ namespace, stolen, rendezvous, device, signs, between = false }: HostilePeerOptions) {
    super()
    this.stolen = stolen
    this.#signs = signs ?? ((transcript) => sign(encodeTranscript(transcript), stolen.key))
    this.#run = namespace.script(new URL('./peers/own-code.ts', import.meta.url).pathname)({
      message: (report) => {
        this.#take(report as Report)
        this.changed()
      },
      ended: () => {
        this.#ended = true
        this.changed()
      },
    })
    const { workspace, topic, password, key } = stolen
    this.#give({ t: 'start', workspace, device: device ?? key.id, topic, password, rendezvous, between })
  }

  /** Acts that were handed to it, in order. */
  get acts(): VerifiedAct[] {
    return this.conversations.flatMap(({ ledger }) => ledger.flatMap((said) => (said.t === 'acts' ? said.acts.map((act) => ({ ...act, ...verifyAct(act) })) : [])))
  }

  /** Waits until somebody has handed over such an act. */
  async hears(what: string, which: (act: VerifiedAct) => boolean): Promise<VerifiedAct> {
    await this.until(what, () => this.acts.some(which))
    return this.acts.find(which)!
  }

  /** Waits for a presence of a device that holds these words, as it travels. */
  async presenceOf(device: DeviceId, words: string): Promise<string> {
    const found = (): string | undefined => this.conversations.flatMap(({ heard }) => heard).flatMap(({ channel, message }) => (channel === 'document' ? presencesIn(message) : []))
      .find((text) => text.includes(device) && text.includes(words))
    await this.until('a presence', () => found() !== undefined)
    return found()!
  }

  /** Those who have admitted it and have not hung up. */
  get open(): Conversation[] {
    return this.conversations.filter(({ admission, closed }) => admission !== null && !closed)
  }

  /** Calls whoever is there; resolves once a device has let it in so far (`full` carries the document too). */
  async meets(device: DeviceId, admission: 'ledger' | 'full' = 'full'): Promise<Conversation> {
    const found = () => this.open.find((one) => one.device === device && (admission === 'ledger' || one.admission === 'full'))
    await this.calls(`a conversation with ${device.slice(0, 8)}`, () => found() !== undefined)
    return found()!
  }

  /** Calls again and again until something has come of it. */
  async calls(what: string, holds: () => boolean, within = 40_000): Promise<void> {
    await this.until('a peer of its own code', () => this.#ready)
    const dialling = setInterval(() => this.#give({ t: 'dial' }), 1500)
    this.#give({ t: 'dial' })
    try {
      await this.until(what, holds, within)
    } finally {
      clearInterval(dialling)
    }
  }

  async dispose(): Promise<void> {
    this.#run.send({ t: 'stop' })
    const killing = setTimeout(() => this.#run.kill(), 2000)
    await this.until('its end', () => this.#ended)
    clearTimeout(killing)
  }

  #give(order: Order): void {
    this.#run.send(order)
  }

  #take(report: Report): void {
    if (report.t === 'ready') return void (this.#ready = true)
    if (report.t === 'carried') return void this.carried.add(report.channel)
    if (report.t === 'channel') return void this.conversations.push(new Conversation(report.conversation, (order) => this.#give(order)))
    const conversation = this.conversations.find(({ id }) => id === report.conversation)
    if (!conversation) return
    switch (report.t) {
      case 'sign': return this.#sign(conversation, report.transcript)
      case 'proof': return void (conversation.proof = report.signature)
      case 'admitted':
        conversation.device = report.device
        conversation.admission = report.admission
        return
      case 'message': return this.#hear(conversation, report.channel, report.message)
      case 'closed': return void (conversation.closed = true)
    }
  }

  #sign(conversation: Conversation, transcript: HandshakeTranscript): void {
    this.transcripts.push(transcript)
    const signature = this.#signs(transcript)
    if (signature) this.#give({ t: 'signature', conversation: conversation.id, signature })
  }

  /** Heads and epoch are answered with the same: it says that it has all there is, so that the document may follow. */
  #hear(conversation: Conversation, channel: 'ledger' | 'document', message: Uint8Array): void {
    conversation.heard.push({ channel, message })
    const said = channel === 'ledger' ? fromWire(message) : null
    if (said?.t === 'heads') conversation.says({ ...said, reply: false })
    if (said?.t === 'epoch') conversation.says(said)
  }
}

/** The texts of the presences in a message of the document channel. */
function presencesIn(bytes: Uint8Array): string[] {
  const hint = decodeSpread(bytes)
  if ((hint.t !== 'plain' && hint.t !== 'spread') || hint.message[0] !== 1) return []
  const states = decoding.createDecoder(decoding.readVarUint8Array(decoding.createDecoder(hint.message.subarray(1))))
  return Array.from({ length: decoding.readVarUint(states) }, () => {
    decoding.readVarUint(states)
    decoding.readVarUint(states)
    return (JSON.parse(decoding.readVarString(states)) as { text?: string } | null)?.text ?? ''
  })
}

/** Makes acts with a stolen key, each upon the one before unless told otherwise. */
export class Forger {
  readonly stolen: StolenKeys
  last: VerifiedAct

  constructor(stolen: StolenKeys) {
    this.stolen = stolen
    this.last = stolen.acts.findLast(({ act }) => act.device === stolen.key.id)!
  }

  /** The member's next act; `changes` may contradict anything. */
  next(changes: Partial<Act> & Pick<Act, 'type'>): VerifiedAct {
    const { key, person, workspace } = this.stolen
    const made = signAct({
      v: 1, workspace, circle: 'workspace', subject: '', body: {}, person, device: key.id,
      seq: this.last.act.seq + 1, prev: this.last.id, seen: [], at: Date.now(), ...changes,
    }, key)
    return (this.last = made)
  }

  /** Any act, signed with the stolen key, that moves nothing here. */
  aside(changes: Partial<Act> & Pick<Act, 'type'>): VerifiedAct {
    const { last } = this
    const made = this.next(changes)
    this.last = last
    return made
  }
}

/** The real time, and as much more as a test lets pass. */
class LaterClock implements Clock {
  #later = 0

  now(): number {
    return Date.now() + this.#later
  }

  pass(ms: number): void {
    this.#later += ms
  }
}

/** Longer than anybody is held guilty of anything. */
const FORGIVEN_MS = 26 * 3_600_000

/** What was there before an attack and must be there after it. */
interface Before {
  readonly acts: ReadonlyMap<Someone, readonly ActId[]>
  readonly refused: ReadonlyMap<Someone, Readonly<Record<string, number>>>
}

/** Ada and Ben at work in one namespace with Mallory. */
export class Town {
  readonly namespace: Namespace
  readonly ada: Someone
  readonly ben: Someone
  readonly workspace: WorkspaceId
  readonly stolen: StolenKeys
  /** The hosts'. */
  readonly clock: LaterClock
  readonly #folder: ReturnType<typeof testFolder>
  readonly #peers: { dispose(): Promise<void> }[] = []
  #before: Before = { acts: new Map(), refused: new Map() }
  #letters = 0

  private constructor(namespace: Namespace, folder: ReturnType<typeof testFolder>, people: readonly [Someone, Someone], stolen: StolenKeys, clock: LaterClock) {
    this.namespace = namespace
    this.clock = clock
    this.#folder = folder
    this.ada = people[0]
    this.ben = people[1]
    this.stolen = stolen
    this.workspace = stolen.workspace
  }

  /** `both` goes to both hosts, `ada` to hers. */
  static async open(options: { readonly both?: SomeoneOptions; readonly ada?: (namespace: Namespace) => SomeoneOptions } = {}): Promise<Town> {
    const namespace = await Namespace.open()
    const folder = testFolder()
    const network = new MemoryNetwork()
    const ada = await founds('Ada', folder.path, { network })
    const ben = await joins('Ben', ada)
    const mallory = await joins('Mallory', ada)
    const workspace = (await ada.workspace()) as WorkspaceId
    await ben.sees('Mallory', async () => (await ben.in('people.list', {})).length === 3)
    for (const one of [ada, ben, mallory]) await one.close()
    const stolen = await stolenFrom(mallory, workspace)
    const clock = new LaterClock()
    const real = (one: Someone, own: SomeoneOptions = {}): Someone => new Someone(one.name, one.folder, {
      data: one.data, link: true, clock, spawnLink: namespace.spawner('peers'), spawnRendezvous: namespace.spawner('rendezvous'), ...options.both, ...own,
    })
    const town = new Town(namespace, folder, [real(ada, options.ada?.(namespace)), real(ben)], stolen, clock)
    for (const { data } of [ada, ben]) forgetAddresses(data)
    try {
      await town.ada.open()
      await town.ben.open()
      await town.ben.in('network.add', { address: `${ADDRESS}:${town.ada.host.rendezvousPort}` })
      await town.meet()
    } catch (error) {
      await town.dispose()
      throw error
    }
    return town
  }

  async dispose(): Promise<void> {
    await this.part()
    await Promise.all([this.ada.close(), this.ben.close()])
    await this.namespace.dispose()
    this.#folder.remove()
  }

  /** Ada and Ben are connected. */
  async meet(): Promise<void> {
    for (const one of [this.ada, this.ben]) await one.sees('the other', async () => (await one.in('status', {})).peers.some((peer) => peer.connected && peer.name !== 'Mallory'))
  }

  /** The way to everyone's rendezvous, as from another machine. */
  get rendezvous(): readonly string[] {
    return [this.ada, this.ben].map((one) => this.wayTo(one))
  }

  wayTo(one: Someone): string {
    return `ws://${ADDRESS}:${one.host.rendezvousPort}`
  }

  /** The device under which somebody is known in the workspace. */
  async deviceOf(one: Someone): Promise<DeviceId> {
    const me = await one.me()
    const founding = actsOnDisk(one.data).find(({ id, act }) => act.person === me || (id as string) === me)!
    return founding.act.device
  }

  /** A program in the namespace that has Mallory's keys, and does with them as told. */
  mallory(more: Partial<HostilePeerOptions> = {}): HostilePeer {
    const peer = new HostilePeer({ namespace: this.namespace, stolen: this.stolen, ...more, rendezvous: more.rendezvous ?? this.rendezvous })
    this.#peers.push(peer)
    return peer
  }

  forger(): Forger {
    return new Forger(this.stolen)
  }

  /** A program of the tests in the namespace; it ends with the attack. */
  program<Start extends object, Told>(name: string, start: Start, told: (message: Told) => void): ChildRun {
    let gone = (): void => {}
    const ended = new Promise<void>((resolve) => { gone = resolve })
    const run = this.namespace.script(new URL(`./peers/${name}.ts`, import.meta.url).pathname)({ message: (message) => told(message as Told), ended: () => gone() })
    this.#peers.push({ dispose: () => { run.kill(); return ended } })
    run.send(start)
    return run
  }

  /** Ends the programs of an attack. */
  async part(): Promise<void> {
    await Promise.all(this.#peers.splice(0).map((peer) => peer.dispose()))
  }

  /** Remembers what Ada and Ben have. What was held against anybody is forgiven. */
  async begin(): Promise<void> {
    this.clock.pass(FORGIVEN_MS)
    const people = [this.ada, this.ben]
    this.#before = {
      acts: new Map(people.map((one) => [one, actsOnDisk(one.data).map(({ id }) => id)])),
      refused: new Map(await Promise.all(people.map(async (one) => [one, await one.refused()] as const))),
    }
  }

  /** How often something was turned away at somebody's host since `begin`. */
  async refused(one: Someone, what: string): Promise<number> {
    return ((await one.refused())[what] ?? 0) - (this.#before.refused.get(one)?.[what] ?? 0)
  }

  /** Waits until somebody's host has counted it. */
  async counts(one: Someone, what: string, atLeast = 1): Promise<void> {
    await one.sees(`${what} among what was refused`, async () => (await this.refused(one, what)) >= atLeast)
  }

  /** The main job goes on, over the real link, with everyone still there: a letter is offered, accepted and in force. */
  async goOn(): Promise<string> {
    const { ada, ben } = this
    const draft = await ada.drafts({ title: `Letter ${++this.#letters}`, kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
    await ada.gives(draft, 'offer')
    await ben.seesRecord(draft, 'the offer')
    await ben.gives(draft, 'accept')
    for (const one of [ada, ben]) await one.seesRecord(draft, 'it in force', ({ state }) => state === 'in force')
    return draft
  }

  /** Nothing that was there before is gone. */
  lost(): readonly ActId[] {
    return [this.ada, this.ben].flatMap((one) => {
      const now = new Set(actsOnDisk(one.data).map(({ id }) => id))
      return this.#before.acts.get(one)!.filter((id) => !now.has(id))
    })
  }
}

/** Memory of the children of all hosts of this test that run this entry, oldest first, in MiB. */
export async function memoryOf(entry: 'peers' | 'rendezvous'): Promise<number[]> {
  const children = await childrenOf(process.pid, entry)
  return children.map((pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024)
}

/** The addresses from before were of no real network. */
function forgetAddresses(data: string): void {
  const path = join(data, 'settings.json')
  const settings = JSON.parse(readFileSync(path, 'utf8')) as { workspaces: { addresses: readonly unknown[] }[] }
  for (const workspace of settings.workspaces) workspace.addresses = []
  writeFileSync(path, JSON.stringify(settings))
}
