// What is told of the network: who is reached and how, what was tried, what happened, who has what. Every state is one
// of a closed set and is stable: scripts and the page rely on it. `says` is the same in a sentence.
import type { DialOutcome } from './link.ts'

/** How the way to somebody was come by. `came`: their device found this one, or a colleague's Parley brought the two together. */
export const FOUND_BY = ['invite', 'remembered', 'beacon', 'told', 'by hand', 'came'] as const
export type FoundBy = (typeof FOUND_BY)[number]

export interface Found {
  readonly how: FoundBy
  /** Who told the address, for `told`, where that is known. */
  readonly by: string | null
}

/** How acts of a device arrive here. */
export type PathView =
  | { readonly kind: 'direct' }
  /** No connection of its own: its newest acts came through these people's devices. */
  | { readonly kind: 'carried'; readonly by: readonly { readonly person: string; readonly name: string }[] }
  /** Nothing can come from there just now. */
  | { readonly kind: 'none' }

export interface PeerView {
  readonly device: string
  readonly person: string
  readonly name: string
  readonly connected: boolean
  /** Since when; null where it is not connected. */
  readonly connectedSince: number | null
  readonly address: string | null
  /** Null where it is not known, or there is no connection. */
  readonly found: Found | null
  readonly path: PathView
  /** When their link last acknowledged something of ours in whole; null if never. */
  readonly lastExchange: number | null
  /** Milliseconds, from the link's own acknowledgements. */
  readonly roundTrip: number | null
  readonly bytesIn: number
  readonly bytesOut: number
  /** Acts here that this device is not known to have. */
  readonly lacks: number
  /** How far its clock is ahead of this one (ms, negative behind), as it told itself. Shown, never used. */
  readonly clockAhead: number | null
}

/**
 * How this device stands with the others, as one of a closed set. Nothing here means "synced": what is known is who
 * acknowledged what, and when.
 * - `just you`: nobody else is a member
 * - `stopped`: this host has no link, so nobody can be reached
 * - `no network`: this machine has no network address
 * - `restarting`: the link is starting, or starting again
 * - `alone`: nobody is connected
 * - `waiting`: somebody is connected and not known to have everything yet
 * - `exchanged`: everybody connected acknowledged everything that is here
 */
export const STANDINGS = ['just you', 'stopped', 'no network', 'restarting', 'alone', 'waiting', 'exchanged'] as const
export type StandingState = (typeof STANDINGS)[number]

export interface StandingView {
  readonly state: StandingState
  readonly says: string
  /** Other members. */
  readonly others: number
  /** Of them: connected now. */
  readonly connected: number
  /** Of them: known to have everything that is here. */
  readonly haveAll: number
  /** The latest moment at which all of those with everything had acknowledged something; null where there are none. */
  readonly asOf: number | null
  /** Names of connected members who are not known to have everything yet. */
  readonly waitingFor: readonly string[]
  /** Acts on this device alone. */
  readonly onlyHere: number
  /** With whom something was exchanged last, and when. */
  readonly last: { readonly name: string; readonly at: number } | null
}

/** One address of somebody else's Parley, and what became of trying it. */
export interface WayView {
  readonly address: string
  readonly found: Found
  /** Null while it is tried for the first time, or is not tried now. */
  readonly outcome: DialOutcome | null
  readonly at: number | null
  readonly nextTryAt: number | null
}

/** `off`: not looking (no network, or not running); `looking`: beacons go out; `blocked`: no interface lets them. */
export type SearchState = 'off' | 'looking' | 'blocked'

/** Who is known to have one act. */
export interface ActReach {
  readonly act: string
  readonly type: string
  readonly verb: string
  readonly by: string
  readonly byName: string
  readonly at: number
  /** Everyone it concerns but who gave it. */
  readonly who: readonly {
    readonly person: string
    readonly name: string
    readonly state: 'not reached' | 'delivered'
    /** When that was learned, where it is known. */
    readonly since: number | null
  }[]
}

export const HAPPENINGS = [
  'connected', 'lost', 'found', 'tried', 'exchanged', 'refused', 'cut off', 'network', 'link', 'clock',
] as const
export type Happening = (typeof HAPPENINGS)[number]

/** One thing that happened on the network. The same thing again raises `times` and `at` of the entry that stands. */
export interface TimelineItem {
  /** Grows; an item that comes again with a known id replaces that one. */
  readonly id: number
  readonly kind: Happening
  readonly says: string
  /** When it happened first, and last. */
  readonly since: number
  readonly at: number
  readonly times: number
  /** Null where it concerns this machine, or a join. */
  readonly workspace: string | null
  readonly person: string | null
  readonly name: string | null
  readonly address: string | null
}

/**
 * Where a join stands.
 * - `starting`: the first answers are awaited
 * - `no network`: this machine has no network address
 * - `no way`: the invite tells no address and nobody was found
 * - `nobody`: no address answers
 * - `not running`: a machine answers at an address, and Parley does not run there
 * - `someone else`: something answers there, and it is not Parley
 * - `calling`: a Parley answers, and the inviter's answer is awaited
 * - `not there`: a Parley answers, but the inviter's device does not answer the call: it is away, or does not know the invite (any more)
 * - `asking`, `admitted`, `refused`, `cancelled`: as `state`
 * - `expired`: the invite has run out while waiting
 */
export const JOIN_STAGES = [
  'starting', 'no network', 'no way', 'nobody', 'not running', 'someone else', 'calling', 'not there',
  'asking', 'admitted', 'refused', 'cancelled', 'expired',
] as const
export type JoinStage = (typeof JOIN_STAGES)[number]

export const DOCTOR_AREAS = ['here', 'network', 'people', 'home'] as const

export interface DoctorLine {
  /** `here`: this installation; `network`: what could be in the way; `people`: colleagues' clocks and chains; `home`: being elsewhere. */
  readonly area: (typeof DOCTOR_AREAS)[number]
  readonly what: string
  readonly ok: boolean
  /** What was found and what it means. */
  readonly says: string
  /** What to do. Where `ok`, what may be worth doing. */
  readonly remedy: string | null
}
