// Somebody with a host of their own on some machine, who does everything with the `parley` command.
import { join } from 'node:path'
import type { RecordDetail, StatusView } from '../../shared/protocol/contract.ts'
import { parley, parleyJson, startHost, type CliOptions, type RunningHost } from './cli.ts'
import type { Machine } from './lan.ts'

const PATIENCE_MS = 45_000

export class LanPerson {
  readonly name: string
  readonly options: CliOptions
  #host: RunningHost | null = null

  constructor(name: string, folder: string, machine: Machine) {
    this.name = name
    this.options = { data: join(folder, name.toLowerCase()), inside: machine }
  }

  get host(): RunningHost {
    if (!this.#host) throw new Error(`the host of ${this.name} does not run`)
    return this.#host
  }

  async begin(): Promise<void> {
    await this.does('init', '--name', this.name, '--device', `${this.name}'s desk`)
    await this.start()
  }

  async start(...args: string[]): Promise<void> {
    this.#host = await startHost(['keep', ...args], this.options)
  }

  /** Asks the host to end; throws unless it ended well. */
  async stop(): Promise<void> {
    const host = this.#host
    this.#host = null
    if (!host) return
    const code = await host.stop()
    if (code !== 0) throw new Error(`the host of ${this.name} ended with ${code}: ${host.note()}`)
  }

  does<T = Record<string, unknown>>(...args: string[]): Promise<T> {
    return parleyJson<T>(args, this.options)
  }

  /** Waits until the person's own host shows the record so. */
  sees(id: string, what: string, holds: (record: RecordDetail) => boolean): Promise<RecordDetail> {
    return this.#until(what, ['show', id], holds)
  }

  status(what: string, holds: (status: StatusView) => boolean): Promise<StatusView> {
    return this.#until(what, ['status'], holds)
  }

  async #until<T>(what: string, args: readonly string[], holds: (value: T) => boolean): Promise<T> {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      const { exit, out, note } = await parley([...args, '--json'], this.options)
      const value = exit === 0 ? JSON.parse(out) as T : null
      if (value !== null && holds(value)) return value
      if (performance.now() > until) throw new Error(`${this.name} did not come to see: ${what}. Last seen: ${out}${note}`)
    }
  }
}
