// Who is known to have what, and since when: over restarts, in bounded room, and never earlier than it was learned.
import type { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActId, DeviceId } from '#shared/base/ids.ts'
import { openDatabase } from '../../../electron/host/store/database.ts'
import { Reach } from '../../../electron/host/exchange/reach.ts'

const [BEN, CHIDI, ADA] = ['be', 'c1', 'ad'].map((start) => start.padEnd(64, '0') as DeviceId) as [DeviceId, DeviceId, DeviceId]
const head = (device: DeviceId, seq: number): { device: DeviceId; seq: number; id: ActId } => ({ device, seq, id: `${seq}`.padStart(64, '0') as ActId })

let db: DatabaseSync
let now = 0
let reach: Reach
beforeEach(() => {
  db = openDatabase(':memory:')
  now = 100
  reach = new Reach(db, () => now)
})
const restarted = (): Reach => {
  reach.flush()
  return new Reach(db, () => now)
}

describe('what a device is known to have', () => {
  it('is dated by when it was learned, each act by the step that told of it', () => {
    expect(reach.note(BEN, [head(ADA, 2)])).toBe(true)
    now = 200
    expect(reach.note(BEN, [head(ADA, 2)])).toBe(false)
    expect(reach.note(BEN, [head(ADA, 5)])).toBe(true)
    for (const one of [reach, restarted()]) {
      expect([0, 2, 3, 5, 6].map((seq) => one.since(BEN, ADA, seq))).toEqual([100, 100, 200, 200, null])
      expect([one.has(BEN, ADA, 5), one.has(BEN, ADA, 6), one.has(CHIDI, ADA, 0)]).toEqual([true, false, false])
      expect(one.since(CHIDI, ADA, 0)).toBeNull()
    }
  })

  it('is dated across a flush as before it', () => {
    reach.note(BEN, [head(ADA, 2)])
    reach.flush()
    now = 300
    reach.note(BEN, [head(ADA, 4)])
    expect([2, 3, 4].map((seq) => reach.since(BEN, ADA, seq))).toEqual([100, 300, 300])
  })

  it('keeps the moments of the newest steps only, and dates nothing that it let go', () => {
    for (let seq = 0; seq < 500; seq++) {
      now = 1000 + seq
      reach.note(BEN, [head(ADA, seq)])
    }
    const again = restarted()
    expect(db.prepare('select count(*) as n from reach_steps').get()).toEqual({ n: 100 })
    expect([again.since(BEN, ADA, 10), again.since(BEN, ADA, 399), again.since(BEN, ADA, 400), again.since(BEN, ADA, 499)]).toEqual([null, null, 1400, 1499])
    expect([again.has(BEN, ADA, 10), again.has(BEN, ADA, 499)]).toEqual([true, true])
  })

  it('is undated where it was known before moments were kept', () => {
    db.prepare('insert into reach (device, chain, seq) values (?,?,?)').run(BEN, ADA, 7)
    reach = new Reach(db, () => now)
    reach.note(BEN, [head(ADA, 9)])
    for (const one of [reach, restarted()]) expect([7, 8].map((seq) => one.since(BEN, ADA, seq))).toEqual([null, 100])
  })
})
