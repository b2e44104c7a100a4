// Real rendezvous as processes of their own on loopback, each with a plain signalling client, and what the system says of
// the sockets between them.
import { fork, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { WebSocket } from 'ws'
import { entryOf } from '../../electron/host/link-process/index.ts'
import { blocksOf } from '../../electron/link/rendezvous/choose-links.ts'
import type { HostToRendezvous, RendezvousToHost } from '../../shared/protocol/link.ts'
import { Waiting } from './links.ts'

export const ROOM = 'room'

/** Twenty processes start slowly on a busy machine. */
const PATIENCE_MS = 90_000

export class FederatedHost extends Waiting {
  readonly child: ChildProcess
  readonly refusals: string[] = []
  /** What the client was handed, each with how often. */
  readonly heard = new Map<string, number>()
  port = 0
  #client: WebSocket | null = null

  constructor(topics: readonly string[] = [ROOM]) {
    super()
    this.child = fork(entryOf('rendezvous'), [], { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.child.on('message', (message: RendezvousToHost) => {
      if (message.t === 'listening') this.port = message.port
      if (message.t === 'refused') this.refusals.push(message.what)
      this.changed()
    })
    this.tell({ t: 'topics', topics })
    this.tell({ t: 'start', port: 0, host: '127.0.0.1' })
  }

  get address(): string {
    return `127.0.0.1:${this.port}`
  }

  tell(message: HostToRendezvous): void {
    if (this.child.connected) this.child.send(message)
  }

  dial(addresses: readonly string[]): void {
    this.tell({ t: 'dial', first: [], addresses })
  }

  listening(): Promise<void> {
    return this.until('a listening rendezvous', () => this.port !== 0, PATIENCE_MS)
  }

  /** A client as y-webrtc has it, subscribed once this resolves. */
  async enter(topics: readonly string[] = [ROOM]): Promise<void> {
    const client = this.#client = new WebSocket(`ws://${this.address}`, { perMessageDeflate: false })
    let subscribed = false
    client.on('error', () => {})
    client.on('open', () => {
      client.send(JSON.stringify({ type: 'subscribe', topics }))
      client.send('{"type":"ping"}')
    })
    client.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { type: string; data?: unknown }
      if (message.type === 'pong') subscribed = true
      if (message.type === 'publish') {
        const text = JSON.stringify(message.data)
        this.heard.set(text, (this.heard.get(text) ?? 0) + 1)
      }
      this.changed()
    })
    await this.until('a subscription', () => subscribed, PATIENCE_MS)
  }

  publish(data: unknown, topic = ROOM): void {
    this.#client?.send(JSON.stringify({ type: 'publish', topic, data }))
  }

  hears(data: unknown): Promise<void> {
    return this.until(`to hear ${JSON.stringify(data)}`, () => this.heard.has(JSON.stringify(data)), PATIENCE_MS)
  }

  /** As `kill -9` does. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGKILL')
    await gone
    this.#client?.terminate()
  }
}

/** Every one knows the addresses of all others. */
export function introduceAll(hosts: readonly FederatedHost[]): void {
  for (const host of hosts) host.dial(hosts.filter((other) => other !== host).map(({ address }) => address))
}

/** Sockets from each host to the others, as the system sees them. */
export function outgoing(hosts: readonly FederatedHost[]): Map<FederatedHost, FederatedHost[]> {
  const byPort = new Map(hosts.map((host) => [host.port, host]))
  const byInode = new Map<string, FederatedHost>()
  for (const line of readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)) {
    const [, , remote, state, , , , , , inode] = line.trim().split(/\s+/)
    if (state !== '01' || remote === undefined || inode === undefined) continue
    const other = byPort.get(Number.parseInt(remote.split(':')[1]!, 16))
    if (other) byInode.set(inode, other)
  }
  return new Map(hosts.map((host) => [host, inodesOf(host).flatMap((inode) => byInode.get(inode) ?? [])]))
}

function inodesOf(host: FederatedHost): string[] {
  const folder = `/proc/${host.child.pid}/fd`
  return readdirSync(folder).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? []
    } catch {
      return []
    }
  })
}

export type Sockets = ReadonlyMap<FederatedHost, readonly FederatedHost[]>

function graphOf(sockets: Sockets): Map<string, Set<string>> {
  const graph = new Map([...sockets.keys()].map(({ address }) => [address, new Set<string>()]))
  for (const [host, others] of sockets) {
    for (const other of others) {
      graph.get(host.address)!.add(other.address)
      graph.get(other.address)!.add(host.address)
    }
  }
  return graph
}

/** Whether all hang together, and still do when any one is gone. */
export function outlivesAnyOne(sockets: Sockets): boolean {
  const blocks = blocksOf(graphOf(sockets))
  return blocks.length === 1 && blocks[0]!.size === sockets.size
}

/** Whether all hang together. */
export function hangsTogether(sockets: Sockets): boolean {
  const graph = graphOf(sockets)
  const part = new Set([[...graph.keys()][0]!])
  for (const at of part) for (const next of graph.get(at)!) part.add(next)
  return part.size === sockets.size
}

/** Resolves once the sockets between the hosts have been as wanted, and unchanged, for two seconds. */
export async function settled(hosts: readonly FederatedHost[], wanted: (sockets: Sockets) => boolean, within = PATIENCE_MS): Promise<Sockets> {
  const started = performance.now()
  let before = ''
  let since = started
  while (performance.now() - started < within) {
    const sockets = outgoing(hosts)
    const now = [...sockets].map(([host, others]) => `${host.port}>${others.map(({ port }) => port).sort().join()}`).join(' ')
    if (now !== before || !wanted(sockets)) [before, since] = [now, performance.now()]
    else if (performance.now() - since > 2000) return sockets
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the sockets did not settle: ${before}`)
}

/** What one says reaches all others, once each. */
export async function allHear(speakers: readonly FederatedHost[], hearers: readonly FederatedHost[], what: string): Promise<void> {
  const words = new Map(speakers.map((host, i) => [host, `${what} ${i}`]))
  for (const [host, word] of words) host.publish(word)
  await Promise.all(hearers.map(async (hearer) => {
    for (const [speaker, word] of words) if (speaker !== hearer) await hearer.hears(word)
  }))
}
