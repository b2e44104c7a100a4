// Rendezvous that know one another: the sockets they keep, and what it costs that all announce themselves once.
// Every one runs in this process, so that each message between them can be counted where it is sent.
import { performance } from 'node:perf_hooks'
import { WebSocket } from 'ws'
import { Client, closeAll, Host } from '../harness/rendezvous.ts'
import { round, type Bench, type Row } from './row.ts'

/** A sealed announce of y-webrtc is about so long, in characters. */
const ANNOUNCE = 'x'.repeat(200)

interface Sent {
  messages: number
  bytes: number
}

/** Counts what is sent on any socket until it is given back. */
function counting(): { readonly sent: Sent; done(): void } {
  const sent: Sent = { messages: 0, bytes: 0 }
  const { prototype } = WebSocket
  const before = prototype.send as (this: WebSocket, data: string) => void
  prototype.send = function send(this: WebSocket, data: string) {
    sent.messages++
    sent.bytes += data.length
    before.call(this, data)
  }
  return { sent, done: () => { prototype.send = before as typeof prototype.send } }
}

const quiet = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Until nothing has been sent for two seconds; the time of the last message. */
async function untilQuiet(sent: Sent): Promise<number> {
  let [before, last] = [-1, performance.now()]
  while (performance.now() - last < 2000) {
    if (sent.messages !== before) [before, last] = [sent.messages, performance.now()]
    await quiet(50)
  }
  return last
}

async function measure(size: number): Promise<Row[]> {
  const hosts = await Promise.all(Array.from({ length: size }, () => Host.listening(['room'])))
  const clients = await Promise.all(hosts.map((host) => Client.of(host, ['room'])))
  const meeting = counting()
  const started = performance.now()
  for (const host of hosts) host.tell({ t: 'dial', first: [], addresses: hosts.filter((other) => other !== host).map(({ address }) => address) })
  const settled = await untilQuiet(meeting.sent) - started
  meeting.done()
  const sockets = hosts.reduce((sum, { rendezvous }) => sum + rendezvous.outgoing, 0)
  const announcing = counting()
  for (const [i, client] of clients.entries()) client.publish(`${i} ${ANNOUNCE}`)
  await Promise.all(clients.map((client) => client.until('all others', () => client.heard.length >= size - 1, 60_000)))
  await untilQuiet(announcing.sent)
  announcing.done()
  const { messages, bytes } = announcing.sent
  const twice = clients.filter((client) => new Set(client.heard).size !== client.heard.length).length
  await closeAll()
  const what = (text: string) => `${size} hosts ${text}`
  const note = twice === 0 ? 'each heard all others once' : `${twice} heard something twice`
  return [
    { what: what('that know one another: sockets between them'), value: sockets, unit: '', aim: `at most ${4 * size}`, note: `${round(sockets / size)} a host; all to all: ${size * (size - 1) / 2}` },
    { what: what('until the sockets are settled'), value: round(settled), unit: 'ms', aim: null },
    { what: what('until then: messages'), value: meeting.sent.messages, unit: '', aim: null, note: `${round(meeting.sent.bytes / 1024)} KiB` },
    { what: what('announce once: messages'), value: messages, unit: '', aim: null, note: `${round(messages / size)} an announce; ${note}` },
    { what: what('announce once: bytes'), value: round(bytes / 1024), unit: 'KiB', aim: null, note: `${round(bytes / size / 1024)} KiB an announce, clients' shares among them` },
  ]
}

export const federationRows: readonly Bench[] = [5, 10, 20].map((size) => ({
  name: `federation of ${size} hosts`, run: () => measure(size),
}))
