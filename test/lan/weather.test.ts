// A long way between two machines: packets are late and some are lost; and a host that is killed while it catches up.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsOnDisk } from '../harness/hosts.ts'
import { LanHost } from '../harness/lan-host.ts'
import { lacksLongLine, Lan } from '../harness/lan.ts'

/** About 10 MB of acts and words. */
const ACTS = 8000

const lan = await Lan.open('10.80.0.1', '10.80.0.2').catch((error: unknown) => (error as Error).message)
const missing = await lacksLongLine()
const reason = typeof lan === 'string' ? lan : missing
if (reason !== null) console.warn(`The tests over a long line are skipped: ${reason}`)

describe.skipIf(reason !== null)('two hosts, 40 ms and 2 in 100 lost packets apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-weather-'))
  const network = lan as Lan
  let ada: LanHost
  let ben: LanHost

  beforeAll(async () => {
    // Each way, so that a word and its answer take 80 ms.
    await network.lengthen([network.machines[1]!], 40, 2)
    ada = await new LanHost('Ada', folder, network.machines[0]!).begin()
    ben = await new LanHost('Ben', folder, network.machines[1]!).begin()
    await ada.founds('Hollin Bank')
  })

  afterAll(async () => {
    await Promise.all([ada.stop(), ben.stop()])
    await network.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  it('meet, and hear of what the other gives', async () => {
    await ben.joins(await ada.invites())
    await Promise.all([ada.connectedTo(1), ben.connectedTo(1)])
    await ada.sees('Ben among the people', async () => (await ada.in('people.list', {})).some(({ name, member }) => name === 'Ben' && member))
    await ada.promises('Bring the audit notes', ben)
    await ben.promises('Mend the gate', ada)
    await Promise.all([ada.seesAll(['Mend the gate']), ben.seesAll(['Bring the audit notes'])])
  })

  it('catch up with ten megabytes, though the host is killed in the middle of it', async () => {
    await ben.stop()
    const someone = 'ab'.repeat(32)
    for (let given = 0; given < ACTS; given += 200) {
      await Promise.all(Array.from({ length: 200 }, (_, i) => ada.in('records.promise', { title: `Count the sacks in barn ${given + i}`, receives: [someone] })))
    }
    const { acts: all } = await ada.status()
    await ben.start()
    const before = (await ben.status()).acts
    await ben.sees('the first of it', async () => (await ben.status()).acts > before + 100)
    await ben.stop('SIGKILL')
    const kept = actsOnDisk(join(folder, 'ben')).length
    expect(kept).toBeGreaterThan(before)
    expect(kept).toBeLessThan(all)
    await ben.start()
    await ben.sees('all of it', async () => (await ben.status()).acts >= all)
    expect(actsOnDisk(join(folder, 'ben')).length).toBeGreaterThanOrEqual(all)
    await ada.sees('that Ben has all of it', async () => (await ada.status()).onlyHere.length === 0)
  })
})
