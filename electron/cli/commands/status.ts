import type { PeerView, StatusView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { findWorkspace } from '../find.ts'
import { indent, moment, oneLine, shortId, table } from '../text.ts'

const peerCells = (peer: PeerView): string[] => [
  oneLine(peer.name), peer.connected ? 'connected' : 'not near', `last exchange ${moment(peer.lastExchange)}`,
  peer.address ? oneLine(peer.address) : '', `device ${shortId(peer.device)}`,
]

function reach(view: StatusView): string {
  const waiting = view.onlyHere.length
  if (view.connected > 0) return view.connected === 1 ? 'One device of someone else is connected.' : `${view.connected} devices of others are connected.`
  const running = view.link === 'stopped' ? 'Parley is not running for this folder' : 'Nobody is near'
  if (waiting === 0) return `${running}.`
  return `${running}. ${waiting === 1 ? 'One thing waits' : `${waiting} things wait`} on this device.`
}

export function statusText(view: StatusView): string {
  const parts = [`${oneLine(view.name)}  ${shortId(view.workspace)}\n${reach(view)}`]
  if (view.peers.length > 0) parts.push(`Devices of others\n${indent(table(view.peers.map(peerCells)))}`)
  if (view.onlyHere.length > 0) {
    parts.push(`Only on this device\n${indent(table(view.onlyHere.map(({ id, title, verb, at }) => [shortId(id), verb, oneLine(title), moment(at)])))}`)
  }
  if (view.forks.length > 0) parts.push(`Keys used in two places\n${indent(table(view.forks.map(({ name, device }) => [oneLine(name), `device ${shortId(device)}`])))}`)
  const refused = Object.entries(view.refused).filter(([, times]) => times > 0)
  if (refused.length > 0) parts.push(`Refused input\n${indent(table(refused.map(([name, times]) => [oneLine(name), String(times)])))}`)
  const rendezvous = view.rendezvous.port === null ? 'no port' : `port ${view.rendezvous.port}`
  parts.push(`Acts ${view.acts}, waiting for others ${view.waiting}, link ${view.link}, ${rendezvous}${view.rendezvous.addresses.length > 0 ? ` at ${view.rendezvous.addresses.map(oneLine).join(', ')}` : ''}`)
  return parts.join('\n\n')
}

export const status: Command = {
  name: 'status',
  says: 'Show who was exchanged with and when, what is only on this device, and what was refused.',
  options: WORKSPACE,
  more: 'JSON: {"workspace","name","peers":[…],"connected","onlyHere":[…],"refused":{…},"link","rendezvous","acts","waiting","forks"}.',
  run: async ({ given, host }) => {
    const client = await host()
    const { id } = await findWorkspace(client, given.text('workspace'))
    const view = await client.call('status', { workspace: id })
    return { value: view, text: statusText(view) }
  },
}
