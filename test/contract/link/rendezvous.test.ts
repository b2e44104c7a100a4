// The rendezvous over real sockets on loopback: it speaks the y-webrtc signalling protocol, joins with others, and lets
// no stranger make it grow.
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Rendezvous } from '../../../electron/link/rendezvous/rendezvous.ts'
import { CAPS, type Caps } from '../../../electron/link/rendezvous/caps.ts'
import { GREETING, LINK_PAGE_ORIGIN } from '../../../electron/link/rendezvous/door.ts'
import type { DialOutcome, HostToRendezvous, RendezvousToHost } from '../../../shared/protocol/link.ts'
import { Waiting } from '../../harness/links.ts'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

class Host extends Waiting {
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

class Client extends Waiting {
  readonly got: { type: string; topic?: string; data?: unknown }[] = []
  closed = false
  failed = false
  readonly socket: WebSocket

  constructor(host: Host, headers: Record<string, string> = {}) {
    super()
    this.socket = new WebSocket(`ws://${host.address}`, { headers, perMessageDeflate: false })
    this.socket.on('message', (data: Buffer) => {
      this.got.push(JSON.parse(data.toString()) as { type: string })
      this.changed()
    })
    this.socket.on('close', () => { this.closed = true; this.changed() })
    this.socket.on('error', () => { this.failed = true; this.changed() })
    this.socket.on('open', () => this.changed())
    open.push({ close: () => this.socket.terminate() })
  }

