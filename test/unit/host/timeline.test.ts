// What happened on the network is told once, in plain words, and is still known after a restart.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TimelineItem } from '#shared/protocol/contract.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import { clockSaid, dialledSaid, networkSaid, peerSaid, skewWords } from '#host/exchange/happenings.ts'
import { Timeline } from '#host/exchange/timeline.ts'
import { machineOf, searchState, Ways } from '#host/exchange/ways.ts'
import { temporaryFolder } from '../../contract/host/fake-host.ts'
import type { DeviceId } from '#shared/base/ids.ts'

const MINUTE = 60_000
const device = 'd1'.padEnd(64, '0') as DeviceId

describe('a timeline', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let now = 0
  let timeline: Timeline
  beforeEach(() => {
    folder = temporaryFolder()
    now = 1000
    timeline = new Timeline(folder.path, () => now)
  })
  afterEach(() => {
    timeline.dispose()
    folder.remove()
  })
  const silent = (address = '10.0.0.4:1'): void => timeline.note({ ...dialledSaid(address, 'no answer'), workspace: 'w', address })

  it('counts the same thing on the line that stands, which moves to the front', () => {
    silent()
    timeline.note({ kind: 'network', says: 'The network changed.' })
    now = 5000
    silent()
    expect(timeline.newest(10)).toMatchObject([{ says: 'Nobody answers at 10.0.0.4:1.', times: 2, since: 1000, at: 5000 }, { kind: 'network', times: 1 }])
  })

  it('begins another line where the address answered otherwise in between, or long ago', () => {
    silent()
    timeline.note({ ...dialledSaid('10.0.0.4:1', 'connected'), workspace: 'w', address: '10.0.0.4:1' })
    silent()
    expect(timeline.newest(10).map(({ says, times }) => [says, times])).toEqual([['Nobody answers at 10.0.0.4:1.', 1], ['A Parley answers at 10.0.0.4:1.', 1], ['Nobody answers at 10.0.0.4:1.', 1]])
    timeline.note({ kind: 'connected', says: 'Connected to Ben.', person: 'b' })
    now += 10 * MINUTE
    timeline.note({ kind: 'connected', says: 'Connected to Ben.', person: 'b' })
    expect(timeline.newest(2).map(({ times }) => times)).toEqual([1, 1])
  })

  it('tells people, addresses and workspaces apart', () => {
    silent('10.0.0.4:1')
    silent('10.0.0.5:1')
    timeline.note({ kind: 'lost', says: 'The connection ended.', workspace: 'w', person: 'a' })
    timeline.note({ kind: 'lost', says: 'The connection ended.', workspace: 'w', person: 'b' })
    expect(timeline.newest(10)).toHaveLength(4)
  })

  it('gives a workspace its own events and those of the machine', () => {
    silent()
    timeline.note({ kind: 'network', says: 'The network changed.' })
    timeline.note({ kind: 'lost', says: 'The connection ended.', workspace: 'other' })
    expect(timeline.newest(10, 'w').map(({ kind }) => kind)).toEqual(['network', 'tried'])
    expect(timeline.newest(1)).toHaveLength(1)
  })

  it('keeps the newest few hundred', () => {
    for (let n = 0; n < 1000; n++) silent(`10.0.0.${n}:1`)
    expect(timeline.newest(5000)).toHaveLength(400)
    expect(timeline.newest(1)[0]!.address).toBe('10.0.0.999:1')
  })

  it('tells each as it happens, under the number of the line it raises', () => {
    const told: TimelineItem[] = []
    timeline.onItem.on((item) => told.push(item))
    silent()
    silent()
    expect(told.map(({ id, times }) => [id, times])).toEqual([[1, 1], [1, 2]])
  })

  it('is known after a restart, and goes on counting', () => {
    silent()
    timeline.dispose()
    expect(statSync(join(folder.path, 'timeline.json')).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
    const again = new Timeline(folder.path, () => now)
    again.note({ kind: 'network', says: 'The network changed.' })
    expect(again.newest(10).map(({ id, kind }) => [id, kind])).toEqual([[2, 'network'], [1, 'tried']])
    again.dispose()
  })

  it('writes nothing where nothing happened, and begins anew where the file is damaged', () => {
    timeline.dispose()
    expect(() => readFileSync(join(folder.path, 'timeline.json'))).toThrow()
    for (const damage of ['{"v":1,"items":[{"id":"x"}]}', '{', '']) {
      writeFileSync(join(folder.path, 'timeline.json'), damage)
      expect(new Timeline(folder.path, () => now).newest(10)).toEqual([])
    }
  })
})

