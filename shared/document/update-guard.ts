// Judges a Yjs V1 update by its bytes alone, before Yjs sees it. Yjs is no security boundary: 21 bytes in the second format
// hung it, a flipped bit could leave a document wrong, and what is missing costs it quadratic time.
//
//   clients   count, then for each: structs count, client, clock, structs
//   struct    info byte: bits 0-4 kind, bit 5 has a key, bit 6 right origin, bit 7 origin; then ids, parent, key, content
//   deletes   clients count, then for each: client, count, (clock, length) in order
//
// One pass over the bytes; what comes out is a few numbers for each client. Nothing else can be in an update that passes.
import type { ClientBlock, Ordered } from './update-order.ts'
import { UpdateReader, UpdateRefused, type UpdateFault, type ValueCaps } from './update-reader.ts'

export { awaited } from './update-order.ts'
export { isPlaceable, type KnownValues } from './update-work.ts'
export type { UpdateFault } from './update-reader.ts'

export interface UpdateCaps extends ValueCaps {
  readonly bytes: number
  readonly clients: number
  readonly structs: number
  /** Ranges of deleted clocks. */
  readonly deletes: number
  /** Highest clock. */
  readonly clock: number
  /** Names of top-level types in one update: Yjs keeps each for ever, applied or not. */
  readonly roots: number
  /** Structs that claim the same place. Yjs compares each with each, and see `isPlaceable`. */
  readonly rivals: number
  /**
   * `map`: entries of top-level maps, bytes or plain values, such as the document of a circle. `any`: all types.
   * Subdocuments pass nowhere: nothing here writes one, and each would be a whole document in memory.
   */
  readonly shape: 'map' | 'any'
}

/** A circle's document: a hundred thousand acts and their drafts, as one message of the document channel. */
export const CIRCLE_CAPS: UpdateCaps = {
  bytes: 256 * 1024 * 1024, clients: 100_000, structs: 500_000, deletes: 500_000, clock: 2 ** 31,
  roots: 16, rivals: 1000, values: 1_000_000, depth: 32, key: 512, shape: 'map',
}

/** One entry of a draft, or a draft. */
export const DRAFT_CAPS: UpdateCaps = {
  bytes: 8 * 1024 * 1024, clients: 2000, structs: 100_000, deletes: 100_000, clock: 2 ** 31,
  roots: 256, rivals: 2000, values: 100_000, depth: 32, key: 512, shape: 'any',
}

export interface UpdateContents extends Ordered {
  readonly structs: number
  readonly deletedRanges: number
  /** Names of the top-level types that are written to. */
  readonly roots: ReadonlySet<string>
  /** Places beside or in which something is put, by how many: `client:clock`, or `root`, NUL, `key`. */
  readonly claims: ReadonlyMap<string, number>
  /** In maps: the place of each struct by client, empty for what is no value. In order of clocks. */
  readonly entries: ReadonlyMap<number, Entries>
  /** What reading it took, for a test of its growth. */
  readonly steps: number
}

export interface Entries {
  readonly clocks: number[]
  readonly places: string[]
}

export type UpdateVerdict =
  | { readonly ok: true; readonly contents: UpdateContents }
  | { readonly ok: false; readonly fault: UpdateFault }

const AMOUNTS: ReadonlySet<UpdateFault> = new Set(['oversize', 'clients', 'structs', 'deletes', 'values', 'roots', 'rivals'])

/** Whether the fault is that there is too much, which an honest peer may have gathered from many others. */
export const isAmount = (fault: UpdateFault): boolean => AMOUNTS.has(fault)

/** Reads an update to its last byte. Never throws; time and memory are linear in the bytes. */
export function readUpdate(bytes: Uint8Array, caps: UpdateCaps = CIRCLE_CAPS): UpdateVerdict {
  if (bytes.length > caps.bytes) return { ok: false, fault: 'oversize' }
  try {
    return { ok: true, contents: new Reading(bytes, caps).read() }
  } catch (error) {
    return { ok: false, fault: error instanceof UpdateRefused ? error.fault : 'malformed' }
  }
}

