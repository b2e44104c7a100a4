// Who is known to have what: per device of a colleague, how far it has every chain, from the heads it told us, and when
// that was learned. "Delivered" and "only here" come from this; no rule does.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { DeviceId } from '#shared/base/ids.ts'
import type { Head } from '#shared/protocol/ledger.ts'
import { inTransactionIfRoom } from '../store/database.ts'

const FLUSH_MS = 4000
/** Steps whose moment is kept, of one chain at one device; of what came before it is only known that it is there. */
const STEPS_KEPT = 100
/** Held while the disk has no room. */
const MAX_UNSAVED = 10_000

/** A device was learned to have the acts of a chain after `after` up to `seq`. */
interface Step {
  readonly device: DeviceId
  readonly chain: DeviceId
  readonly after: number
  readonly seq: number
  readonly at: number
}

export class Reach {
  readonly #db: DatabaseSync
  readonly #now: () => number
  #unsaved: Step[] = []
  #timer: NodeJS.Timeout | null = null
  readonly #known = new Map<DeviceId, Map<DeviceId, number>>()
  readonly #upsert: StatementSync
  readonly #putStep: StatementSync
  readonly #dropSteps: StatementSync
  readonly #selectStep: StatementSync

  /** `now` in ms since 1970. */
  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db
    this.#now = now
    this.#upsert = db.prepare('insert into reach (device, chain, seq) values (?,?,?) on conflict do update set seq = max(seq, excluded.seq)')
    this.#putStep = db.prepare('insert or ignore into reach_steps (device, chain, seq, after, at) values (?,?,?,?,?)')
    this.#dropSteps = db.prepare(`delete from reach_steps where device = ?1 and chain = ?2
      and seq <= (select seq from reach_steps where device = ?1 and chain = ?2 order by seq desc limit 1 offset ${STEPS_KEPT})`)
    this.#selectStep = db.prepare('select after, at from reach_steps where device = ? and chain = ? and seq >= ? order by seq limit 1')
    for (const row of db.prepare('select device, chain, seq from reach').all() as unknown as { device: DeviceId; chain: DeviceId; seq: number }[]) {
      this.#raise(row.device, row.chain, row.seq)
    }
  }

  /** True where this told something new. */
  note(device: DeviceId, heads: readonly Head[]): boolean {
    let news = false
    for (const { device: chain, seq } of heads) {
      const after = this.furthest(chain, [device])
      if (!this.#raise(device, chain, seq)) continue
      news = true
      this.#unsaved.push({ device, chain, after, seq, at: this.#now() })
    }
    // What is lost here by a crash is learned again at the next exchange, so it need not cost a disk write each time.
    if (news) this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS)
    return news
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#unsaved.length === 0) return
    // Where the disk has no room, the next news tries again.
    const saved = inTransactionIfRoom(this.#db, () => {
      for (const { device, chain, after, seq, at } of this.#unsaved) {
        this.#upsert.run(device, chain, seq)
        this.#putStep.run(device, chain, seq, after, at)
      }
      const touched = new Map(this.#unsaved.map((step) => [`${step.device} ${step.chain}`, step]))
      for (const { device, chain } of touched.values()) this.#dropSteps.run(device, chain)
    })
    this.#unsaved = saved ? [] : this.#unsaved.slice(-MAX_UNSAVED)
  }

  has(device: DeviceId, chain: DeviceId, seq: number): boolean {
    return (this.#known.get(device)?.get(chain) ?? -1) >= seq
  }

  /** When it was learned that the device has this act of a chain; null where that is not known (any more). */
  since(device: DeviceId, chain: DeviceId, seq: number): number | null {
    const unsaved = this.#unsaved.find((step) => step.device === device && step.chain === chain && step.after < seq && seq <= step.seq)
    if (unsaved) return unsaved.at
    const saved = this.#selectStep.get(device, chain, seq) as Pick<Step, 'after' | 'at'> | undefined
    return saved && saved.after < seq ? saved.at : null
  }

  /** Highest seq of a chain that any of these devices has; -1 for none. */
  furthest(chain: DeviceId, devices: Iterable<DeviceId>): number {
    let furthest = -1
    for (const device of devices) furthest = Math.max(furthest, this.#known.get(device)?.get(chain) ?? -1)
    return furthest
  }

  #raise(device: DeviceId, chain: DeviceId, seq: number): boolean {
    const chains = this.#known.get(device) ?? new Map<DeviceId, number>()
    this.#known.set(device, chains)
    if ((chains.get(chain) ?? -1) >= seq) return false
    chains.set(chain, seq)
    return true
  }
}
