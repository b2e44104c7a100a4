// Ledger messages on the wire: what is long travels deflated, and nobody unpacks a bomb.
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fromWire, toWire } from '../../../electron/host/exchange/ledger-wire.ts'
import { encodeLedgerMessage, type LedgerMessage } from '../../../shared/protocol/ledger.ts'

const acts = (count: number): LedgerMessage => ({
  t: 'acts',
  acts: Array.from({ length: count }, (_, i) => ({
    bytes: new TextEncoder().encode(JSON.stringify({ at: i, body: { title: `Bring the audit notes for room ${i}` }, type: 'commitment.promise' })),
    signature: Uint8Array.from({ length: 64 }, (_unused, at) => (i * 7 + at * 13) & 255), texts: [],
  })),
})

const deflated = (plain: Uint8Array): Uint8Array => Uint8Array.of(255, ...deflateRawSync(plain))

describe('a ledger message on the wire', () => {
  it('is plain where it is short', () => {
    expect(toWire(acts(2))).toEqual(encodeLedgerMessage(acts(2)))
    expect(fromWire(toWire(acts(2)))).toEqual(acts(2))
  })

  it('shrinks where it is long, and comes out as it went in', () => {
    const wire = toWire(acts(500))
    expect(wire.length).toBeLessThan(encodeLedgerMessage(acts(500)).length / 2)
    expect(fromWire(wire)).toEqual(acts(500))
  })

  it('travels plain where it would shrink so far that it looked like a bomb', () => {
    const same: LedgerMessage = { t: 'texts', texts: [new Uint8Array(100_000)] }
    expect(toWire(same)).toEqual(encodeLedgerMessage(same))
    expect(fromWire(toWire(same))).toEqual(same)
  })

  it('is none when it unpacks to far more than came', () => {
    expect(fromWire(deflated(encodeLedgerMessage({ t: 'texts', texts: [new Uint8Array(4_000_000)] })))).toBeNull()
  })

  it('is none with a byte too few, a byte too many, or another message inside a message', () => {
    const wire = toWire(acts(500))
    expect(fromWire(wire.subarray(0, -1))).toBeNull()
    expect(fromWire(Uint8Array.of(...wire, 0))).toBeNull()
    expect(fromWire(deflated(wire))).toBeNull()
    expect(fromWire(Uint8Array.of(255))).toBeNull()
  })
})
