// One Yjs document on disk, by its name: a snapshot and the updates since. Loading into a Y.Doc is what collects
// Yjs's garbage (merging updates does not), so compaction writes what the loaded document encodes to.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import * as Y from 'yjs'
import { inTransaction } from './database.ts'

/** Updates are folded into a new snapshot once they outweigh it and this many bytes. */
const COMPACT_BYTES = 4 * 1024 * 1024
/** And when the document is closed, from this many bytes on. */
const TIDY_BYTES = 256 * 1024

/** How long to wait when the disk refused. */
const RETRY_MS = 2000

/** Origin of changes read from disk: not written again. */
export const FROM_DISK = Symbol('from disk')
/** Of a colleague's, and of those that repeat the ledger: a crash loses nothing of them that could not be had again. */
export const FROM_LINK = Symbol('from link')
export const FROM_LEDGER = Symbol('from ledger')
/** So long those wait to be written. At once, each act given or taken in had waited for a second fsync. */
const HELD_ELSEWHERE_MS = 1000

export class StoredDocument {
  readonly name: string
  readonly doc = new Y.Doc({ gc: true })
  readonly #db: DatabaseSync
  readonly #insert: StatementSync
  #pending: Uint8Array[] = []
  #soon: NodeJS.Immediate | null = null
  #later: NodeJS.Timeout | null = null
  #retry: NodeJS.Timeout | null = null
  #snapshotBytes = 0
  #updateBytes = 0
  readonly #onError: (error: unknown) => void

  constructor(db: DatabaseSync, name: string, onError: (error: unknown) => void) {
    this.#db = db
    this.name = name
    this.#onError = onError
    this.#insert = db.prepare('insert into documents (circle, snapshot, bytes) values (?, ?, ?)')
    const rows = db.prepare('select snapshot, bytes from documents where circle = ? order by n').all(name) as unknown as { snapshot: number; bytes: Uint8Array }[]
    Y.transact(this.doc, () => {
      for (const row of rows) {
        Y.applyUpdate(this.doc, row.bytes, FROM_DISK)
        if (row.snapshot) this.#snapshotBytes += row.bytes.length
        else this.#updateBytes += row.bytes.length
      }
    }, FROM_DISK)
    this.doc.on('update', this.#onUpdate)
  }

  #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === FROM_DISK) return
    this.#pending.push(update)
    if (origin === FROM_LINK || origin === FROM_LEDGER) this.#later ??= setTimeout(() => this.flush(), HELD_ELSEWHERE_MS)
    else this.#soon ??= setImmediate(() => this.flush())
  }

  /** Writes what has gathered in one transaction. On a failed write the updates stay pending and are tried again. */
  flush(): void {
    if (this.#soon) clearImmediate(this.#soon)
    if (this.#later) clearTimeout(this.#later)
    if (this.#retry) clearTimeout(this.#retry)
    this.#soon = this.#later = this.#retry = null
    if (this.#pending.length === 0) return
    try {
      inTransaction(this.#db, () => {
        for (const update of this.#pending) this.#insert.run(this.name, 0, update)
      })
      for (const update of this.#pending.splice(0)) this.#updateBytes += update.length
      if (this.#updateBytes > Math.max(COMPACT_BYTES, this.#snapshotBytes)) this.#compact()
    } catch (error) {
      this.#onError(error)
      this.#retry = setTimeout(() => this.flush(), RETRY_MS)
    }
  }

  /** Many small updates make the next start slow. What can't be tidied now is as safe as before. */
  #tidy(): void {
    if (this.#pending.length > 0 || this.#updateBytes < Math.max(TIDY_BYTES, this.#snapshotBytes / 8)) return
    try {
      this.#compact()
    } catch (error) {
      this.#onError(error)
    }
  }

  /** The new snapshot is committed in the transaction that drops what it replaces. */
  #compact(): void {
    const snapshot = Y.encodeStateAsUpdate(this.doc)
    inTransaction(this.#db, () => {
      this.#db.prepare('delete from documents where circle = ?').run(this.name)
      this.#insert.run(this.name, 1, snapshot)
    })
    this.#snapshotBytes = snapshot.length
    this.#updateBytes = 0
  }

  dispose(): void {
    this.doc.off('update', this.#onUpdate)
    this.flush()
    if (this.#retry) clearTimeout(this.#retry)
    this.#tidy()
    this.doc.destroy()
  }
}

/** Names of the stored documents that begin so. */
export const storedNames = (db: DatabaseSync, beginning: string): string[] =>
  (db.prepare('select distinct circle from documents where substr(circle, 1, length(?)) = ?').all(beginning, beginning) as unknown as { circle: string }[])
    .map(({ circle }) => circle)

export const dropStored = (db: DatabaseSync, name: string): void =>
  void db.prepare('delete from documents where circle = ?').run(name)
