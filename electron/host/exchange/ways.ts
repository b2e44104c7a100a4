// How the addresses of others were come by, so that a person can be told why one is tried and by whom it was found.
import type { Found, FoundBy, WayView } from '#shared/protocol/contract.ts'
import type { Dialled } from './meeting-point.ts'

/** What says more about an address comes later: it replaces what stands before it. */
const TELLING: readonly FoundBy[] = ['came', 'remembered', 'told', 'invite', 'beacon', 'by hand']
/** Addresses kept of one workspace; the oldest go first. */
const MAX_KNOWN = 200

const REMEMBERED: Found = { how: 'remembered', by: null }
const CAME: Found = { how: 'came', by: null }

export interface WaysOptions {
  /** Addresses a workspace goes by now. */
  addressesOf(workspace: string): readonly string[]
  dialled(address: string): Dialled | undefined
}

export class Ways {
  readonly #options: WaysOptions
  readonly #known = new Map<string, Map<string, Found>>()

  constructor(options: WaysOptions) {
    this.#options = options
  }

  learn(workspace: string, addresses: readonly string[], how: FoundBy, by: string | null = null): void {
    const known = this.#known.get(workspace) ?? new Map<string, Found>()
    this.#known.set(workspace, known)
    for (const address of addresses) {
      const before = known.get(address)
      if (before && TELLING.indexOf(before.how) >= TELLING.indexOf(how)) continue
      known.delete(address)
      known.set(address, { how, by })
      if (known.size > MAX_KNOWN) known.delete(known.keys().next().value!)
    }
  }

  /** Connected ones first, then those tried last. */
  of(workspace: string): WayView[] {
    const views = this.#options.addressesOf(workspace).map((address): WayView => {
      const tried = this.#options.dialled(address)
      return {
        address, found: this.#known.get(workspace)?.get(address) ?? REMEMBERED,
        outcome: tried?.outcome ?? null, at: tried?.at ?? null, nextTryAt: tried?.nextTryAt ?? null,
      }
    })
    const rank = (way: WayView): number => (way.outcome === 'connected' ? 0 : way.outcome === null ? 2 : 1)
    return views.sort((a, b) => rank(a) - rank(b) || (b.at ?? 0) - (a.at ?? 0))
  }

  /**
   * How a connected device was found. Its connection has a port of its own, so it is known by the machine: an address
   * tried there says how; where none was, their device came to this one.
   */
  foundOf(workspace: string, address: string | null): Found | null {
    if (address === null) return null
    const machine = machineOf(address)
    const answering = this.of(workspace).filter((way) => machineOf(way.address) === machine)
    return (answering.find((way) => way.outcome === 'connected') ?? answering[0])?.found ?? CAME
  }
}

/** `10.0.0.4` of `10.0.0.4:47611`, `fe80::1` of `[fe80::1%eth0]:47611`. */
function machineOf(address: string): string {
  const bracketed = /^\[([^\]%]+)(?:%[^\]]*)?\]/.exec(address)
  if (bracketed) return bracketed[1]!.toLowerCase()
  return address.replace(/:\d+$/, '').toLowerCase()
}
