// The digest of a document, and what two who compare theirs conclude from it.
import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { DocumentDigest } from '#shared/document/digest.ts'
import { draftEntries } from '#shared/document/drafts.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import type { DocumentLook } from '#shared/protocol/ledger.ts'
import { Comparison } from '../../../electron/host/workspace/comparison.ts'
import { Chance } from '../../harness/chance.ts'

beforeAll(() => cryptoReady)

const key = (n: number): string => n.toString(16).padStart(64, '0')
const digestOf = (doc: Y.Doc): string => {
  const digest = new DocumentDigest(doc)
  const value = toHex(digest.value())
  digest.dispose()
  return value
}

describe('the digest of a document', () => {
  it('is the same for the same entries, however they came to be there, and another for any other', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.nat(5000), fc.uint8Array({ maxLength: 8 })), { selector: ([n]) => n, minLength: 1, maxLength: 40 }), fc.nat(), (entries, seed) => {
      const [one, other] = [new Y.Doc(), new Y.Doc()]
      const early = new DocumentDigest(one)
      early.read()
      for (const [n, value] of entries) mirrorOf(one).set(key(n), value)
      mirrorOf(other).set(key(9999), Uint8Array.of(1))
      for (const [n, value] of new Chance(seed).shuffle(entries)) mirrorOf(other).set(key(n), value)
      expect(digestOf(other)).not.toBe(toHex(early.value()))
      mirrorOf(other).delete(key(9999))
      expect(toHex(early.value())).toBe(digestOf(other))
      const [n, value] = entries[seed % entries.length]!
      mirrorOf(one).set(key(n), Uint8Array.from([...value, 0]))
      expect(toHex(early.value())).not.toBe(digestOf(other))
      early.dispose()
    }), { seed: 4, numRuns: 60 })
  })

  it('tells an act from a draft of the same name, and one long entry from two short ones', () => {
    const [acts, drafts, two] = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
    mirrorOf(acts).set('ab', Uint8Array.of(1, 2))
    draftEntries(drafts).set('ab', Uint8Array.of(1, 2))
    mirrorOf(two).set('ab', Uint8Array.of(1))
    mirrorOf(two).set('b', Uint8Array.of(2))
    expect(new Set([acts, drafts, two, new Y.Doc()].map(digestOf)).size).toBe(4)
  })

  it('can be worked out a little at a time, while the document changes', () => {
    const doc = new Y.Doc()
    for (let n = 0; n < 300; n++) mirrorOf(doc).set(key(n), Uint8Array.of(n & 255))
    const digest = new DocumentDigest(doc)
    for (let n = 0; !digest.read(2000); n++) {
      mirrorOf(doc).delete(key(n % 300))
      if (n < 50) mirrorOf(doc).set(key(1000 + n), Uint8Array.of(1))
      if (n > 5000) throw new Error('never done')
    }
    expect(toHex(digest.value())).toBe(digestOf(doc))
  })
})

