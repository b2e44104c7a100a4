// What of the drafts goes from one epoch's document to the next.
import * as Y from 'yjs'
import type { RecordId } from '#shared/base/ids.ts'
import { draftEntries, draftOfKey, DraftWriter, MAX_ENTRY_BYTES } from '#shared/document/drafts.ts'
import type { CircleDrafts } from './drafts.ts'

/** Drafts written in one go. */
const SLICE = 50
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Writes every draft that the next document does not have, whole, as this host has it. One that it has is left as it
 * is: what this host's copy holds beyond it is for its writer to put back.
 */
export async function carryDrafts(from: CircleDrafts, to: Y.Doc): Promise<RecordId[]> {
  const there = new Set([...draftEntries(to).keys()].map(draftOfKey))
  const left: RecordId[] = []
  const carry = (id: RecordId): void => {
    const state = there.has(id) ? null : Y.encodeStateAsUpdate(from.open(id))
    if (state && state.length <= MAX_ENTRY_BYTES) new DraftWriter(to, id).write(state)
    else left.push(id)
  }
  const touched = new Set<RecordId>()
  const watching = from.onChange.on(({ id }) => void touched.add(id))
  for (const [i, id] of from.ids().entries()) {
    if (i % SLICE === SLICE - 1) await nextTurn()
    carry(id)
  }
  void watching.dispose()
  // What was typed while others were carried: from here on in one turn with entering.
  const again = [...touched].filter((id) => !left.includes(id))
  for (const id of again) carry(id)
  return [...new Set(left)]
}
