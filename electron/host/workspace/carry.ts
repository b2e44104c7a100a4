// What of the drafts goes from one epoch's document to the next.
import * as Y from 'yjs'
import type { RecordId } from '#shared/base/ids.ts'
import { applyDraftEntry, draftEntries, draftOfKey, DraftWriter, MAX_ENTRY_BYTES } from '#shared/document/drafts.ts'
import { nextTurn } from '../next-turn.ts'
import type { CircleDrafts } from './drafts.ts'

/** Drafts written in one go. */
const SLICE = 50
/**
 * Writes every draft that the next document does not have, whole, as this host has it. To those that it has, `adding`
 * says whether
 * to add what this host's copy holds beyond them: right for what was written in company. What was written while nobody
 * was there is left out, and its writer puts it back if they wish. Returns which drafts the next document had.
 */
export async function carryDrafts(from: CircleDrafts, to: Y.Doc, adding: (id: RecordId) => boolean): Promise<RecordId[]> {
  const there = new Map<RecordId, string[]>()
  for (const key of draftEntries(to).keys()) {
    const id = draftOfKey(key)
    if (id !== null) there.set(id, [...(there.get(id) ?? []), key])
  }
  const carry = (id: RecordId): void => {
    const keys = there.get(id)
    const update = !keys ? Y.encodeStateAsUpdate(from.open(id)) : adding(id) ? beyond(from.open(id), to, keys) : null
    if (update && update.length <= MAX_ENTRY_BYTES) new DraftWriter(to, id).write(update)
  }
  const touched = new Set<RecordId>()
  const watching = from.onChange.on(({ id }) => void touched.add(id))
  for (const [i, id] of from.ids().entries()) {
    if (i % SLICE === SLICE - 1) await nextTurn()
    carry(id)
  }
  void watching.dispose()
  // What was typed while others were carried: from here on in one turn with entering.
  for (const id of touched) carry(id)
  return [...there.keys()]
}

/** What a draft holds beyond its entries in a document; null where that is nothing. */
function beyond(draft: Y.Doc, circle: Y.Doc, keys: readonly string[]): Uint8Array | null {
  const there = new Y.Doc()
  for (const key of keys) applyDraftEntry(there, draftEntries(circle).get(key), null)
  const known = Y.encodeStateVector(there)
  there.destroy()
  const update = Y.encodeStateAsUpdate(draft, known)
  return Y.parseUpdateMeta(update).to.size > 0 ? update : null
}
