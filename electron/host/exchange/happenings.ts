// Network events as sentences. Each says what happened, and what it means where that is not plain.
import type { Found } from '#shared/protocol/contract.ts'
import type { DialOutcome, InterfaceReport } from '#shared/protocol/link.ts'
import type { BreachSeen } from './bans.ts'
import type { PeerEvent } from './network.ts'
import type { Occurrence } from './timeline.ts'

/** Clocks may differ by this much (ms) before it is told. */
export const CLOCK_TOLERANCE_MS = 3 * 60_000

type Said = Pick<Occurrence, 'kind' | 'says'>

const FOUND: Readonly<Record<Found['how'], string>> = {
  'invite': 'by the address in the invite', 'remembered': 'by an address remembered from before', 'beacon': 'found on this network',
  'told': 'by an address a colleague told', 'by hand': 'by the address you gave', 'came': 'who came to this device',
}

/** `name` of the peer's person; null where the device is not known here. */
export function peerSaid(event: PeerEvent, name: string | null, found: Found | null): Said {
  const who = name ?? 'a device not known here'
  switch (event.what) {
    case 'opened': return { kind: 'connected', says: `Connected to ${who}${found ? `, ${FOUND[found.how]}` : ''}.` }
    case 'closed': return { kind: 'lost', says: `The connection to ${who} ended.` }
    case 'agreed': return { kind: 'exchanged', says: `${capital(who)} and this device hold the same acts.` }
    case 'document': return { kind: 'exchanged', says: `Drafts are exchanged with ${who} as they are written.` }
    case 'refused': switch (event.why) {
      case 'signature': return { kind: 'refused', says: 'Refused a device whose signature does not match. It was told nothing.' }
      case 'not a member': return { kind: 'refused', says: `Refused ${name === null ? who : `a device of ${name}`}, who is not a member any more.` }
      case 'unproven': return { kind: 'refused', says: `Refused ${who}: it could not show that it belongs here. It was told nothing but hashes.` }
    }
  }
}

/** `name` as for `peerSaid`; a device that had not proven its key is known by its address. */
export function cutOffSaid({ device, address, what, until, times }: BreachSeen, name: string | null, now: number): Said {
  const who = name !== null ? `a device of ${name}` : device === null && address !== null ? `somebody at ${address}` : 'a device not known here'
  const again = times === 1 ? '' : `, for the ${ordinal(times)} time`
  return { kind: 'cut off', says: `Cut off ${who}${again}: it sent what no Parley sends (${what}). It is let in again in ${spellWords(until - now)}. Your records are not affected.` }
}

const ordinal = (n: number): string => `${n}${n % 100 > 10 && n % 100 < 14 ? 'th' : ['th', 'st', 'nd', 'rd'][n % 10] ?? 'th'}`
const spellWords = (ms: number): string => {
  const [n, unit] = ms < 90_000 ? [Math.round(ms / 1000), 'second'] : ms < 5_400_000 ? [Math.round(ms / 60_000), 'minute'] : [Math.round(ms / 3_600_000), 'hour']
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

export const arrivedSaid = (name: string): Said => ({ kind: 'exchanged', says: `Took in acts that came from ${name}.` })

export function dialledSaid(address: string, outcome: DialOutcome): Said {
  switch (outcome) {
    case 'connected': return { kind: 'tried', says: `A Parley answers at ${address}.` }
    case 'no answer': return { kind: 'tried', says: `Nobody answers at ${address}.` }
    case 'refused': return { kind: 'tried', says: `The machine at ${address} answers, but Parley is not running there.` }
    case 'unknown host': return { kind: 'tried', says: `No machine is known by the name in ${address}.` }
    case 'not parley': return { kind: 'tried', says: `Something that is not Parley answers at ${address}.` }
    case 'closed': return { kind: 'tried', says: `The Parley at ${address} is no longer connected.` }
  }
}

export const foundSaid = (address: string, at: string): Said => (
  { kind: 'found', says: `Found a Parley of this workspace on ${at}, at ${address}.` })

export const linkSaid = (stopped: boolean): Said => (stopped
  ? { kind: 'link', says: 'The link to others stopped and is being started again. Nothing is lost.' }
  : { kind: 'link', says: 'The link to others runs again.' })

/** Null where the clocks agree well enough. `ahead` in ms. */
export function clockSaid(name: string, ahead: number): Said | null {
  if (Math.abs(ahead) <= CLOCK_TOLERANCE_MS) return null
  return { kind: 'clock', says: `${name}'s clock is ${skewWords(ahead)} this one. Nothing is decided by clocks, but times shown may look odd.` }
}

/** `7 minutes ahead of`, `2 hours behind`. */
export function skewWords(ahead: number): string {
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  const [n, unit] = minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day']
  return `${n} ${unit}${n === 1 ? '' : 's'} ${ahead > 0 ? 'ahead of' : 'behind'}`
}

/** What changed between two looks at this machine's networks; null where nothing that matters did. */
export function networkSaid(before: readonly InterfaceReport[], now: readonly InterfaceReport[]): Said | null {
  const [was, is] = [namesOf(before), namesOf(now)]
  const gone = [...was].filter((one) => !is.has(one))
  const fresh = [...is].filter((one) => !was.has(one))
  if (gone.length === 0 && fresh.length === 0) return null
  const parts = [...fresh.map((one) => `${one} is there`), ...gone.map((one) => `${one} is gone`)]
  const left = is.size === 0 ? ' This machine is on no network now.' : ''
  return { kind: 'network', says: `The network of this machine changed: ${parts.join(', ')}.${left}` }
}

/** `eth0 (10.0.0.4)` for each address somebody else could reach. IPv6 comes and goes by the hour and is left out where there is IPv4. */
function namesOf(interfaces: readonly InterfaceReport[]): Set<string> {
  const outward = interfaces.filter(({ kind }) => kind !== 'loopback' && kind !== 'container')
  const withIPv4 = new Set(outward.filter(({ family }) => family === 'IPv4').map(({ name }) => name))
  return new Set(outward.flatMap(({ name, family, address }) => {
    if (family === 'IPv4') return [`${name} (${address})`]
    return withIPv4.has(name) ? [] : [name]
  }))
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
