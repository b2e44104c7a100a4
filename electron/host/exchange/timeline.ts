// What happened on the network, in plain words: a bounded ring, newest last, kept in a file of the data folder so that a
// restart does not forget it. The same thing again raises the count of the entry that stands, so that an address tried
// all night is one line.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Emitter } from '#shared/base/disposable.ts'
import { HAPPENINGS, type Happening, type TimelineItem } from '#shared/protocol/contract.ts'
import { writeAtomically } from '../store/atomic-file.ts'

const MAX_KEPT = 400
/** Written at most this often: a crash loses so much of what only tells and decides nothing. */
const WRITE_MS = 10_000

/** How long after it happened last (ms) the same thing counts as still the same. */
const SAME_WITHIN: Readonly<Record<Happening, number>> = {
  connected: 120_000, lost: 120_000, found: 3_600_000, tried: 86_400_000, exchanged: 300_000, refused: 3_600_000,
  'cut off': 60_000, network: 60_000, link: 300_000, clock: 86_400_000,
}

export interface Occurrence {
  readonly kind: Happening
  /** In plain words. */
  readonly says: string
  readonly workspace?: string | null
  readonly person?: string | null
  readonly name?: string | null
  readonly address?: string | null
}

const text = z.string().max(1000)
const fileSchema = z.object({
  v: z.literal(1),
  items: z.array(z.object({
    id: z.int().min(1), kind: z.enum(HAPPENINGS), says: text, since: z.number(), at: z.number(), times: z.int().min(1),
    workspace: text.nullable(), person: text.nullable(), name: text.nullable(), address: text.nullable(),
  })),
})

export class Timeline {
  readonly onItem = new Emitter<TimelineItem>()
  readonly #now: () => number
  readonly #path: string
  #kept: TimelineItem[] | null = null
  #timer: NodeJS.Timeout | null = null

  /** `folder`: the data folder. */
  constructor(folder: string, now: () => number) {
    this.#now = now
    this.#path = join(folder, 'timeline.json')
  }

  /** Read when first looked at: most commands never do. */
  get #items(): TimelineItem[] {
    return (this.#kept ??= read(this.#path))
  }

  note(what: Occurrence): void {
    const { kind, says, workspace = null, person = null, name = null, address = null } = what
    const at = this.#now()
    // An address that answers otherwise than it did is news, and so is its answering as before after that.
    const before = this.#items.findLast((item) => (
      item.kind === kind && item.workspace === workspace && item.person === person && item.address === address))
    const same = before?.says === says && at - before.at <= SAME_WITHIN[kind] ? before : null
    const item: TimelineItem = same ? { ...same, at, times: same.times + 1 }
      : { id: this.#next(), kind, says, since: at, at, times: 1, workspace, person, name, address }
    this.#kept = [...this.#items.filter(({ id }) => id !== item.id), item].slice(-MAX_KEPT)
    this.#timer ??= setTimeout(() => this.#write(), WRITE_MS)
    this.onItem.emit(item)
  }

  /** Newest first. With a workspace: its own and what concerns this machine. */
  newest(limit: number, workspace?: string): TimelineItem[] {
    const fitting = this.#items.filter((item) => workspace === undefined || item.workspace === null || item.workspace === workspace)
    return fitting.slice(-limit).reverse()
  }

  dispose(): void {
    if (this.#timer) this.#write()
    this.onItem.dispose()
  }

  #next(): number {
    return 1 + this.#items.reduce((most, { id }) => Math.max(most, id), 0)
  }

  #write(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    try {
      writeAtomically(this.#path, JSON.stringify({ v: 1, items: this.#items }), 0o600)
    } catch (error) {
      // Without room it is written with the next event.
      if (typeof (error as { code?: unknown }).code !== 'string') throw error
    }
  }
}

/** A file that can't be understood is begun anew: nothing in it decides anything. */
function read(path: string): TimelineItem[] {
  if (!existsSync(path)) return []
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).items.slice(-MAX_KEPT)
  } catch {
    return []
  }
}
