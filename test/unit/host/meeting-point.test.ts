// What the host makes of addresses: which are tried, how each was come by, and what a rendezvous may not make it believe.
import { describe, expect, it } from 'vitest'
import { Candidates } from '../../../electron/host/exchange/candidates.ts'
import { MeetingPoint, type Found, type Wish } from '../../../electron/host/exchange/meeting-point.ts'
import type { ChildRunEvents } from '../../../electron/host/link-process/index.ts'
import type { Candidate } from '../../../shared/protocol/address.ts'
import type { HostToRendezvous, RendezvousToHost } from '../../../shared/protocol/link.ts'

const key = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const wish = (more: Partial<Wish> = {}): Wish => ({ topics: [], meet: [], addresses: [], every: false, beacons: [key(1)], ...more })
const by = (source: Candidate['source'], ...addresses: string[]): Candidate[] => addresses.map((address) => ({ address, source }))

/** A meeting point whose rendezvous says what the test wants. */
class Meeting {
  readonly told: HostToRendezvous[] = []
  readonly found: Found[] = []
  #events: ChildRunEvents | null = null
  readonly point: MeetingPoint
  now = 1000

  constructor() {
    this.point = new MeetingPoint({
      port: 0, host: '::', onPort: () => {}, refused: () => {}, log: () => {}, now: () => this.now,
      spawn: (events) => {
        this.#events = events
        return { send: (message) => void this.told.push(message as HostToRendezvous), kill: () => events.ended('killed') }
      },
    })
    this.point.onFound.on((found) => this.found.push(found))
    this.says({ t: 'listening', port: 4000 })
  }

  says(message: RendezvousToHost): void {
    this.#events!.message(message)
  }

  finds(about: string, address: string): void {
    this.says({ t: 'found', about, address, interface: 'eth0' })
  }

  last<T extends HostToRendezvous['t']>(t: T): Extract<HostToRendezvous, { t: T }> {
    return this.told.filter((message): message is Extract<HostToRendezvous, { t: T }> => message.t === t).at(-1)!
  }

  async dispose(): Promise<void> {
    const gone = this.point.dispose()
    this.#events!.ended('stopped')
    await gone
  }
}

const meeting = async (play: (one: Meeting) => void): Promise<void> => {
  const one = new Meeting()
  try {
    play(one)
  } finally {
    await one.dispose()
  }
}

describe('what a beacon tells', () => {
  it('is tried for whom it is about, after what is known: all of it for a join, a few for a workspace', () => meeting((one) => {
    one.point.wish('join 1', wish({ every: true, addresses: by('invite', '10.0.0.1:1') }))
    one.point.wish('oaks', wish({ addresses: by('remembered', '10.0.0.2:1') }))
    one.finds('join 1', '10.0.0.3:1')
    one.finds('oaks', '10.0.0.4:1')
    expect(one.last('dial')).toEqual({ t: 'dial', first: ['10.0.0.1:1', '10.0.0.3:1'], addresses: ['10.0.0.2:1', '10.0.0.4:1'] })
    expect(one.found).toEqual([
      { about: 'join 1', address: '10.0.0.3:1', interface: 'eth0', at: 1000 }, { about: 'oaks', address: '10.0.0.4:1', interface: 'eth0', at: 1000 },
    ])
  }))

  it('is told each time, and changes nothing the second time', () => meeting((one) => {
    one.point.wish('oaks', wish())
    one.finds('oaks', '10.0.0.4:1')
    const before = one.told.length
    one.finds('oaks', '10.0.0.4:1')
    expect(one.found).toHaveLength(2)
    expect(one.told).toHaveLength(before)
  }))

  it.each(['10.0.0.4', '10.0.0.4:0', '10.0.0.4:70000', 'http://10.0.0.4:1', 'a b:1', '', '10.0.0.4:1/path'])('is nothing where it is no address: %j', (address) => meeting((one) => {
    one.point.wish('oaks', wish())
    one.finds('oaks', address)
    expect([...one.found, ...one.point.addressesOf('oaks')]).toEqual([])
  }))

  it('is nothing where nobody asked, or does no more', () => meeting((one) => {
    one.finds('oaks', '10.0.0.4:1')
    one.point.wish('oaks', wish())
    one.finds('oaks', '10.0.0.4:1')
    one.point.wish('oaks', null)
    one.finds('oaks', '10.0.0.5:1')
    expect(one.found).toHaveLength(1)
    expect(one.last('dial')).toEqual({ t: 'dial', first: [], addresses: [] })
    expect(one.last('beacon')).toEqual({ t: 'beacon', keys: [] })
  }))
})

describe('a rendezvous', () => {
  it('is told the keys with the names of those they are for', () => meeting((one) => {
    one.point.wish('oaks', wish({ beacons: [key(1)] }))
    one.point.wish('invites of oaks', wish({ beacons: [key(2), key(3)] }))
    expect(one.last('beacon').keys).toEqual([
      { key: key(1), about: 'oaks' }, { key: key(2), about: 'invites of oaks' }, { key: key(3), about: 'invites of oaks' },
    ])
  }))

  it('with more to try than it can gets the best of each first', () => meeting((one) => {
    one.point.wish('oaks', wish({ addresses: by('remembered', 'a:1', 'b:1', 'c:1') }))
    one.point.wish('elms', wish({ addresses: by('remembered', 'd:1', 'b:1') }))
    expect(one.last('dial').addresses).toEqual(['a:1', 'd:1', 'b:1', 'c:1'])
  }))

  it('that is gone knows no interfaces', () => meeting((one) => {
    const list = [{ name: 'eth0', kind: 'lan', address: '10.0.0.1', family: 'IPv4', sent: 'yes', joined: 'yes', heard: 0, own: true }] as const
    one.says({ t: 'interfaces', list })
    expect(one.point.interfaces).toEqual(list)
    one.says({ t: 'interfaces', list: [] })
    expect(one.point.interfaces).toEqual([])
  }))
})

describe('addresses', () => {
  it('are come by as they were at first; what a person typed is theirs', () => {
    const candidates = new Candidates(() => false)
    candidates.say('oaks', by('remembered', 'a:1', 'b:1'))
    candidates.find('oaks', { address: 'a:1', interface: 'eth0', at: 1 })
    candidates.find('oaks', { address: 'c:1', interface: 'eth0', at: 1 })
    candidates.say('oaks', by('by hand', 'b:1'))
    expect(['a:1', 'b:1', 'c:1', 'd:1'].map((address) => candidates.sourceOf(address))).toEqual(['remembered', 'by hand', 'beacon', null])
  })

  it('that were found are as many as one owner may have, and those that answer stay', () => {
    const candidates = new Candidates((address) => address === 'h0:1')
    for (let n = 0; n < 200; n++) candidates.find('oaks', { address: `h${n}:1`, interface: 'eth0', at: n })
    const found = candidates.of('oaks')
    expect(found).toHaveLength(64)
    expect(found).toContain('h0:1')
    expect(found[0]).toBe('h199:1')
  })

  it('that nobody repeats are let go', () => {
    const candidates = new Candidates(() => false)
    candidates.find('oaks', { address: 'a:1', interface: 'eth0', at: 0 })
    candidates.find('oaks', { address: 'b:1', interface: 'eth0', at: 500_000 })
    candidates.find('oaks', { address: 'b:1', interface: 'eth0', at: 700_000 })
    expect(candidates.of('oaks')).toEqual(['b:1'])
  })
})
