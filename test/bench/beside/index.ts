// The same work by Parley's links, and by y-webrtc, y-websocket and automerge-repo as they come, in one run: no acts, no
// disk. Each in a private network namespace.
import { fileURLToPath } from 'node:url'
import type { ChildRun } from '../../../electron/host/link-process/index.ts'
import { TestRendezvous } from '../../harness/links.ts'
import { Mesh } from '../../harness/mesh.ts'
import { Namespace } from '../../harness/netns.ts'
import { percentile, round, type Bench, type Row } from '../row.ts'
import type { Done, Order } from './peer.ts'
import type { Sent, System } from './replica.ts'

const SCRIPT = fileURLToPath(new URL('./peer.ts', import.meta.url))
const RECORD = 'x'.repeat(500)
const EDITS = 100
/** What has not come by then does not come: told as such. */
const GIVE_UP_MS = 30_000

class Peer {
  readonly #run: ChildRun
  readonly #waiting = new Map<number, (done: Done) => void>()
  #orders = 0

  constructor(inside: Namespace) {
    this.#run = inside.script(SCRIPT)({
      message: (message) => {
        const done = message as Done
        this.#waiting.get(done.n)?.(done)
        this.#waiting.delete(done.n)
      },
      ended: () => {},
    })
  }

  does(order: Order): Promise<Done> {
    const n = ++this.#orders
    this.#run.send({ n, order })
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not within ${GIVE_UP_MS / 1000} s`)), GIVE_UP_MS)
      this.#waiting.set(n, (done) => {
        clearTimeout(timer)
        resolve(done)
      })
    })
  }

  end(): void {
    this.#run.kill()
  }
}

/** Peers of one system that can meet; all end with `work`. */
async function together<T>(system: System, work: (open: () => Promise<Peer>, server: Peer | null) => Promise<T>): Promise<T> {
  const inside = await Namespace.open()
  const room = 'bench'
  const peers: Peer[] = []
  const peer = (): Peer => {
    const one = new Peer(inside)
    peers.push(one)
    return one
  }
  const rendezvous = system === 'y-webrtc' ? new TestRendezvous([room], { spawn: inside.spawner('rendezvous') }) : null
  const server = system === 'y-webrtc' ? null : peer()
  try {
    await rendezvous?.listening()
    const meet = rendezvous ? rendezvous.url : String((await server!.does({ t: 'serve', system: system as 'y-websocket' })).value)
    return await work(async () => {
      const one = peer()
      await one.does({ t: 'open', setting: { system, meet, room } })
      return one
    }, server)
  } finally {
    for (const one of peers) one.end()
    await rendezvous?.handle.dispose()
    await inside.dispose()
  }
}

const never = (what: string, error: unknown): Row => ({ what, value: null, unit: 'ms', aim: null, note: `never: ${(error as Error).message}` })

async function newcomer(system: System, count: number): Promise<Row> {
  const what = `${system}: newcomer gets ${count} records of 500 B`
  return together(system, async (open) => {
    const first = await open()
    await first.does({ t: 'fill', count, value: RECORD })
    const from = Number(process.hrtime.bigint()) / 1e6
    const { at } = await (await open()).does({ t: 'size', count })
    return { what, value: round(at - from), unit: 'ms', aim: null, note: 'from the start of its process' }
  }).catch((error: unknown) => never(what, error))
}

function editRows(system: string, size: number, times: readonly number[], before: Sent, after: Sent): Row[] {
  const what = (of: string): string => `${system}: an edit among ${size}, ${of}`
  const note = `${EDITS} edits, one after the other, until the last of the others has it`
  const all = 'sent by all peers and the server, presence and acknowledgements among them'
  return [
    { what: what('p50'), value: round(percentile(times, 50)), unit: 'ms', aim: null, note },
    { what: what('p95'), value: round(percentile(times, 95)), unit: 'ms', aim: null, note },
    { what: what('messages'), value: round((after.messages - before.messages) / EDITS), unit: '', aim: null, note: all },
    { what: what('bytes'), value: Math.round((after.bytes - before.bytes) / EDITS), unit: 'B', aim: null, note: all },
  ]
}

const edits = (system: System, size: number): Promise<Row[]> => together(system, async (open, server) => {
  const [writer, ...others] = await Promise.all(Array.from({ length: size }, open)) as [Peer, ...Peer[]]
  const everyone = [writer, ...others]
  for (const [i, one] of everyone.entries()) await one.does({ t: 'put', key: `hello ${i}`, value: 'here' })
  await Promise.all(everyone.flatMap((one) => everyone.map((_, i) => one.does({ t: 'holds', key: `hello ${i}`, value: 'here' }))))
  const counts = async (): Promise<Sent> => {
    const all = (await Promise.all([...everyone, ...(server ? [server] : [])].map((one) => one.does({ t: 'sent' })))).map(({ value }) => value as Sent)
    return { messages: all.reduce((sum, { messages }) => sum + messages, 0), bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) }
  }
  const before = await counts()
  const times: number[] = []
  for (let i = 0; i < EDITS; i++) {
    const edit = { key: 'edited', value: `edit ${i}` }
    const seen = others.map((other) => other.does({ t: 'holds', ...edit }))
    const { at } = await writer.does({ t: 'put', ...edit })
    times.push(Math.max(...(await Promise.all(seen)).map((done) => done.at)) - at)
  }
  return editRows(system, size, times, before, await counts())
}).catch((error: unknown) => [never(`${system}: an edit among ${size}`, error)])

/** Parley's links at the same: records in the document they share, with handshakes, the guard and acknowledgements. */
async function linksNewcomer(count: number): Promise<Row> {
  const inside = await Namespace.open()
  const mesh = await Mesh.open(inside, 1)
  try {
    await mesh.running()
    const { doc } = mesh.links[0]!
    doc.transact(() => { for (let i = 0; i < count; i++) doc.getMap('m').set(`record ${i}`, RECORD) })
    const from = performance.now()
    const second = mesh.place.link()
    await second.until('all records', () => second.doc.getMap('m').size >= count, GIVE_UP_MS)
    return { what: `links of Parley: newcomer gets ${count} records of 500 B`, value: round(performance.now() - from), unit: 'ms', aim: null, note: 'from the start of its process' }
  } finally {
    await mesh.dispose()
    await inside.dispose()
  }
}

async function linksEdits(size: number): Promise<Row[]> {
  const inside = await Namespace.open()
  const mesh = await Mesh.open(inside, size)
  try {
    await mesh.running()
    await (size <= 13 ? mesh.full() : mesh.whole())
    await mesh.settled()
    const before = await mesh.sent()
    const times: number[] = []
    for (let i = 0; i < EDITS; i++) times.push(Math.max(...await mesh.spread(0, 'edited', `edit ${i}`)))
    return editRows('links of Parley', size, times, before, await mesh.sent())
  } finally {
    await mesh.dispose()
    await inside.dispose()
  }
}

const COUNTS = [1000, 10_000]
const SIZES = [2, 5, 10, 20]

async function inTurn(newcomerOf: (count: number) => Promise<Row>, editsOf: (size: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (const count of COUNTS) rows.push(await newcomerOf(count))
  for (const size of SIZES) rows.push(...await editsOf(size))
  return rows
}

const OTHERS: readonly System[] = ['y-webrtc', 'y-websocket', 'automerge-repo']

export const besideRows: readonly Bench[] = [
  { name: 'beside links', run: () => inTurn(linksNewcomer, linksEdits) },
  ...OTHERS.map((system) => ({ name: `beside ${system}`, run: () => inTurn((count) => newcomer(system, count), (size) => edits(system, size)) })),
]
