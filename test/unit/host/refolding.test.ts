import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RecordId } from '#shared/base/ids.ts'
import type { Records } from '#host/workspace/records.ts'
import { Refolding } from '#host/workspace/refolding.ts'
import type { Committed } from '#host/store/ledger.ts'

const idOf = (n: number): RecordId => n.toString(16).padStart(64, '0') as RecordId

/** `count` acts of others, each about a record of its own. */
const batch = (from: number, count: number): Committed =>
  ({ circle: 'workspace', own: [], acts: Array.from({ length: count }, (_, i) => ({ subject: idOf(from + i) })) }) as unknown as Committed

describe('folding anew what acts came in for', () => {
  let folded: RecordId[]
  let put: number
  let outdated: Set<RecordId>
  let refolding: Refolding
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    folded = []
    put = 0
    outdated = new Set()
    const records = {
      refold: (id: RecordId) => folded.push(id), circleOf: () => 'workspace', saveLater: () => { put += 1 },
      came: () => {}, outdated: (id: RecordId) => outdated.add(id),
    } as unknown as Records
    refolding = new Refolding(records, () => {})
  })
  afterEach(() => { vi.useRealTimers() })

  it('shows a few acts at once', () => {
    refolding.committed(batch(0, 3))
    expect(folded).toEqual([idOf(0), idOf(1), idOf(2)])
  })

  it('lets a catch-up go first, and shows it when it is over', () => {
    for (let n = 0; n < 10; n++) {
      refolding.committed(batch(n * 100, 100))
      vi.advanceTimersByTime(60)
    }
    expect(folded).toEqual([])
    expect(outdated.size, 'what was folded before is not written as how things stand').toBe(1000)
    expect(put, 'each batch puts saving off').toBe(10)
    vi.runAllTimers()
    expect(new Set(folded).size).toBe(1000)
  })

  it('shows some of a catch-up that goes on', () => {
    for (let n = 0; n < 60; n++) {
      refolding.committed(batch(n * 100, 100))
      vi.advanceTimersByTime(60)
    }
    expect(folded.length).toBeGreaterThan(0)
    expect(folded.length).toBeLessThan(6000)
  })
})
