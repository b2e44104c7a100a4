// A network of beacons in memory: machines with addresses, and what each of their sockets would hear.
import { createHash } from 'node:crypto'
import { Discovery, type DiscoveryEvents } from '../../electron/link/discovery/discovery.ts'
import type { Ear, Ether, Source, Speaker, Take } from '../../electron/link/discovery/ether.ts'
import type { Place } from '../../electron/link/discovery/places.ts'
import type { InterfaceReport } from '../../shared/protocol/link.ts'

interface Open {
  readonly machine: MemoryMachine
  readonly take: Take
}

export class MemoryEther {
  /** An interface is joined once, by the address that came first, as systems have it. */
  readonly ears = new Set<Open & { readonly joined: Map<string, string> }>()
  readonly speakers = new Map<string, Open>()
  /** Everything that was sent to everybody, and to one. */
  readonly told: { readonly from: Source; readonly datagram: Uint8Array }[] = []
  readonly answered: { readonly from: Source; readonly to: Source; readonly datagram: Uint8Array }[] = []
  /** Whether multicast and broadcast get through. */
  passes = true
  #ports = 30_000

  /** Said by whoever, from any address. */
  tell(datagram: Uint8Array, from: Source): void {
    this.told.push({ from, datagram })
    if (!this.passes) return
    for (const ear of [...this.ears]) if (ear.joined.size > 0) ear.take(datagram, from)
  }

  nextPort(): number {
    return ++this.#ports
  }
}

export interface Heard {
  readonly about: string
  readonly address: string
  readonly at: string
}

export const lanPlace = (address: string, name = 'eth0'): Place => (
  { name, kind: 'lan', family: 'IPv4', address, prefix: 24, zone: name, speaks: true }
)

/** A machine with discovery on it. */
export class MemoryMachine {
  places: Place[]
  readonly found: Heard[] = []
  reports: readonly InterfaceReport[] = []
  changes = 0
  /** What sockets say instead of opening. */
  failures: { speaker?: string; ear?: string; send?: string } = {}
  readonly ether: MemoryEther
  readonly discovery: Discovery

  constructor(ether: MemoryEther, places: readonly Place[]) {
    this.ether = ether
    this.places = [...places]
    const events: DiscoveryEvents = {
      found: (about, address, at) => this.found.push({ about, address, at }),
      interfaces: (list) => { this.reports = list },
      changed: () => { this.changes++ },
    }
    let drawn = 0
    this.discovery = new Discovery(events, {
      ether: this.#sockets(), places: () => this.places, random: () => 0.5,
      randomBytes: (length) => {
        const blocks = Array.from({ length: Math.ceil(length / 32) }, () => createHash('sha256').update(`${places[0]?.address} ${drawn++}`).digest())
        return Uint8Array.from(Buffer.concat(blocks).subarray(0, length))
      },
    })
  }

  report(name: string): InterfaceReport | undefined {
    return this.reports.find((report) => report.name === name)
  }

  #sockets(): Ether {
    const { ether } = this
    return {
      speaker: (place, take) => {
        if (this.failures.speaker !== undefined) return Promise.resolve(this.failures.speaker)
        const from = { address: place.address, port: ether.nextPort() }
        const name = `${from.address} ${from.port}`
        ether.speakers.set(name, { machine: this, take })
        const speaker: Speaker = {
          tell: (datagram) => {
            if (this.failures.send !== undefined) return Promise.resolve(this.failures.send)
            ether.tell(datagram, from)
            return Promise.resolve(null)
          },
          answer: (datagram, to) => {
            ether.answered.push({ from, to, datagram })
            ether.speakers.get(`${to.address} ${to.port}`)?.take(datagram, from)
          },
          close: () => void ether.speakers.delete(name),
        }
        return Promise.resolve(speaker)
      },
      ear: (_, take) => {
        if (this.failures.ear !== undefined) return Promise.resolve(this.failures.ear)
        const open = { machine: this, take, joined: new Map<string, string>() }
        ether.ears.add(open)
        const ear: Ear = {
          join: (place) => {
            if (!open.joined.has(place.name)) open.joined.set(place.name, place.address)
            return null
          },
          leave: (place) => { if (open.joined.get(place.name) === place.address) open.joined.delete(place.name) },
          close: () => void ether.ears.delete(open),
        }
        return Promise.resolve(ear)
      },
    }
  }
}
