// Small things worth keeping that nobody signed: theme, open tabs, ports, remembered addresses, joins under way.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { LowSync, type SyncAdapter } from 'lowdb'
import { z } from 'zod'
import { ADDRESS_SOURCES, type Candidate } from '#shared/protocol/address.ts'
import { THEMES } from '#shared/protocol/methods/app.ts'
import { deskSettings, NO_DESKS } from '../desk/settings.ts'
import { writeAtomically } from '../store/atomic-file.ts'

/** Where a colleague's rendezvous may be. Best first in lists: those that answered, newest first, then what was said. */
const knownAddress = z.object({
  address: z.string(),
  source: z.enum(ADDRESS_SOURCES).catch('told'),
  /** When it answered or was said last. */
  at: z.int().min(0).catch(0),
  answered: z.boolean().catch(false),
})
export type KnownAddress = z.infer<typeof knownAddress>

/** As they were written before it was known how each was come by. */
const fromText = (entry: unknown): unknown => (typeof entry === 'string' ? { address: entry, source: 'remembered', at: 0, answered: true } : entry)

const schema = z.object({
  v: z.literal(1),
  theme: z.enum(THEMES).catch('system'),
  /** Chosen once and kept, or every restart would kill the invites. */
  rendezvousPort: z.int().min(0).max(65535).nullable().catch(null),
  workspaces: z.array(z.object({ id: z.string(), addresses: z.array(z.preprocess(fromText, knownAddress)).catch([]) })).catch([]),
  /** `at`: when it began; part of the founding act, so that a join taken up again is the same person asking. */
  joins: z.array(z.object({ id: z.string(), link: z.string(), addresses: z.array(z.string()), at: z.int().min(0).catch(0), filed: z.array(z.string()).catch([]) })).catch([]),
  held: z.array(z.object({
    id: z.string(), workspace: z.string(), record: z.string(), title: z.string(), verb: z.string(), told: z.string().optional().catch(undefined),
    revision: z.string().nullable(), words: z.string().nullable(), text: z.string().nullable(),
    about: z.string().nullable().catch(null),
    more: z.record(z.string(), z.unknown()).optional().catch(undefined),
  })).catch([]),
  desk: deskSettings.catch(NO_DESKS),
  /** `telling`: the sample that is being made; what is found there at a start was cut short. `cut`: that this was so, and nobody has read it yet. */
  sample: z.object({ telling: z.string().nullable(), cut: z.boolean() }).catch({ telling: null, cut: false }),
  /** Page state by key, JSON text. */
  kept: z.record(z.string(), z.string()).catch({}),
})
export type SettingsData = z.infer<typeof schema>

const EMPTY: SettingsData = { v: 1, theme: 'system', rendezvousPort: null, workspaces: [], joins: [], held: [], desk: NO_DESKS, sample: { telling: null, cut: false }, kept: {} }
/** Addresses remembered of a workspace; as many of them as nobody's word displaces. */
const MAX_ADDRESSES = 16
const MAX_SURE = 8
const DAY_MS = 86_400_000
/** An address that answered is let go after a quarter of a year in silence, one that was only said after a fortnight. */
const ANSWERED_FOR_MS = 90 * DAY_MS
const SAID_FOR_MS = 14 * DAY_MS
const KEPT_FOR_EVER = 4
/** Keys of page state kept; the oldest go first. */
const MAX_KEPT = 500

/** A file that can't be understood is set aside, never overwritten: it may hold what a person wants back. */
class AtomicJson implements SyncAdapter<SettingsData> {
  readonly #path: string

  setAside = false

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
      this.setAside = true
      return null
    }
  }

  write(data: SettingsData): void {
    writeAtomically(this.#path, JSON.stringify(data, null, 1), 0o600)
  }
}

export class Settings {
  readonly #db: LowSync<SettingsData>

  /** What stood there could not be read, and was set aside. */
  readonly setAside: boolean

