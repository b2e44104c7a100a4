// A host on some machine of a small network, asked over its command socket by a test that listens to what it tells.
import { connectSocket } from '../../electron/host/contract/connect.ts'
import { join } from 'node:path'
import type { HostClient, Method, Params, RecordRow, Results, StatusView } from '../../shared/protocol/contract.ts'
import { parleyJson, startHost, type CliOptions, type RunningHost } from './cli.ts'
import type { Machine } from './lan.ts'

/** Real machines on a busy one: what is waited for comes, or this long has passed. */
const PATIENCE_MS = 90_000

export class LanHost {
  readonly name: string
  readonly machine: Machine
  readonly #options: CliOptions
  #host: RunningHost | null = null
  #client: HostClient | null = null

  constructor(name: string, folder: string, machine: Machine) {
    this.name = name
    this.machine = machine
    this.#options = { data: join(folder, name.toLowerCase()), inside: machine }
  }

  get running(): RunningHost {
    if (!this.#host) throw new Error(`the host of ${this.name} does not run`)
    return this.#host
  }

  async begin(): Promise<this> {
    await parleyJson(['init', '--name', this.name], this.#options)
    return this.start()
  }

  async start(): Promise<this> {
    this.#host = await startHost(['keep'], this.#options)
    this.#client = await connectSocket(this.#options.data)
    return this
  }

  async stop(signal?: NodeJS.Signals): Promise<void> {
    const host = this.#host
    this.#host = null
    this.#client?.close()
    await host?.stop(signal)
  }

  /** Founds a workspace. */
  async founds(name: string): Promise<void> {
    await this.call('workspace.create', { name })
  }

  async invites(uses = 1): Promise<string> {
    return (await this.in('invite.create', { uses })).link!
  }

  /** Resolves once this person is a member. */
  async joins(link: string): Promise<void> {
    await this.call('join.start', { link })
    await this.sees('being a member', async () => {
      const [workspace] = await this.call('workspace.list', {})
      return workspace !== undefined && (await this.in('people.list', {})).some((person) => person.you && person.member)
    })
  }

  /** Promises something to another member; its id. */
  async promises(title: string, to: LanHost): Promise<string> {
    const other = (await this.in('people.list', {})).find((person) => person.name === to.name)!.id
    return (await this.in('records.promise', { title, receives: [other] })).id
  }

  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]> {
    return this.#client!.call(method, params)
  }

  /** Calls about the one workspace this person is in. */
  async in<M extends Method>(method: M, params: Omit<Params<M>, 'workspace'>): Promise<Results[M]> {
    const [workspace] = await this.call('workspace.list', {})
    return this.call(method, { workspace: workspace!.id, ...params } as Params<M>)
  }

  status(): Promise<StatusView> {
    return this.in('status', {})
  }

  async titles(): Promise<ReadonlySet<string>> {
    return new Set((await this.in('records.list', {})).map((row: RecordRow) => row.title))
  }

  /** Resolves once `look` is true; looked at again whenever the host tells something, and each half second. */
  async sees(what: string, look: () => Promise<boolean>): Promise<void> {
    const client = this.#client!
    let wake = (): void => {}
    const listening = client.onEvent(() => wake())
    const until = performance.now() + PATIENCE_MS
    try {
      while (!(await look())) {
        if (performance.now() > until) throw new Error(`${this.name} did not come to see: ${what}. ${JSON.stringify(await this.status().catch(() => null))} ${this.running.note()}`)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 500)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    } finally {
      listening.dispose()
    }
  }

  connectedTo(count: number): Promise<void> {
    return this.sees(`${count} connected`, async () => (await this.status()).connected === count)
  }

  seesAll(titles: readonly string[]): Promise<void> {
    return this.sees(`all of ${titles.join(', ')}`, async () => {
      const known = await this.titles()
      return titles.every((title) => known.has(title))
    })
  }
}
