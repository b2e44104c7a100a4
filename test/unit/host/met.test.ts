// What is known of devices that were met outlives a crash, but for the last few seconds of it.
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ActId, DeviceId } from '#shared/base/ids.ts'
import { openDatabase } from '../../../electron/host/store/database.ts'
import { MetDevices } from '../../../electron/host/workspace/met.ts'

const [BEN, CHIDI] = ['be', 'c1'].map((start) => start.padEnd(64, '0') as DeviceId) as [DeviceId, DeviceId]
const act = (device: DeviceId): never => ({ id: 'a1'.padEnd(64, '0') as ActId, device }) as never

afterEach(() => void vi.useRealTimers())

describe('devices that were met', () => {
  it('are dated by their last acknowledgement, also after a crash', () => {
    vi.useFakeTimers()
    const db = openDatabase(':memory:')
    let now = 1000
    const met = new MetDevices(db, () => now)
    expect(met.lastExchange(BEN)).toBeNull()
    met.acknowledged(BEN)
    now = 2000
    met.acknowledged(BEN)
    expect(met.lastExchange(BEN)).toBe(2000)
    expect(new MetDevices(db, () => now).lastExchange(BEN)).toBeNull()
    vi.advanceTimersByTime(5000)
    expect(new MetDevices(db, () => now).lastExchange(BEN)).toBe(2000)
    met.acknowledged(CHIDI)
    met.save()
    expect(new MetDevices(db, () => now).lastExchange(CHIDI)).toBe(2000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('are carried by whom their acts came from, until they are connected themselves', () => {
    const met = new MetDevices(openDatabase(':memory:'), () => 0)
    const batch = (device: DeviceId, source: string): never => ({ circle: 'workspace', acts: [act(device)], own: [], source }) as never
    expect(met.arrived(batch(CHIDI, BEN), () => false)).toBe(BEN)
    expect(met.carrierOf(CHIDI)).toBe(BEN)
    met.connected(CHIDI)
    expect(met.carrierOf(CHIDI)).toBeNull()
    expect(met.arrived(batch(CHIDI, BEN), (device) => device === CHIDI)).toBe(BEN)
    expect(met.carrierOf(CHIDI)).toBeNull()
    expect(met.arrived(batch(CHIDI, 'own'), () => false)).toBeNull()
  })

  it('tell of their clocks', () => {
    const met = new MetDevices(openDatabase(':memory:'), () => 1000)
    expect(met.clockAhead(BEN)).toBeNull()
    expect(met.clockTold(BEN, 400)).toBe(-600)
    expect(met.clockAhead(BEN)).toBe(-600)
  })
})
