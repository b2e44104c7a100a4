// Drafts inside a circle's document.
//
// Each draft is a Yjs document of its own (a page opens one without carrying a whole workspace), and its updates are the
// entries of the circle document's `drafts` map: `<record id>/<random>` -> V1 update. The union of entries is the draft,
// so entries commute, and a garbled one spoils one draft at most. A writer folds its own entries together when they
// grow many.
import * as Y from 'yjs'
import { toHex } from '../base/bytes.ts'
import type { RecordId } from '../base/ids.ts'
import { randomBytes } from '../acts/crypto.ts'
import { draftEntries } from './draft-entries.ts'

export { applyDraftEntry, draftEntries, draftOfKey, MAX_ENTRY_BYTES } from './draft-entries.ts'

/** Entries one writer leaves for a draft before folding them into one. */
const FOLD_AT = 64
/** Entries are folded only into one that leaves ample room below that. */
const MAX_FOLDED_BYTES = 1024 * 1024

const keyOf = (id: RecordId): string => `${id}/${toHex(randomBytes(8))}`

/** Writes a draft's entries for one writer (this host, since it started). */
export class DraftWriter {
  readonly #entries: Y.Map<Uint8Array>
  readonly #id: RecordId
  #own: string[] = []

  constructor(circle: Y.Doc, id: RecordId) {
    this.#entries = draftEntries(circle)
    this.#id = id
  }

  write(update: Uint8Array): void {
    this.#entries.doc!.transact(() => {
      if (this.#own.length >= FOLD_AT) this.#fold()
      const key = keyOf(this.#id)
      this.#entries.set(key, update)
      this.#own.push(key)
    })
  }

  #fold(): void {
    const present = this.#own.filter((key) => this.#entries.has(key))
    const folded = Y.mergeUpdates(present.map((key) => this.#entries.get(key)!))
    if (folded.length > MAX_FOLDED_BYTES) this.#own = []
    else {
      const key = keyOf(this.#id)
      this.#entries.set(key, folded)
      for (const old of present) this.#entries.delete(old)
      this.#own = [key]
    }
  }
}
