// Who is turned away, for how long, and for what never.
import { describe, expect, it } from 'vitest'
import type { DeviceId } from '#shared/base/ids.ts'
import { Bans, isHeldAgainst, type BreachSeen } from '../../../electron/host/exchange/bans.ts'

const MALLORY = 'aa'.repeat(32) as DeviceId
const BEN = 'bb'.repeat(32) as DeviceId
const AT = '10.0.0.7:4321'
const [SECOND, HOUR] = [1000, 3_600_000]

function bansAt(start = 0) {
  let now = start
  const bans = new Bans(() => now)
  const seen: BreachSeen[] = []
  bans.onBreach.on((breach) => seen.push(breach))
  return { bans, seen, pass: (ms: number) => { now += ms } }
}

describe('a device that broke a rule', () => {
  it('is turned away for spells that double up to an hour', () => {
    const { bans, pass } = bansAt()
    const spells: number[] = []
    for (let times = 0; times < 10; times++) {
      const { until } = bans.breach({ device: MALLORY, address: AT }, 'frame.oversize')
      let waited = 0
      for (; bans.standing(MALLORY, AT, false) !== null; waited += SECOND) pass(SECOND)
      spells.push(waited)
      expect(until % SECOND).toBe(0)
    }
    expect(spells.slice(0, 4)).toEqual([30, 60, 120, 240].map((s) => s * SECOND))
    expect(spells.at(-1)).toBe(HOUR)
  })

  it('begins anew a day after its last spell', () => {
    const { bans, pass } = bansAt()
    for (let times = 0; times < 3; times++) bans.breach({ device: MALLORY, address: null }, 'frame.malformed')
    pass(120 * SECOND + 24 * HOUR - 1)
    expect(bans.breach({ device: MALLORY, address: null }, 'frame.malformed').times).toBe(4)
    pass(240 * SECOND + 24 * HOUR)
    expect(bans.breach({ device: MALLORY, address: null }, 'frame.malformed').times).toBe(1)
  })

  it('is listed with the reason while it stands, and told once each time', () => {
    const { bans, seen, pass } = bansAt(5000)
    bans.breach({ device: MALLORY, address: AT }, 'document.malformed')
    expect(bans.list()).toEqual([{ device: MALLORY, address: AT, what: 'document.malformed', times: 1, since: 5000, until: 35_000 }])
    expect(seen).toHaveLength(1)
    pass(30 * SECOND)
    expect(bans.list()).toEqual([])
  })

  it('is kept out by itself: neither others nor what is behind the same address', () => {
    const { bans } = bansAt()
    bans.breach({ device: MALLORY, address: AT }, 'document.malformed')
    expect(bans.standing(BEN, AT, false)).toBeNull()
    expect(bans.standing(BEN, AT, true)).toBeNull()
    expect(bans.standing(MALLORY, '10.0.0.8:1', false)).not.toBeNull()
  })
})

describe('somebody who had not proven a key', () => {
  it('is known by the address alone, whatever the port, and no member is kept out by that', () => {
    const { bans, pass } = bansAt()
    bans.breach({ device: null, address: AT }, 'channel.early')
    expect(bans.standing(MALLORY, '10.0.0.7:9', true)).not.toBeNull()
    expect(bans.standing(BEN, '10.0.0.7:9', false)).toBeNull()
    expect(bans.standing(MALLORY, '10.0.0.70:9', true)).toBeNull()
    for (let times = 0; times < 9; times++) bans.breach({ device: null, address: AT }, 'channel.early')
    pass(300 * SECOND)
    expect(bans.standing(MALLORY, AT, true)).toBeNull()
  })

  it('cannot fill memory with addresses', () => {
    const { bans } = bansAt()
    for (let i = 0; i < 3000; i++) bans.breach({ device: null, address: `10.0.${i >> 8}.${i & 255}:1` }, 'channel.early')
    expect(bans.list()).toHaveLength(1000)
  })
})

describe('held against a peer', () => {
  it.each([
    'frame.malformed', 'frame.oversize', 'frame.sequence', 'message.oversize', 'window.overrun', 'channel.early', 'channel.second', 'hint.malformed',
    'document.malformed', 'document.kind', 'document.rate', 'document.pending', 'document.incomplete', 'document.threw', 'document.hung',
    'presence.oversize', 'handshake.malformed', 'handshake.repeated', 'ledger.malformed',
  ])('is %s', (what) => expect(isHeldAgainst(what)).toBe(true))

  it.each([
    'act.signature', 'act.chain', 'act.workspace', 'act.waiting', 'text.unasked', 'mirror.malformed', 'mirror.deleted', 'draft.malformed',
    'handshake.refused', 'handshake.signature', 'handshake.deadline', 'handshake.version', 'handshake.own-device', 'exception',
    'message.stalled', 'message.unsendable', 'document.unsendable', 'document.too-much', 'signal.sealed', 'ledger.failed TypeError', 'ledger.not-taken', 'ledger.quota', 'handshake.banned',
  ])('is never %s', (what) => expect(isHeldAgainst(what)).toBe(false))
})
