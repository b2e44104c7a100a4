// An act is exact bytes: what differs from its own canonical form, or is not signed by a sound key, is no act.
import { createPublicKey, verify as verifyElsewhere } from 'node:crypto'
import fc from 'fast-check'
import sodium from 'libsodium-wrappers-sumo'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  ActError, actId, decodeAct, encodeAct, MAX_ACT_BYTES, MAX_SEEN, readAct, signAct, verifyAct, type Act, type ActFault, type SignedAct,
} from '../../../shared/acts/act.ts'
import { canonical, type Json } from '../../../shared/acts/canonical.ts'
import { cryptoReady, deviceKeyFromSeed, hash, sign, type DeviceKey } from '../../../shared/acts/crypto.ts'
import { packAct, unpackAct } from '../../../shared/acts/packed.ts'
import { concat, fromHex, toBase64, toHex, utf8 } from '../../../shared/base/bytes.ts'
import type { ActId, PersonId, WorkspaceId } from '../../../shared/base/ids.ts'

const id = (n: number): ActId => n.toString(16).padStart(64, '0') as ActId
let key: DeviceKey

beforeAll(async () => {
  await cryptoReady
  key = deviceKeyFromSeed(new Uint8Array(32).fill(7))
})

const act = (change: Partial<Record<keyof Act, unknown>> = {}): Act => ({
  v: 1, workspace: id(1) as string as WorkspaceId, circle: 'workspace', type: 'commitment.accept', subject: id(2), body: { revision: id(3) },
  person: id(4) as string as PersonId, device: key.id, seq: 3, prev: id(5), seen: [id(6), id(7)], at: 1_779_400_000_000, ...change,
}) as Act

/** Signed by a program that checks nothing. */
const forged = (text: string | Uint8Array, by = key): SignedAct => {
  const bytes = typeof text === 'string' ? utf8(text) : text
  return { bytes, signature: sign(concat(utf8('parley/act/1\0'), bytes), by) }
}
const faultOf = (signed: SignedAct): ActFault | 'none' => {
  try {
    verifyAct(signed)
    return 'none'
  } catch (error) {
    if (error instanceof ActError) return error.fault
    throw error
  }
}
const textOf = (of: unknown): string => canonical(of as Json)

