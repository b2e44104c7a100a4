// The entries of drafts in a circle's document, as anybody reads them; `drafts.ts` writes them.
import * as Y from 'yjs'
import { isId, type RecordId } from '../base/ids.ts'
import { DRAFT_CAPS, readUpdate } from './update-guard.ts'

export const draftEntries = (circle: Y.Doc): Y.Map<Uint8Array> => circle.getMap<Uint8Array>('drafts')

/** Largest entry that is applied, and so the largest that may be written. */
export const MAX_ENTRY_BYTES = 8 * 1024 * 1024

/** The draft an entry belongs to, or null for keys that are none. */
export function draftOfKey(key: string): RecordId | null {
  const [id = '', rest = ''] = key.split('/', 2)
  return isId(id) && /^[0-9a-f]{16}$/.test(rest) ? (id as RecordId) : null
}

/** Applies one entry to a draft; false where the bytes are not an update (counted by the caller, the draft unchanged). */
export function applyDraftEntry(draft: Y.Doc, entry: unknown, origin: unknown): boolean {
  if (!(entry instanceof Uint8Array) || entry.length > MAX_ENTRY_BYTES || !readUpdate(entry, DRAFT_CAPS).ok) return false
  try {
    // Onto a scratch document first: an update that throws half-way may leave a document wrong.
    Y.applyUpdate(new Y.Doc(), entry)
    Y.applyUpdate(draft, entry, origin)
    return true
  } catch {
    return false
  }
}
