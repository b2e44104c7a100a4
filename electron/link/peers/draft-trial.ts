// Drafts are put together here before the host does it. Text has no bound on what Yjs may take to place it, so bytes that
// would hang it hang this process, which is ended and knows whose they were, and not the host and everybody's page. An
// update is tried while it is being taken in: the host and the neighbours hear of it afterwards.
import * as Y from 'yjs'
import type { RecordId } from '#shared/base/ids.ts'
import { applyDraftEntry, draftEntries, draftOfKey } from '#shared/document/draft-entries.ts'

/** Drafts that are held together at once; others are put together anew when they change. */
const MAX_HELD = 64

export class DraftTrial {
  readonly #entries: Y.Map<Uint8Array>
  readonly #keys = new Map<RecordId, Set<string>>()
  /** The most recently changed are last. */
  readonly #held = new Map<RecordId, Y.Doc>()

  /** `isForeign`: whether changes of this origin come from peers. What the host says it has put together already. */
  constructor(doc: Y.Doc, isForeign: (origin: unknown) => boolean) {
    this.#entries = draftEntries(doc)
    this.#entries.observe((event, transaction) => {
      for (const key of event.keysChanged) this.#changed(key as string, isForeign(transaction.origin))
    })
  }

  #changed(key: string, foreign: boolean): void {
    const id = draftOfKey(key)
    if (id === null) return
    const keys = this.#keys.get(id) ?? new Set<string>()
    if (this.#entries.has(key)) this.#keys.set(id, keys.add(key))
    else if (keys.delete(key) && keys.size === 0) this.#keys.delete(id)
    const held = this.#held.get(id)
    if (!this.#entries.has(key) || (!held && !foreign)) return
    if (held) applyDraftEntry(held, this.#entries.get(key), null)
    this.#hold(id, held ?? this.#together(keys))
  }

  #together(keys: ReadonlySet<string>): Y.Doc {
    const draft = new Y.Doc()
    for (const key of keys) applyDraftEntry(draft, this.#entries.get(key), null)
    return draft
  }

  #hold(id: RecordId, draft: Y.Doc): void {
    this.#held.delete(id)
    this.#held.set(id, draft)
    const [oldest] = this.#held
    if (this.#held.size <= MAX_HELD || !oldest) return
    oldest[1].destroy()
    this.#held.delete(oldest[0])
  }
}
