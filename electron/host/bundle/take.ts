// Takes in what a bundle holds, all of it or nothing: every act is verified and has its whole past here or in the
// bundle, every draft applies, and whoever made it is a member. Only then is anything written.
import type { ActId, DeviceId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import { applyDraftEntry, draftOfKey } from '#shared/document/drafts.ts'
import type { DraftEntry, Exchange } from '#shared/protocol/bundle.ts'
import * as Y from 'yjs'
import type { Verifier } from '../exchange/verify.ts'
import type { Arrival } from '../store/ledger.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { damaged } from './envelope.ts'

export interface Taken {
  /** Acts and drafts' entries that were new here. */
  readonly acts: number
  readonly drafts: number
  /** The records that the new acts are about. */
  readonly records: readonly string[]
  /** Acts here that the maker did not have when the bundle was made. */
  readonly lacks: number
}

/** Acts that all verify. Throws `bundle.damaged`. */
export async function verified(exchange: Exchange, verifier: Verifier): Promise<Arrival[]> {
  const arrivals = await verifier.verify(exchange.acts, () => {})
  if (arrivals.length !== exchange.acts.length || !exchange.drafts.every(isSound)) throw damaged()
  return arrivals
}

/** Throws `bundle.damaged`, `bundle.gap`, `bundle.stranger`, `bundle.left`; then nothing was written. */
export async function take(workspace: Workspace, from: DeviceId, exchange: Exchange, arrivals: readonly Arrival[]): Promise<Taken> {
  checkMaker(workspace, from, arrivals)
  checkChains(workspace, arrivals)
  const records = aboutNew(workspace, arrivals)
  const acts = await workspace.ledger.take(arrivals, from)
  // A device that the bundle itself brings: its acts may have been of no effect.
  const member = workspace.people.ownerOf(from)?.member === true
  const drafts = member ? workspace.drafts.merge(exchange.drafts) : 0
  const chains = workspace.ledger.chains('workspace')
  if (member) workspace.noteReach(from, exchange.heads.filter((head) => chains.holds(head)))
  return { acts, drafts, records, lacks: chains.missingFrom(exchange.heads).length }
}

/** Of acts that are not here yet. */
function aboutNew(workspace: Workspace, arrivals: readonly Arrival[]): string[] {
  const chains = workspace.ledger.chains('workspace')
  const fresh = arrivals.filter(({ verified: { id } }) => chains.place(id) === undefined)
  return [...new Set(fresh.map(({ verified: { act } }) => act.subject).filter((subject) => subject !== ''))]
}

function isSound({ key, update }: DraftEntry): boolean {
  const scratch = new Y.Doc()
  try {
    return draftOfKey(key) !== null && applyDraftEntry(scratch, update, null)
  } finally {
    scratch.destroy()
  }
}

function checkMaker(workspace: Workspace, from: DeviceId, arrivals: readonly Arrival[]): void {
  const owner = workspace.people.ownerOf(from)
  if (owner?.left) {
    throw new ProblemError(problem('bundle.left', `${owner.name} has left ${workspace.name}, so nothing of this bundle was taken in.`, 'Ask a member for a bundle.'))
  }
  if (owner || arrivals.some(({ verified: { act } }) => act.device === from)) return
  throw new ProblemError(problem('bundle.stranger', 'This bundle comes from a device that nobody here knows, so nothing was taken in.', `Ask somebody who is in ${workspace.name} for a bundle.`))
}

function checkChains(workspace: Workspace, arrivals: readonly Arrival[]): void {
  const chains = workspace.ledger.chains('workspace')
  const brought = new Map<ActId, { readonly device: DeviceId; readonly seq: number }>()
  const known = (id: ActId): { readonly device: DeviceId; readonly seq: number } | undefined => {
    const place = chains.place(id)
    return place === undefined ? brought.get(id) : { device: chains.device(place), seq: chains.seq(place) }
  }
  for (const { verified: { id, act } } of arrivals) {
    const home = act.workspace === '' ? (id as string) === workspace.id : act.workspace === workspace.id
    if (!home || act.circle !== 'workspace') throw damaged()
    const prev = act.prev === '' ? null : known(act.prev)
    if (prev === undefined || act.seen.some((seen) => known(seen) === undefined)) {
      throw new ProblemError(problem('bundle.gap', 'This bundle goes on from things that are not on this device, so nothing was taken in.', 'Ask for one that also holds what you are known to have (parley bundle make --all).'))
    }
    if (prev && (prev.device !== act.device || prev.seq !== act.seq - 1)) throw damaged()
    brought.set(id, { device: act.device, seq: act.seq })
  }
}
