// The same work by y-webrtc, y-websocket and automerge-repo as they come, beside Parley's own rows in one run: no
// signatures, no disk and no verification there. All in one private network namespace.
import { fileURLToPath } from 'node:url'
import type { ChildRun } from '../../../electron/host/link-process/index.ts'
import { TestRendezvous } from '../../harness/links.ts'
import { Namespace } from '../../harness/netns.ts'
import { percentile, round, type Bench, type Row } from '../row.ts'
import type { Done, Order } from './peer.ts'
import type { System } from './replica.ts'

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

const edits = (system: System, size: number): Promise<Row[]> => together(system, async (open, server) => {
  const [writer, ...others] = await Promise.all(Array.from({ length: size }, open)) as [Peer, ...Peer[]]
  const everyone = [writer, ...others]
  for (const [i, one] of everyone.entries()) await one.does({ t: 'put', key: `hello ${i}`, value: 'here' })
  await Promise.all(everyone.flatMap((one) => everyone.map((_, i) => one.does({ t: 'holds', key: `hello ${i}`, value: 'here' }))))
  const counts = async (): Promise<number> => {
    const sent = await Promise.all([...everyone, ...(server ? [server] : [])].map((one) => one.does({ t: 'sent' })))
    return sent.reduce((sum, { value }) => sum + Number(value), 0)
  }
  const before = await counts()
  const times: number[] = []
  for (let i = 0; i < EDITS; i++) {
    const edit = { key: 'edited', value: `edit ${i}` }
    const seen = others.map((other) => other.does({ t: 'holds', ...edit }))
    const { at } = await writer.does({ t: 'put', ...edit })
    times.push(Math.max(...(await Promise.all(seen)).map((done) => done.at)) - at)
  }
  const messages = (await counts() - before) / EDITS
  const note = `${EDITS} edits, one after the other, until the last of the others has it`
  return [
    { what: `${system}: an edit among ${size}, p50`, value: round(percentile(times, 50)), unit: 'ms', aim: null, note },
    { what: `${system}: an edit among ${size}, p95`, value: round(percentile(times, 95)), unit: 'ms', aim: null, note },
    { what: `${system}: an edit among ${size}, messages`, value: round(messages), unit: '', aim: null, note: 'sent by all peers and the server, presence and acknowledgements among them' },
  ]
}).catch((error: unknown) => [never(`${system}: an edit among ${size}`, error)])

export const besideRows: readonly Bench[] = (['y-webrtc', 'y-websocket', 'automerge-repo'] as const).map((system) => ({
  name: `beside ${system}`,
  run: async () => [await newcomer(system, 1000), await newcomer(system, 10_000), ...await edits(system, 2), ...await edits(system, 10)],
}))
