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
    const scratch = new Y.Doc()
    Y.applyUpdate(scratch, entry)
    if (isBeyond(scratch)) return false
    Y.applyUpdate(draft, entry, origin)
    return true
  } catch {
    return false
  }
}

/** Boxes in boxes beyond what anybody writes: whoever draws or deletes them, Yjs itself among them, walks down on the stack. */
const MAX_BOXES = 100
/** Formats that are on in one place; each comment there is one. An editor, and Yjs itself, copy all of them at every change of look. */
const MAX_LOOKS = 500

function isBeyond(doc: Y.Doc): boolean {
  const ahead: { type: Y.AbstractType<unknown>; depth: number }[] = [...doc.share.values()].map((type) => ({ type: type as Y.AbstractType<unknown>, depth: 0 }))
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (next.depth > MAX_BOXES) return true
    const { _start, _map } = next.type
    const items = [..._map.values()]
    const looks = new Set<string>()
    for (let item = _start; item; item = item.right) {
      items.push(item)
      if (!(item.content instanceof Y.ContentFormat) || item.deleted) continue
      if (item.content.value === null) looks.delete(item.content.key)
      else if (looks.add(item.content.key).size > MAX_LOOKS) return true
    }
    for (const { content } of items) if (content instanceof Y.ContentType) ahead.push({ type: content.type, depth: next.depth + 1 })
  }
  return false
}
