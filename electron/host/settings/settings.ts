// Small things worth keeping that nobody signed: theme, open tabs, ports, remembered addresses, joins under way.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { LowSync, type SyncAdapter } from 'lowdb'
import { z } from 'zod'
import { writeAtomically } from '../store/atomic-file.ts'

const schema = z.object({
  v: z.literal(1),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  /** Chosen once and kept, or every restart would kill the invites. */
  rendezvousPort: z.int().min(0).max(65535).nullable().catch(null),
  workspaces: z.array(z.object({
    id: z.string(),
    /** `host:port` of rendezvous that answered, newest first. */
    addresses: z.array(z.string()).catch([]),
  })).catch([]),
  /** `at`: when it began; part of the founding act, so that a join taken up again is the same person asking. */
  joins: z.array(z.object({ id: z.string(), link: z.string(), addresses: z.array(z.string()), at: z.int().min(0).catch(0) })).catch([]),
  held: z.array(z.object({
    id: z.string(), workspace: z.string(), record: z.string(), title: z.string(), verb: z.string(),
    revision: z.string().nullable(), words: z.string().nullable(), text: z.string().nullable(),
    about: z.string().nullable().catch(null),
  })).catch([]),
  /** Page state by key, JSON text. */
  kept: z.record(z.string(), z.string()).catch({}),
})
export type SettingsData = z.infer<typeof schema>

const EMPTY: SettingsData = { v: 1, theme: 'system', rendezvousPort: null, workspaces: [], joins: [], held: [], kept: {} }
/** Addresses remembered of a workspace; as many of them as nobody's word displaces. */
const MAX_ADDRESSES = 16
const MAX_SURE = 8
/** Keys of page state kept; the oldest go first. */
const MAX_KEPT = 500

/** A file that can't be understood is set aside, never overwritten: it may hold what a person wants back. */
class AtomicJson implements SyncAdapter<SettingsData> {
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  read(): SettingsData | null {
    if (!existsSync(this.#path)) return null
    try {
      return schema.parse(JSON.parse(readFileSync(this.#path, 'utf8')))
    } catch {
      let aside = `${this.#path}.unreadable`
      for (let n = 2; existsSync(aside); n++) aside = `${this.#path}.unreadable-${n}`
      renameSync(this.#path, aside)
      return null
    }
  }

  write(data: SettingsData): void {
    writeAtomically(this.#path, JSON.stringify(data, null, 1), 0o600)
  }
}

export class Settings {
  readonly #db: LowSync<SettingsData>

  constructor(data: string) {
    this.#db = new LowSync(new AtomicJson(join(data, 'settings.json')), structuredClone(EMPTY))
    this.#db.read()
  }

  get data(): Readonly<SettingsData> {
    return this.#db.data
  }

  update(edit: (data: SettingsData) => void): void {
    edit(this.#db.data)
    this.#db.write()
  }

  /** As `update`, for what nobody asked for just now: where the disk refuses, it is written with the next change. */
  note(edit: (data: SettingsData) => void): void {
    edit(this.#db.data)
    try {
      this.#db.write()
    } catch (error) {
      if (typeof (error as { code?: unknown }).code !== 'string') throw error
    }
  }

  keep(key: string, value: string): void {
    this.update((data) => {
      delete data.kept[key]
      data.kept[key] = value
      for (const old of Object.keys(data.kept).slice(0, -MAX_KEPT)) delete data.kept[old]
    })
  }

  addressesOf(workspace: string): readonly string[] {
    return this.data.workspaces.find((entry) => entry.id === workspace)?.addresses ?? []
  }

  /** Puts in front what answered; at most 16 are remembered. */
  remember(workspace: string, addresses: readonly string[]): void {
    this.#know(workspace, [...addresses, ...this.addressesOf(workspace)])
  }

  /** What somebody says of themselves: behind those that answered, or one liar would make a host forget the way to all others. */
  hear(workspace: string, addresses: readonly string[]): void {
    const known = this.addressesOf(workspace)
    this.#know(workspace, [...known.slice(0, MAX_SURE), ...addresses, ...known.slice(MAX_SURE)])
  }

  #know(workspace: string, addresses: readonly string[]): void {
    const known = this.addressesOf(workspace)
    const next = [...new Set(addresses)].slice(0, MAX_ADDRESSES)
    if (next.length === known.length && next.every((address, i) => address === known[i])) return
    this.note((data) => {
      const entry = data.workspaces.find((candidate) => candidate.id === workspace)
      if (entry) entry.addresses = next
      else data.workspaces.push({ id: workspace, addresses: next })
    })
  }
}
