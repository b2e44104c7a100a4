// The mirror: every act of the circle inside its document, so that the document alone is a complete copy. The ledger
// never reads it as truth: entries are verified like acts from anywhere.
import * as Y from 'yjs'

/** Act id -> packed act (shared/acts/packed.ts). */
export const mirrorOf = (circle: Y.Doc): Y.Map<Uint8Array> => circle.getMap<Uint8Array>('acts')

/**
 * Goes on as another of Yjs's clients. What a client is yet to write can be spoiled beforehand by whoever knows its
 * number (a struct in its place, a deletion ahead of time), so whose writings vanish writes them again as another.
 */
export function renewClient(circle: Y.Doc): void {
  circle.clientID = new Y.Doc().clientID
}
