// Copies of drafts from before the document was begun anew, where they hold text that the new one lacks. They change
// nothing by themselves: whoever wrote the text puts it back, copies it, or lets it go.
import type { DatabaseSync } from 'node:sqlite'
import type * as Y from 'yjs'
import type { RecordId } from '#shared/base/ids.ts'
import { putBack, textLacking } from '#shared/document/kept.ts'
import { inTransaction } from '../store/database.ts'

export interface KeptCopy {
  /** Milliseconds since 1970. */
  readonly at: number
  /** What the draft lacks, in plain words. */
  readonly text: string
}

interface Row {
  readonly bytes: Uint8Array
  readonly at: number
}

export class KeptText {
  readonly #db: DatabaseSync
  readonly #ids: Set<RecordId>

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#ids = new Set((db.prepare('select draft from kept').all() as unknown as { draft: RecordId }[]).map(({ draft }) => draft))
  }

  keep(copies: readonly { readonly id: RecordId; readonly copy: Uint8Array }[], at: number): void {
    if (copies.length === 0) return
    inTransaction(this.#db, () => {
      const put = this.#db.prepare('insert or replace into kept (draft, at, bytes) values (?, ?, ?)')
      for (const { id, copy } of copies) put.run(id, at, copy)
    })
    for (const { id } of copies) this.#ids.add(id)
  }

  has(id: RecordId): boolean {
    return this.#ids.has(id)
  }

  /** Null where nothing of it is lacking (any more). */
  of(id: RecordId, draft: Y.Doc): KeptCopy | null {
    const row = this.#row(id)
    const text = row ? textLacking(row.bytes, draft) : ''
    return row && text !== '' ? { at: row.at, text } : null
  }

  putBack(id: RecordId, draft: Y.Doc): void {
    const row = this.#row(id)
    if (row) putBack(row.bytes, draft)
    this.letGo(id)
  }

  letGo(id: RecordId): void {
    if (this.#ids.delete(id)) this.#db.prepare('delete from kept where draft = ?').run(id)
  }

  #row(id: RecordId): Row | null {
    if (!this.#ids.has(id)) return null
    return (this.#db.prepare('select bytes, at from kept where draft = ?').get(id) as unknown as Row | undefined) ?? null
  }
}
