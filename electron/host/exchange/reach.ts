// Who is known to have what: per device of a colleague, how far it has every chain, from the heads it told us.
// "Delivered" and "only here" come from this; no rule does.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { DeviceId } from '#shared/base/ids.ts'
import type { Head } from '#shared/protocol/ledger.ts'
import { inTransactionIfRoom } from '../store/database.ts'

const FLUSH_MS = 1000

export class Reach {
  readonly #db: DatabaseSync
  readonly #unsaved = new Map<string, [DeviceId, DeviceId, number]>()
  #timer: NodeJS.Timeout | null = null
  readonly #known = new Map<DeviceId, Map<DeviceId, number>>()
  readonly #upsert: StatementSync

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#upsert = db.prepare('insert into reach (device, chain, seq) values (?,?,?) on conflict do update set seq = max(seq, excluded.seq)')
    for (const row of db.prepare('select device, chain, seq from reach').all() as unknown as { device: DeviceId; chain: DeviceId; seq: number }[]) {
      this.#note(row.device, row.chain, row.seq)
    }
  }

  /** True where this told something new. */
  note(device: DeviceId, heads: readonly Head[]): boolean {
    let news = false
    for (const head of heads) {
      if (!this.#note(device, head.device, head.seq)) continue
      news = true
      this.#unsaved.set(`${device} ${head.device}`, [device, head.device, head.seq])
    }
    // What is lost here by a crash is learned again at the next exchange, so it need not cost a disk write each time.
    if (news) this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS)
    return news
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#unsaved.size === 0) return
    // Where the disk has no room, the next news tries again.
    const saved = inTransactionIfRoom(this.#db, () => {
      for (const row of this.#unsaved.values()) this.#upsert.run(...row)
    })
    if (saved) this.#unsaved.clear()
  }

  has(device: DeviceId, chain: DeviceId, seq: number): boolean {
    return (this.#known.get(device)?.get(chain) ?? -1) >= seq
  }

  /** Highest seq of a chain that any of these devices has; -1 for none. */
  furthest(chain: DeviceId, devices: Iterable<DeviceId>): number {
    let furthest = -1
    for (const device of devices) furthest = Math.max(furthest, this.#known.get(device)?.get(chain) ?? -1)
    return furthest
  }

  #note(device: DeviceId, chain: DeviceId, seq: number): boolean {
    const chains = this.#known.get(device) ?? new Map<DeviceId, number>()
    this.#known.set(device, chains)
    if ((chains.get(chain) ?? -1) >= seq) return false
    chains.set(chain, seq)
    return true
  }
}
