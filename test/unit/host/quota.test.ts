// What others may make a host keep that never counts.
import { describe, expect, it } from 'vitest'
import type { ActId, DeviceId } from '#shared/base/ids.ts'
import { StrangerQuota, WaitingShares } from '../../../electron/host/exchange/quota.ts'
import type { Arrival } from '../../../electron/host/store/ledger.ts'

const MiB = 1024 * 1024

describe('a stranger', () => {
  it('may hand over so much, and all of them together so much an hour', () => {
    let now = 0
    const quota = new StrangerQuota(() => now)
    expect(quota.admits(1, 31 * MiB)).toBe(true)
    expect(quota.admits(1, 2 * MiB)).toBe(false)
    expect([quota.admits(2, 32 * MiB), quota.admits(3, 2 * MiB)]).toEqual([true, false])
    now += 3_600_000
    expect(quota.admits(3, 2 * MiB)).toBe(true)
  })

  it('who turns out to belong here has taken nothing from the others', () => {
    const quota = new StrangerQuota(() => 0)
    expect([quota.admits(1, 32 * MiB), quota.admits(2, 32 * MiB), quota.admits(3, 1)]).toEqual([true, true, false])
    quota.proven(1)
    expect(quota.admits(3, 1)).toBe(true)
    quota.closed(2)
    expect(quota.admits(4, 32 * MiB)).toBe(false)
  })
})

describe('acts whose past is missing', () => {
  let count = 0
  const idOf = (): ActId => (++count).toString(16).padStart(64, '0') as ActId
  const acting = (parents: readonly ActId[], bytes = 100): Arrival => ({
    verified: { id: idOf(), act: { prev: parents[0] ?? '', seen: parents.slice(1) }, bytes: new Uint8Array(bytes) }, texts: [],
  } as unknown as Arrival)
  const [ben, mallory] = [newDeviceKeyId(), newDeviceKeyId()]

  function newDeviceKeyId(): DeviceId {
    return (++count).toString(16).padStart(64, 'd') as DeviceId
  }

  it('wait only so many for each who brings them, so that nobody takes the place of the others', () => {
    const shares = new WaitingShares(() => false)
    const orphans = Array.from({ length: 5000 }, () => acting([idOf()]))
    expect(shares.admit(orphans, mallory)).toHaveLength(2000)
    expect(shares.admit(orphans.slice(2000), mallory)).toHaveLength(0)
    expect(shares.admit(orphans.slice(0, 2000), mallory)).toHaveLength(2000)
    expect(shares.admit([acting([idOf()])], ben)).toHaveLength(1)
  })

  it('count by what they weigh too, and strangers have one share together', () => {
    const shares = new WaitingShares(() => false)
    expect(shares.admit(Array.from({ length: 10 }, () => acting([idOf()], MiB)), ben)).toHaveLength(4)
    expect(shares.admit(Array.from({ length: 1000 }, () => acting([idOf()])), null)).toHaveLength(500)
    expect(shares.admit([acting([idOf()])], null)).toHaveLength(0)
  })

  it('give their place back once they count; a past that comes in the same message was never missing', () => {
    const here = new Set<ActId>()
    const shares = new WaitingShares((id) => here.has(id))
    const orphans = Array.from({ length: 2000 }, () => acting([idOf()]))
    shares.admit(orphans, ben)
    expect(shares.admit([acting([idOf()])], ben)).toHaveLength(0)
    for (const { verified } of orphans.slice(0, 10)) here.add(verified.id)
    expect(shares.admit(Array.from({ length: 20 }, () => acting([idOf()])), ben)).toHaveLength(10)
    const chain = [acting([])]
    for (let i = 0; i < 3000; i++) chain.push(acting([chain.at(-1)!.verified.id]))
    expect(shares.admit(chain, ben)).toHaveLength(3001)
  })

  it('is not missing while it is on its way into the ledger: a long catch-up comes in many messages', () => {
    const shares = new WaitingShares(() => false)
    const first = [acting([])]
    for (let i = 0; i < 3000; i++) first.push(acting([first.at(-1)!.verified.id]))
    const next = [acting([first.at(-1)!.verified.id])]
    expect([shares.admit(first, ben).length, shares.admit(next, ben).length]).toEqual([3001, 1])
    // It could not be kept: what follows it waits again.
    shares.arrived([...first, ...next])
    expect(shares.admit(Array.from({ length: 3000 }, () => acting([next[0]!.verified.id])), ben)).toHaveLength(2000)
  })
})
