// The rendezvous over real sockets on loopback: it speaks the y-webrtc signalling protocol, joins with others, and lets
// no stranger make it grow.
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { CAPS } from '../../../electron/link/rendezvous/caps.ts'
import { GREETING, LINK_PAGE_ORIGIN } from '../../../electron/link/rendezvous/door.ts'
import { Client, closeAll, Host, listen, open } from '../../harness/rendezvous.ts'

afterEach(closeAll)

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

describe('what became of an address is told apart', () => {
  const tried = async (address: string): Promise<string | undefined> => {
    const host = new Host()
    host.tell({ t: 'dial', first: [], addresses: [address] })
    await host.until('an outcome', () => host.outcomes.length > 0)
    return host.outcomes[0]
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
