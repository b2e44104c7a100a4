// Links alone, each its own process, in a network namespace: what an edit costs and how soon all have it, how soon links that
// have just begun are all connected, and how soon a machine is back whose cable was out.
import { killable, Machines, Mesh } from '../harness/mesh.ts'
import { Namespace } from '../harness/netns.ts'
import { percentile, round, type Bench, type Row } from './row.ts'

const SIZES = [5, 10, 20]
const EDITS = 100
const OUTAGES = [5000, 30_000]
/** Links that are ended, one after the other. */
const ENDED = 20
const KILLED = 5

async function spreading(size: number): Promise<Row[]> {
  const namespace = await Namespace.open()
  const mesh = await Mesh.open(namespace, size)
  try {
    await mesh.running()
    const began = performance.now()
    await (size <= 13 ? mesh.full() : mesh.whole())
    const connected = performance.now() - began
    await mesh.settled()
    const before = await mesh.sent()
    const last: number[] = []
    for (let edit = 0; edit < EDITS; edit++) last.push(Math.max(...await mesh.spread(edit % size, `edit ${edit}`, `of ${edit % size}`)))
    const after = await mesh.sent()
    const of = `mesh of ${size}`
    return [
      { what: `${of}, first connect of all`, value: Math.round(connected), unit: 'ms', aim: null, note: 'all on this machine; from the last process being ready' },
      { what: `${of}, messages an edit`, value: round((after.messages - before.messages) / EDITS), unit: '', aim: `at most ${2 * size}`, note: `y-webrtc alone: ${size * (size - 1)}` },
      { what: `${of}, bytes an edit`, value: Math.round((after.bytes - before.bytes) / EDITS), unit: 'B', aim: null, note: 'all links together, signs of life and comparisons included' },
      { what: `${of}, edit to all, p50`, value: round(percentile(last, 50)), unit: 'ms', aim: null },
      { what: `${of}, edit to all, p95`, value: round(percentile(last, 95)), unit: 'ms', aim: null },
    ]
  } finally {
    await mesh.dispose()
    await namespace.dispose()
  }
}

/** Links are ended in the middle of life; how long each pair is without one. */
async function mending(): Promise<Row[]> {
  const namespace = await Namespace.open()
  const mesh = await Mesh.open(namespace, 10)
  try {
    await mesh.running()
    await mesh.full()
    const gaps: number[] = []
    for (let i = 0; i < ENDED; i++) {
      const [one, other] = [mesh.links[i % 10]!, mesh.links[(i + 1 + (i % 7)) % 10]!]
      const began = performance.now()
      one.handle.send({ t: 'close', connection: one.connectionTo(other.key.id)!, reason: 'ended by the bench' })
      await one.until('the end of it', () => one.connectionTo(other.key.id) === undefined)
      await Promise.all([one.meets(other), other.meets(one)])
      gaps.push(performance.now() - began)
    }
    return [{ what: 'mesh of 10, a link that was ended: longest until it is back', value: Math.round(Math.max(...gaps)), unit: 'ms', aim: 'at most 3,000', note: `${ENDED} links; median ${round(percentile(gaps, 50))} ms` }]
  } finally {
    await mesh.dispose()
    await namespace.dispose()
  }
}

/** Processes are killed, so that nobody is told of it; each from then until it is begun again and has all others. */
async function dying(): Promise<Row[]> {
  const namespace = await Namespace.open()
  const crashes = Array.from({ length: KILLED }, () => killable(namespace.spawner('peers')))
  const mesh = await Mesh.open(namespace, 10, (at) => (at < KILLED ? { spawn: crashes[at]!.spawn } : {}))
  try {
    await mesh.running()
    const gaps: number[] = []
    for (const [at, crash] of crashes.entries()) {
      await mesh.full()
      const killed = mesh.links[at]!
      const opened = killed.opened
      const began = performance.now()
      crash.kill()
      await killed.until('all others again', () => killed.opened >= opened + 9)
      await mesh.full()
      gaps.push(performance.now() - began)
    }
    return [{ what: 'mesh of 10, a process that was killed: longest until it has all others again', value: Math.round(Math.max(...gaps)), unit: 'ms', aim: 'at most 3,000', note: `${KILLED} processes; median ${round(percentile(gaps, 50))} ms, the start of a process among them` }]
  } finally {
    await mesh.dispose()
    await namespace.dispose()
  }
}

async function reconnecting(): Promise<Row[]> {
  const machines = await Machines.open('10.78.0.1', '10.78.0.2', '10.78.0.3')
  const rows: Row[] = []
  try {
    await machines.full()
    const last = machines.links[2]!
    for (const outage of OUTAGES) {
      await machines.machine(2).unplug()
      await Promise.all([new Promise((resolve) => setTimeout(resolve, outage)), last.until('being alone', () => last.open.size === 0)])
      await machines.machine(2).plugIn()
      const began = performance.now()
      await machines.full()
      const took = Math.round(performance.now() - began)
      rows.push({ what: `reconnect after ${outage / 1000} s without a cable`, value: took, unit: 'ms', aim: 'at most 1000', note: 'three machines, signalling included' })
    }
    return rows
  } finally {
    await machines.dispose()
  }
}

export const meshRows: readonly Bench[] = [
  ...SIZES.map((size) => ({ name: `mesh of ${size}`, run: () => spreading(size) })),
  { name: 'mesh, mending', run: mending },
  { name: 'mesh, dying', run: dying },
  { name: 'mesh, reconnect', run: reconnecting },
]
