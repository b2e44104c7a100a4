// Drafts of one circle as the host works with them: a live document each, its metadata, and the entries it leaves in
// the circle's document.
import * as Y from 'yjs'
import { Emitter, type Disposable } from '#shared/base/disposable.ts'
import type { Circle, RecordId } from '#shared/base/ids.ts'
import { applyDraftEntry, draftEntries, draftOfKey, DraftWriter } from '#shared/document/drafts.ts'
import { renewClient } from '#shared/document/mirror.ts'
import type { DraftEntry } from '#shared/protocol/bundle.ts'

/** Origin of changes that come from the circle's document, which must not be written back to it. */
const FROM_CIRCLE = Symbol('from circle')

/** Shortest pause before what somebody took away is written again; the longest is twice that. */
const RESTORE_MS = 2000
/** Whoever takes away for ever would make the document grow for ever. */
const MAX_RESTORED = 8
/** Origin of entries that came in a file. */
const FROM_FILE = Symbol('from file')

export interface DraftChange {
  readonly id: RecordId
  readonly update: Uint8Array
  /** The session that typed it, if a session did. */
  readonly origin: unknown
}

interface OpenDraft {
  readonly doc: Y.Doc
  readonly writer: DraftWriter
}

export class CircleDrafts implements Disposable {
  readonly circle: Circle
  readonly onChange = new Emitter<DraftChange>()
  readonly #doc: Y.Doc
  readonly #open = new Map<RecordId, OpenDraft>()
  /** Keys by draft, so that opening one does not walk them all. */
  readonly #keys = new Map<RecordId, Set<string>>()
  readonly #refused: (what: string) => void
  readonly #vanishing: () => void
  /** Entries that others took away, by draft: what they held is written again where nothing else holds it. */
  readonly #taken = new Map<RecordId, Uint8Array[]>()
  readonly #restored = new Map<RecordId, number>()
  #timer: NodeJS.Timeout | null = null

  /** `vanishing`: what was written goes missing again and again. */
  constructor(circle: Circle, doc: Y.Doc, refused: (what: string) => void, vanishing: () => void = () => {}) {
    this.circle = circle
    this.#doc = doc
    this.#refused = refused
    this.#vanishing = vanishing
    for (const key of draftEntries(doc).keys()) this.#note(key)
    draftEntries(doc).observe(this.#onEntries)
  }

  ids(): RecordId[] {
    return [...this.#keys.keys()]
  }

  has(id: RecordId): boolean {
    return this.#keys.has(id)
  }

  /** Those whose live document somebody asked for. */
  opened(): RecordId[] {
    return [...this.#open.keys()]
  }

  /** The live document; changes made to it are persisted and synced with the circle. */
  open(id: RecordId): Y.Doc {
    const known = this.#open.get(id)
    if (known) return known.doc
    const doc = new Y.Doc()
    const draft: OpenDraft = { doc, writer: new DraftWriter(this.#doc, id) }
    this.#open.set(id, draft)
    for (const key of this.#keys.get(id) ?? []) this.#apply(doc, key)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_CIRCLE) draft.writer.write(update)
      this.onChange.emit({ id, update, origin })
    })
    return doc
  }

  /** Takes a draft out of this circle. Its text lives on where it was copied to. */
  remove(id: RecordId): void {
    this.#open.get(id)?.doc.destroy()
    this.#open.delete(id)
    this.#doc.transact(() => {
      for (const key of this.#keys.get(id) ?? []) draftEntries(this.#doc).delete(key)
    })
    this.#keys.delete(id)
  }

  /** Every entry, as it travels by file. */
  entries(): DraftEntry[] {
    return [...draftEntries(this.#doc)].flatMap(([key, update]) => (draftOfKey(key) !== null && update instanceof Uint8Array ? [{ key, update }] : []))
  }

  /** Adds entries from elsewhere that are not here; how many that were. */
  merge(entries: readonly DraftEntry[]): number {
    const own = draftEntries(this.#doc)
    const fresh = entries.filter(({ key }) => !own.has(key))
    this.#doc.transact(() => {
      for (const { key, update } of fresh) own.set(key, update)
    }, FROM_FILE)
    return fresh.length
  }

  #note(key: string): RecordId | null {
    const id = draftOfKey(key)
    if (id === null) return null
    const keys = this.#keys.get(id) ?? new Set<string>()
    this.#keys.set(id, keys.add(key))
    return id
  }

  #apply(doc: Y.Doc, key: string): void {
    if (!applyDraftEntry(doc, draftEntries(this.#doc).get(key), FROM_CIRCLE)) this.#refused('draft.entry')
  }

  #onEntries = (event: Y.YMapEvent<Uint8Array>, transaction: Y.Transaction): void => {
    for (const [key, change] of event.changes.keys) {
      if (!transaction.local && change.action !== 'add') this.#takenAway(key, change.oldValue)
      if (change.action === 'delete') {
        const id = draftOfKey(key)
        if (id !== null) this.#keys.get(id)?.delete(key)
        continue
      }
      const id = this.#note(key)
      if (id === null) {
        this.#refused('draft.key')
        continue
      }
      if (transaction.local && transaction.origin !== FROM_FILE) continue
      const open = this.#open.get(id)
      if (open) this.#apply(open.doc, key)
      else this.onChange.emit({ id, update: new Uint8Array(), origin: null })
    }
  }

  /** A writer who folds entries takes away what another entry holds: then there is nothing to write again. */
  #takenAway(key: string, entry: unknown): void {
    const id = draftOfKey(key)
    if (id === null || !(entry instanceof Uint8Array)) return
    this.#taken.set(id, [...(this.#taken.get(id) ?? []), entry])
    // At a time of one's own, or all who notice would write it at once.
    this.#timer ??= setTimeout(() => this.#restore(), RESTORE_MS * (1 + Math.random()))
  }

  #restore(): void {
    this.#timer = null
    for (const [id, entries] of this.#taken) {
      const lost = this.#lostWith(id, entries)
      if (!lost) continue
      this.#refused('draft.deleted')
      const times = (this.#restored.get(id) ?? 0) + 1
      this.#restored.set(id, times)
      if (times > MAX_RESTORED) {
        this.#vanishing()
        continue
      }
      renewClient(this.#doc)
      new DraftWriter(this.#doc, id).write(lost)
    }
    this.#taken.clear()
  }

  /** What these entries held and those that are left do not; null where that is nothing. */
  #lostWith(id: RecordId, entries: readonly Uint8Array[]): Uint8Array | null {
    const left = new Y.Doc()
    for (const key of this.#keys.get(id) ?? []) applyDraftEntry(left, draftEntries(this.#doc).get(key), FROM_CIRCLE)
    const lost: Uint8Array[] = []
    left.on('update', (update: Uint8Array) => lost.push(update))
    for (const entry of entries) applyDraftEntry(left, entry, null)
    left.destroy()
    return lost.length > 0 ? Y.mergeUpdates(lost) : null
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer)
    draftEntries(this.#doc).unobserve(this.#onEntries)
    for (const { doc } of this.#open.values()) doc.destroy()
    this.#open.clear()
    this.onChange.dispose()
  }
}
