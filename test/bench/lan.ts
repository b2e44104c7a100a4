// Two machines of a small network: how soon they find each other, meet again, and catch up, near and far apart.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatInvite, parseInvite } from '#shared/formats/invite.ts'
import { orThrow } from '#shared/base/result.ts'
import { LanHost } from '../harness/lan-host.ts'
import { lacksLongLine, Lan } from '../harness/lan.ts'
import { round, type Bench, type Row } from './row.ts'

const TIMES = 5
/** Longer than Linux goes on asking for the address of what was sent in the last moment. */
const LONGER_MS = 5000

async function between<T>(run: (ada: LanHost, ben: LanHost, lan: Lan) => Promise<T>, far = false): Promise<T> {
  const lan = await Lan.open('10.81.0.1', '10.81.0.2')
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  const hosts: LanHost[] = []
  try {
    if (far) await lan.lengthen([lan.machines[1]!], 40, 0)
    for (const [at, name] of ['Ada', 'Ben'].entries()) hosts.push(await new LanHost(name, folder, lan.machines[at]!).begin())
    await hosts[0]!.founds('Bench')
    return await run(hosts[0]!, hosts[1]!, lan)
  } finally {
    for (const host of hosts) await host.stop()
    await lan.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const median = (times: readonly number[]): number => round([...times].sort((a, b) => a - b)[times.length >> 1]!)

const meeting = (): Promise<Row[]> => between(async (ada, ben, lan) => {
  const invite = orThrow(parseInvite(await ada.invites()))
  const found = await took(() => ben.joins(formatInvite({ ...invite, addresses: [] })))
  await Promise.all([ada.connectedTo(1), ben.connectedTo(1)])
  /** The cable is out until both have noticed, 2 s or so, and for `more` ms after that. */
  const reconnecting = async (more: number): Promise<number[]> => {
    const times: number[] = []
    for (let i = 0; i < TIMES; i++) {
      await lan.machines[1]!.unplug()
      await ada.connectedTo(0)
      await ben.connectedTo(0)
      await new Promise((resolve) => setTimeout(resolve, more))
      await lan.machines[1]!.plugIn()
      times.push(await took(() => Promise.all([ada.connectedTo(1), ben.connectedTo(1)])))
    }
    return times
  }
  const [again, later] = [await reconnecting(0), await reconnecting(LONGER_MS)]
  const restarted: number[] = []
  for (let i = 0; i < TIMES; i++) {
    await ben.stop()
    await ada.connectedTo(0)
    await ben.start()
    restarted.push(await took(() => Promise.all([ada.connectedTo(1), ben.connectedTo(1)])))
  }
  return [
    { what: 'first discovery: by beacon alone, until a member', value: round(found), unit: 'ms', aim: '3,000', note: 'an invite without addresses; rendezvous, admit, WebRTC and ledger on the way' },
    { what: 'reconnect: from the network\'s return until connected', value: median(again), unit: 'ms', aim: '1,000', note: `as soon as both have noticed; median of ${TIMES}; longest ${round(Math.max(...again))} ms` },
    { what: `reconnect: the same ${LONGER_MS / 1000} s later`, value: median(later), unit: 'ms', aim: '1,000', note: `median of ${TIMES}; longest ${round(Math.max(...later))} ms` },
    { what: 'reconnect: from the start of a host until connected', value: median(restarted), unit: 'ms', aim: null, note: `median of ${TIMES}; its port answers, its link starts` },
  ]
})

const catchUp = (acts: number, far: boolean): Promise<Row[]> => between(async (ada, ben) => {
  await ben.joins(await ada.invites())
  await ben.connectedTo(1)
  await ben.stop()
  const someone = 'ab'.repeat(32)
  for (let given = 0; given < acts; given += 200) {
    await Promise.all(Array.from({ length: 200 }, (_, i) => ada.in('records.promise', { title: `Count the sacks in barn ${given + i}`, receives: [someone] })))
  }
  await ada.call('search', { text: 'sacks' })
  const all = (await ada.status()).acts
  await ben.start()
  const time = await took(() => ben.sees('all of it', async () => (await ben.status()).acts >= all))
  return [{ what: `catch-up of ${acts} acts between two machines${far ? ', 40 ms apart' : ''}`, value: round(time), unit: 'ms', aim: null, note: 'from the start of the host that was away until all is verified and on its disk' }]
}, far)

const far = async (): Promise<Row[]> => {
  const reason = await lacksLongLine()
  return reason === null ? catchUp(10_000, true) : [{ what: 'catch-up of 10000 acts, 40 ms apart', value: null, unit: 'ms', aim: null, note: reason }]
}

export const lanRows: readonly Bench[] = [
  { name: 'lan-meeting', run: meeting },
  { name: 'lan-catch-up', run: () => catchUp(10_000, false) },
  { name: 'lan-catch-up-far', run: far },
]
