// What this device remembers of each thing that needs the person: since when, whether they were told, whether they saw it.
import type { DatabaseSync } from 'node:sqlite'
import type { NoticeMark } from '#shared/domain/desk/index.ts'
import { inTransactionIfRoom } from '../store/database.ts'

export class NoticeMarks {
  readonly #db: DatabaseSync
  readonly #now: () => number
  #marks: Map<string, NoticeMark> | null = null

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db
    this.#now = now
  }

  all(): ReadonlyMap<string, NoticeMark> {
    return this.#read()
  }

  /** Marks what stands on the desk now, and forgets what nothing asks any more. */
  hold(now: ReadonlySet<string>, asked: ReadonlySet<string>): void {
    const marks = this.#read()
    const came = [...now].filter((key) => !marks.has(key)).map((key) => ({ key, arrived: this.#now(), told: null, seen: null }))
    this.#put(came, [...marks.keys()].filter((key) => !now.has(key) && !asked.has(key)))
  }

  told(keys: readonly string[]): void {
    this.#update(keys, (mark) => (mark.told === null ? { ...mark, told: this.#now() } : mark))
  }

  seen(keys: readonly string[]): void {
    this.#update(keys, (mark) => (mark.seen === null ? { ...mark, seen: this.#now() } : mark))
  }

  /** As if it came anew: who set it aside is told when it is back. */
  renew(key: string): void {
    this.#update([key], (mark) => ({ ...mark, told: null, seen: null }))
  }

  #update(keys: readonly string[], change: (mark: NoticeMark) => NoticeMark): void {
    const marks = this.#read()
    this.#put(keys.flatMap((key) => {
      const mark = marks.get(key)
      const next = mark && change(mark)
      return next && next !== mark ? [next] : []
    }), [])
  }

  #read(): Map<string, NoticeMark> {
    if (this.#marks) return this.#marks
    const rows = this.#db.prepare('select key, arrived, told, seen from notices').all() as unknown as NoticeMark[]
    return (this.#marks = new Map(rows.map(({ key, arrived, told, seen }) => [key, { key, arrived, told, seen }])))
  }

  #put(marks: readonly NoticeMark[], gone: readonly string[]): void {
    if (marks.length + gone.length === 0) return
    const known = this.#read()
    for (const mark of marks) known.set(mark.key, mark)
    for (const key of gone) known.delete(key)
    inTransactionIfRoom(this.#db, () => {
      const put = this.#db.prepare('insert or replace into notices (key, arrived, told, seen) values (?,?,?,?)')
      for (const { key, arrived, told, seen } of marks) put.run(key, arrived, told, seen)
      const drop = this.#db.prepare('delete from notices where key = ?')
      for (const key of gone) drop.run(key)
    })
  }
}
