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

export function startView(detail: RecordDetail): View {
  const first = firstToRead(detail)
  return first ? { mode: 'words', revision: first.id } : { mode: 'draft' }
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
