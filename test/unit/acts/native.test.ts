// The native build of libsodium may stand in for the WebAssembly one only because it gives the same answers.
import fc from 'fast-check'
import sodium from 'libsodium-wrappers-sumo'
import { beforeAll, describe, expect, it } from 'vitest'
import { ActError, signAct, verifyAct, type Act } from '#shared/acts/act.ts'
import { cryptoReady, deviceKeyFromSeed, hash, newDeviceKey, sign, verify } from '#shared/acts/crypto.ts'
import { concat, fromHex, toHex } from '#shared/base/bytes.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { preferNativeCrypto } from '../../../electron/host/native-crypto.ts'

let native = false
beforeAll(async () => {
  await cryptoReady
  native = await preferNativeCrypto()
})

const inWebAssembly = (message: Uint8Array, signature: Uint8Array, key: Uint8Array): boolean => {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, key)
  } catch {
    return false
  }
}

/** Points of small order and other spellings of points: each a key with which some signature fits too much. */
const DANGEROUS = [
  `01${'00'.repeat(31)}`, '00'.repeat(32), `${'00'.repeat(31)}80`, `01${'00'.repeat(30)}80`, `ec${'ff'.repeat(30)}7f`, `ec${'ff'.repeat(31)}`,
  `ed${'ff'.repeat(30)}7f`, `ee${'ff'.repeat(30)}7f`, 'ff'.repeat(32), `${'ff'.repeat(31)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
]
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n

function raisedByTheOrder(signature: Uint8Array): Uint8Array {
  let s = 0n
  for (let i = 63; i >= 32; i--) s = (s << 8n) | BigInt(signature[i]!)
  const raised = signature.slice()
  for (let i = 32, left = s + ORDER; i < 64; i++, left >>= 8n) raised[i] = Number(left & 255n)
  return raised
}

describe('checking signatures natively', () => {
  it('is what this machine does, where a build for it is known', () => {
    const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64']
    expect(native || !known.includes(`${process.platform}-${process.arch}`)).toBe(true)
  })

  it('refuses keys of small order and keys not in canonical form, for every message', () => {
    for (const point of DANGEROUS) {
      for (const [r, s] of [[DANGEROUS[0]!, '00'.repeat(32)], [point, '00'.repeat(32)], ['00'.repeat(32), '00'.repeat(32)]] as const) {
        const signature = concat(fromHex(r), fromHex(s))
        for (let n = 0; n < 8; n++) expect(verify(Uint8Array.of(n), signature, point as DeviceId)).toBe(false)
      }
    }
  })

  it('refuses a signature whose number was raised by the order of the curve', () => {
    const key = newDeviceKey()
    const message = Uint8Array.of(1, 2, 3)
    const signature = sign(message, key)
    expect(verify(message, signature, key.id)).toBe(true)
    expect(verify(message, raisedByTheOrder(signature), key.id)).toBe(false)
  })

  it('answers as WebAssembly does, whatever is altered', () => {
    const flip = fc.record({ what: fc.constantFrom('message', 'signature', 'key', 'nothing'), at: fc.nat(), bit: fc.nat(7) })
    let [sound, unsound] = [0, 0]
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), flip, fc.option(fc.constantFrom(...DANGEROUS), { freq: 1 }), (message, seed, { what, at, bit }, dangerous) => {
      const key = deviceKeyFromSeed(seed)
      const parts = { message: message.slice(), signature: sign(message, key), key: dangerous ? fromHex(dangerous) : fromHex(key.id), nothing: new Uint8Array(1) }
      parts[what as 'key'][at % parts[what as 'key'].length]! ^= 1 << bit
      const answer = verify(parts.message, parts.signature, toHex(parts.key) as DeviceId)
      expect(answer).toBe(inWebAssembly(parts.message, parts.signature, parts.key))
      if (answer) sound++
      else unsound++
    }), { numRuns: 1500 })
    expect(Math.min(sound, unsound)).toBeGreaterThan(50)
  })

  it('hashes as WebAssembly does, views and nothing at all among them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(), (bytes, from) => {
      const part = bytes.subarray(from % (bytes.length + 1))
      expect(hash(part)).toEqual(sodium.crypto_generichash(32, part, null))
    }), { numRuns: 300 })
    expect(hash(new Uint8Array(0))).toEqual(sodium.crypto_generichash(32, new Uint8Array(0), null))
  })

  it('refuses acts with a key that is no key, of any length', () => {
    const key = newDeviceKey()
    const act: Act = {
      v: 1, workspace: '', circle: 'workspace', type: 'workspace.found', subject: '', body: {}, person: '', device: key.id, seq: 0, prev: '', seen: [], at: 0,
    }
    const signed = signAct(act, key)
    expect(verifyAct(signed).id).toBe(signed.id)
    for (const length of [0, 1, 63, 65, 128]) expect(() => verifyAct({ ...signed, signature: new Uint8Array(length) })).toThrow(ActError)
    for (const wrong of ['', 'ab', `${key.id}00`]) expect(verify(signed.bytes, signed.signature, wrong as DeviceId)).toBe(false)
  })
})
