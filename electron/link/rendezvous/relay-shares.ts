// What may be handed on for each other machine, however many sockets it opens and however often it comes back: so one
// that floods leaves the others their share.
import { isIPv6 } from 'node:net'
import { Allowance } from '../allowance.ts'
import type { Caps } from './caps.ts'

/** Machines remembered; the one heard of longest ago is forgotten first. */
const MOST = 1024

export class RelayShares {
  readonly #caps: Caps
  readonly #now: () => number
  readonly #shares = new Map<string, Allowance>()

  constructor(caps: Caps, now: () => number) {
    this.#caps = caps
    this.#now = now
  }

  of(address: string): Allowance {
    const machine = machineOf(address)
    const share = this.#shares.get(machine) ?? new Allowance(this.#caps.relaysPerSecond, this.#caps.relayBurst, this.#now())
    this.#shares.delete(machine)
    this.#shares.set(machine, share)
    const [oldest] = this.#shares.keys()
    if (this.#shares.size > MOST && oldest !== undefined) this.#shares.delete(oldest)
    return share
  }
}

/** One machine has all the addresses of its IPv6 network to choose from. */
function machineOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = (address.split('%')[0] ?? '').split('::')
  const [first, last] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)]
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