describe('two who compare their documents', () => {
  const ROUND = 30_000
  beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
  afterEach(() => { vi.useRealTimers() })

  interface Side { readonly doc: Y.Doc; readonly comparison: Comparison; readonly damages: string[]; same: number; told: number }

  /** Two ends; what each tells and every change takes as long as `delay` says, in the order sent. */
  function pair(delay: () => number): [Side, Side] {
    const devices = ['a'.repeat(64), 'b'.repeat(64)] as DeviceId[]
    const ends: [number, number] = [0, 0]
    const later = (to: number, run: () => void): void => {
      ends[to] = Math.max(ends[to]!, performance.now() + delay())
      setTimeout(run, ends[to]! - performance.now())
    }
    const sides: Side[] = []
    for (const [i, device] of devices.entries()) {
      const doc = new Y.Doc()
      doc.clientID = i + 1
      const damages: string[] = []
      const comparison: Comparison = new Comparison({
        doc, quietMs: 2000, roundMs: ROUND, connected: () => new Set([devices[1 - i]!]), same: () => { side.same++ },
        damaged: (how) => damages.push(how),
        tell: (look: DocumentLook) => {
          side.told++
          later(1 - i, () => sides[1 - i]!.comparison.heard(device, look))
        },
      })
      const side: Side = { doc, comparison, damages, same: 0, told: 0 }
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'wire') later(1 - i, () => Y.applyUpdate(sides[1 - i]!.doc, update, 'wire'))
      })
      sides.push(side)
      comparison.met()
    }
    return sides as [Side, Side]
  }

  it('conclude nothing from changes that are under way, however long those take', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const chance = new Chance(seed)
      const [one, other] = pair(() => chance.pick([0, 10, 500, 5000, 40_000, 100_000]))
      for (let step = 0; step < 60; step++) {
        const { doc } = chance.pick([one, other])
        const entries = draftEntries(doc)
        const keys = [...entries.keys()]
        doc.transact(() => {
          // What honest hosts do: write, write over (two at once, too), and fold several entries into one.
          if (keys.length > 5 && chance.next() < 0.3) {
            entries.set(`f/${key(chance.below(1e6))}`, Uint8Array.of(step))
            for (const old of chance.shuffle(keys).slice(0, 4)) entries.delete(old)
          } else (chance.next() < 0.7 ? entries : mirrorOf(doc)).set(key(chance.below(20)), Uint8Array.of(step))
        })
        vi.advanceTimersByTime(chance.pick([0, 100, 2500, 31_000, 65_000]))
      }
      vi.advanceTimersByTime(10 * ROUND)
      expect([...one.damages, ...other.damages]).toEqual([])
      expect(one.same + other.same).toBeGreaterThan(0)
      for (const side of [one, other]) side.comparison.dispose()
    }), { seed: 4, numRuns: 40 })
  })

  it('find that they saw the same and hold different things, once each has told so twice', () => {
    const [one, other] = pair(() => 5)
    const squatted = new Y.Doc()
    squatted.clientID = 1
    mirrorOf(squatted).set(key(1), Uint8Array.of(6))
    Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(squatted), 'wire')
    mirrorOf(one.doc).set(key(1), Uint8Array.of(7))
    vi.advanceTimersByTime(5000)
    expect([...one.damages, ...other.damages]).toEqual([])
    vi.advanceTimersByTime(2 * ROUND)
    for (const side of [one, other]) {
      expect(side.damages).toContain('contents differ')
      expect(side.told).toBeLessThanOrEqual(4)
      side.comparison.dispose()
    }
  })

  it('find that changes wait for what neither has', () => {
    const [one, other] = pair(() => 5)
    const away = new Y.Doc()
    mirrorOf(away).set(key(1), Uint8Array.of(1))
    const vector = Y.encodeStateVector(away)
    mirrorOf(away).set(key(2), Uint8Array.of(2))
    for (const { doc } of [one, other]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(away, vector), 'wire')
    vi.advanceTimersByTime(ROUND)
    expect(one.damages).toEqual([])
    vi.advanceTimersByTime(6 * ROUND)
    for (const side of [one, other]) {
      expect(side.damages).toContain('updates wait')
      side.comparison.dispose()
    }
  })

  it('read nothing of it while there is nobody to compare with, and all of it for who is met then', () => {
    const reading = vi.spyOn(DocumentDigest.prototype, 'read')
    const doc = new Y.Doc()
    const company = new Set<DeviceId>()
    let told = 0
    const comparison = new Comparison({
      doc, quietMs: 2000, roundMs: ROUND, connected: () => company, same: () => {}, damaged: () => {}, tell: () => { told++ },
    })
    mirrorOf(doc).set(key(1), Uint8Array.of(1))
    vi.advanceTimersByTime(10 * ROUND)
    expect([reading.mock.calls.length, told]).toEqual([0, 0])
    company.add('b'.repeat(64) as DeviceId)
    comparison.met()
    vi.advanceTimersByTime(2000)
    expect(told).toBe(1)
    comparison.dispose()
    reading.mockRestore()
  })

  it('say little: once when it is quiet, at most once a round however much is typed', () => {
    const [one, other] = pair(() => 5)
    vi.advanceTimersByTime(5000)
    const before = one.told
    for (let second = 0; second < 300; second++) {
      mirrorOf(one.doc).set(key(second), Uint8Array.of(1))
      vi.advanceTimersByTime(1000)
    }
    expect(one.told - before).toBeGreaterThan(5)
    expect(one.told - before).toBeLessThanOrEqual(11)
    for (const side of [one, other]) side.comparison.dispose()
  })
})
