// What came in, in the order in which it did, and how far the person has looked. Clocks of authors play no part: an act
// that is dated long ago and came today is new today.
import type { DatabaseSync } from 'node:sqlite'
import { personOf, readAct } from '#shared/acts/act.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { ActId } from '#shared/base/ids.ts'
import type { Arrived } from '#shared/domain/desk/index.ts'
import type { ActTold } from '#shared/domain/record/told.ts'
import { inTransactionIfRoom } from '../store/database.ts'
import type { Told } from '../workspace/told.ts'

/** So many acts that were not looked at are kept in memory; of older ones only their records' own history tells. */
const MOST = 5000
/** Both that the device was the author's and that they were a member. */
const EFFECTIVE = 3

/** Told when it is asked for: words may come after the act that names them. */
type Untold = Omit<Arrived, 'type'> & ActTold

interface Mark { upto: number; records: Record<string, number> }

export class Arrivals {
  readonly #db: DatabaseSync
  readonly #told: Told
  #mark: Mark | null = null
  #arrived: Untold[] = []
  #read = 0

  constructor(db: DatabaseSync, told: Told) {
    this.#db = db
    this.#told = told
  }

  /** Everything not looked at, oldest first, and how far this goes. */
  since(): { readonly arrived: readonly Arrived[]; readonly looked: { readonly upto: number; readonly records: ReadonlyMap<string, number> }; readonly upto: number } {
    const mark = this.#marked()
    this.#readOn(mark.upto)
    const arrived = this.#arrived.map((act) => ({ n: act.n, record: act.record, person: act.person, type: this.#told(act) }))
    return { arrived, looked: { upto: mark.upto, records: new Map(Object.entries(mark.records)) }, upto: this.#read }
  }

  /** Moves the mark forward; back it never goes. */
  looked(upto: number, record?: string): void {
    const { upto: before, records } = this.#marked()
    const to = Math.min(upto, this.#newest())
    const mark: Mark = record === undefined
      ? { upto: Math.max(before, to), records: Object.fromEntries(Object.entries(records).filter(([, n]) => n > to)) }
      : { upto: before, records: { ...records, [record]: Math.max(records[record] ?? 0, to) } }
    this.#keep(mark)
    this.#arrived = this.#arrived.filter(({ n }) => n > mark.upto)
  }

  /** Who has never looked has missed nothing: all there is, is new to them. */
  #marked(): Mark {
    if (this.#mark) return this.#mark
    const kept = this.#db.prepare("select value from facts where key = 'looked'").get() as { value: string } | undefined
    if (kept) this.#mark = JSON.parse(kept.value) as Mark
    else this.#keep({ upto: this.#newest(), records: {} })
    return this.#mark!
  }

  #keep(mark: Mark): void {
    this.#mark = mark
    inTransactionIfRoom(this.#db, () => void this.#db.prepare("insert or replace into facts (key, value) values ('looked', ?)").run(JSON.stringify(mark)))
  }

  #newest(): number {
    return (this.#db.prepare('select coalesce(max(n), 0) as n from acts').get() as { n: number }).n
  }

  #readOn(from: number): void {
    const newest = this.#newest()
    const after = Math.max(from, this.#read)
    if (newest > after) {
      const rows = this.#db.prepare("select n, id, bytes from acts where n > ? and circle = 'workspace' and subject <> '' and authority = ? order by n desc limit ?")
        .all(after, EFFECTIVE, MOST) as unknown as { n: number; id: Uint8Array; bytes: Uint8Array }[]
      this.#arrived = [...this.#arrived, ...rows.reverse().map(({ n, id, bytes }) => {
        const act = readAct(bytes)
        return { n, record: act.subject, person: personOf(toHex(id) as ActId, act), type: act.type, body: act.body }
      })].slice(-MOST)
    }
    this.#read = Math.max(newest, this.#read)
  }
}
