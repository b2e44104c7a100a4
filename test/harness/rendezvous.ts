// A rendezvous in this process, its host played by the test, and clients as y-webrtc has them.
import type { AddressInfo, Server } from 'node:net'
import { WebSocket } from 'ws'
import { CAPS, type Caps } from '../../electron/link/rendezvous/caps.ts'
import { Rendezvous } from '../../electron/link/rendezvous/rendezvous.ts'
import type { DialOutcome, HostToRendezvous, RendezvousToHost } from '../../shared/protocol/link.ts'
import { Waiting } from './links.ts'

export const open: { close(): unknown }[] = []
/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const one of open.splice(0).reverse()) await one.close()
}

export class Host extends Waiting {
  readonly heard: RendezvousToHost[] = []
  port = 0
  #take: (message: HostToRendezvous) => void = () => {}
  readonly rendezvous: Rendezvous

  constructor(caps: Partial<Caps> = {}) {
    super()
    this.rendezvous = new Rendezvous({
      send: (message) => {
        this.heard.push(message)
        if (message.t === 'listening') this.port = message.port
        this.changed()
      },
      onMessage: (take) => { this.#take = take },
    }, () => {}, { ...CAPS, ...caps })
    open.push(this.rendezvous)
  }

  static async listening(topics: readonly string[], caps?: Partial<Caps>): Promise<Host> {
    const host = new Host(caps)
    host.tell({ t: 'topics', topics })
    host.tell({ t: 'start', port: 0, host: '127.0.0.1' })
    await host.until('a listening rendezvous', () => host.port !== 0)
    return host
  }

  get address(): string {
    return `127.0.0.1:${this.port}`
  }

  get refusals(): string[] {
    return this.heard.flatMap((message) => (message.t === 'refused' ? [message.what] : []))
  }

  get outcomes(): DialOutcome[] {
    return this.heard.flatMap((message) => (message.t === 'dialled' ? [message.outcome] : []))
  }

  tell(message: HostToRendezvous): void {
    this.#take(message)
  }

  refuses(what: string): Promise<void> {
    return this.until(`a refusal: ${what}`, () => this.refusals.includes(what))
  }
}

export class Client extends Waiting {
  readonly got: { type: string; topic?: string; data?: unknown }[] = []
  closed = false
  failed = false
  readonly socket: WebSocket

  /** @param from the own address, any of 127.0.0.0/8: another one is another machine to the host */
  constructor(host: Host, headers: Record<string, string> = {}, from = '127.0.0.1') {
    super()
    this.socket = new WebSocket(`ws://${host.address}`, { headers, perMessageDeflate: false, localAddress: from })
    this.socket.on('message', (data: Buffer) => {
      this.got.push(JSON.parse(data.toString()) as { type: string })
      this.changed()
    })
    this.socket.on('close', () => { this.closed = true; this.changed() })
    this.socket.on('error', () => { this.failed = true; this.changed() })
    this.socket.on('open', () => this.changed())
    open.push({ close: () => this.socket.terminate() })
  }

  static async of(host: Host, topics: readonly string[], headers?: Record<string, string>, from?: string): Promise<Client> {
    const client = new Client(host, headers, from)
    await client.until('an open socket', () => client.socket.readyState === WebSocket.OPEN)
    client.say({ type: 'subscribe', topics })
    await client.settled()
    return client
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message))
  }

  publish(data: unknown, topic = 'room'): void {
    this.say({ type: 'publish', topic, data })
  }

  /** All that was said before has been worked off once the pong is here. */
  async settled(): Promise<void> {
    const before = this.got.filter(({ type }) => type === 'pong').length
    this.say({ type: 'ping' })
    await this.until('a pong', () => this.got.filter(({ type }) => type === 'pong').length > before)
  }

  hears(data: unknown): Promise<void> {
    return this.until(`to hear ${JSON.stringify(data)}`, () => this.heard.includes(JSON.stringify(data)))
  }

  get heard(): string[] {
    return this.got.flatMap((message) => (message.type === 'publish' ? [JSON.stringify(message.data)] : []))
  }

  cut(): Promise<void> {
    return this.until('to be cut off', () => this.closed)
  }
}

/** The address at which it listens on loopback. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => new Promise((resolve) => void server.close(resolve)) })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
