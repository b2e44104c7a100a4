// What hosts tell of their sockets: who can say what, who counts as reached, and what is remembered.
import { describe, expect, it } from 'vitest'
import { isSigned, parseLinkState, RunIdentity, type LinkState } from '../../../electron/link/rendezvous/link-state.ts'
import { REFRESH_MS, Topology } from '../../../electron/link/rendezvous/topology.ts'
import { SeenMessages } from '../../../electron/link/rendezvous/seen.ts'
import { RelayShares } from '../../../electron/link/rendezvous/relay-shares.ts'
import { CAPS } from '../../../electron/link/rendezvous/caps.ts'

const overWire = (state: object): LinkState | null => parseLinkState(JSON.parse(JSON.stringify(state)) as Record<string, unknown>, 10)

describe('a link state', () => {
  const [me, other] = [new RunIdentity(), new RunIdentity()]
  const state = me.state('room', [other.name], [], 3)

  it('comes over the wire as it was signed', () => {
    expect(overWire(state)).toEqual(state)
    expect(isSigned(state)).toBe(true)
  })

  it.each<[string, Partial<LinkState>]>([
    ['another topic', { topic: 'other' }], ['another name', { name: other.name }], ['another number', { n: 99 }],
    ['other links', { links: [] }], ['other ways', { dials: [other.name] }], ['more room', { room: 9 }],
    ['another key', { key: other.state('room', [], [], 3).key }],
    ['another signature', { signature: other.state('room', [other.name], [], 3).signature }],
  ])('does not stand with %s', (_, change) => {
    expect(isSigned({ ...state, ...change })).toBe(false)
  })

  it.each<[string, object]>([
    ['a name too long', { name: `${me.name}a` }], ['a list of anything', { links: [1] }], ['no list', { dials: 'x' }],
    ['too many', { links: Array.from({ length: 11 }, () => me.name) }], ['a broken number', { n: 1.5 }], ['a number below zero', { room: -1 }],
    ['no key', { key: '' }], ['no topic', { topic: 1 }],
  ])('is not read with %s', (_, change) => {
    expect(overWire({ ...state, ...change })).toBeNull()
  })
})

describe('a topology', () => {
  const me = new RunIdentity()
  const open = (links: readonly RunIdentity[], most = 10): Topology => {
    const topology = new Topology('room', me, most)
    topology.tell(links.map(({ name }) => name), [], 3, 0)
    return topology
  }
  const told = (who: RunIdentity, links: readonly RunIdentity[]) => who.state('room', links.map(({ name }) => name), [], 3)

  it('counts as reached who is linked by what both ends tell', () => {
    const [a, b, c] = [new RunIdentity(), new RunIdentity(), new RunIdentity()]
    const topology = open([a])
    topology.take(told(a, [me, b]), 0)
    topology.take(told(b, [a]), 0)
    // Only C says so.
    topology.take(told(c, [b]), 0)
    expect([...topology.reached.keys()].sort()).toEqual([me.name, a.name, b.name].sort())
  })

  it('no longer counts who was killed once the others tell so', () => {
    const [a, b] = [new RunIdentity(), new RunIdentity()]
    const topology = open([a])
    topology.take(told(a, [me, b]), 0)
    topology.take(told(b, [a]), 0)
    expect(topology.take(told(a, [me]), 0)).toBe('news')
    expect([...topology.reached.keys()].sort()).toEqual([me.name, a.name].sort())
  })

  it('takes no old state again, none that is changed, and none of more hosts than are kept', () => {
    const [a, b] = [new RunIdentity(), new RunIdentity()]
    const topology = open([a], 1)
    const [old, newer] = [told(a, [me]), told(a, [])]
    expect(topology.take(newer, 0)).toBe('news')
    expect(topology.take(newer, 0)).toBe('known')
    expect(topology.take(old, 0)).toBe('known')
    expect(topology.take({ ...told(a, [me]), links: [] }, 0)).toBe('refused')
    expect(topology.take(told(b, [me]), 0)).toBe('refused')
    expect(topology.take({ ...told(b, [me]), name: me.name }, 0)).toBe('known')
  })

  it('forgets who says nothing any more', () => {
    const a = new RunIdentity()
    const topology = open([a])
    topology.take(told(a, [me]), 0)
    topology.expire(3 * REFRESH_MS - 1)
    expect(topology.reached.has(a.name)).toBe(true)
    topology.expire(3 * REFRESH_MS)
    expect(topology.reached.has(a.name)).toBe(false)
  })

  it('tells what is new, and the same again from time to time', () => {
    const [topology, a] = [new Topology('room', me, 10), new RunIdentity()]
    expect(topology.tell([], [], 3, 0)).not.toBeNull()
    expect(topology.tell([], [], 3, REFRESH_MS - 1)).toBeNull()
    expect(topology.tell([a.name], [], 3, 1000)?.links).toEqual([a.name])
    expect(topology.tell([a.name], [a.name], 3, 2000)).toBeNull()
    expect(topology.tell([a.name], [a.name], 3, 6000)?.dials).toEqual([a.name])
    expect(topology.tell([a.name], [a.name], 3, REFRESH_MS + 6000)).not.toBeNull()
  })
})

describe('messages seen', () => {
  it('are told apart by topic, name and content', () => {
    const seen = new SeenMessages()
    seen.add(seen.hashOf('room', '1', 'x'), 0)
    expect(seen.has(seen.hashOf('room', '1', 'x'), 0)).toBe(true)
    for (const [topic, id, data] of [['other', '1', 'x'], ['room', '2', 'x'], ['room', '1', 'y']] as const) {
      expect(seen.has(seen.hashOf(topic, id, data), 0)).toBe(false)
    }
  })

  it('are so many at the most, and none for ever', () => {
    const seen = new SeenMessages(100, 1000)
    for (let i = 0; i < 1000; i++) {
      seen.add(`${i}`, i)
      expect(seen.size).toBeLessThanOrEqual(100)
    }
    expect([seen.has('899', 999), seen.has('900', 999), seen.has('999', 999)]).toEqual([false, true, true])
    expect(seen.has('999', 1999)).toBe(false)
    seen.add('late', 5000)
    expect(seen.size).toBe(1)
  })
})

describe('the share of a machine in what is handed on', () => {
  it('is one, whichever address of its network it comes from and however often', () => {
    const shares = new RelayShares({ ...CAPS, relaysPerSecond: 1, relayBurst: 1 }, () => 0)
    expect(shares.of('10.0.0.1').spend(1, 0)).toBe(true)
    expect(shares.of('10.0.0.1').spend(1, 0)).toBe(false)
    expect(shares.of('10.0.0.2').spend(1, 0)).toBe(true)
    expect(shares.of('2001:db8:1:2::1').spend(1, 0)).toBe(true)
    expect(shares.of('2001:db8:1:2:ffff::9').spend(1, 0)).toBe(false)
    expect(shares.of('2001:db8:1:3::1').spend(1, 0)).toBe(true)
    expect(shares.of('fe80::1%eth0').spend(1, 0)).toBe(true)
    expect(shares.of('fe80::2%eth1').spend(1, 0)).toBe(false)
  })
})
