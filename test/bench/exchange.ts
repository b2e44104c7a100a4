// Two hosts over real WebRTC, each with its link in a process of its own, inside a private network namespace.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { connectSocket } from '../../electron/host/contract/connect.ts'
import type { HostClient, HostEvent, StatusView } from '#shared/protocol/contract.ts'
import { startHost, parleyJson, type RunningHost } from '../harness/cli.ts'
import { Namespace } from '../harness/netns.ts'
import { megabytes, percentile, round, type Bench, type Row } from './row.ts'

interface Side {
  readonly data: string
  readonly host: RunningHost
  readonly client: HostClient
}

class Pair {
  readonly #inside: Namespace
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  readonly #sides: Side[] = []

  constructor(inside: Namespace) {
    this.#inside = inside
  }

  static async within<T>(run: (pair: Pair) => Promise<T>): Promise<T> {
    const inside = await Namespace.open()
    const pair = new Pair(inside)
    try {
      return await run(pair)
    } finally {
      for (const side of pair.#sides) {
        side.client.close()
        await side.host.stop()
      }
      await inside.dispose()
      rmSync(pair.#folder, { recursive: true, force: true })
    }
  }

  async side(name: string): Promise<Side> {
    const data = join(this.#folder, name)
    await parleyJson(['init', '--name', name], { data })
    const host = await startHost(['keep'], { data, inside: this.#inside })
    const client = await connectSocket(data)
    const side = { data, host, client: client! }
    this.#sides.push(side)
    return side
  }
}

/** Resolves once `wanted` is true of some event's consequence, which is looked up at each event. */
function until(client: HostClient, wanted: (event: HostEvent | null) => Promise<boolean> | boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const look = async (event: HostEvent | null): Promise<void> => {
      if (!(await wanted(event))) return
      listener.dispose()
      resolve(performance.now())
    }
    const listener = client.onEvent((event) => void look(event).catch(reject))
    void look(null).catch(reject)
  })
}

async function join2(pair: Pair): Promise<{ ada: Side; ben: Side; workspace: string; joined: number }> {
  const [ada, ben] = [await pair.side('Ada'), await pair.side('Ben')]
  const { id: workspace } = await ada.client.call('workspace.create', { name: 'Bench' })
  const joined = await joinWith(ada, ben, workspace)
  return { ada, ben, workspace, joined }
}

/** Milliseconds from pasting the link until membership is known on both sides. */
async function joinWith(ada: Side, ben: Side, workspace: string): Promise<number> {
  const { link } = await ada.client.call('invite.create', { workspace })
  const from = performance.now()
  await ben.client.call('join.start', { link: link! })
  return await until(ada.client, async () => (await ada.client.call('people.list', { workspace })).length === 2) - from
}

const peakOf = (pid: number): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

/** Ticks of the processor, a hundred a second, and parent of a process; null where it has ended. */
function processOf(pid: string | number): { readonly ticks: number; readonly parent: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { ticks: Number(fields[11]) + Number(fields[12]), parent: Number(fields[1]) }
  } catch {
    return null
  }
}

/** Seconds of the processor that a host has used, and its link with its rendezvous. What others run beside them shows on the clock alone. */
function processorTime({ host: { pid } }: Side): { readonly host: number; readonly children: number } {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(processOf).filter((one) => one?.parent === pid)
  return { host: (processOf(pid)?.ticks ?? 0) / 100, children: children.reduce((sum, one) => sum + one!.ticks / 100, 0) }
}

async function fanOut(count: number): Promise<Row[]> {
  return Pair.within(async (pair) => {
    const { ada, ben, workspace, joined } = await join2(pair)
    const me = (await ada.client.call('people.list', { workspace })).find((person) => !person.you)!.id
    const times: number[] = []
    for (let i = 0; i < count; i++) {
      const title = `Notes for room ${i}`
      const seen = until(ben.client, (event) => event?.event === 'records' && event.rows.some((row) => row.title === title))
      const from = performance.now()
      await ada.client.call('records.promise', { workspace, title, receives: [me] })
      times.push(await seen - from)
    }
    const status: StatusView = await ada.client.call('status', { workspace })
    const bytes = status.peers[0] ? status.peers[0].bytesOut / (count + 4) : null
    const note = `${count} promises, one after the other: signature, fsync, link, verification, fsync, fold`
    return [
      { what: 'newcomer joins: link pasted until both know', value: round(joined), unit: 'ms', aim: null, note: 'rendezvous, admit, WebRTC, handshake, ledger, join' },
      { what: 'act given until visible on the other host, p50', value: round(percentile(times, 50)), unit: 'ms', aim: null, note },
      { what: 'act given until visible on the other host, p95', value: round(percentile(times, 95)), unit: 'ms', aim: '15', note },
      { what: 'bytes an act on the wire', value: bytes === null ? null : round(bytes), unit: 'B', aim: null, note: 'sent by the giver: ledger push and the mirror in the document' },
    ]
  })
}

async function newcomer(acts: number): Promise<Row[]> {
  return Pair.within(async (pair) => {
    const [ada, ben] = [await pair.side('Ada'), await pair.side('Ben')]
    const { id: workspace } = await ada.client.call('workspace.create', { name: 'Bench' })
    const someone = 'ab'.repeat(32)
    for (let given = 2; given < acts; given += 100) {
      await Promise.all(Array.from({ length: Math.min(100, acts - given) }, (_, i) => ada.client.call('records.promise', { workspace, title: `Bring the audit notes for room ${given + i}`, receives: [someone] })))
    }
    // Views and search index are written some time after the acts: not while the newcomer is waited for.
    await ada.client.call('search', { workspace, text: 'audit' })
    const { link } = await ada.client.call('invite.create', { workspace })
    const from = performance.now()
    await ben.client.call('join.start', { link: link! })
    const opened = await until(ben.client, async () => (await ben.client.call('workspace.list', {})).length === 1)
    const before = [ada, ben].map(processorTime)
    const done = await until(ben.client, (event) => event?.event === 'status' && event.status.acts >= acts + 2)
    const [inviter, own] = [ada, ben].map(processorTime).map(({ host, children }, i) => `${round(host - before[i]!.host)} s and ${round(children - before[i]!.children)} s`)
    return [
      { what: `newcomer, ${acts} acts: until all verified`, value: round(done - opened), unit: 'ms', aim: acts >= 10_000 ? '1,500' : null, note: `from admission; ${round(opened - from)} ms from the paste to admission; processor time of host and its children ${own}, of the inviter's ${inviter}` },
      { what: `newcomer, ${acts} acts: peak memory of the host`, value: megabytes(peakOf(ben.host.pid)), unit: 'MB', aim: null },
    ]
  })
}

/** Started as the README says, until its own last line. */
async function demo(): Promise<Row[]> {
  const from = performance.now()
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../demo/index.ts', import.meta.url))])
  return [{ what: 'the demo, from its start to its end', value: round((performance.now() - from) / 1000), unit: 's', aim: '15', note: 'two hosts with a link each, and a process for each command' }]
}

export const exchangeRows: readonly Bench[] = [
  { name: 'exchange', run: () => fanOut(200) },
  { name: 'demo', run: demo },
  { name: 'newcomer-1k', run: () => newcomer(1000) },
  { name: 'newcomer-10k', run: () => newcomer(10_000) },
]
