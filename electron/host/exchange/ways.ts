// How others are found: the addresses that are tried, how each was come by, and whether beacons go out.
import type { DeviceId } from '#shared/base/ids.ts'
import type { AddressSource } from '#shared/protocol/address.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import type { Found, SearchState, WayView } from '#shared/protocol/contract.ts'
import type { Dialled } from './meeting-point.ts'

/** Devices whose own word of where they are is kept; the oldest go first. */
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
  /** Where each device said that its host may be found, and whose it is. */
  readonly #told = new Map<DeviceId, { readonly name: string; readonly addresses: readonly string[] }>()

  /** Null where there is no network: then nothing is tried. */
  constructor(directory: Directory | null) {
    this.#directory = directory
  }

  /** A device said where its own host may be found. */
  told(device: DeviceId, name: string, addresses: readonly string[]): void {
    this.#told.delete(device)
    this.#told.set(device, { name, addresses })
    if (this.#told.size > MAX_TOLD) this.#told.delete(this.#told.keys().next().value!)
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
   * How a connected device was found: by an address of its host that answers, or is not tried now. Which are its host's,
   * it says itself; until it did, the machine that the connection goes to tells. Null before either is known.
   */
  foundOf(workspace: string, device: DeviceId, address: string | null): Found | null {
    const told = this.#told.get(device)
    const machine = address === null ? null : machineOf(address)
    const there = this.of(workspace).filter((way) => told?.addresses.includes(way.address) || machineOf(way.address) === machine)
    const way = there.find(({ outcome }) => outcome === 'connected') ?? there.find(({ outcome }) => outcome === null || outcome === 'closed')
    return way?.found ?? (told ? CAME : null)
  }

  #found(address: string): Found {
    const how = this.#directory?.sourceOf(address) ?? 'remembered'
    const by = how === 'told' ? [...this.#told.values()].find(({ addresses }) => addresses.includes(address)) : undefined
    return { how, by: by?.name ?? null }
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