const KIND = 0b0001_1111
const HAS_KEY = 0b0010_0000
const HAS_RIGHT = 0b0100_0000
const HAS_LEFT = 0b1000_0000

const GC = 0
const DELETED = 1
const JSON_VALUES = 2
const BINARY = 3
const STRING = 4
const EMBED = 5
const FORMAT = 6
const TYPE = 7
const ANY = 8
const SKIP = 10

/** Of Yjs' seven types, those that carry a name. */
const TYPES = 7
const NAMED_TYPES = [3, 5]
const MAP_KINDS = [DELETED, BINARY, ANY]

class Reading {
  readonly #caps: UpdateCaps
  readonly #from: UpdateReader
  readonly #blocks = new Map<number, ClientBlock>()
  readonly #needs = { at: [] as number[], client: [] as number[], clock: [] as number[] }
  readonly #deletes = new Map<number, number>()
  readonly #roots = new Set<string>()
  /** Places claimed, and by how many. */
  readonly #claims = new Map<string, number>()
  readonly #entries = new Map<number, Entries>()
  #structs = 0
  #ranges = 0

  constructor(bytes: Uint8Array, caps: UpdateCaps) {
    this.#caps = caps
    this.#from = new UpdateReader(bytes, caps)
  }

  read(): UpdateContents {
    const clients = this.#count('clients', 0)
    for (let i = 0; i < clients; i++) this.#readBlock()
    this.#readDeletes()
    if (this.#from.left > 0) throw new UpdateRefused('malformed')
    return {
      blocks: this.#blocks, needs: this.#needs, deletes: this.#deletes, roots: this.#roots,
      claims: this.#claims, entries: this.#entries, structs: this.#structs, deletedRanges: this.#ranges, steps: this.#from.steps,
    }
  }

  #readBlock(): void {
    const structs = this.#count('structs', this.#structs)
    const client = this.#from.uint()
    const from = this.#clock(this.#from.uint())
    // Of two blocks of one client Yjs would forget the first.
    if (this.#blocks.has(client)) throw new UpdateRefused('malformed')
    this.#structs += structs
    const first = this.#needs.at.length
    const entries: Entries = { clocks: [], places: [] }
    if (this.#caps.shape === 'map') this.#entries.set(client, entries)
    let clock = from
    for (let i = 0; i < structs; i++) clock = this.#clock(clock + this.#readStruct(client, clock, entries))
    this.#blocks.set(client, { client, from, to: clock, first, end: this.#needs.at.length })
  }

  /** Its length, in clocks. */
  #readStruct(client: number, clock: number, entries: Entries): number {
    const info = this.#from.byte()
    const kind = info & KIND
    if (kind === GC || kind === SKIP) {
      if (info !== kind) throw new UpdateRefused('malformed')
      const length = this.#length()
      // Behind a gap stands nothing that could be taken in, unless all of the gap is known.
      if (kind === SKIP) this.#need(clock, client, clock + length - 1)
      this.#note(entries, clock, '')
      return length
    }
    if (this.#caps.shape === 'map') this.#expectEntry(info, kind)
    this.#note(entries, clock, this.#readPlace(info, client, clock))
    const length = this.#readContent(kind)
    if (length === 0 || (this.#caps.shape === 'map' && length > 1 && kind !== DELETED)) throw new UpdateRefused('malformed')
    return length
  }

  /** Entries of maps have a key and nothing to their right, and hold no types. */
  #expectEntry(info: number, kind: number): void {
    if ((info & HAS_KEY) === 0 || (info & HAS_RIGHT) !== 0 || !MAP_KINDS.includes(kind)) throw new UpdateRefused('kind')
  }

  #note({ clocks, places }: Entries, clock: number, place: string): void {
    if (this.#caps.shape !== 'map') return
    clocks.push(clock)
    places.push(place)
  }

  #readPlace(info: number, client: number, clock: number): string {
    let place = ''
    if (info & HAS_LEFT) place = this.#readId(client, clock)
    if (info & HAS_RIGHT) place += `>${this.#readId(client, clock)}`
    if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) place = this.#readParent(info, client, clock)
    const claims = (this.#claims.get(place) ?? 0) + 1
    if (claims > this.#caps.rivals) throw new UpdateRefused('rivals')
    this.#claims.set(place, claims)
    return place
  }

  #readParent(info: number, client: number, clock: number): string {
    const isRoot = this.#from.uint()
    if (isRoot > 1) throw new UpdateRefused('malformed')
    if (isRoot === 0 && this.#caps.shape === 'map') throw new UpdateRefused('kind')
    const parent = isRoot === 1 ? this.#from.key() : this.#readId(client, clock)
    if (parent.includes('\0')) throw new UpdateRefused('key')
    if (isRoot === 1 && this.#roots.add(parent).size > this.#caps.roots) throw new UpdateRefused('roots')
    return info & HAS_KEY ? `${parent}\0${this.#from.key()}` : `${parent}\0`
  }

  #readId(ofClient: number, ofClock: number): string {
    const client = this.#from.uint()
    const clock = this.#from.uint()
    // Nothing stands beside what the same client writes later.
    if (client === ofClient && clock >= ofClock) throw new UpdateRefused('malformed')
    if (clock > this.#caps.clock) throw new UpdateRefused('clock')
    if (client !== ofClient) this.#need(ofClock, client, clock)
    return `${client}:${clock}`
  }

  #readContent(kind: number): number {
    const from = this.#from
    switch (kind) {
      case DELETED: return this.#length()
      case BINARY: return from.bytes(), 1
      case STRING: return from.text().length
      case EMBED: return from.json(), 1
      case FORMAT: return from.key(), from.json(), 1
      case TYPE: return this.#readType(), 1
      case JSON_VALUES: return this.#many(() => from.json(true))
      case ANY: return this.#many(() => from.any())
      default: throw new UpdateRefused('kind')
    }
  }

  #readType(): void {
    const type = this.#from.uint()
    if (type >= TYPES) throw new UpdateRefused('malformed')
    if (NAMED_TYPES.includes(type)) this.#from.key()
  }

  #many(read: () => void): number {
    const count = this.#from.uint()
    for (let i = 0; i < count; i++) read()
    return count
  }

  #readDeletes(): void {
    const clients = this.#count('clients', 0)
    for (let i = 0; i < clients; i++) {
      const client = this.#from.uint()
      const ranges = this.#count('deletes', this.#ranges)
      if (this.#deletes.has(client)) throw new UpdateRefused('malformed')
      this.#ranges += ranges
      let end = 0
      for (let k = 0; k < ranges; k++) {
        const clock = this.#from.uint()
        if (clock < end) throw new UpdateRefused('malformed')
        end = this.#clock(clock + this.#length())
      }
      this.#deletes.set(client, end)
    }
  }

  #need(at: number, client: number, clock: number): void {
    this.#needs.at.push(at)
    this.#needs.client.push(client)
    this.#needs.clock.push(clock)
  }

  /** How many follow; refused before the first of them is read where they are too many, or more than bytes are left. */
  #count(of: 'clients' | 'structs' | 'deletes', before: number): number {
    const count = this.#from.uint()
    if (before + count > this.#caps[of]) throw new UpdateRefused(of)
    if (count > this.#from.left) throw new UpdateRefused('malformed')
    return count
  }

  #length(): number {
    const length = this.#from.uint()
    if (length === 0) throw new UpdateRefused('malformed')
    return length
  }

  #clock(clock: number): number {
    if (clock > this.#caps.clock) throw new UpdateRefused('clock')
    return clock
  }
}
