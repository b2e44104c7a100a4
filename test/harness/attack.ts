// Attacks on real hosts. Ada and Ben run real hosts, whose real children live in a private network namespace; Mallory is a
// member of their workspace like any other, whose keys are in the hands of a program of its own. An attack is over only
// when Ada and Ben have gone on with their work and lost nothing.
import { readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActId, DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import type { ChildRun } from '../../electron/host/link-process/index.ts'
import { LaterClock } from './clocks.ts'
import { HostilePeer, type HostilePeerOptions } from './hostile-peer.ts'
import { actsOnDisk, founds, joins, Someone, testFolder, type SomeoneOptions } from './hosts.ts'
import { childrenOf } from './lan.ts'
import { MemoryNetwork } from './memory-network.ts'
import { ADDRESS, Namespace } from './netns.ts'
import { Forger, stolenFrom, type StolenKeys } from './stolen-keys.ts'

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

/** Sockets that the children of a kind hold: each connection that a link begins has one an address at least. */
export async function socketsOf(entry: 'peers' | 'rendezvous'): Promise<number> {
  const children = await childrenOf(process.pid, entry)
  return children.flatMap((pid) => readdirSync(`/proc/${pid}/fd`).filter((fd) => isSocket(`/proc/${pid}/fd/${fd}`))).length
}

function isSocket(path: string): boolean {
  try {
    return readlinkSync(path).startsWith('socket:')
  } catch {
    // Closed since it was listed.
    return false
  }
}

/** The addresses from before were of no real network. */
function forgetAddresses(data: string): void {
  const path = join(data, 'settings.json')
  const settings = JSON.parse(readFileSync(path, 'utf8')) as { workspaces: { addresses: readonly unknown[] }[] }
  for (const workspace of settings.workspaces) workspace.addresses = []
  writeFileSync(path, JSON.stringify(settings))
}
