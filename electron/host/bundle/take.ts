// Writes what a bundle holds, after all of it was judged: the acts in one transaction, then the entries of drafts.
import type { DeviceId } from '#shared/base/ids.ts'
import type { Exchange } from '#shared/protocol/bundle.ts'
import type { Arrival } from '../store/ledger.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface Taken {
  /** Acts and drafts' entries that were new here. */
  readonly acts: number
  readonly drafts: number
  /** The records that the new acts are about. */
  readonly records: readonly string[]
  /** Acts here that the maker did not have when the bundle was made. */
  readonly lacks: number
}

export async function take(workspace: Workspace, from: DeviceId, exchange: Exchange, arrivals: readonly Arrival[]): Promise<Taken> {
  const chains = workspace.ledger.chains('workspace')
  const records = recordsOf(arrivals.filter(({ verified: { id } }) => chains.place(id) === undefined))
  const acts = await workspace.ledger.take(arrivals, from)
  return { acts, records, ...takeDrafts(workspace, from, exchange) }
}

export function takeDrafts(workspace: Workspace, from: DeviceId, exchange: Exchange): Pick<Taken, 'drafts' | 'lacks'> {
  // A device that the bundle itself brings: its acts may have been of no effect.
  const member = workspace.people.ownerOf(from)?.member === true
  const drafts = member ? workspace.drafts.merge(exchange.drafts) : 0
  const chains = workspace.ledger.chains('workspace')
  if (member) workspace.noteReach(from, exchange.heads.filter((head) => chains.holds(head)))
  return { drafts, lacks: chains.missingFrom(exchange.heads).length }
}

export const recordsOf = (arrivals: readonly Arrival[]): string[] =>
  [...new Set(arrivals.map(({ verified: { act } }) => act.subject).filter((subject) => subject !== ''))]
