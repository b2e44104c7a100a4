// When a draft was last written in, as seen from this device: the documents themselves have no clock.
import type { DatabaseSync } from 'node:sqlite'
import type { RecordId } from '#shared/base/ids.ts'
import { inTransactionIfRoom } from '../store/database.ts'

/** Typing goes on for long; what a crash takes of this is only how late in the day it was. */
const SAVE_MS = 2000

export class EditTimes {
  readonly #db: DatabaseSync
  readonly #now: () => number
  readonly #at: Map<RecordId, number>
  readonly #unsaved = new Set<RecordId>()
  #timer: NodeJS.Timeout | null = null

  constructor(db: DatabaseSync, now: () => number) {
    this.#db = db
    this.#now = now
    this.#at = new Map((db.prepare('select draft, at from edited').all() as unknown as { draft: RecordId; at: number }[]).map(({ draft, at }) => [draft, at]))
  }

  /** Milliseconds since 1970. Null where nobody wrote in it since it was opened. */
  of(id: RecordId): number | null {
    return this.#at.get(id) ?? null
  }

  edited(id: RecordId): void {
    this.#at.set(id, this.#now())
    this.#saveSoon(id)
  }

  forget(id: RecordId): void {
    this.#at.delete(id)
    this.#saveSoon(id)
  }

  dispose(): void {
    this.#save()
  }

  #saveSoon(id: RecordId): void {
    this.#unsaved.add(id)
    this.#timer ??= setTimeout(() => this.#save(), SAVE_MS)
  }

  #save(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#unsaved.size === 0) return
    const saved = inTransactionIfRoom(this.#db, () => {
      const [put, drop] = ['insert or replace into edited (draft, at) values (?, ?)', 'delete from edited where draft = ?'].map((sql) => this.#db.prepare(sql))
      for (const id of this.#unsaved) {
        const at = this.#at.get(id)
        if (at === undefined) drop!.run(id)
        else put!.run(id, at)
      }
    })
    if (saved) this.#unsaved.clear()
  }
}
