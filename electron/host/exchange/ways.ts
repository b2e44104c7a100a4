// How others are found: the addresses that are tried, how each was come by, and whether beacons go out.
import type { AddressSource } from '#shared/protocol/address.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import type { Found, SearchState, WayView } from '#shared/protocol/contract.ts'
import type { Dialled } from './meeting-point.ts'

/** Addresses of which it is known who told them; the oldest go first. */
const MAX_TOLD = 500

/** The part of a meeting point that knows addresses. */
export interface Directory {
  readonly dialled: ReadonlyMap<string, Dialled>
  addressesOf(owner: string): string[]
  sourceOf(address: string): AddressSource | null
}

const CAME: Found = { how: 'came', by: null }

export class Ways {
  readonly #directory: Directory | null
  readonly #tellers = new Map<string, string>()

  /** Null where there is no network: then nothing is tried. */
  constructor(directory: Directory | null) {
    this.#directory = directory
  }

  /** A colleague said that a Parley may be found there. */
  told(addresses: readonly string[], by: string): void {
    for (const address of addresses) {
      this.#tellers.delete(address)
      this.#tellers.set(address, by)
      if (this.#tellers.size > MAX_TOLD) this.#tellers.delete(this.#tellers.keys().next().value!)
    }
  }

  /** Of a workspace, or of a join under way: those that answer first, then those tried last. */
  of(owner: string): WayView[] {
    const views = (this.#directory?.addressesOf(owner) ?? []).map((address): WayView => {
      const tried = this.#directory!.dialled.get(address)
      return { address, found: this.#found(address), outcome: tried?.outcome ?? null, at: tried?.at ?? null, nextTryAt: tried?.nextTryAt ?? null }
    })
    const rank = (way: WayView): number => (way.outcome === 'connected' ? 0 : way.outcome === null ? 2 : 1)
    return views.sort((a, b) => rank(a) - rank(b) || (b.at ?? 0) - (a.at ?? 0))
  }

  /**
   * How a connected device was found. Its connection has a port of its own, so it is known by the machine: an address
   * of that machine that answers, or is not tried now, says how; where there is none, their device came to this one.
   */
  foundOf(workspace: string, address: string | null): Found | null {
    if (address === null) return null
    const machine = machineOf(address)
    const there = this.of(workspace).filter((way) => machineOf(way.address) === machine)
    const way = there.find(({ outcome }) => outcome === 'connected') ?? there.find(({ outcome }) => outcome === null || outcome === 'closed')
    return way?.found ?? CAME
  }

  #found(address: string): Found {
    const how = this.#directory?.sourceOf(address) ?? 'remembered'
    return { how, by: how === 'told' ? this.#tellers.get(address) ?? null : null }
  }
}

/** `10.0.0.4` of `10.0.0.4:47611`, `fe80::1` of `[fe80::1%eth0]:47611`. */
export function machineOf(address: string): string {
  const bracketed = /^\[([^\]%]+)(?:%[^\]]*)?\]/.exec(address)
  return (bracketed ? bracketed[1]! : address.replace(/:\d+$/, '')).toLowerCase()
}

/** Whether beacons leave this machine anywhere. */
export function searchState(interfaces: readonly InterfaceReport[]): SearchState {
  const meant = interfaces.filter(({ sent }) => sent !== 'no')
  if (meant.length === 0) return 'off'
  return meant.some(({ sent }) => sent === 'yes') ? 'looking' : 'blocked'
}
