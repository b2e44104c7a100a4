// What goes into a bundle: the acts its readers are not known to have, and the drafts.
import type { DeviceId } from '#shared/base/ids.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import type { Exchange } from '#shared/protocol/bundle.ts'
import type { Pace } from '../long-work.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Acts packed before others get a turn. */
const SLICE = 1000

/** `devices`: the readers'. Empty for everything: a newcomer, or whoever may read it. */
export async function gather(workspace: Workspace, devices: readonly DeviceId[], pace: Pace): Promise<Exchange> {
  const chains = workspace.ledger.chains('workspace')
  const forked = new Set(chains.forkedDevices())
  const heads = chains.heads()
  const acts: PackedAct[] = []
  // Acts that are given meanwhile are not in these heads, and not in the bundle.
  const size = chains.size
  for (let place = 0; place < size; place++) {
    if (place % SLICE === 0) await pace.step(place, size)
    const [device, seq] = [chains.device(place), chains.seq(place)]
    // How far somebody has a chain tells nothing of its branches.
    const known = devices.length > 0 && !forked.has(device) && devices.every((reader) => workspace.reach.has(reader, device, seq))
    if (!known) acts.push(workspace.ledger.packed(chains.id(place))!)
  }
  return { heads, acts, drafts: workspace.drafts.entries() }
}
