// Writes rows and search text that changed, when changes pause. What was not written is folded again from the ledger at
// the next start, so this may lag.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Circle, RecordId } from '#shared/base/ids.ts'
import { inTransactionIfRoom } from '../store/database.ts'
import type { KeptRow } from './kept-rows.ts'

const SAVE_MS = 500
/** How long to wait when the disk had no room. */
const RETRY_MS = 5000
/** Records saved in one go, so that a long catch-up leaves room for keystrokes. */
const SAVE_SLICE = 250
const SAVE_PAUSE_MS = 25
const SAVE_AT = 2000

/** A record as it is to be written. */
export interface Saved {
  readonly circle: Circle
  readonly kept: KeptRow
  readonly searchText: string
  /** What else is kept of it, in the same transaction. */
  also(): void
}

export class RowSaving {
  readonly #db: DatabaseSync
  readonly #now: (id: RecordId) => Saved | null
  readonly #unsaved = new Set<RecordId>()
  #timer: NodeJS.Timeout | null = null

  /** `now` gives what is to be written of a record; null where it is none any more. */
  constructor(db: DatabaseSync, now: (id: RecordId) => Saved | null) {
    this.#db = db
    this.#now = now
  }

  /** Those that changed and are not written yet. */
  get unsaved(): Iterable<RecordId> {
    return this.#unsaved
  }

  changed(id: RecordId): void {
    this.#unsaved.add(id)
    this.later()
  }

  save(most = Infinity): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#unsaved.size === 0) return
    const saving = [...this.#unsaved].slice(0, most)
    const saved = inTransactionIfRoom(this.#db, () => this.#write(saving))
    if (saved) for (const id of saving) this.#unsaved.delete(id)
    if (this.#unsaved.size > 0) this.#timer = setTimeout(() => this.save(SAVE_SLICE), saved ? SAVE_PAUSE_MS : RETRY_MS)
  }

  /** For who looks things up in what is saved: a few changes at once, a catch-up by and by. */
  catchUp(): void {
    if (this.#unsaved.size <= SAVE_SLICE) this.save()
  }

  /** Once changes pause, or so many have gathered that a crash would cost a slow start. */
  later(): void {
    if (this.#unsaved.size === 0 || (this.#timer && this.#unsaved.size > SAVE_AT)) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.save(SAVE_SLICE), SAVE_MS)
  }

  /** Returns whether all is written. */
  end(): boolean {
    this.save()
    if (this.#timer) clearTimeout(this.#timer)
    return this.#unsaved.size === 0
  }

  #write(ids: readonly RecordId[]): void {
    const upto = (this.#db.prepare('select coalesce(max(n), 0) as n from acts').get() as { n: number }).n
    const put = this.#db.prepare(`insert into views (circle, subject, upto, unavailable, row) values (?,?,?,?,?)
      on conflict do update set upto = excluded.upto, unavailable = excluded.unavailable, row = excluded.row returning n`)
    // A row of the index has the number of its view: FTS5 finds no row by any other column.
    const index: StatementSync = this.#db.prepare('insert or replace into search (rowid, title, words) values (?,?,?)')
    for (const id of ids) {
      const saved = this.#now(id)
      if (!saved) continue
      const { circle, kept, searchText } = saved
      const { n } = put.get(circle, id, upto, kept.row.unavailable ? 1 : 0, JSON.stringify(kept)) as { n: number }
      index.run(n, kept.row.title, searchText)
      saved.also()
    }
  }
}
