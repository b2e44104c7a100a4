// What the doctor looks at, gathered before it says anything, so that each system's hints can be tested on any.
import type { System } from '#shared/protocol/interface-kind.ts'
import type { DialOutcome, InterfaceReport } from '#shared/protocol/link.ts'

export interface NetworkSnapshot {
  readonly system: System
  /** Null where Parley is not running with the network. */
  readonly running: {
    /** Null where nothing listens; then `failure` says why, in words of the system. */
    readonly port: number | null
    readonly failure: string | null
    /** This machine's own addresses with the port, and whether Parley answered there when it was asked from here. */
    readonly selfCalls: readonly SelfCall[]
    /** This machine has a network address. */
    readonly online: boolean
    /** Other machines that came in over the network since the start. */
    readonly visitors: number
    readonly interfaces: readonly InterfaceReport[]
    /** Addresses of others and what became of trying them. */
    readonly tried: readonly { readonly address: string; readonly outcome: DialOutcome | null }[]
    /** Devices of others connected now. */
    readonly connected: number
    readonly links: readonly { readonly workspace: string; readonly state: string; readonly connected: number }[]
  } | null
  readonly firewall: Firewall
  /** UDP port of beacons. */
  readonly beaconPort: number
}

export interface SelfCall {
  readonly address: string
  readonly answered: 'parley' | 'something else' | 'nothing'
}

/** What could be learned of a firewall without asking for rights; all false or null where nothing could. */
export interface Firewall {
  readonly ufw: boolean
  readonly firewalld: boolean
  /** A ruleset of nftables that drops what it does not name. */
  readonly nftables: boolean
  /** Kind of network Windows takes this for: on a public one it lets nobody in. */
  readonly windowsNetwork: 'public' | 'private' | 'domain' | null
  /** macOS's application firewall, and whether it blocks everything that comes in. */
  readonly macFirewall: 'off' | 'on' | 'blocks all' | null
}

export const NO_FIREWALL: Firewall = { ufw: false, firewalld: false, nftables: false, windowsNetwork: null, macFirewall: null }