describe('an act', () => {
  it('is named by BLAKE2b-256 of its exact bytes and verifies as it was signed', () => {
    const signed = signAct(act(), key)
    expect(signed.id).toBe(toHex(hash(signed.bytes)))
    expect(signed.id).toBe(actId(encodeAct(act())))
    expect(verifyAct(signed)).toEqual(signed)
    expect(readAct(signed.bytes)).toEqual(signed.act)
  })

  it('has the same bytes and signature for the same content everywhere', () => {
    const fixed = signAct(act(), key)
    expect(fixed.id).toBe('22a440e8b52829c8f8daf81804856562baaacdb8933520e0abd5eb610cb9bf18')
    // Another implementation of Ed25519 agrees on what was signed.
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64(fromHex(key.id)) }
    const signedBytes = concat(utf8('parley/act/1\0'), fixed.bytes)
    expect(verifyElsewhere(null, signedBytes, createPublicKey({ key: jwk, format: 'jwk' }), fixed.signature)).toBe(true)
  })

  it('is signed under its own tag: a signature made for anything else does not fit', () => {
    const { bytes } = signAct(act(), key)
    for (const tag of ['', 'parley/act/2\0', 'parley/handshake/1\0', 'parley/act/1']) {
      expect(faultOf({ bytes, signature: sign(concat(utf8(tag), bytes), key) })).toBe('act.signature')
    }
  })

  it('does not verify with any byte or bit of it changed', () => {
    const { bytes, signature } = signAct(act(), key)
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = bytes.slice()
      changed[at]! ^= by
      expect(faultOf({ bytes: changed, signature })).not.toBe('none')
    }), { numRuns: 300 })
    for (let bit = 0; bit < 512; bit++) {
      const changed = signature.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(faultOf({ bytes, signature: changed })).toBe('act.signature')
    }
    expect(faultOf({ bytes, signature: signature.slice(1) })).toBe('act.signature')
    expect(faultOf({ bytes, signature: new Uint8Array(0) })).toBe('act.signature')
  })

  it('is not accepted with a signature brought beyond the order of the curve', () => {
    const { bytes, signature } = signAct(act(), key)
    // The same S plus L is the same number modulo L; a check that doesn't ask for S < L would take it.
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    let s = 0n
    for (let i = 63; i >= 32; i--) s = (s << 8n) | BigInt(signature[i]!)
    const raised = signature.slice()
    for (let i = 32, left = s + order; i < 64; i++, left >>= 8n) raised[i] = Number(left & 255n)
    expect(faultOf({ bytes, signature: raised })).toBe('act.signature')
  })

  it('refuses keys of small order, with which one signature would fit any text', () => {
    const isSound = sodium.crypto_core_ed25519_is_valid_point
    const small = [
      '0100000000000000000000000000000000000000000000000000000000000000',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
      '0000000000000000000000000000000000000000000000000000000000000000',
      '0000000000000000000000000000000000000000000000000000000000000080',
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ]
    for (const point of small) {
      expect(isSound(fromHex(point))).toBe(false)
      const bytes = utf8(textOf(act({ device: point })))
      // R = the identity, S = 0: with A of small order, R = S·B - h·A holds for every h that the order divides.
      const identity = concat(fromHex(small[0]!), new Uint8Array(32))
      expect(faultOf({ bytes, signature: identity })).toBe('act.signature')
      expect(faultOf({ bytes, signature: concat(fromHex(point), new Uint8Array(32)) })).toBe('act.signature')
    }
  })

  it('refuses keys that are not in canonical form', () => {
    // y = p, p + 1, 2^255 - 1: the same points as 0, 1 and 18, written otherwise.
    for (const point of ['ed' + 'ff'.repeat(30) + '7f', 'ee' + 'ff'.repeat(30) + '7f', 'ff'.repeat(31) + '7f', 'ff'.repeat(32)]) {
      const bytes = utf8(textOf(act({ device: point })))
      expect(faultOf({ bytes, signature: concat(fromHex(point), new Uint8Array(32)) })).toBe('act.signature')
      expect(faultOf(forged(bytes))).toBe('act.signature')
    }
  })

  it('fits into 64 KiB, to the byte', () => {
    const room = MAX_ACT_BYTES - encodeAct(act({ body: { text: '' } })).length
    const full = signAct(act({ body: { text: 'x'.repeat(room) } }), key)
    expect(full.bytes.length).toBe(MAX_ACT_BYTES)
    expect(faultOf(full)).toBe('none')
    expect(() => signAct(act({ body: { text: 'x'.repeat(room + 1) } }), key)).toThrow('act.oversize')
    expect(faultOf(forged(textOf(act({ body: { text: 'x'.repeat(room + 1) } }))))).toBe('act.oversize')
  })

  it.each<[string, (text: string) => string, ActFault]>([
    ['white space', (text) => text.replace(':', ': '), 'act.not-canonical'],
    ['a line at the end', (text) => `${text}\n`, 'act.not-canonical'],
    ['a byte order mark', (text) => `\ufeff${text}`, 'act.malformed'],
    ['keys in another order', (text) => `{"v":1,${text.slice(1).replace(',"v":1', '')}`, 'act.not-canonical'],
    ['a key twice, the first one read', (text) => text.replace('"at":', '"at":5,"at":'), 'act.not-canonical'],
    ['a key twice in the body', (text) => text.replace('"revision":', '"revision":"","revision":'), 'act.not-canonical'],
    ['a number written otherwise', (text) => text.replace('"seq":3', '"seq":3.0'), 'act.not-canonical'],
    ['an exponent', (text) => text.replace('"seq":3', '"seq":30e-1'), 'act.not-canonical'],
    ['an escape that need not be', (text) => text.replace('"commitment', '"\\u0063ommitment'), 'act.not-canonical'],
    ['a fraction in the body', (text) => text.replace('"body":{', '"body":{"a":0.5,'), 'act.not-canonical'],
    ['minus zero in the body', (text) => text.replace('"body":{', '"body":{"a":-0,'), 'act.not-canonical'],
    ['a lone surrogate in the body', (text) => text.replace('"body":{', '"body":{"a":"\\ud800",'), 'act.not-canonical'],
    ['__proto__ in the body', (text) => text.replace('"body":{', '"body":{"__proto__":{},'), 'act.not-canonical'],
    ['too deep a body', (text) => text.replace('"body":{', `"body":{"a":${'['.repeat(40)}${']'.repeat(40)},`), 'act.not-canonical'],
    ['a field more', (text) => text.replace('"at":', '"as":1,"at":'), 'act.malformed'],
    ['half of it', (text) => text.slice(0, 200), 'act.malformed'],
    ['no text at all', () => '', 'act.malformed'],
    ['only nesting', () => '['.repeat(60_000), 'act.malformed'],
  ])('refuses %s, though signed', (_, change, fault) => {
    const text = textOf(act())
    expect(change(text)).not.toBe(text)
    expect(faultOf(forged(change(text)))).toBe(fault)
  })

  it('refuses bytes that are not UTF-8', () => {
    const bytes = utf8(textOf(act({ body: { text: 'xx' } })))
    const at = bytes.indexOf(0x78)
    for (const wrong of [[0xff, 0xff], [0xc0, 0x80], [0xed, 0xa0]]) {
      const changed = bytes.slice()
      changed.set(wrong, at)
      expect(faultOf(forged(changed))).toBe('act.malformed')
    }
  })

  it('is never signed where others would refuse it', () => {
    let deep: Json = 1
    for (let i = 0; i < 40; i++) deep = [deep]
    for (const body of [{ deep }, { '\ud800': 1 }, JSON.parse('{"__proto__":1}') as Json, { a: 0.5 }, { a: undefined }]) {
      expect(() => signAct(act({ body }), key)).toThrow('act.not-canonical')
    }
  })
})

