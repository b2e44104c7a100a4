// Beacons over real sockets, on machines of a small network each with a rendezvous process of its own.
import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { forkingEntry, type ChildRun } from '../../../electron/host/link-process/index.ts'
import type { BeaconKey, HostToRendezvous, InterfaceReport, RendezvousToHost } from '../../../shared/protocol/link.ts'
import { CABLE, Lan, lacksNftables, type Machine } from '../../harness/lan.ts'
import { Waiting } from '../../harness/links.ts'

const possible = await Lan.open('10.79.0.1').then(async (lan) => {
  await lan.dispose()
  return null
}, (error: unknown) => (error as Error).message)
if (possible !== null) console.warn(`The tests of discovery between machines are skipped, since this system allows ${possible}`)
const noNftables = await lacksNftables()
if (noNftables !== null) console.warn(`The test of a network without multicast is skipped: ${noNftables}`)

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

const oaks: BeaconKey = { key: randomBytes(32), about: 'oaks' }
const elms: BeaconKey = { key: randomBytes(32), about: 'elms' }

/** A rendezvous process on a machine. */
class Seeker extends Waiting {
  readonly heard: RendezvousToHost[] = []
  readonly #run: ChildRun

  constructor(machine: Machine, keys: readonly BeaconKey[], port = 47_611) {
    super()
    this.#run = forkingEntry('rendezvous', machine.inside)({
      message: (message) => {
        this.heard.push(message as RendezvousToHost)
        this.changed()
      },
      ended: () => this.changed(),
    })
    open.push({ close: () => this.#run.kill() })
    this.tell({ t: 'beacon', keys })
    this.tell({ t: 'start', port, host: '::' })
  }

  tell(message: HostToRendezvous): void {
    this.#run.send(message)
  }

  get found(): Extract<RendezvousToHost, { t: 'found' }>[] {
    return this.heard.filter((message) => message.t === 'found')
  }

  get interfaces(): readonly InterfaceReport[] {
    return this.heard.flatMap((message) => (message.t === 'interfaces' ? [message.list] : [])).at(-1) ?? []
  }

  finds(address: string, about = 'oaks'): Promise<void> {
    return this.until(`${address} for ${about}`, () => this.found.some((one) => one.address === address && one.about === about))
  }

  reports(what: string, holds: (list: readonly InterfaceReport[]) => boolean): Promise<void> {
    return this.until(what, () => holds(this.interfaces))
  }
}

async function network(...addresses: readonly string[]): Promise<Lan> {
  const lan = await Lan.open(...addresses)
  open.push({ close: () => lan.dispose() })
  return lan
}

const [A, B, C] = ['10.79.0.1', '10.79.0.2', '10.79.0.3'] as const

