// The main job between two machines of a small network, told by the addresses in the invite where to find each other.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseInvite } from '../../shared/formats/invite.ts'
import { parley } from '../harness/cli.ts'
import { LanPerson } from '../harness/lan-person.ts'
import { childrenOf, Lan } from '../harness/lan.ts'

const [ADA_AT, BEN_AT] = ['10.78.0.1', '10.78.0.2'] as const

const lan = await Lan.open(ADA_AT, BEN_AT).catch((error: unknown) => (error as Error).message)
if (typeof lan === 'string') console.warn(`The tests between machines are skipped, since this system allows ${lan}`)

describe.skipIf(typeof lan === 'string')('two hosts on two machines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lan-'))
  const network = lan as Lan
  let ada: LanPerson
  let ben: LanPerson
  let letter = ''

  beforeAll(async () => {
    ada = new LanPerson('Ada', folder, network.machines[0]!)
    ben = new LanPerson('Ben', folder, network.machines[1]!)
    await Promise.all([ada.begin(), ben.begin()])
  })

  afterAll(async () => {
    try {
      await Promise.all([ada.stop(), ben.stop()])
    } finally {
      await network.dispose()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const promised = async (from: LanPerson, to: LanPerson, words: string): Promise<void> => {
    const { id } = await from.does<{ id: string }>('promise', words, '--to', to.name)
    await to.sees(id, words, ({ state }) => state === 'in force')
  }

  it('meet by the addresses in the invite alone', async () => {
    await ada.does('workspace', 'create', 'Hollin Bank')
    const { link } = await ada.does<{ link: string }>('invite', '--expires', '1h', '--uses', '1')
    const invite = parseInvite(link)
    expect(invite.ok && invite.value.addresses).toEqual([`${ADA_AT}:${ada.host.rendezvous}`])
    const joined = await ben.does<{ code: string }>('join', link)
    const [admitted] = (await ada.does<{ admitted: { name: string; code: string }[] }[]>('ls', 'invites')).flatMap((one) => one.admitted)
    expect(admitted).toMatchObject({ name: 'Ben', code: joined.code })
    const { peers } = await ben.status('Ada', ({ connected }) => connected === 1)
    expect(peers.map(({ name, address }) => [name, address?.split(':')[0]])).toEqual([['Ada', ADA_AT]])
  })

  it('promise, agree on a letter and keep it', async () => {
    await promised(ada, ben, 'Bring the audit notes')
    const words = 'Ada milks in the mornings. Ben brings the milk to the dairy before ten.'
    letter = (await ada.does<{ id: string }>('commitment', 'new', '--to', 'Ben', '--title', 'The milk round', '--text', words)).id
    await ada.does('commitment', 'offer', letter)
    await ben.sees(letter, 'the offer', ({ offer }) => offer === 1)
    await ben.does('commitment', 'accept', letter)
    await ada.sees(letter, 'the acceptance', ({ state }) => state === 'in force')
    for (const [one, other] of [[ada, ben], [ben, ada]] as const) {
      await one.does('commitment', 'fulfil', letter)
      await other.sees(letter, `that ${one.name} kept it`, ({ parties }) => parties.some(({ name, promise }) => name === one.name && promise === 'claimed'))
      await other.does('commitment', 'acknowledge', letter)
    }
    await ada.sees(letter, 'that all is kept', ({ state }) => state === 'fulfilled')
  })

  it('export a record that verifies anywhere, and not once a byte is changed', async () => {
    const file = join(folder, 'milk-round.parley')
    await ben.sees(letter, 'that all is kept', ({ state }) => state === 'fulfilled')
    await ben.does('export', letter, '--record', file)
    const stranger = { data: join(folder, 'nobody') }
    expect(await parley(['verify', file], stranger)).toMatchObject({ exit: 0, out: expect.stringContaining('Every signature matches') as string })
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1]! ^= 1
    writeFileSync(file, bytes)
    const changed = await parley(['verify', file], stranger)
    expect(changed.exit).toBe(1)
    expect(changed.out + changed.note).not.toContain('Every signature matches')
  })

  it('catch up after a restart, at the kept address', async () => {
    const { rendezvous } = ada.host
    await ada.stop()
    const { id } = await ben.does<{ id: string }>('promise', 'Sharpen the scythe', '--to', 'Ada')
    const { onlyHere } = await ben.status('what waits', ({ connected }) => connected === 0)
    expect(onlyHere.map(({ title }) => title)).toContain('Sharpen the scythe')
    await ada.start()
    expect(ada.host.rendezvous).toBe(rendezvous)
    await ada.sees(id, 'what was promised while the host was down', ({ state }) => state === 'in force')
    await ben.status('that it is no longer only here', (status) => status.onlyHere.length === 0)
  })

  it('find each other again when it was the newcomer who went away', async () => {
    await ben.stop()
    const { id } = await ada.does<{ id: string }>('promise', 'Mend the gate', '--to', 'Ben')
    await ben.start()
    await ben.sees(id, 'what was promised while the host was down', ({ state }) => state === 'in force')
  })

  it.each(['peers', 'rendezvous'] as const)('go on after the child for %s was killed', async (entry) => {
    const [killed] = await childrenOf(ada.host.pid, entry)
    process.kill(killed!, 'SIGKILL')
    await promised(ada, ben, `Promised after the loss of ${entry} here`)
    await promised(ben, ada, `Promised after the loss of ${entry} there`)
    const running = await childrenOf(ada.host.pid, entry)
    expect(running).toHaveLength(1)
    expect(running).not.toContain(killed)
  })

  it('go on after a cable was out', async () => {
    const [machine] = network.machines
    await machine!.unplug()
    const { id } = await ada.does<{ id: string }>('promise', 'Told into an unplugged cable', '--to', 'Ben')
    expect((await ada.status('what waits', () => true)).onlyHere.map(({ title }) => title)).toContain('Told into an unplugged cable')
    await machine!.plugIn()
    await ben.sees(id, 'what was said while the cable was out', ({ state }) => state === 'in force')
  })
})
