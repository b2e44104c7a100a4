// Whole hosts in this process, with real folders, keys and SQLite. What lies between them is memory: a rendezvous and
// links that carry bytes as the real ones do, and can be cut. For everything that is about hosts and not about networks.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { verifyAct, type SignedAct, type VerifiedAct } from '#shared/acts/act.ts'
import { cryptoReady, randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import { ProblemError } from '#shared/base/result.ts'
import type { DraftMeta, HostClient, HostEvent, Method, Params, RecordDetail, Results } from '#shared/protocol/contract.ts'
import { localClient } from '../../electron/host/contract/local.ts'
import { openHost, type Host, type HostOptions } from '../../electron/host/index.ts'
import type { MemoryNetwork } from './memory-network.ts'

/** How long anything is waited for before a test is told what it waited for in vain. */
const PATIENCE_MS = 60_000

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

/** What a call was refused with; `done` where it was not. */
export const codeOf = (call: Promise<unknown>): Promise<string> => call.then(() => 'done', (error: unknown) => {
  if (error instanceof ProblemError) return error.problem.code
  throw error
})

/** Lets what was begun go on, while the timers of a test stand still. */
export async function turns(n = 5): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
}
