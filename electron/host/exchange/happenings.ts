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
    case 'opened': return { kind: 'connected', says: found ? `Connected to ${who}, ${FOUND[found.how]}.` : `Connected to ${who}.` }
    case 'closed': return { kind: 'lost', says: `The connection to ${who} ended.` }
    case 'agreed': return { kind: 'exchanged', says: name === null ? 'A device not known here and this one hold the same acts.' : `${name} and this device hold the same acts.` }
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
  const again = spanWords(until - now, 90 * SECOND, 90 * MINUTE, Infinity)
  return { kind: 'cut off', says: times === 1
    ? `Cut off ${who}: it sent what no Parley sends (${what}). It is let in again in ${again}. Your records are not affected.`
    : `Cut off ${who}, ${times} times by now: it sent what no Parley sends (${what}). It is let in again in ${again}. Your records are not affected.` }
}

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000] as const

/** In seconds below so many ms, in minutes and in hours below the others, and else in days. */
function spanWords(ms: number, seconds: number, minutes: number, hours: number): string {
  const count = (unit: number): number => Math.round(ms / unit)
  if (ms < seconds) return count(SECOND) === 1 ? '1 second' : `${count(SECOND)} seconds`
  if (ms < minutes) return count(MINUTE) === 1 ? '1 minute' : `${count(MINUTE)} minutes`
  if (ms < hours) return count(HOUR) === 1 ? '1 hour' : `${count(HOUR)} hours`
  return count(DAY) === 1 ? '1 day' : `${count(DAY)} days`
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
  const span = spanWords(Math.round(Math.abs(ahead) / MINUTE) * MINUTE, 0, 2 * HOUR, 2 * DAY)
  return ahead > 0 ? `${span} ahead of` : `${span} behind`
}

/** What changed between two looks at this machine's networks; null where nothing that matters did. */
export function networkSaid(before: readonly InterfaceReport[], now: readonly InterfaceReport[]): Said | null {
  const [was, is] = [namesOf(before), namesOf(now)]
  const gone = [...was].filter((one) => !is.has(one))
  const fresh = [...is].filter((one) => !was.has(one))
  if (gone.length === 0 && fresh.length === 0) return null
  const parts = [...fresh.map((one) => `${one} is there.`), ...gone.map((one) => `${one} is gone.`)]
  if (is.size === 0) parts.push('This machine is on no network now.')
  return { kind: 'network', says: ['The network of this machine changed.', ...parts].join(' ') }
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