  static async of(host: Host, topics: readonly string[], headers?: Record<string, string>): Promise<Client> {
    const client = new Client(host, headers)
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

describe('the y-webrtc signalling protocol', () => {
  it('carries what is published to the others who subscribed, not back', async () => {
    const host = await Host.listening(['room', 'other'])
    const [a, b, c] = await Promise.all([Client.of(host, ['room']), Client.of(host, ['room']), Client.of(host, ['other'])])
    a.publish('hello')
    await b.hears('hello')
    await Promise.all([a.settled(), c.settled()])
    expect([a.heard, c.heard]).toEqual([[], []])
  })

  it('stops when one unsubscribes', async () => {
    const host = await Host.listening(['room'])
    const [a, b] = await Promise.all([Client.of(host, ['room']), Client.of(host, ['room'])])
    b.say({ type: 'unsubscribe', topics: ['room'] })
    await b.settled()
    a.publish('hello')
    await a.settled()
    await b.settled()
    expect(b.heard).toEqual([])
  })

  it('refuses topics the host does not name, and counts them', async () => {
    const host = await Host.listening(['room'])
    const [a, b] = await Promise.all([Client.of(host, ['secret']), Client.of(host, ['secret'])])
    a.publish('hello', 'secret')
    await a.settled()
    await b.settled()
    expect(b.heard).toEqual([])
    expect(host.refusals).toEqual(['rendezvous.topic', 'rendezvous.topic', 'rendezvous.topic'])
  })

  it('wakes a link that came before its topic was allowed', async () => {
    const host = await Host.listening([])
    const a = await Client.of(host, ['room'])
    host.tell({ t: 'topics', topics: ['room'] })
    await a.until('to be woken', () => a.got.some(({ type }) => type === 'wake'))
  })
})

describe('nobody makes it grow', () => {
  it('a message over the cap ends the socket', async () => {
    const host = await Host.listening(['room'])
    const a = await Client.of(host, ['room'])
    a.publish('x'.repeat(CAPS.message))
    await a.cut()
    await host.refuses('rendezvous.oversize')
  })

  it('so does too much a second', async () => {
    const host = await Host.listening(['room'], { messagesPerSecond: 1, messageBurst: 50 })
    const a = await Client.of(host, ['room'])
    for (let i = 0; i < 60; i++) a.publish(i)
    await a.cut()
    await host.refuses('rendezvous.rate')
  })

  it('so do too many bytes', async () => {
    const host = await Host.listening(['room'], { bytesPerSecond: 1, byteBurst: 100_000 })
    const a = await Client.of(host, ['room'])
    for (let i = 0; i < 4; i++) a.publish(`${i}${'x'.repeat(40_000)}`)
    await a.cut()
    await host.refuses('rendezvous.rate')
  })

  it('so do too many topics', async () => {
    const topics = Array.from({ length: 5 }, (_, i) => `t${i}`)
    const host = await Host.listening(topics, { topicsPerSocket: 4 })
    const a = await Client.of(host, topics.slice(0, 4))
    a.say({ type: 'subscribe', topics: topics.slice(4) })
    await a.cut()
    await host.refuses('rendezvous.topics')
  })

  it.each(['not json', '{"type":"publish"}', '{"type":"subscribe","topics":"room"}', '[]', 'null', '{"type":"shout"}'])(
    'so does what is not of the protocol: %s', async (text) => {
      const host = await Host.listening(['room'])
      const a = await Client.of(host, ['room'])
      a.socket.send(text)
      await a.cut()
      await host.refuses('rendezvous.malformed')
    },
  )

  it('a reader who does not read is cut off, the others go on', async () => {
    const host = await Host.listening(['room'], { backlog: 200_000, byteBurst: 1e9, messageBurst: 1e6 })
    const [slow, b, writer] = await Promise.all([Client.of(host, ['room']), Client.of(host, ['room']), Client.of(host, ['room'])])
    slow.socket.pause()
    for (let i = 0; i < 2000 && !host.refusals.includes('rendezvous.backlog'); i++) {
      writer.publish(`${i}${'x'.repeat(60_000)}`)
      await writer.settled()
    }
    await host.refuses('rendezvous.backlog')
    writer.publish('last')
    await b.hears('last')
  })

  it('sockets of one address and in all are counted', async () => {
    const host = await Host.listening(['room'], { socketsPerAddress: 2 })
    const [a] = await Promise.all([Client.of(host, ['room']), Client.of(host, ['room'])])
    const third = new Client(host)
    await third.until('to be refused', () => third.failed)
    await host.refuses('rendezvous.address')
    a.socket.close()
    await a.cut()
    await expect(Client.of(host, ['room'])).resolves.toBeDefined()
    const full = await Host.listening(['room'], { sockets: 1 })
    await Client.of(full, ['room'])
    const second = new Client(full)
    await second.until('to be refused', () => second.failed)
    await full.refuses('rendezvous.sockets')
  })

  it.each(['http://evil.example', 'https://evil.example', 'null', 'file://', 'http://127.0.0.1:8080'])(
    'a web page from %s is refused', async (origin) => {
      const host = await Host.listening(['room'])
      const page = new Client(host, { Origin: origin })
      await page.until('to be refused', () => page.failed)
      await host.refuses('rendezvous.origin')
    },
  )

  it('the own hidden page comes in', async () => {
    const host = await Host.listening(['room'])
    await expect(Client.of(host, ['room'], { Origin: LINK_PAGE_ORIGIN })).resolves.toBeDefined()
  })
})

describe('joined with others', () => {
  it('three hosts of which two dial the first all meet', async () => {
    const [a, b, c] = await Promise.all([Host.listening(['room']), Host.listening(['room']), Host.listening(['room'])])
    const clients = await Promise.all([a, b, c].map((host) => Client.of(host, ['room'])))
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    c.tell({ t: 'dial', first: [], addresses: [a.address] })
    await Promise.all([b, c].map((host) => host.until('a connection', () => host.outcomes.includes('connected'))))
    const [atA, atB, atC] = clients as [Client, Client, Client]
    const says = async (speaker: Client, text: string, hearers: readonly Client[]) => {
      speaker.publish(text)
      await Promise.all(hearers.map((hearer) => hearer.hears(text)))
    }
    // What B and C say follows their subscriptions over the same sockets; once A hears it, they are subscribed there.
    await says(atB, 'from b', [atA])
    await says(atC, 'from c', [atA, atB])
    await says(atA, 'from a', [atB, atC])
    await says(atB, 'from b again', [atA, atC])
  })

  it('two that dial each other hand nothing on twice', async () => {
    const [a, b] = await Promise.all([Host.listening(['room']), Host.listening(['room'])])
    const [x, y] = await Promise.all([Client.of(a, ['room']), Client.of(b, ['room'])])
    a.tell({ t: 'dial', first: [], addresses: [b.address] })
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    for (const host of [a, b]) await host.until('a connection', () => host.outcomes.includes('connected'))
    x.publish('once')
    y.publish('answer')
    await y.hears('once')
    await x.hears('answer')
    x.publish('end')
    await y.hears('end')
    expect(y.heard.filter((text) => text === '"once"').length).toBe(1)
    expect(x.heard.filter((text) => text === '"answer"').length).toBe(1)
  })

  it('takes up new topics with those it has dialled, and lets old ones go', async () => {
    const [a, b] = await Promise.all([Host.listening(['one', 'two']), Host.listening(['one'])])
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    b.tell({ t: 'topics', topics: ['two'] })
    const [x, y] = await Promise.all([Client.of(a, ['two']), Client.of(b, ['two'])])
    y.publish('hello', 'two')
    await x.hears('hello')
    x.publish('back', 'two')
    await y.hears('back')
  })

  it('hosts exchange bytes of their own on a topic', async () => {
    const [a, b] = await Promise.all([Host.listening(['invite']), Host.listening(['invite'])])
    a.tell({ t: 'meet', topic: 'invite' })
    b.tell({ t: 'meet', topic: 'invite' })
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    const met = (host: Host) => host.heard.flatMap((message) => (message.t === 'meeting' ? [Array.from(message.data)] : []))
    b.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(1, 2, 3) })
    b.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(1, 2, 3) })
    await a.until('both', () => met(a).length === 2)
    expect(met(a)).toEqual([[1, 2, 3], [1, 2, 3]])
    a.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(255) })
    await b.until('the answer', () => met(b).length === 1)
    a.tell({ t: 'part', topic: 'invite' })
    b.tell({ t: 'publish', topic: 'invite', data: Uint8Array.of(4) })
    b.tell({ t: 'publish', topic: 'unknown', data: Uint8Array.of(4) })
    await b.refuses('rendezvous.topic')
    expect(met(a).length).toBe(2)
  })

  it('comes back to one that was gone, and at once when asked', async () => {
    const a = await Host.listening(['room'])
    const b = await Host.listening(['room'])
    b.tell({ t: 'dial', first: [], addresses: [a.address] })
    await b.until('a connection', () => b.outcomes.includes('connected'))
    const { port } = a
    a.rendezvous.close()
    await b.until('the loss', () => b.outcomes.includes('closed'))
    const again = new Host()
    again.tell({ t: 'topics', topics: ['room'] })
    again.tell({ t: 'start', port, host: '127.0.0.1' })
    await again.until('a listening rendezvous', () => again.port === port)
    b.tell({ t: 'retry' })
    await b.until('a second connection', () => b.outcomes.filter((outcome) => outcome === 'connected').length === 2)
  })
})

