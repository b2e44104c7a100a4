// A beacon says where to find somebody to those with the key, and nothing to anybody else.
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cryptoReady } from '../../../shared/acts/crypto.ts'
import { nonceOf, openBeacon, PACKET_BYTES, sealBeacon, SLOTS } from '../../../electron/link/discovery/packet.ts'

await cryptoReady

const [oaks, elms, ashes] = [randomBytes(32), randomBytes(32), randomBytes(32)] as const
const HERE = '192.168.1.24'
const said = { port: 47_611, asks: false }
const seal = (keys: readonly Uint8Array[] = [oaks], address = HERE, what = said): Uint8Array => sealBeacon(keys, address, what, randomBytes)

/** Longest run of bytes that two packets have in common, wherever it stands in each. */
function longestInCommon(a: Uint8Array, b: Uint8Array): number {
  let longest = 0
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      let run = 0
      while (i + run < a.length && j + run < b.length && a[i + run] === b[j + run]) run++
      longest = Math.max(longest, run)
    }
  }
  return longest
}

describe('with the key', () => {
  it('it tells port and question, whichever of the keys it was said under', () => {
    expect(openBeacon(seal(), HERE, [elms, oaks])).toEqual([{ key: 1, port: 47_611, asks: false }])
    expect(openBeacon(seal([oaks, ashes], HERE, { port: 1, asks: true }), HERE, [ashes, elms, oaks])).toEqual([
      { key: 0, port: 1, asks: true }, { key: 2, port: 1, asks: true },
    ])
  })

  it('it holds as many keys as there are slots', () => {
    const keys = Array.from({ length: SLOTS + 1 }, () => randomBytes(32))
    expect(openBeacon(seal(keys), HERE, keys).map(({ key }) => key)).toEqual(Array.from({ length: SLOTS }, (_, n) => n))
  })

  it('it holds for every port', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 65_535 }), fc.boolean(), (port, asks) => {
      expect(openBeacon(seal([oaks], HERE, { port, asks }), HERE, [oaks])).toEqual([{ key: 0, port, asks }])
    }))
  })

  it('it holds over IPv6, where the reader sees a zone of its own', () => {
    expect(openBeacon(seal([oaks], 'fe80::1'), 'fe80::1%en0', [oaks])).toHaveLength(1)
    expect(openBeacon(seal([oaks], '2001:DB8::1'), '2001:db8::1', [oaks])).toHaveLength(1)
  })
})

describe('without the key', () => {
  it('it is silent', () => {
    expect(openBeacon(seal(), HERE, [])).toEqual([])
    expect(openBeacon(seal(), HERE, [elms, ashes])).toEqual([])
  })

  it('it always has the same size, however many keys there are', () => {
    for (const count of [0, 1, 5, SLOTS]) expect(seal(Array.from({ length: count }, () => randomBytes(32)))).toHaveLength(PACKET_BYTES)
  })

  // Of two packets of random bytes, one pair in about 150,000 has four in a row in common; nothing fixed is that short.
  it('nothing recurs from one to the next, not even the port', () => {
    const some = Array.from({ length: 6 }, () => seal([oaks, elms]))
    for (const [i, a] of some.entries()) for (const b of some.slice(i + 1)) expect(longestInCommon(a, b)).toBeLessThan(5)
  })

  it('its bytes are spread like chance', () => {
    const counts = new Array<number>(256).fill(0)
    const packets = 400
    for (let n = 0; n < packets; n++) for (const byte of seal([oaks])) counts[byte]!++
    const expected = packets * PACKET_BYTES / 256
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 255 degrees of freedom: over 400 once in 10^8 runs; a fixed byte alone would give 40,000.
    expect(chi).toBeLessThan(400)
  })
})

describe('changed on its way', () => {
  it('sent again from elsewhere, it fits no key', () => {
    expect(openBeacon(seal(), '192.168.1.66', [oaks])).toEqual([])
  })

  it('with any one bit turned in nonce or slot, it fits no key', () => {
    const packet = seal()
    for (let bit = 0; bit < 36 * 8; bit++) {
      const changed = Uint8Array.from(packet)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(openBeacon(changed, HERE, [oaks])).toEqual([])
    }
  })

  it('any bytes at all are read without an error and mean nothing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: PACKET_BYTES + 9 }), (bytes) => { expect(openBeacon(bytes, HERE, [oaks])).toEqual([]) }))
    fc.assert(fc.property(fc.uint8Array({ minLength: PACKET_BYTES, maxLength: PACKET_BYTES }), fc.string(), (bytes, from) => {
      expect(openBeacon(bytes, from, [oaks, elms])).toEqual([])
    }))
  })

  it('a slot of one beacon in another is worth nothing', () => {
    const [a, b] = [seal(), seal()]
    a.set(b.subarray(16, 36), 16)
    expect(openBeacon(a, HERE, [oaks])).toEqual([])
  })

  it('is known by its nonce when it comes a second time', () => {
    const packet = seal()
    expect(nonceOf(packet)).toBe(nonceOf(Uint8Array.from(packet)))
    expect(nonceOf(packet)).not.toBe(nonceOf(seal()))
  })
})
