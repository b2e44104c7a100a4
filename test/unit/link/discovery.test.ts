// When beacons go out and what comes of those that come in, over a network in memory and a clock that tests move.
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../../electron/link/discovery/limits.ts'
import { openBeacon, PACKET_BYTES, sealBeacon } from '../../../electron/link/discovery/packet.ts'
import { cryptoReady } from '../../../shared/acts/crypto.ts'
import { MOST_REPORTED } from '../../../shared/protocol/interface-kind.ts'
import { lanPlace, MemoryEther, MemoryMachine } from '../../harness/ether.ts'

await cryptoReady

const [oaks, elms] = [{ key: randomBytes(32), about: 'oaks' }, { key: randomBytes(32), about: 'elms' }]
const PORT = 47_611

let ether: MemoryEther
const open: MemoryMachine[] = []

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: 1_700_000_000_000 })
  // The growing clock never stands at nought in life.
  vi.advanceTimersByTime(1000)
  ether = new MemoryEther()
})

afterEach(() => {
  for (const { discovery } of open.splice(0)) discovery.close()
  expect(ether.ears.size + ether.speakers.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

const passes = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

async function machine(address: string, keys: readonly (typeof oaks)[] = [oaks]): Promise<MemoryMachine> {
  const one = new MemoryMachine(ether, [lanPlace(address)])
  open.push(one)
  one.discovery.setKeys(keys)
  one.discovery.open(PORT, '::')
  await passes(10)
  return one
}

const toldBy = (address: string): number => ether.told.filter(({ from }) => from.address === address).length
/** A beacon from anywhere that nobody here made. */
const from = (address: string, { keys = [oaks.key], port = 5000, asks = false, sealedFor = address } = {}): void => (
  ether.tell(sealBeacon(keys, sealedFor, { port, asks }, randomBytes), { address, port: 40_000 })
)

describe('two machines with one key', () => {
  it('find each other at once, whichever was there first, by the answer to a question', async () => {
    const ada = await machine('10.0.0.1')
    await passes(10_000)
    const ben = await machine('10.0.0.2')
    expect(ada.found).toEqual([{ about: 'oaks', address: `10.0.0.2:${PORT}`, at: 'eth0' }])
    expect(ben.found).toEqual([{ about: 'oaks', address: `10.0.0.1:${PORT}`, at: 'eth0' }])
    expect(ether.answered.map(({ from, to }) => [from.address, to.address])).toContainEqual(['10.0.0.1', '10.0.0.2'])
  })

  it('find each other when only one of them is heard by everybody', async () => {
    const ada = await machine('10.0.0.1')
    ada.failures.send = 'EPERM'
    const ben = await machine('10.0.0.2')
    expect(ben.found).toHaveLength(1)
    await passes(1000)
    expect(ada.report('eth0')).toMatchObject({ heard: 2, sent: 'EPERM' })
  })

  it('say their name for the key, which never leaves the machine', async () => {
    const ada = await machine('10.0.0.1')
    await machine('10.0.0.2', [{ ...oaks, about: 'another name' }])
    expect(ada.found.map(({ about }) => about)).toEqual(['oaks'])
    for (const { datagram } of ether.told) expect(Buffer.from(datagram).includes('oaks')).toBe(false)
  })

  it('that have none in common find nothing and answer nothing', async () => {
    const ada = await machine('10.0.0.1')
    const ben = await machine('10.0.0.2', [elms])
    await passes(60_000)
    expect([...ada.found, ...ben.found, ...ether.answered]).toEqual([])
  })
})

describe('beacons', () => {
  it('come several at the start and then about twice a minute, all of one size', async () => {
    await machine('10.0.0.1')
    await passes(3000)
    expect(toldBy('10.0.0.1')).toBe(LIMITS.burst.length)
    await passes(600_000)
    expect(toldBy('10.0.0.1') - LIMITS.burst.length).toBeGreaterThanOrEqual(16)
    expect(toldBy('10.0.0.1') - LIMITS.burst.length).toBeLessThanOrEqual(27)
    expect(new Set(ether.told.map(({ datagram }) => datagram.length))).toEqual(new Set([PACKET_BYTES]))
  })

  it('ask only where something has changed', async () => {
    await machine('10.0.0.1')
    await passes(120_000)
    const asking = ether.told.map(({ datagram }) => openBeacon(datagram, '10.0.0.1', [oaks.key])[0]!.asks)
    expect(asking.slice(0, 4)).toEqual([true, true, true, true])
    expect(asking.slice(4).every((asks) => !asks)).toBe(true)
  })

  it('go out at once for a new key, for a new network, and when somebody wants to look', async () => {
    const ada = await machine('10.0.0.1')
    await passes(10_000)
    let before = ether.told.length
    ada.discovery.setKeys([oaks, elms])
    await passes(10)
    expect(ether.told.length).toBe(before + 1)
    await passes(10_000)
    before = ether.told.length
    ada.places = [...ada.places, lanPlace('10.9.0.1', 'wlan0')]
    await passes(LIMITS.poll + 10)
    expect(toldBy('10.9.0.1')).toBe(1)
    await passes(10_000)
    before = ether.told.length
    ada.discovery.look()
    await passes(10)
    expect(ether.told.length).toBe(before + 2)
  })

  it('go out at once when the machine wakes, whether or not its growing clock stood still', async () => {
    const ada = await machine('10.0.0.1')
    await passes(10_000)
    const before = ether.told.length
    vi.setSystemTime(Date.now() + 3_600_000)
    await passes(LIMITS.poll + 10)
    expect(ether.told.length).toBe(before + 1)
    expect(ada.changes).toBeGreaterThan(1)
  })

  it('are not sent for a key that is gone, nor without any', async () => {
    const ada = await machine('10.0.0.1')
    ada.discovery.setKeys([])
    await passes(200_000)
    expect(toldBy('10.0.0.1')).toBeLessThanOrEqual(LIMITS.burst.length)
    from('10.0.0.7')
    expect(ada.found).toEqual([])
  })

  it('are as many as the keys need, and never more than the cap', async () => {
    const keys = Array.from({ length: 200 }, (_, n) => ({ key: randomBytes(32), about: `w${n}` }))
    const ada = await machine('10.0.0.1', keys)
    expect(toldBy('10.0.0.1')).toBe(8)
    for (let n = 0; n < 200; n++) {
      ada.discovery.look()
      await passes(100)
    }
    // Twenty seconds: what may go out at once, and eight a second; two datagrams a beacon.
    expect(toldBy('10.0.0.1') * 2).toBeLessThanOrEqual(LIMITS.outBurst + 25 * LIMITS.outPerSecond)
  })

  it('leave only from the address that the rendezvous listens on', async () => {
    const here = new MemoryMachine(ether, [lanPlace('10.0.0.1'), lanPlace('10.5.0.1', 'eth1')])
    open.push(here)
    here.discovery.setKeys([oaks])
    here.discovery.open(PORT, '127.0.0.1')
    await passes(60_000)
    expect(ether.told).toEqual([])
    here.discovery.open(PORT, '10.5.0.1')
    await passes(10)
    expect(ether.told.map(({ from }) => from.address)).toEqual(['10.5.0.1'])
  })
})

describe('interfaces', () => {
  it('are told with how beacons fare on them', async () => {
    const ada = await machine('10.0.0.1')
    ada.places = [...ada.places, { ...lanPlace('172.17.0.1', 'docker0'), kind: 'container', speaks: false }]
    await passes(LIMITS.poll + 1000)
    expect(ada.reports).toEqual([
      { name: 'eth0', kind: 'lan', address: '10.0.0.1', family: 'IPv4', sent: 'yes', joined: 'yes', heard: 0, own: true },
      { name: 'docker0', kind: 'container', address: '172.17.0.1', family: 'IPv4', sent: 'no', joined: 'no', heard: 0, own: false },
    ])
    await machine('10.0.0.2')
    await passes(1000)
    expect(ada.report('eth0')!.heard).toBeGreaterThan(0)
  })

  it('tell why nothing leaves, and go on once it does', async () => {
    const ada = new MemoryMachine(ether, [lanPlace('10.0.0.1')])
    open.push(ada)
    ada.failures = { send: 'EHOSTUNREACH' }
    ada.discovery.setKeys([oaks])
    ada.discovery.open(PORT, '::')
    await passes(1000)
    expect(ada.report('eth0')).toMatchObject({ sent: 'EHOSTUNREACH', own: false })
    ada.failures = {}
    ada.discovery.look()
    await passes(1000)
    expect(ada.report('eth0')).toMatchObject({ sent: 'yes', own: true })
  })

  it('that can not be opened are tried again', async () => {
    const ada = new MemoryMachine(ether, [lanPlace('10.0.0.1')])
    open.push(ada)
    ada.failures = { speaker: 'EADDRNOTAVAIL', ear: 'EADDRINUSE' }
    ada.discovery.setKeys([oaks])
    ada.discovery.open(PORT, '::')
    await passes(1000)
    expect(ada.report('eth0')).toMatchObject({ sent: 'EADDRNOTAVAIL', joined: 'EADDRINUSE' })
    ada.failures = {}
    await passes(LIMITS.poll + 1000)
    expect(ada.report('eth0')).toMatchObject({ sent: 'yes', joined: 'yes', own: true })
  })

  it('are told of as many as the host takes, and those that matter first', async () => {
    const bridges = Array.from({ length: 200 }, (_, n) => ({ ...lanPlace(`172.${n}.0.1`, `br-${n}`), kind: 'container' as const, speaks: false }))
    const ada = new MemoryMachine(ether, [lanPlace('10.0.0.1'), ...bridges])
    open.push(ada)
    ada.discovery.open(PORT, '::')
    await passes(1000)
    expect(ada.reports).toHaveLength(MOST_REPORTED)
    expect(ada.reports[0]).toMatchObject({ name: 'eth0' })
  })

  it('whose first address goes while a second stays are still heard on', async () => {
    const ada = await machine('10.0.0.1')
    await passes(LIMITS.poll)
    ada.places = [...ada.places, lanPlace('10.0.0.91')]
    await passes(LIMITS.poll + 10)
    ada.places = [lanPlace('10.0.0.91')]
    await passes(LIMITS.poll + 10)
    ada.found.length = 0
    await machine('10.0.0.2')
    await passes(10)
    expect(ada.found.map(({ address }) => address)).toEqual(['10.0.0.2:47611'])
  })

  it('that go away are closed and no longer told', async () => {
    const ada = await machine('10.0.0.1')
    ada.places = []
    await passes(LIMITS.poll + 1000)
    expect(ada.reports).toEqual([])
    expect(ether.speakers.size).toBe(0)
    ada.places = [lanPlace('10.0.0.9')]
    await passes(LIMITS.poll + 10)
    expect(toldBy('10.0.0.9')).toBeGreaterThan(0)
  })
})

describe('strangers', () => {
  it('are nothing to anybody: other sizes, other bytes, other keys', async () => {
    const ada = await machine('10.0.0.1')
    for (const size of [0, 1, PACKET_BYTES - 1, PACKET_BYTES, PACKET_BYTES + 1, 1400]) ether.tell(randomBytes(size), { address: '10.0.0.66', port: 1 })
    from('10.0.0.66', { keys: [elms.key], asks: true })
    await passes(1000)
    expect([...ada.found, ...ether.answered]).toEqual([])
    expect(ada.report('eth0')!.heard).toBe(0)
  })

  it('that send a beacon of somebody again, from there or from elsewhere, change nothing', async () => {
    const ada = await machine('10.0.0.1')
    const beacon = sealBeacon([oaks.key], '10.0.0.2', { port: 5000, asks: true }, randomBytes)
    for (let n = 0; n < 50; n++) {
      ether.tell(beacon, { address: '10.0.0.2', port: 40_000 })
      ether.tell(beacon, { address: '10.0.0.66', port: 40_000 })
    }
    expect(ada.found).toEqual([{ about: 'oaks', address: '10.0.0.2:5000', at: 'eth0' }])
    expect(ether.answered).toHaveLength(1)
  })

  it('with the key, who lie about the port, cost a few dials and no more', async () => {
    const ada = await machine('10.0.0.1')
    for (let port = 1; port <= 3000; port++) {
      from(`10.0.0.${2 + (port % 250)}`, { port })
      await passes(10)
    }
    expect(ada.found.length).toBeLessThanOrEqual(LIMITS.foundBurst + 30 * LIMITS.foundPerSecond + 1)
  })

  it('are looked at so often a second, one or many, before anything is worked out', async () => {
    const ada = await machine('10.0.0.1')
    await passes(5000)
    for (let n = 0; n < 500; n++) ether.tell(randomBytes(PACKET_BYTES), { address: '10.0.0.66', port: n })
    // The loud one is not heard any more, even with the key; others are.
    from('10.0.0.66')
    from('10.0.0.5')
    expect(ada.found.map(({ address }) => address)).toEqual(['10.0.0.5:5000'])
    for (let n = 0; n < 500; n++) ether.tell(randomBytes(PACKET_BYTES), { address: `10.1.${n >> 8}.${n & 255}`, port: 1 })
    from('10.0.0.6')
    expect(ada.found).toHaveLength(1)
    await passes(2000)
    from('10.0.0.6')
    expect(ada.found.map(({ address }) => address)).toContain('10.0.0.6:5000')
  })

  it('that ask again and again are answered seldom, with no more than they sent', async () => {
    await machine('10.0.0.1')
    for (let n = 0; n < 200; n++) from('10.0.0.66', { asks: true })
    expect(ether.answered.length).toBeLessThanOrEqual(LIMITS.answerBurstPerSource)
    for (const { datagram } of ether.answered) expect(datagram).toHaveLength(PACKET_BYTES)
  })

  it('are answered under the keys they hold and no others', async () => {
    await machine('10.0.0.1', [oaks, elms])
    from('10.0.0.5', { keys: [elms.key], asks: true })
    const datagram = ether.answered[0]!.datagram
    expect(openBeacon(datagram, '10.0.0.1', [oaks.key, elms.key]).map(({ key }) => key)).toEqual([1])
  })
})