describe('the envelope', () => {
  const founding = { type: 'workspace.found', workspace: '', person: '', seq: 0, prev: '', seen: [] }
  it.each<[string, Record<string, unknown>]>([
    ['a workspace founded', founding],
    ['a person founded', { ...founding, type: 'person.found', workspace: id(1) }],
    ['the first act of a chain', { seq: 0, prev: '' }],
    ['my own circle', { circle: 'me' }],
    ['a circle of some', { circle: `us:${id(9)}` }],
    ['as many tips as may be', { seen: Array.from({ length: MAX_SEEN }, (_, n) => id(n + 10)) }],
    ['an act about the workspace', { subject: '' }],
  ])('takes %s', (_, change) => {
    expect(faultOf(forged(textOf(act(change))))).toBe('none')
  })

  it.each<[string, Record<string, unknown>]>([
    ['a later act without a previous', { prev: '' }],
    ['a first act with a previous', { seq: 0 }],
    ['a negative seq', { seq: -1 }],
    ['a previous that is no id', { prev: id(5).toUpperCase() + 'A' }],
    ['the previous among the seen', { seen: [id(5)] }],
    ['seen out of order', { seen: [id(7), id(6)] }],
    ['seen twice', { seen: [id(6), id(6)] }],
    ['17 seen', { seen: Array.from({ length: MAX_SEEN + 1 }, (_, n) => id(n + 10)) }],
    ['no person', { person: '' }],
    ['no workspace', { workspace: '' }],
    ['a workspace founded inside another', { ...founding, workspace: id(1) }],
    ['a founding that speaks for somebody', { ...founding, person: id(4) }],
    ['a founding in my own circle', { ...founding, circle: 'me' }],
    ['a founding late in a chain', { ...founding, seq: 2, prev: id(5) }],
    ['a person founded outside a workspace', { ...founding, type: 'person.found' }],
    ['a circle that does not exist', { circle: 'all' }],
    ['a circle of some without a name', { circle: 'us:' }],
    ['a type without a verb', { type: 'commitment' }],
    ['a type in capitals', { type: 'Commitment.accept' }],
    ['an endless type', { type: `${'a'.repeat(64)}.b` }],
    ['another version', { v: 2 }],
    ['a clock before 1970', { at: -1 }],
    ['a body that is a list', { body: [] }],
    ['a body that is nothing', { body: null }],
    ['a device that is no key', { device: 'ab' }],
  ])('refuses %s', (_, change) => {
    expect(faultOf(forged(textOf(act(change))))).toBe('act.malformed')
  })
})

describe('decoding', () => {
  it('gives an act or an ActError for any bytes, whatever was done to them', () => {
    const honest = encodeAct(act({ seen: [] }))
    const edits = fc.array(fc.record({ at: fc.nat(honest.length), drop: fc.nat(6), add: fc.uint8Array({ maxLength: 6 }) }), { maxLength: 4 })
    const mutated = edits.map((all) => all.reduce<Uint8Array>((bytes, { at, drop, add }) => (
      concat(bytes.slice(0, at % (bytes.length + 1)), add, bytes.slice((at % (bytes.length + 1)) + drop))
    ), honest))
    const fragments = fc.array(fc.constantFrom(...'{}[]":,'.split(''), '"v"', '1', 'null', '\\u', 'body', '"seq":'), { maxLength: 30 }).map((parts) => utf8(parts.join('')))
    fc.assert(fc.property(fc.oneof(mutated, fragments, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      try {
        expect(canonical(decodeAct(bytes) as unknown as Json)).toBe(new TextDecoder().decode(bytes))
      } catch (error) {
        if (!(error instanceof ActError)) throw error
      }
    }), { numRuns: 2000 })
  })

  it('packs for the way and reads back, and gives null for anything else', () => {
    const signed = signAct(act(), key)
    const packed = packAct({ ...signed, texts: [utf8('words'), new Uint8Array(0)] })
    expect(unpackAct(packed)).toEqual({ bytes: signed.bytes, signature: signed.signature, texts: [utf8('words'), new Uint8Array(0)] })
    for (let length = 0; length < packed.length; length += 7) expect(unpackAct(packed.slice(0, length))).toBeNull()
    expect(unpackAct(concat(packed, Uint8Array.of(0)))).toBeNull()
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { unpackAct(bytes) }))
  })
})
