// The honest state of one workspace: who was exchanged with and when, and what exists only on this device.
import type { DeviceId } from '#shared/base/ids.ts'
import type { PeerView, StatusView } from '#shared/protocol/contract.ts'
import { readAct } from '#shared/acts/act.ts'
import type { Core } from './core.ts'
import type { Workspace } from './workspace/workspace.ts'

/** Acts listed one by one; there may be more. */
const MAX_LISTED = 200

export function statusOf(core: Core, workspace: Workspace): StatusView {
  const chains = workspace.ledger.chains('workspace')
  return {
    workspace: workspace.id, name: workspace.name, peers: peersOf(workspace), connected: workspace.connected.size,
    onlyHere: onlyHere(workspace), refused: Object.fromEntries([...core.refusals].sort()),
    link: linkState(workspace), rendezvous: { port: core.meeting?.port ?? null, addresses: core.addresses() },
    acts: chains.size + workspace.ledger.chains('me').size, waiting: workspace.ledger.waitingCount,
    forks: chains.forkedDevices().map((device) => ({ device, name: workspace.people.ownerOf(device)?.name ?? 'someone not known here' })),
  }
}

function linkState(workspace: Workspace): StatusView['link'] {
  switch (workspace.network?.state) {
    case 'starting': return 'starting'
    case 'running': return 'running'
    case 'waiting': return 'restarting'
    case 'stopped':
    case undefined: return 'stopped'
  }
}

function peersOf(workspace: Workspace): PeerView[] {
  const peers: PeerView[] = []
  for (const person of workspace.people.everyone()) {
    if (person.id === workspace.me) continue
    for (const device of person.devices) {
      const connection = workspace.network?.connectionOf(device.id) ?? null
      const lastExchange = workspace.lastExchange(device.id)
      if (!connection && lastExchange === null) continue
      peers.push({
        device: device.id, person: person.id, name: person.name, connected: connection !== null, address: connection?.address ?? null,
        lastExchange, roundTrip: connection?.stats?.roundTrip ?? null,
        bytesIn: connection?.stats?.bytesIn ?? 0, bytesOut: connection?.stats?.bytesOut ?? 0,
      })
    }
  }
  return peers
}

function onlyHere(workspace: Workspace): StatusView['onlyHere'] {
  const list: StatusView['onlyHere'][number][] = []
  const mine: DeviceId[] = (workspace.people.get(workspace.me)?.devices ?? []).map((device) => device.id)
  for (const device of mine) {
    const rows = workspace.ledger.rows.ofDeviceAfter(device, workspace.deliveries.furthest(device), MAX_LISTED)
    for (const { id, bytes } of rows) {
      const act = readAct(bytes)
      const title = act.subject === '' ? workspace.name : workspace.records.row(act.subject as never)?.title ?? ''
      list.push({ id, title, verb: act.type.slice(act.type.indexOf('.') + 1), at: act.at })
    }
  }
  return list
}
