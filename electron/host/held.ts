// Signatures asked for on the page and not yet given. For eight seconds nothing is signed: the host holds what was asked
// (record, verb, revision, hash of the words) and gives it when the time ends or at "send now". After a restart it asks
// again and never signs by itself.
import { randomBytes } from 'node:crypto'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { HeldView, RecordDetail, Verb } from '#shared/protocol/contract.ts'
import type { Core } from './core.ts'
import { give } from './giving.ts'

const HOLD_MS = 8000

/** `take`: an open offer is taken up; see `openoffer.take`. */
export type AskedVerb = Verb | 'take'

export interface Asked {
  readonly workspace: string
  readonly record: string
  readonly verb: AskedVerb
  readonly revision: string | null
  readonly words: string | null
  readonly text: string | null
  readonly about: string | null
  readonly more?: Said
}

/** What some verbs say beside words: see `records.give` and `openoffer.take`. */
export interface Said {
  readonly confidence?: number
  readonly help?: string
  readonly stone?: string
  readonly value?: string
  readonly on?: string
  readonly notice?: string
  readonly handover?: string
  readonly to?: readonly string[]
  readonly title?: string
  readonly due?: string
  readonly hours?: number
  readonly review?: string
  readonly until?: string
  readonly next?: string
  /** Of groups: see `records.give`. */
  readonly what?: string
  readonly topic?: string
  readonly home?: string
  readonly record?: string
  readonly mine?: string
  readonly theirs?: string
  /** `renew`: the date it was asked on. Dates nobody named are worked out from it, whenever it is sent. */
  readonly asOf?: string
  readonly people?: readonly string[]
  readonly as?: string
  readonly group?: string
  readonly act?: string
  readonly concern?: boolean
  readonly used?: string
  readonly outcome?: string
  readonly wording?: boolean
}

interface Entry extends Asked {
  readonly id: string
  readonly title: string
  readonly told: string
  readonly number: number | null
  until: number | null
  timer: NodeJS.Timeout | null
}

export class Held {
  readonly #core: Core
  readonly #entries = new Map<string, Entry>()

  constructor(core: Core) {
    this.#core = core
    for (const kept of core.settings.data.held) {
      const { more, told = kept.verb, ...rest } = kept
      this.#entries.set(kept.id, { ...rest, told, ...(more && { more: more as Said }), verb: kept.verb as AskedVerb, number: null, until: null, timer: null })
    }
  }

  views(): HeldView[] {
    return [...this.#entries.values()].map(viewOf)
  }

  hold(asked: Asked, told: string, title: string, number: number | null): HeldView {
    const id = randomBytes(8).toString('hex')
    const entry: Entry = { ...asked, id, told, title, number, until: this.#core.options.clock.now() + HOLD_MS, timer: null }
    entry.timer = setTimeout(() => void this.send(id).catch((error: unknown) => this.#failed(entry, error)), HOLD_MS)
    this.#entries.set(id, entry)
    this.#changed()
    return viewOf(entry)
  }

  async send(id: string): Promise<RecordDetail> {
    const entry = this.#take(id)
    return give(this.#core, entry)
  }

  takeBack(id: string): void {
    this.#take(id)
  }

  /** What was asked for in a workspace that is removed. */
  drop(workspace: string): void {
    for (const { id } of [...this.#entries.values()].filter((entry) => entry.workspace === workspace)) this.#take(id)
  }

  /** What was held is kept for the next start, which asks again. */
  dispose(): void {
    for (const entry of this.#entries.values()) if (entry.timer) clearTimeout(entry.timer)
  }

  #take(id: string): Entry {
    const entry = this.#entries.get(id)
    if (!entry) throw new ProblemError(problem('held.gone', 'That was signed or taken back already.', 'Look at the record: it shows which.'))
    if (entry.timer) clearTimeout(entry.timer)
    this.#entries.delete(id)
    this.#changed()
    return entry
  }

  /** The words changed or the disk refused while it was held: it is kept, and asked about again. */
  #failed(entry: Entry, error: unknown): void {
    this.#core.options.log(`held: ${error instanceof ProblemError ? error.problem.code : (error as Error).name}`)
    this.#entries.set(entry.id, { ...entry, until: null, timer: null })
    this.#changed()
  }

  #changed(): void {
    const { settings, hub } = this.#core
    settings.note((data) => {
      data.held = [...this.#entries.values()].map(({ until: _until, timer: _timer, number: _number, more, ...kept }) => ({ ...kept, ...(more && { more: { ...more } }) }))
    })
    hub.publish({ event: 'held', held: this.views() })
  }
}

const viewOf = ({ id, workspace, record, title, verb, told, number, until }: Entry): HeldView =>
  ({ id, workspace, record, title, verb, told, revision: number, until })