  constructor(data: string) {
    const file = new AtomicJson(join(data, 'settings.json'))
    this.#db = new LowSync(file, structuredClone(EMPTY))
    this.#db.read()
    this.setAside = file.setAside
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

  /** Nothing is no longer kept: what was sent leaves its place to others. */
  keep(key: string, value: string): void {
    this.update((data) => {
      delete data.kept[key]
      if (value !== '') data.kept[key] = value
      for (const old of Object.keys(data.kept).slice(0, -MAX_KEPT)) delete data.kept[old]
    })
  }

  /** Everything of a workspace that is removed from this device, page state that names it included. */
  forget(workspace: string): void {
    this.update((data) => {
      data.workspaces = data.workspaces.filter(({ id }) => id !== workspace)
      data.kept = Object.fromEntries(Object.entries(data.kept).filter(([key]) => !key.includes(workspace)))
    })
  }

  addressesOf(workspace: string): string[] {
    return this.#knownOf(workspace).map(({ address }) => address)
  }

  /** The same as the rendezvous is to try them. What answered before this start is remembered, however it was come by then. */
  candidatesOf(workspace: string): Candidate[] {
    return this.#knownOf(workspace).map(({ address, source, answered }) => (
      { address, source: answered && source !== 'by hand' ? 'remembered' : source }
    ))
  }

  /** Puts in front what answered, or what somebody sure of it said. */
  remember(workspace: string, addresses: readonly string[], how: Omit<KnownAddress, 'address'>): void {
    const known = this.#knownOf(workspace)
    this.#know(workspace, [...addresses.map((address) => anew({ address, ...how }, known)), ...known], how.at)
  }

  /** What somebody says of themselves: behind those that answered, or one liar would make a host forget the way to all others. */
  hear(workspace: string, addresses: readonly string[], at: number): void {
    const known = this.#knownOf(workspace)
    const heard = addresses.map((address) => anew({ address, source: 'told', at, answered: false }, known))
    const said = new Map(heard.map((one) => [one.address, one]))
    const sure = known.slice(0, MAX_SURE).map((one) => said.get(one.address) ?? one)
    this.#know(workspace, [...sure, ...heard, ...known.slice(MAX_SURE)], at)
  }

  #knownOf(workspace: string): readonly KnownAddress[] {
    return this.data.workspaces.find((entry) => entry.id === workspace)?.addresses ?? []
  }

  #know(workspace: string, addresses: readonly KnownAddress[], now: number): void {
    const known = this.#knownOf(workspace)
    const next = withoutStale(distinct(addresses), now).slice(0, MAX_ADDRESSES)
    if (next.length === known.length && next.every((address, i) => sameForNow(address, known[i]!))) return
    this.note((data) => {
      const entry = data.workspaces.find((candidate) => candidate.id === workspace)
      if (entry) entry.addresses = next
      else data.workspaces.push({ id: workspace, addresses: next })
    })
  }
}

/** With what was known of it before: it stays come by as it was at first, unless a person typed it. */
function anew(one: KnownAddress, known: readonly KnownAddress[]): KnownAddress {
  const before = known.find(({ address }) => address === one.address)
  if (!before) return one
  return {
    address: one.address, source: one.source === 'by hand' ? one.source : before.source,
    at: Math.max(one.at, before.at), answered: one.answered || before.answered,
  }
}

/** One entry an address, at its first place. */
const distinct = (addresses: readonly KnownAddress[]): KnownAddress[] =>
  addresses.filter(({ address }, i) => addresses.findIndex((other) => other.address === address) === i)

/** The first few stay however old they are: a machine may lie in a drawer for a year. */
const withoutStale = (addresses: readonly KnownAddress[], now: number): KnownAddress[] => addresses.filter(({ at, answered, source }, i) => (
  i < KEPT_FOR_EVER || now - at < (answered || source === 'by hand' ? ANSWERED_FOR_MS : SAID_FOR_MS)
))

/** A later time alone is not worth a write each time somebody connects. */
const sameForNow = (a: KnownAddress, b: KnownAddress): boolean =>
  a.address === b.address && a.source === b.source && a.answered === b.answered && Math.abs(a.at - b.at) < DAY_MS
