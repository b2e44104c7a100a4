// What stands in for a link process where hosts are in one process: it carries bytes as the real one does, and can be cut.
import * as Y from 'yjs'
import { mirrored } from '#shared/protocol/handshake.ts'
import type { HandshakeTranscript, HostToLink, LinkToHost } from '#shared/protocol/link.ts'
import type { ChildRunEvents } from '../../electron/host/link-process/index.ts'
import type { MemoryNetwork } from './memory-network.ts'

type Start = Extract<HostToLink, { t: 'start' }>

/** One end of a pair of links that found each other. */
export interface End {
  readonly link: MemoryLink
  readonly connection: number
  readonly transcript: HandshakeTranscript
  other: End
  verdict: 'full' | 'ledger' | 'refuse' | null
  open: boolean
}

/** What stands in for a link process. By itself it is a peer without a host, for those that keep no rule. */
export class MemoryLink {
  readonly owner: string
  readonly network: MemoryNetwork
  readonly events: ChildRunEvents
  readonly doc = new Y.Doc()
  readonly ends = new Map<number, End>()
  start: Start | null = null
  presence: string | null = null
  #connections = 0

  constructor(owner: string, network: MemoryNetwork, events: ChildRunEvents) {
    this.owner = owner
    this.network = network
    this.events = events
  }

  nextConnection(): number {
    return ++this.#connections
  }

  tell(message: LinkToHost): void {
    this.network.later(() => { if (this.network.links.has(this)) this.events.message(message) })
  }

  hear(message: HostToLink): void {
    switch (message.t) {
      case 'start':
        this.start = message
        this.presence = message.presence
        Y.applyUpdate(this.doc, message.document)
        this.network.links.add(this)
        this.tell({ t: 'ready' })
        this.network.introduce()
        return
      case 'document':
        Y.applyUpdate(this.doc, message.update)
        for (const end of this.ends.values()) if (end.open) end.other.link.take(end.other, message.update)
        return
      case 'signature': return void this.#proof(message.connection, message.signature)
      case 'verdict': return this.#judged(message.connection, message.admit)
      case 'send': {
        const end = this.ends.get(message.connection)
        if (!end?.open) return
        const bytes = this.network.onWire?.(this.owner, message.message) ?? message.message
        end.other.link.tell({ t: 'message', connection: end.other.connection, message: bytes })
        this.tell({ t: 'delivered', connection: end.connection, ticket: message.ticket })
        return
      }
      case 'close': return this.cut(message.connection, message.reason)
      case 'presence':
        this.presence = message.state
        for (const end of this.ends.values()) end.other.link.sendPresences()
        return
      case 'ping': return this.tell({ t: 'pong', n: message.n, peers: [] })
      case 'stop': return this.end('stopped')
    }
  }

  /** A peer's update: kept, and told to the host where this end trusts the peer. */
  take(end: End, update: Uint8Array): void {
    if (end.verdict !== 'full') return
    Y.applyUpdate(this.doc, update)
    this.tell({ t: 'document', update })
  }

  sendPresences(): void {
    const states = [...this.ends.values()].filter((end) => end.open && end.verdict === 'full').map((end) => end.other.link.presence)
    this.tell({ t: 'presence', states: states.filter((state) => state !== null) })
  }

  cut(connection: number, reason: string): void {
    const end = this.ends.get(connection)
    if (!end) return
    for (const one of [end, end.other]) {
      one.link.ends.delete(one.connection)
      one.link.tell({ t: 'closed', connection: one.connection, reason })
    }
  }

  end(reason: string): void {
    for (const connection of [...this.ends.keys()]) this.cut(connection, 'gone')
    this.network.links.delete(this)
    this.network.later(() => this.events.ended(reason))
  }

  #proof(connection: number, signature: Uint8Array): void {
    const other = this.ends.get(connection)?.other
    other?.link.tell({ t: 'verify', connection: other.connection, transcript: mirrored(other.transcript), signature })
  }

  #judged(connection: number, admit: 'full' | 'ledger' | 'refuse'): void {
    const end = this.ends.get(connection)
    if (!end) return
    end.verdict = admit
    if (admit === 'refuse' || end.other.verdict === 'refuse') return this.cut(connection, 'refused')
    if (end.other.verdict === null) return
    for (const one of [end, end.other]) {
      if (!one.open) one.link.tell({ t: 'open', connection: one.connection, device: one.transcript.peerDevice, address: '192.0.2.1:1' })
      one.open = true
    }
    if (end.verdict !== 'full' || end.other.verdict !== 'full') return
    end.link.take(end, Y.encodeStateAsUpdate(end.other.link.doc))
    end.other.link.take(end.other, Y.encodeStateAsUpdate(end.link.doc))
  }
}