describe.skipIf(possible !== null)('machines of one network', () => {
  it('find those with the same key, at the address they speak from, and nobody else', async () => {
    const lan = await network(A, B, C)
    const [a, b, c] = lan.machines.map((machine, n) => new Seeker(machine, [[oaks], [oaks, elms], [elms]][n]!, 47_611 + n)) as [Seeker, Seeker, Seeker]
    await Promise.all([a.finds(`${B}:47612`), b.finds(`${A}:47611`), b.finds(`${C}:47613`, 'elms'), c.finds(`${B}:47612`, 'elms')])
    expect(new Set(b.found.map(({ about, address }) => `${about} ${address.split(':').at(-1)}`))).toEqual(new Set(['oaks 47611', 'elms 47613']))
    expect(a.found.every(({ address }) => address.endsWith(':47612'))).toBe(true)
    expect(a.found.find(({ address }) => address.startsWith(B))).toMatchObject({ interface: CABLE })
    await a.reports('own and foreign beacons', (list) => list.some(({ address, heard, own, sent, joined }) => (
      address === A && heard > 0 && own && sent === 'yes' && joined === 'yes'
    )))
    expect(a.interfaces.filter(({ kind }) => kind === 'loopback').map(({ sent }) => sent)).toEqual(['no', 'no'])
  })

  it('find a host that comes later, and at once when it is asked for', async () => {
    const lan = await network(A, B)
    const a = new Seeker(lan.machines[0]!, [])
    await a.reports('an interface', (list) => list.some(({ address }) => address === A))
    const b = new Seeker(lan.machines[1]!, [oaks], 47_612)
    await b.reports('its beacon', (list) => list.some(({ address, own }) => address === B && own))
    expect(b.found).toEqual([])
    a.tell({ t: 'beacon', keys: [oaks] })
    await Promise.all([a.finds(`${B}:47612`), b.finds(`${A}:47611`)])
  })

  it('find two hosts on one machine, and these each other', async () => {
    const lan = await network(A, B)
    const [first, second] = [new Seeker(lan.machines[0]!, [oaks], 47_611), new Seeker(lan.machines[0]!, [oaks], 47_612)]
    const b = new Seeker(lan.machines[1]!, [oaks], 47_613)
    await Promise.all([b.finds(`${A}:47611`), b.finds(`${A}:47612`), first.finds(`${A}:47612`), second.finds(`${A}:47611`)])
  })

  it('with a container bridge on the default route are found at the cable, and nothing is said on the bridge', async () => {
    const lan = await network(A, B)
    await Promise.all(lan.machines.map((machine) => machine.addContainerBridge('172.17.0.1')))
    const [a, b] = lan.machines.map((machine) => new Seeker(machine, [oaks])) as [Seeker, Seeker]
    await Promise.all([a.finds(`${B}:47611`), b.finds(`${A}:47611`)])
    await a.reports('the bridge', (list) => list.some(({ name }) => name === 'docker0'))
    expect(a.interfaces.find(({ name }) => name === 'docker0')).toMatchObject({ kind: 'container', sent: 'no', heard: 0, own: false })
    expect(a.found.some(({ address }) => address.startsWith('172.'))).toBe(false)
  })

  it('on two networks are found on each, at the address they have there', async () => {
    const lan = await network(A, B)
    await lan.wireAgain(lan.machines.map((machine, n) => [machine, `10.80.0.${n + 1}`] as const))
    const [a, b] = lan.machines.map((machine) => new Seeker(machine, [oaks])) as [Seeker, Seeker]
    await Promise.all([a.finds(`${B}:47611`), a.finds('10.80.0.2:47611'), b.finds('10.80.0.1:47611')])
    expect(a.found.find(({ address }) => address.startsWith('10.80.'))).toMatchObject({ interface: 'cable2' })
    expect(a.found.find(({ address }) => address.startsWith(B))).toMatchObject({ interface: CABLE })
  })

  it('without IPv4 find each other at the addresses of the link', async () => {
    const lan = await network(A, B)
    await Promise.all(lan.machines.map((machine) => machine.dropIPv4()))
    const [a, b] = lan.machines.map((machine) => new Seeker(machine, [oaks])) as [Seeker, Seeker]
    for (const one of [a, b]) await one.until('an IPv6 address', () => one.found.some(({ address }) => /^\[fe80::[^%]+%cable\]:47611$/.test(address)))
    // The zone says which link: without it the address leads nowhere.
    b.tell({ t: 'dial', first: b.found.map(({ address }) => address), addresses: [] })
    await b.until('a connection', () => b.heard.some((message) => message.t === 'dialled' && message.outcome === 'connected'))
  })

  it('find a machine again at its new address, and hear at once that a network is there', async () => {
    const lan = await network(A, B)
    const [first, second] = lan.machines as [Machine, Machine]
    const [a, b] = [new Seeker(first, [oaks]), new Seeker(second, [oaks])]
    await Promise.all([a.finds(`${B}:47611`), b.finds(`${A}:47611`)])
    await second.moveTo('10.79.0.77')
    await Promise.all([a.finds('10.79.0.77:47611'), b.reports('the new address alone', (list) => (
      list.some(({ address }) => address === '10.79.0.77') && list.every(({ address }) => address !== B)
    ))])
    await first.unplug()
    await a.reports('that the network is gone', (list) => list.every(({ name }) => name !== CABLE))
    const before = a.found.length
    await first.plugIn()
    await a.until('the other again', () => a.found.slice(before).some(({ address }) => address === '10.79.0.77:47611'))
  })

  it('that move notice that their old connections lead nowhere, and make new ones', async () => {
    const lan = await network(A, B)
    const [a, b] = lan.machines.map((machine) => new Seeker(machine, [oaks])) as [Seeker, Seeker]
    const connections = (): number => a.heard.filter((message) => message.t === 'dialled' && message.outcome === 'connected').length
    for (const one of [a, b]) one.tell({ t: 'topics', topics: ['room'] })
    await a.finds(`${B}:47611`)
    a.tell({ t: 'dial', first: [`${B}:47611`], addresses: [] })
    await a.until('a connection', () => connections() === 1)
    await lan.machines[0]!.moveTo('10.79.0.78')
    await a.until('another connection', () => connections() === 2)
    await b.until('to be visited from there', () => b.heard.some((message) => message.t === 'visitor' && message.address === '10.79.0.78'))
  })

  it.skipIf(noNftables !== null)('find nobody where multicast is dropped, though all seems well from here, and do once it passes', async () => {
    const lan = await network(A, B)
    await lan.dropMulticast()
    const [a, b] = lan.machines.map((machine) => new Seeker(machine, [oaks])) as [Seeker, Seeker]
    for (const one of [a, b]) await one.reports('its own beacon', (list) => list.some(({ name, own, sent }) => name === CABLE && own && sent === 'yes'))
    // An address works as ever.
    b.tell({ t: 'dial', first: [`${A}:47611`], addresses: [] })
    await b.until('a connection', () => b.heard.some((message) => message.t === 'dialled' && message.outcome === 'connected'))
    expect([...a.found, ...b.found]).toEqual([])
    await lan.passMulticast()
    a.tell({ t: 'look' })
    await Promise.all([a.finds(`${B}:47611`), b.finds(`${A}:47611`)])
  })
})
