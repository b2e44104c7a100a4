// What is known of the network and what can be asked of it.
import type { RecordId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import type { NetworkResults } from '#shared/protocol/methods/network.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { statusOf } from '../status.ts'
import { reachOf } from '../workspace/act-reach.ts'

export const networkHandlers = (core: Core): Pick<Handlers, keyof NetworkResults> => ({
  status: ({ workspace }) => statusOf(core, core.workspace(workspace)),
  'records.reach': ({ workspace, id }) => reachOf(core.workspace(workspace), id as RecordId),
  'network.timeline': ({ workspace, limit }) => core.timeline.newest(limit, workspace === undefined ? undefined : core.workspace(workspace).id),
  'network.add': ({ workspace, address }) => ({ address: orThrow(core.finding.add(workspace, address)) }),
  'network.look': () => {
    core.finding.look()
    return null
  },
})
