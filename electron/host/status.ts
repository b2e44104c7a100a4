// The honest state of one workspace: who was exchanged with and when, and what exists only on this device.
import type { DeviceId } from '#shared/base/ids.ts'
import type { PathView, PeerView, StandingView, StatusView } from '#shared/protocol/contract.ts'
import { readAct } from '#shared/acts/act.ts'
import type { Person } from '#shared/domain/membership/index.ts'
import { verbOf } from '#shared/domain/record/told.ts'
import type { Core } from './core.ts'
import { standingOf } from './standing-view.ts'
import type { Workspace } from './workspace/workspace.ts'

/** Acts listed one by one; there may be more. */
const MAX_LISTED = 200

export function statusOf(core: Core, workspace: Workspace): StatusView {
  const chains = workspace.ledger.chains('workspace')
  const peers = peersOf(core, workspace)
  const only = onlyHere(workspace)
  return {
    workspace: workspace.id, name: workspace.name, standing: standing(core, workspace, peers, only.length), peers, connected: workspace.connected.size,
    onlyHere: only, refused: Object.fromEntries([...core.refusals].sort()),
    ways: core.ways.of(workspace.id), search: core.finding.search,
    link: linkState(workspace), rendezvous: { port: core.meeting?.port ?? null, addresses: core.finding.addresses() },
    acts: chains.size + workspace.ledger.chains('me').size, waiting: workspace.ledger.waitingCount,
    document: workspace.document.view(),
    forks: chains.forkedDevices().map((device) => ({ device, name: workspace.people.ownerOf(device)?.name ?? 'someone not known here' })),
  }
}

function standing(core: Core, workspace: Workspace, peers: readonly PeerView[], onlyHereCount: number): StandingView {
  const members = workspace.people.others().map((person) => {
    const devices = peers.filter((peer) => peer.person === person.id)
    const exchanges = devices.map((peer) => peer.lastExchange).filter((at) => at !== null)
    return {
      name: person.name, connected: devices.some((peer) => peer.connected), hasAll: devices.some((peer) => peer.lacks === 0),
      lastExchange: exchanges.length > 0 ? Math.max(...exchanges) : null,
    }
  })
  return standingOf({ members, link: linkState(workspace), online: core.finding.addresses().length > 0, onlyHere: onlyHereCount })
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

/** Devices of every other member, and those of people who left that something was exchanged with. */
function peersOf(core: Core, workspace: Workspace): PeerView[] {
  return workspace.people.everyone().filter((person) => person.id !== workspace.me).flatMap((person) => (
    person.devices.map((device) => peerOf(core, workspace, person, device.id)).filter((peer) => person.member || peer.connected || peer.lastExchange !== null)
  ))
}

function peerOf(core: Core, workspace: Workspace, person: Person, device: DeviceId): PeerView {
  const connection = workspace.network?.connectionOf(device) ?? null
  return {
    device, person: person.id, name: person.name, connected: connection !== null, connectedSince: connection?.since ?? null,
    address: connection?.address ?? null, found: connection ? core.ways.foundOf(workspace.id, device, connection.address) : null,
    path: connection ? { kind: 'direct' } : carriedTo(workspace, device),
    lastExchange: workspace.lastExchange(device), roundTrip: connection?.stats?.roundTrip ?? null,
    bytesIn: connection?.stats?.bytesIn ?? 0, bytesOut: connection?.stats?.bytesOut ?? 0,
    lacks: workspace.deliveries.lacks(device), clockAhead: workspace.met.clockAhead(device),
  }
}

function carriedTo(workspace: Workspace, device: DeviceId): PathView {
  const carrier = workspace.met.carrierOf(device)
  const person = carrier && workspace.connected.has(carrier) ? workspace.people.ownerOf(carrier) : null
  return person ? { kind: 'carried', by: [{ person: person.id, name: person.name }] } : { kind: 'none' }
}

function onlyHere(workspace: Workspace): StatusView['onlyHere'] {
  const list: StatusView['onlyHere'][number][] = []
  const mine: DeviceId[] = (workspace.people.get(workspace.me)?.devices ?? []).map((device) => device.id)
  for (const device of mine) {
    const rows = workspace.ledger.rows.ofDeviceAfter(device, workspace.deliveries.furthest(device), MAX_LISTED)
    for (const { id, bytes } of rows) {
      const act = readAct(bytes)
      const title = act.subject === '' ? workspace.name : workspace.records.kept(act.subject as never)?.title ?? ''
      list.push({ id, title, verb: verbOf(workspace.told({ ...act, person: workspace.me })), at: act.at })
    }
  }
  return list
}
