// The mirror: every act of the circle inside its document, so that the document alone is a complete copy. The ledger
// never reads it as truth: entries are verified like acts from anywhere.
import type * as Y from 'yjs'

/** Act id -> packed act (shared/acts/packed.ts). */
export const mirrorOf = (circle: Y.Doc): Y.Map<Uint8Array> => circle.getMap<Uint8Array>('acts')
