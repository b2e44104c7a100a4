// Five people on one network: all meet, the network falls apart and heals, a host dies and comes back.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LanHost } from '../harness/lan-host.ts'
import { Lan } from '../harness/lan.ts'

const NAMES = ['Ada', 'Ben', 'Chidi', 'Dewi', 'Emre'] as const
/** How long the network stays apart. */
const APART_MS = 30_000

const lan = await Lan.open(...NAMES.map((_, at) => `10.79.0.${at + 1}`)).catch((error: unknown) => (error as Error).message)
if (typeof lan === 'string') console.warn(`The tests between five machines are skipped, since this system allows ${lan}`)

describe.skipIf(typeof lan === 'string')('five hosts on five machines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-five-'))
  const network = lan as Lan
  let everyone: LanHost[]
  const told: string[] = []

  beforeAll(async () => {
    everyone = await Promise.all(NAMES.map((name, at) => new LanHost(name, folder, network.machines[at]!).begin()))
    const [ada, ...others] = everyone
    await ada!.founds('Hollin Bank')
    const link = await ada!.invites(others.length)
    for (const other of others) await other.joins(link)
  })

  afterAll(async () => {
    await Promise.all(everyone.map((one) => one.stop()))
    await network.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  const says = async (one: LanHost, title: string): Promise<void> => {
    await one.promises(title, everyone.find((other) => other !== one)!)
    told.push(title)
  }
  const agree = (some: readonly LanHost[], titles: readonly string[]): Promise<unknown> => Promise.all(some.map((one) => one.seesAll(titles)))
  const meshed = (): Promise<unknown> => Promise.all(everyone.map((one) => one.connectedTo(4)))

  it('each find all the others, whom one invite brought in', async () => {
    await meshed()
  })

  it('come to hold the same, and know that they do', async () => {
    for (const one of everyone) await says(one, `What ${one.name} promises`)
    await agree(everyone, told)
    await Promise.all(everyone.map((one) => one.sees('that all have everything', async () => {
      const { onlyHere, standing } = await one.status()
      return onlyHere.length === 0 && standing.state === 'exchanged' && standing.haveAll === 4
    })))
  })

  it('go on in two halves while the network is apart, and never call that exchanged', async () => {
    const [ada, ben, chidi, dewi, emre] = everyone as [LanHost, LanHost, LanHost, LanHost, LanHost]
    await network.split([dewi.machine, emre.machine])
    await Promise.all([dewi.connectedTo(1), emre.connectedTo(1), ada.connectedTo(2)])
    await says(dewi, 'Said among the two')
    await says(ada, 'Said among the three')
    await agree([ada, ben, chidi], ['Said among the three'])
    await agree([emre], ['Said among the two'])
    const { standing, onlyHere } = await dewi.status()
    expect(standing).toMatchObject({ others: 4, connected: 1, haveAll: 1 })
    expect(standing.says).toContain('1 of 4')
    expect(onlyHere).toHaveLength(0)
    expect(await dewi.titles()).not.toContain('Said among the three')
    await pass(APART_MS)
  })

  it('heal by themselves once it is whole', async () => {
    await network.heal()
    await meshed()
    await agree(everyone, told)
    for (const one of everyone) await one.sees('nothing that is only here', async () => (await one.status()).onlyHere.length === 0)
  })

  it('hold on to what is said while a cable is out, and say that nobody has it', async () => {
    const emre = everyone[4]!
    await emre.machine.unplug()
    await emre.connectedTo(0)
    await says(emre, 'Said alone by Emre')
    await emre.sees('that it is only here', async () => (await emre.status()).onlyHere.length === 1)
    expect(['alone', 'no network']).toContain((await emre.status()).standing.state)
    await emre.machine.plugIn()
    await meshed()
    await agree(everyone, told)
  })

  it('miss nothing of what was said while a host was dead', async () => {
    const [ada, ben, chidi] = everyone as [LanHost, LanHost, LanHost]
    await says(chidi, 'The last thing before the end')
    await agree([ada, ben], ['The last thing before the end'])
    await chidi.stop('SIGKILL')
    await says(ada, 'Said while Chidi was away')
    await agree([ben], told)
    await chidi.start()
    await agree(everyone, told)
    await meshed()
  })

  it('lose whoever invited them, and still have each other', async () => {
    const [ada, ...others] = everyone as [LanHost, ...LanHost[]]
    await ada.stop('SIGKILL')
    await Promise.all(others.map((one) => one.connectedTo(3)))
    await says(others[0]!, 'Said without Ada')
    await agree(others, told)
    await ada.start()
    await agree(everyone, told)
  })
})
