// Rows of records, kept beside the ledger with the position they were folded from, so that a list is there before the
// ledger is read. Read one by one as they are looked at, or all in one walk.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CalendarDate } from '#shared/base/clock.ts'
import type { Circle, DeviceId, RecordId } from '#shared/base/ids.ts'
import type { Given } from '#shared/domain/commitment/capacity.ts'
import type { DeskFacts } from '#shared/domain/desk/facts.ts'
import type { RecordRow } from '#shared/protocol/contract.ts'
import { inTransactionIfRoom } from '../store/database.ts'

export interface KeptRow {
  readonly row: RecordRow
  /** The host's date it was shown for: rows with a due or review date are shown anew on another day. */
  readonly asOf: CalendarDate
  /** Highest own seq among its acts, by own device: beyond what colleagues have means "only here". */
  readonly own: Readonly<Record<DeviceId, number>>
  /** What it says to my desk. Not there in rows kept by a Parley that had none. */
  readonly desk?: DeskFacts | undefined
  /** What everybody gives under it; not there in older rows, as above. */
  readonly given?: readonly Given[] | undefined
}

export class KeptRows {
  /** Null until first looked at: a long list opens before its rows are read. */
  readonly #rows = new Map<RecordId, KeptRow | null>()
  readonly #db: DatabaseSync
  readonly #select: StatementSync
  /** Every saved row was read. */
  #filled = false
  /** The number of each record's newest act, in the order they came in: the newest records come first, as after the next start. */
  readonly #changed = new Map<RecordId, number>()
  #latest = 0
  readonly #circleOf = new Map<RecordId, Circle>()

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#select = db.prepare('select row from views where circle = ? and subject = ?')
  }

  ids(): RecordId[] {
    return [...this.#rows.keys()]
  }

  circleOf(id: RecordId): Circle | null {
    return this.#circleOf.get(id) ?? null
  }

  inCircle(id: RecordId, circle: Circle): void {
    this.#circleOf.set(id, circle)
  }

  get(id: RecordId): KeptRow | null {
    const known = this.#rows.get(id)
    if (known !== null) return known ?? null
    const kept = this.#select.get(this.#circleOf.get(id)!, id) as { row: string } | undefined
    // Acts without effect have no row: they are no record.
    if (!kept) this.#rows.delete(id)
    else this.#rows.set(id, JSON.parse(kept.row) as KeptRow)
    return this.#rows.get(id) ?? null
  }

  /** Of every record. One walk through all rows is far quicker than looking each up. */
  *all(): Iterable<readonly [RecordId, KeptRow]> {
    this.#fill()
    for (const [id, kept] of this.#rows) if (kept) yield [id, kept]
  }

  /** The most recently changed first. */
  newest(most: number): RecordId[] {
    if (most === Infinity) this.#fill()
    return [...this.#changed].sort((a, b) => b[1] - a[1]).slice(0, most).map(([id]) => id)
  }

  put(id: RecordId, row: KeptRow): void {
    this.#rows.set(id, row)
  }

  /** An act of the record came in. To be said of each act in the order they were taken. */
  came(id: RecordId): void {
    this.#changed.set(id, ++this.#latest)
  }

  /** Which records there are, as far as kept rows tell it. Returns those to be folded anew. */
  read(circles: readonly Circle[]): RecordId[] {
    const kept = this.#db.prepare("select cast(value as integer) = (select coalesce(max(n), 0) from acts) as whole from facts where key = 'views'").get() as { whole: number } | undefined
    const newest = "select subject, max(n) as n from acts where circle = ? and subject <> '' group by subject"
    // After a clean end every row is as new as its acts; after another, each is asked.
    const select = this.#db.prepare(kept?.whole ? `select subject, n, 1 as fresh from (${newest})`
      : `select newest.subject, n, exists (select 1 from views where views.circle = ? and views.subject = newest.subject and upto >= newest.n) as fresh from (${newest}) as newest`)
    const stale: RecordId[] = []
    for (const circle of circles) {
      const rows = select.iterate(...(kept?.whole ? [circle] : [circle, circle])) as unknown as Iterable<{ subject: RecordId; n: number; fresh: number }>
      for (const { subject, n, fresh } of rows) {
        this.#circleOf.set(subject, circle)
        if (fresh) this.#rows.set(subject, null)
        else stale.push(subject)
        this.#changed.set(subject, n)
        this.#latest = Math.max(this.#latest, n)
      }
    }
    return stale
  }

  /** Every row that changed is saved: the next start need not look which are behind. */
  seal(): void {
    inTransactionIfRoom(this.#db, () => this.#db.exec("insert or replace into facts (key, value) select 'views', cast(coalesce(max(n), 0) as text) from acts"))
  }

  #fill(): void {
    if (this.#filled) return
    this.#filled = true
    const select = this.#db.prepare('select subject, row from views')
    for (const { subject, row } of select.iterate() as unknown as Iterable<{ subject: RecordId; row: string }>) {
      if (this.#rows.get(subject) === null) this.#rows.set(subject, JSON.parse(row) as KeptRow)
    }
  }
}
