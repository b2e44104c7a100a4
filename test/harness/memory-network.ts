// What lies between hosts in one process: a rendezvous each, and who can reach whom.
import { randomBytes } from '#shared/acts/crypto.ts'
import { mirrored } from '#shared/protocol/handshake.ts'
import type { HandshakeTranscript, HostToRendezvous, RendezvousToHost } from '#shared/protocol/link.ts'
import type { HostOptions } from '../../electron/host/index.ts'
import type { ChildRunEvents, Spawner } from '../../electron/host/link-process/index.ts'
import { MemoryLink, type End } from './memory-link.ts'

class MemoryRendezvous {
  readonly owner: string
  readonly network: MemoryNetwork
  readonly events: ChildRunEvents
  topics: ReadonlySet<string> = new Set()
  readonly meets = new Set<string>()
  readonly port: number

  constructor(owner: string, network: MemoryNetwork, events: ChildRunEvents) {
    this.owner = owner
    this.network = network
    this.events = events
    this.port = network.nextPort()
  }

  tell(message: RendezvousToHost): void {
    this.network.later(() => { if (this.network.rendezvous.has(this)) this.events.message(message) })
  }

  hear(message: HostToRendezvous): void {
    switch (message.t) {
      case 'start':
        this.network.rendezvous.add(this)
        return this.tell({ t: 'listening', port: this.port })
      case 'topics':
        this.topics = new Set(message.topics)
        return
      case 'meet': return void this.meets.add(message.topic)
      case 'part': return void this.meets.delete(message.topic)
      case 'publish':
        for (const other of this.network.rendezvous) {
          if (other === this || !other.meets.has(message.topic) || !this.network.reaches(this.owner, other.owner)) continue
          other.tell({ t: 'meeting', topic: message.topic, data: message.data })
        }
        return
      case 'ping': return this.tell({ t: 'pong', n: message.n })
      case 'stop':
        this.network.rendezvous.delete(this)
        return this.network.later(() => this.events.ended('stopped'))
      case 'dial':
      case 'retry':
    }
  }
}

export class MemoryNetwork {
  readonly links = new Set<MemoryLink>()
  readonly rendezvous = new Set<MemoryRendezvous>()
  readonly #away = new Set<string>()
  #ports = 20_000
  /** Sees every ledger message on its way and may change it. */
  onWire: ((from: string, message: Uint8Array) => Uint8Array) | null = null

  nextPort(): number {
    return ++this.#ports
  }

  later(run: () => void): void {
    setImmediate(run)
  }

  /** Who can reach whom at all, beside those who were cut off. */
  paths: (a: string, b: string) => boolean = () => true

  reaches(a: string, b: string): boolean {
    return !this.#away.has(a) && !this.#away.has(b) && this.paths(a, b) && this.paths(b, a)
  }

  /** Nothing goes in or out there any more. */
  cutOff(owner: string): void {
    this.#away.add(owner)
    for (const link of this.links) if (link.owner === owner) for (const connection of [...link.ends.keys()]) link.cut(connection, 'away')
  }

  reconnect(owner: string): void {
    this.#away.delete(owner)
    this.introduce()
  }

  spawners(owner: string): Required<Pick<HostOptions, 'spawnLink' | 'spawnRendezvous'>> {
    return {
      spawnLink: this.#spawner((events) => new MemoryLink(owner, this, events)),
      spawnRendezvous: this.#spawner((events) => new MemoryRendezvous(owner, this, events)),
    }
  }

  /** Links of one topic that reach each other and have not met go through the handshake. */
  introduce(): void {
    const links = [...this.links]
    for (const [i, a] of links.entries()) {
      for (const b of links.slice(i + 1)) {
        if (a.start!.topic !== b.start!.topic || a.owner === b.owner || !this.reaches(a.owner, b.owner)) continue
        if (![...a.ends.values()].some((end) => end.other.link === b)) this.#shakeHands(a, b)
      }
    }
  }

  #shakeHands(a: MemoryLink, b: MemoryLink): void {
    const [nonce, fingerprint, peerNonce, peerFingerprint] = [1, 2, 3, 4].map(() => randomBytes(32)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const transcript: HandshakeTranscript = {
      workspace: a.start!.workspace, device: a.start!.device, nonce, fingerprint, peerDevice: b.start!.device, peerNonce, peerFingerprint,
    }
    const left = { link: a, connection: a.nextConnection(), transcript, verdict: null, open: false } as unknown as End
    const right = { link: b, connection: b.nextConnection(), transcript: mirrored(transcript), verdict: null, open: false, other: left } as End
    left.other = right
    for (const end of [left, right]) {
      end.link.ends.set(end.connection, end)
      end.link.tell({ t: 'sign', connection: end.connection, transcript: end.transcript })
    }
  }

  #spawner(make: (events: ChildRunEvents) => { hear(message: never): void }): Spawner {
    return (events) => {
      const child = make(events)
      return { send: (message) => child.hear(structuredClone(message) as never), kill: () => child.hear({ t: 'stop' } as never) }
    }
  }
}