describe('the words', () => {
  it('name the colleague and how they were found', () => {
    const opened = { what: 'opened', device, address: '10.0.0.4:5' } as const
    expect(peerSaid(opened, 'Ben', { how: 'beacon', by: null })).toEqual({ kind: 'connected', says: 'Connected to Ben, found on this network.' })
    expect(peerSaid(opened, null, null).says).toBe('Connected to a device not known here.')
    expect(peerSaid({ ...opened, what: 'closed' }, 'Ben', null)).toEqual({ kind: 'lost', says: 'The connection to Ben ended.' })
    expect(peerSaid({ what: 'agreed', device }, 'Ben', null)).toEqual({ kind: 'exchanged', says: 'Ben and this device hold the same acts.' })
    expect(peerSaid({ what: 'document', device }, 'Ben', null)).toEqual({ kind: 'exchanged', says: 'Drafts are exchanged with Ben as they are written.' })
    for (const why of ['signature', 'not a member', 'unproven'] as const) expect(peerSaid({ what: 'refused', device, why }, null, null)).toMatchObject({ kind: 'refused', says: expect.stringMatching(/^Refused .*\.$/) })
  })

  it('tell of clocks only where they differ by more than a few minutes', () => {
    expect(clockSaid('Ben', 2 * MINUTE)).toBeNull()
    expect(clockSaid('Ben', -5 * MINUTE)!.says).toBe("Ben's clock is 5 minutes behind this one. Nothing is decided by clocks, but times shown may look odd.")
    expect([61 * MINUTE, 121 * MINUTE, 3 * 1440 * MINUTE].map(skewWords)).toEqual(['61 minutes ahead of', '2 hours ahead of', '3 days ahead of'])
  })

  it('tell what came and went of the networks of this machine, and nothing of what others can not reach', () => {
    const at = (name: string, address: string, more: Partial<InterfaceReport> = {}): InterfaceReport => ({ name, kind: 'lan', address, family: 'IPv4', sent: 'yes', joined: 'yes', heard: 0, own: true, ...more })
    const [cable, wifi] = [at('eth0', '10.0.0.4'), at('wlan0', '192.168.1.5', { kind: 'wifi' })]
    expect(networkSaid([cable], [wifi])!.says).toBe('The network of this machine changed. wlan0 (192.168.1.5) is there. eth0 (10.0.0.4) is gone.')
    expect(networkSaid([cable], [])!.says).toContain('This machine is on no network now.')
    expect(networkSaid([cable], [cable, at('docker0', '172.17.0.1', { kind: 'container' }), at('eth0', 'fd00::9', { family: 'IPv6' })])).toBeNull()
    expect(networkSaid([cable], [{ ...cable, heard: 4 }])).toBeNull()
  })
})

describe('ways', () => {
  const dialled = new Map([['10.0.0.4:1', { outcome: 'connected', at: 1, nextTryAt: null }], ['10.0.0.5:1', { outcome: 'no answer', at: 9, nextTryAt: 12 }]] as const)
  const sources = { '10.0.0.4:1': 'beacon', '10.0.0.5:1': 'told', '10.0.0.6:1': 'by hand' } as const
  const ways = new Ways({ dialled, addressesOf: () => ['10.0.0.6:1', '10.0.0.5:1', '10.0.0.4:1'], sourceOf: (address) => sources[address as keyof typeof sources] ?? null })
  const [ada, ben] = [device, 'be'.padEnd(64, '0') as DeviceId]
  ways.told(ada, 'Ada', ['10.0.0.5:1', '10.0.0.7:1'])

  it('say how each address was come by, and who told it; those that answer come first', () => {
    expect(ways.of('w')).toEqual([
      { address: '10.0.0.4:1', found: { how: 'beacon', by: null }, outcome: 'connected', at: 1, nextTryAt: null },
      { address: '10.0.0.5:1', found: { how: 'told', by: 'Ada' }, outcome: 'no answer', at: 9, nextTryAt: 12 },
      { address: '10.0.0.6:1', found: { how: 'by hand', by: null }, outcome: null, at: null, nextTryAt: null },
    ])
  })

  it('to a connected device are those of its host, by its own word or by the machine, that answer; else it came to this one', () => {
    expect(ways.foundOf('w', ben, '10.0.0.4:51234')).toEqual({ how: 'beacon', by: null })
    expect(ways.foundOf('w', ben, '10.0.0.9:51234')).toBeNull()
    expect(ways.foundOf('w', ben, null)).toBeNull()
    expect(ways.foundOf('w', ada, '10.0.0.5:51234')).toEqual({ how: 'came', by: null })
    ways.told(ben, 'Ben', ['10.0.0.6:1'])
    expect(ways.foundOf('w', ben, '[fd00::9]:51234')).toEqual({ how: 'by hand', by: null })
    expect(new Ways(null).of('w')).toEqual([])
    expect(['10.0.0.4:1', '[fe80::1%eth0]:2', 'Bench.local:3'].map(machineOf)).toEqual(['10.0.0.4', 'fe80::1', 'bench.local'])
  })

  it('are looked for where beacons leave, and blocked where none can', () => {
    const sent = (...codes: string[]): InterfaceReport[] => codes.map((code) => ({ name: 'eth0', kind: 'lan', address: '10.0.0.4', family: 'IPv4', sent: code, joined: 'yes', heard: 0, own: false }))
    expect([sent(), sent('no'), sent('EPERM', 'no'), sent('EPERM', 'yes')].map(searchState)).toEqual(['off', 'off', 'blocked', 'looking'])
  })
})
