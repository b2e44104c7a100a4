// What of a record is looked at.
import type { RecordDetail, Results } from '../../../shared/protocol/contract.ts'
import { firstToRead } from './reading.ts'

/** A draft frozen as an offer would sign it now: the words, their hash and number, or what is still missing. */
export type Preview = Results['draft.preview']

export type View =
  | { readonly mode: 'words'; readonly revision: string }
  | { readonly mode: 'draft' }
  /** The draft, to be read whole before it is offered. */
  | { readonly mode: 'offer' }
  | { readonly mode: 'compare'; left: string; right: string }

/** There are no words yet: what the concept puts over and under them stands alone. */
export const NO_WORDS: View = { mode: 'words', revision: '' }

export function startView(detail: RecordDetail): View {
  const first = firstToRead(detail)
  if (first) return { mode: 'words', revision: first.id }
  // What was called for, and nobody has written words for yet, is neither.
  return detail.state === 'draft' || detail.draft !== null ? { mode: 'draft' } : NO_WORDS
}

/** Side by side: the two offers that met, else the words before and after the newest change. */
export function compareView(detail: RecordDetail, hasDraft: boolean): View | null {
  const revisions = detail.revisions
  const offers = revisions.filter((revision) => revision.state === 'offered')
  if (offers.length > 1) return { mode: 'compare', left: offers.at(-2)!.id, right: offers.at(-1)!.id }
  const first = firstToRead(detail)
  if (!first) return null
  if (hasDraft) return { mode: 'compare', left: first.id, right: 'working' }
  const before = revisions.findLast((revision) => revision.number < first.number)
  return before ? { mode: 'compare', left: before.id, right: first.id } : null
}

/** A view as a place one can come back to. Reading before an offer is no place: the words are frozen only then. */
export function placeOf(view: View): string {
  if (view.mode === 'words') return `words ${view.revision}`
  return view.mode === 'compare' ? `compare ${view.left} ${view.right}` : 'draft'
}

/** What stood there, as far as it still does; else where reading starts. */
export function viewAt(place: string, detail: RecordDetail, hasDraft: boolean): View {
  const [mode, first = '', second = ''] = place.split(' ')
  const isHere = (id: string): boolean => id === 'working' ? hasDraft : detail.revisions.some((revision) => revision.id === id)
  if (mode === 'words' && isHere(first)) return { mode, revision: first }
  if (mode === 'compare' && isHere(first) && isHere(second)) return { mode, left: first, right: second }
  return mode === 'draft' && hasDraft ? { mode } : startView(detail)
}
