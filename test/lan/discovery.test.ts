// Hosts that find each other with nobody typing an address: by beacons alone, at whatever address they have now.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { formatInvite, parseInvite } from '../../shared/formats/invite.ts'
import type { StatusView } from '../../shared/protocol/contract.ts'
import { LanPerson } from '../harness/lan-person.ts'
import { Lan, lacksNftables } from '../harness/lan.ts'

const [ADA_AT, BEN_AT, ADA_THEN] = ['10.81.0.1', '10.81.0.2', '10.81.0.91'] as const

const possible = await Lan.open(ADA_AT).then(async (lan) => {
  await lan.dispose()
  return null
}, (error: unknown) => (error as Error).message)
if (possible !== null) console.warn(`The tests of hosts that find each other are skipped, since this system allows ${possible}`)
const noNftables = await lacksNftables()
if (noNftables !== null) console.warn(`The tests of networks without multicast and without UDP are skipped: ${noNftables}`)

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

interface Pair {
  readonly lan: Lan
  readonly ada: LanPerson
  readonly ben: LanPerson
}

/** Two machines of one network with a host each. `before` may change the machines. */
async function pair(before: (lan: Lan) => Promise<unknown> = async () => {}): Promise<Pair> {
  const lan = await Lan.open(ADA_AT, BEN_AT)
  open.push({ close: () => lan.dispose() })
  await before(lan)
  const folder = mkdtempSync(join(tmpdir(), 'parley-lan-'))
  open.push({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const [ada, ben] = [new LanPerson('Ada', folder, lan.machines[0]!), new LanPerson('Ben', folder, lan.machines[1]!)]
  for (const person of [ada, ben]) open.push({ close: () => person.stop() })
  await Promise.all([ada.begin(), ben.begin()])
  await ada.does('workspace', 'create', 'Hollin Bank')
  return { lan, ada, ben }
}

async function invited({ ada }: Pair): Promise<{ readonly link: string; readonly addresses: readonly string[]; readonly withoutAddresses: string }> {
  const { link } = await ada.does<{ link: string }>('invite', '--expires', '1h', '--uses', '1')
  const invite = parseInvite(link)
  if (!invite.ok) throw new Error(invite.problem.message)
  return { link, addresses: invite.value.addresses, withoutAddresses: formatInvite({ ...invite.value, addresses: [] }) }
}

const together = ({ ada, ben }: Pair): Promise<StatusView[]> => Promise.all([
  ada.status('Ben', ({ connected }) => connected === 1), ben.status('Ada', ({ connected }) => connected === 1),
])

const hostOf = (address: string | null | undefined): string | undefined => address?.replace(/:\d+$/, '')

async function promised(from: LanPerson, to: LanPerson, words: string): Promise<void> {
  const { id } = await from.does<{ id: string }>('promise', words, '--to', to.name)
  await to.sees(id, words, ({ state }) => state === 'in force')
}

describe.skipIf(possible !== null)('two hosts on one network', () => {
  it('join by an invite that tells no address, and meet again where both have moved since', async () => {
    const both = await pair()
    const { ada, ben, lan } = both
    const { withoutAddresses } = await invited(both)
    await ben.does('join', withoutAddresses)
    const [, atBen] = await together(both)
    expect(atBen!.peers.map(({ name, address }) => [name, hostOf(address)])).toEqual([['Ada', ADA_AT]])
    expect(atBen!.ways.find(({ address }) => address === `${ADA_AT}:${ada.host.rendezvous}`)?.found.how).toBe('beacon')
    await promised(ada, ben, 'Bring the audit notes')

    await Promise.all([ada.stop(), ben.stop()])
    await lan.machines[0]!.moveTo(ADA_THEN)
    await lan.machines[1]!.moveTo('10.81.0.92')
    await Promise.all([ada.start(), ben.start()])
    const [, atBenThen] = await together(both)
    expect(hostOf(atBenThen!.peers[0]?.address)).toBe(ADA_THEN)
    await promised(ben, ada, 'Mend the gate')
  })

  it('meet again when one of them moves while both run', async () => {
    const both = await pair()
    const { ada, ben, lan } = both
    await ben.does('join', (await invited(both)).withoutAddresses)
    await together(both)
    await lan.machines[0]!.moveTo(ADA_THEN)
    await promised(ben, ada, 'Sent to where Ada sits now')
    await promised(ada, ben, 'And back')
    const { ways } = await ben.status('the new address', (status) => status.ways.some(({ address }) => hostOf(address) === ADA_THEN))
    expect(ways.find(({ address }) => hostOf(address) === ADA_THEN)?.found.how).toBe('beacon')
  })

  it('leave nothing on its way to one another where the cable of one is out, so that nothing waits once it is in again', async () => {
    const both = await pair()
    const { ada, ben, lan } = both
    await ben.does('join', (await invited(both)).withoutAddresses)
    await together(both)
    const cable = lan.machines[1]!
    expect(await cable.tcpBeyond()).not.toEqual([])
    await cable.unplug()
    await Promise.all([ada.status('Ben', ({ connected }) => connected === 0), ben.status('Ada', ({ connected }) => connected === 0)])
    expect(await cable.tcpBeyond()).toEqual([])
    await cable.plugIn()
    await together(both)
    await promised(ada, ben, 'Bring the audit notes')
  })

  it('join with a container bridge on the default route, which comes last in the invite', async () => {
    const both = await pair((lan) => Promise.all(lan.machines.map((machine) => machine.addContainerBridge('172.17.0.1'))))
    const { ada, ben } = both
    const { addresses, withoutAddresses } = await invited(both)
    expect(addresses).toEqual([`${ADA_AT}:${ada.host.rendezvous}`, `172.17.0.1:${ada.host.rendezvous}`])
    await ben.does('join', withoutAddresses)
    const [, atBen] = await together(both)
    expect(hostOf(atBen!.peers[0]?.address)).toBe(ADA_AT)
    await promised(ada, ben, 'Bring the audit notes')
  })

  it.skipIf(noNftables !== null)('join by the addresses in the invite where multicast is dropped, and meet again by those that answered', async () => {
    const both = await pair((lan) => lan.dropMulticast())
    const { ada, ben } = both
    await ben.does('join', (await invited(both)).link)
    const [, atBen] = await together(both)
    expect(atBen!.ways.every(({ found }) => found.how !== 'beacon')).toBe(true)
    await ben.stop()
    await ben.start()
    const [, again] = await together(both)
    expect(again!.ways.find(({ address }) => hostOf(address) === ADA_AT)?.found.how).toBe('remembered')
    await promised(ada, ben, 'Bring the audit notes')
  })

  it.skipIf(noNftables !== null)('join and work where the network carries no UDP: over TCP, which is taken up where UDP leads nowhere', async () => {
    const both = await pair((lan) => lan.dropUdp())
    const { ada, ben } = both
    await ben.does('join', (await invited(both)).link)
    await together(both)
    await promised(ada, ben, 'Bring the audit notes')
    await promised(ben, ada, 'Mend the gate')
  })
})