describe('what became of an address is told apart', () => {
  const tried = async (address: string): Promise<DialOutcome | undefined> => {
    const host = new Host()
    host.tell({ t: 'dial', first: [], addresses: [address] })
    await host.until('an outcome', () => host.outcomes.length > 0)
    return host.outcomes[0]
  }
  const listen = async (server: Server): Promise<string> => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    open.push({ close: () => new Promise((resolve) => void server.close(resolve)) })
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('connected', async () => {
    expect(await tried((await Host.listening([])).address)).toBe('connected')
  })

  it('refused: nothing listens there', async () => {
    const server = createServer()
    const address = await listen(server)
    await new Promise((resolve) => void server.close(resolve))
    open.length = 0
    expect(await tried(address)).toBe('refused')
  })

  it('not parley: another web server, another WebSocket server, another program', async () => {
    expect(await tried(await listen(createHttp((_, response) => void response.end('hello'))))).toBe('not parley')
    const talker = createServer((socket) => {
      socket.on('error', () => {})
      socket.resume()
      socket.end('220 mail.example ready\r\n')
    })
    expect(await tried(await listen(talker))).toBe('not parley')
    const { WebSocketServer } = await import('ws')
    const other = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    await new Promise((resolve) => void other.once('listening', resolve))
    open.push({ close: () => other.close() })
    expect(await tried(`127.0.0.1:${(other.address() as AddressInfo).port}`)).toBe('not parley')
  })

  it('no answer: somebody takes the connection and says nothing', async () => {
    const sockets = new Set<{ destroy(): void }>()
    const address = await listen(createServer((socket) => void sockets.add(socket)))
    expect(await tried(address)).toBe('no answer')
    for (const socket of sockets) socket.destroy()
  })

  it.each(['', 'nonsense', 'http://a:1', 'a:0', 'a:99999', 'user@a:1', 'a:1/path'])('unknown host: %j is no address', async (address) => {
    expect(await tried(address)).toBe('unknown host')
  })

  it('oneself is not worth a socket', async () => {
    const host = await Host.listening(['room'])
    host.tell({ t: 'dial', first: [], addresses: [host.address] })
    await host.refuses('rendezvous.self')
    await host.until('an outcome', () => host.outcomes.length > 0)
    expect(host.outcomes).not.toContain('connected')
  })

  it('a port that is taken is told as a failure, and another start is tried', async () => {
    const first = await Host.listening([])
    const second = new Host()
    second.tell({ t: 'start', port: first.port, host: '127.0.0.1' })
    await second.until('a failure', () => second.heard.some((message) => message.t === 'failed' && message.code === 'EADDRINUSE'))
    second.tell({ t: 'start', port: 0, host: '127.0.0.1' })
    await second.until('a listening rendezvous', () => second.port !== 0)
  })
})

it('knows its kind by a greeting that names nobody', async () => {
  const host = await Host.listening([])
  const socket = new WebSocket(`ws://${host.address}`)
  open.push({ close: () => socket.terminate() })
  const greeting = await new Promise<string | undefined>((resolve) => {
    socket.on('upgrade', ({ headers }) => resolve(headers[GREETING] as string | undefined))
  })
  expect(greeting).toMatch(/^[\w-]{22}$/)
})
