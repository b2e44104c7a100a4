import { refusalsSaid } from '#shared/formats/refusal-words.ts'
import type { Found, PeerView, StatusView, TimelineItem, WayView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { inWorkspace } from '../here.ts'
import { indent, moment, oneLine, shortId, table } from '../text.ts'

const EVENTS_SHOWN = 30
const EVENTS_IN_JSON = 200

const foundWords = ({ how, by }: Found): string => {
  switch (how) {
    case 'invite': return 'by the invite'
    case 'remembered': return 'remembered'
    case 'beacon': return 'found on this network'
    case 'told': return by === null ? 'told by a colleague' : `told by ${oneLine(by)}`
    case 'by hand': return 'given by hand'
    case 'came': return 'they came to this device'
  }
}

function pathWords({ path, address, found }: PeerView): string {
  switch (path.kind) {
    case 'direct': return `direct${address === null ? '' : `, ${oneLine(address)}`}${found === null ? '' : ` (${foundWords(found)})`}`
    case 'carried': return `carried by ${path.by.map(({ name }) => oneLine(name)).join(', ')}`
    case 'none': return ''
  }
}

const bytesWords = (bytes: number): string => (bytes < 10_000 ? `${bytes} B` : bytes < 10_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`)

const peerCells = (peer: PeerView): string[] => [
  oneLine(peer.name), peer.connected ? 'connected' : 'not near', `last exchange ${moment(peer.lastExchange)}`,
  peer.lacks === 0 ? 'has everything' : `lacks ${peer.lacks}`, pathWords(peer),
  peer.roundTrip === null ? '' : `${Math.max(1, Math.round(peer.roundTrip))} ms`,
  peer.connected ? `${bytesWords(peer.bytesIn)} in, ${bytesWords(peer.bytesOut)} out` : '', `device ${shortId(peer.device)}`,
]

export const wayCells = ({ address, found, outcome, at, nextTryAt }: WayView, now: number): string[] => [
  oneLine(address), foundWords(found), outcome ?? 'not tried yet', at === null ? '' : moment(at),
  nextTryAt === null || nextTryAt <= now ? '' : `next try in ${Math.ceil((nextTryAt - now) / 1000)} s`,
]

const SEARCH = { off: 'not looking for people', looking: 'looking for people on this network', blocked: 'can’t look for people: no network lets beacons out' } as const

export const eventLine = ({ at, says, times }: TimelineItem): string[] => [moment(at), `${oneLine(says)}${times > 1 ? ` (${times} times)` : ''}`]

export function statusText(view: StatusView, events: readonly TimelineItem[] | null, now: number): string {
  const parts = [`${oneLine(view.name)}  ${shortId(view.workspace)}\n${oneLine(view.standing.says)}`]
  if (view.peers.length > 0) parts.push(`Devices of others\n${indent(table(view.peers.map(peerCells)))}`)
  if (view.onlyHere.length > 0) {
    parts.push(`Only on this device\n${indent(table(view.onlyHere.map(({ id, title, verb, at }) => [shortId(id), verb, oneLine(title), moment(at)])))}`)
  }
  if (view.ways.length > 0) parts.push(`Addresses of others\n${indent(table(view.ways.map((way) => wayCells(way, now))))}`)
  if (events) parts.push(events.length === 0 ? 'Nothing has happened on the network yet.' : `What happened\n${indent(table(events.map(eventLine)))}`)
  if (view.forks.length > 0) parts.push(`Keys used in two places\n${indent(table(view.forks.map(({ name, device }) => [oneLine(name), `device ${shortId(device)}`])))}`)
  const refused = refusalsSaid(view.refused)
  if (refused.length > 0) parts.push(`Refused input\n${indent(table(refused.map(({ says, times }) => [times === 1 ? 'once' : `${times} times`, oneLine(says)])))}`)
  const rendezvous = view.rendezvous.port === null ? 'no port' : `port ${view.rendezvous.port}`
  const addresses = view.rendezvous.addresses.length > 0 ? ` at ${view.rendezvous.addresses.map(oneLine).join(', ')}` : ''
  parts.push(`Acts ${view.acts}, waiting for others ${view.waiting}, link ${view.link}, ${rendezvous}${addresses}; ${SEARCH[view.search]}`)
  return parts.join('\n\n')
}

export const status: Command = {
  name: 'status',
  says: 'Show who was exchanged with and when, what is only on this device, and what was refused.',
  options: { ...WORKSPACE, events: { type: 'flag', says: 'show what happened on the network, the newest first' } },
  more: 'JSON: {"workspace","name","standing":{"state","says",…},"peers":[…],"connected","onlyHere":[…],"ways":[…],"search",\n'
    + '"refused":{…},"link","rendezvous","acts","waiting","forks","events":[…]}. Nothing is ever called synced: "exchanged" is as of\n'
    + 'when their devices last acknowledged, "lacks" is how much of what is here a device is not known to have.',
  run: async (call) => {
    const { given, around } = call
    const { client, workspace: id } = await inWorkspace(call)
    const view = await client.call('status', { workspace: id })
    const events = await client.call('network.timeline', { workspace: id, limit: EVENTS_IN_JSON })
    return { value: { ...view, events }, text: statusText(view, given.flag('events') ? events.slice(0, EVENTS_SHOWN) : null, around.now().getTime()) }
  },
}
