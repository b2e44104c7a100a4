// Judges what a bundle holds before anything is made of it: whoever made it is a member, every act is verified and has
// its whole past here or in the bundle, and every draft can be put together.
import { ActError, decodeAct } from '#shared/acts/act.ts'
import type { ActId, DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { DraftEntry, Exchange } from '#shared/protocol/bundle.ts'
import type { Verifier } from '../exchange/verify.ts'
import type { Pace } from '../long-work.ts'
import type { Arrival } from '../store/ledger.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { damaged } from './envelope.ts'
import { tryDrafts } from './trial.ts'

/** Acts verified before others get a turn. */
const SLICE = 500

interface Link {
  readonly device: DeviceId
  readonly seq: number
}

/** What is on this device, beside which a bundle must fit. */
export interface Here {
  readonly id: WorkspaceId
  readonly name: string
  ownerOf(device: DeviceId): { readonly name: string; readonly left: unknown } | null
  act(id: ActId): Link | undefined
  drafts(): readonly DraftEntry[]
}

export function hereOf(workspace: Workspace): Here {
  const chains = workspace.ledger.chains('workspace')
  return {
    id: workspace.id, name: workspace.name, ownerOf: (device) => workspace.people.ownerOf(device), drafts: () => workspace.drafts.entries(),
    act: (id) => {
      const place = chains.place(id)
      return place === undefined ? undefined : { device: chains.device(place), seq: chains.seq(place) }
    },
  }
}

/** A workspace that is yet to be entered. */
export const nothingOf = (id: WorkspaceId, name: string): Here => ({ id, name, ownerOf: () => null, act: () => undefined, drafts: () => [] })

/** The acts, verified. Throws `bundle.damaged`, `bundle.gap`, `bundle.stranger`, `bundle.left`. */
export async function judge(here: Here, from: DeviceId, exchange: Exchange, verifier: Verifier, pace: Pace): Promise<Arrival[]> {
  checkMaker(here, from, exchange)
  const { acts } = exchange
  const arrivals: Arrival[] = []
  for (let at = 0; at < acts.length; at += SLICE) {
    await pace.step(at, acts.length)
    for (const arrival of await verifier.verify(acts.slice(at, at + SLICE), () => {})) arrivals.push(arrival)
  }
  if (arrivals.length !== acts.length) throw damaged()
  checkChains(here, arrivals)
  const tried = await tryDrafts(here.drafts(), exchange.drafts)
  // The last moment at which nothing has come of it.
  await pace.step(acts.length, acts.length)
  switch (tried) {
    case 'sound': return arrivals
    case 'unsound': throw damaged()
    case 'endless': throw new ProblemError(problem(
      'bundle.damaged', 'A draft in this bundle is tangled, so that it would keep this device busy for long. Nothing was taken in.', 'Ask somebody else for a bundle.',
    ))
  }
}

/** Before any work is done for them: whoever is not known here must be brought by the bundle itself. */
function checkMaker(here: Here, from: DeviceId, { acts }: Exchange): void {
  const owner = here.ownerOf(from)
  if (owner?.left) {
    throw new ProblemError(problem('bundle.left', `${owner.name} has left ${here.name}, so nothing of this bundle was taken in.`, 'Ask a member for a bundle.'))
  }
  if (owner || acts.some(({ bytes }) => signerOf(bytes) === from)) return
  throw new ProblemError(problem('bundle.stranger', 'This bundle comes from a device that nobody here knows, so nothing was taken in.', `Ask somebody who is in ${here.name} for a bundle.`))
}

/** By the act's own word, which is verified later. */
function signerOf(bytes: Uint8Array): DeviceId {
  try {
    return decodeAct(bytes).device
  } catch (error) {
    if (error instanceof ActError) throw damaged()
    throw error
  }
}

function checkChains(here: Here, arrivals: readonly Arrival[]): void {
  const brought = new Map<ActId, Link>()
  const known = (id: ActId): Link | undefined => here.act(id) ?? brought.get(id)
  for (const { verified: { id, act } } of arrivals) {
    const home = act.workspace === '' ? (id as string) === here.id : act.workspace === here.id
    if (!home || act.circle !== 'workspace') throw damaged()
    const prev = act.prev === '' ? null : known(act.prev)
    if (prev === undefined || act.seen.some((seen) => known(seen) === undefined)) {
      throw new ProblemError(problem('bundle.gap', 'This bundle goes on from things that are not on this device, so nothing was taken in.', 'Ask for one that also holds what you are known to have (parley bundle make --all).'))
    }
    if (prev && (prev.device !== act.device || prev.seq !== act.seq - 1)) throw damaged()
    brought.set(id, { device: act.device, seq: act.seq })
  }
}
