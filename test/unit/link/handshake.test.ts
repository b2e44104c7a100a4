import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cryptoReady, newDeviceKey, sign, verify } from '../../../shared/acts/crypto.ts'
import { sameBytes, toHex } from '../../../shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '../../../shared/base/ids.ts'
import { decodeControl, encodeControl } from '../../../shared/protocol/control.ts'
import {
  checkTranscript, decodeHandshake, encodeHandshake, encodeTranscript, isForJudging, isForSigning, mirrored, TRANSCRIPT_BYTES,
  type HandshakeMessage,
} from '../../../shared/protocol/handshake.ts'
import type { HandshakeTranscript } from '../../../shared/protocol/link.ts'

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const id = bytes32.map(toHex)
const transcripts: fc.Arbitrary<HandshakeTranscript> = fc.record({
  workspace: id as fc.Arbitrary<WorkspaceId>,
  device: id as fc.Arbitrary<DeviceId>, nonce: bytes32, fingerprint: bytes32,
  peerDevice: id as fc.Arbitrary<DeviceId>, peerNonce: bytes32, peerFingerprint: bytes32,
}).filter((it) => it.device !== it.peerDevice && !sameBytes(it.nonce, it.peerNonce))

const fields = ['workspace', 'device', 'nonce', 'fingerprint', 'peerDevice', 'peerNonce', 'peerFingerprint'] as const

beforeAll(() => cryptoReady)

describe('the transcript', () => {
  it('has one length and begins with its domain', () => {
    fc.assert(fc.property(transcripts, (it) => {
      const bytes = encodeTranscript(it)
      expect(bytes.length).toBe(TRANSCRIPT_BYTES)
      expect(String.fromCharCode(...bytes.subarray(0, 19))).toBe('parley/handshake/1\0')
    }))
  })

  it('differs wherever a single field differs', () => {
    fc.assert(fc.property(transcripts, transcripts, fc.constantFrom(...fields), (a, b, field) => {
      fc.pre(toHex(encodeTranscript({ ...a, [field]: b[field] })).length > 0)
      const same = field.endsWith('evice') || field === 'workspace'
        ? a[field] === b[field]
        : sameBytes(a[field] as Uint8Array, b[field] as Uint8Array)
      expect(sameBytes(encodeTranscript(a), encodeTranscript({ ...a, [field]: b[field] }))).toBe(same)
    }))
  })

  it('is another one seen from the other end, and the same again from there', () => {
    fc.assert(fc.property(transcripts, (it) => {
      expect(sameBytes(encodeTranscript(mirrored(it)), encodeTranscript(it))).toBe(false)
      expect(mirrored(mirrored(it))).toEqual(it)
    }))
  })

  it('is checked for every field before anything is signed', () => {
    const [sound] = fc.sample(transcripts, 1)
    expect(checkTranscript(sound)).toBe(true)
    for (const wrong of [null, undefined, 'text', 7, {}, []]) expect(checkTranscript(wrong)).toBe(false)
    for (const field of fields) {
      for (const value of [undefined, '', 'zz', new Uint8Array(31), new Uint8Array(33), toHex(new Uint8Array(32)).toUpperCase() + 'A', 5]) {
        expect(checkTranscript({ ...sound, [field]: value })).toBe(false)
      }
    }
    expect(checkTranscript({ ...sound!, peerDevice: sound!.device })).toBe(false)
    expect(checkTranscript({ ...sound!, peerNonce: sound!.nonce })).toBe(false)
  })

  it('is signed only for the own workspace and device, and judged only as the other end', () => {
    const [mine, other] = fc.sample(transcripts, 2) as [HandshakeTranscript, HandshakeTranscript]
    const own = { workspace: mine.workspace, device: mine.device }
    expect(isForSigning(mine, own)).toBe(true)
    expect(isForSigning(mirrored(mine), own)).toBe(false)
    expect(isForSigning({ ...mine, workspace: other.workspace }, own)).toBe(false)
    expect(isForJudging(mirrored(mine), own)).toBe(true)
    expect(isForJudging(mine, own)).toBe(false)
    expect(isForJudging({ ...mirrored(mine), workspace: other.workspace }, own)).toBe(false)
  })

  it('is not proven by a key of small order, which would verify any text elsewhere', () => {
    const [any] = fc.sample(transcripts, 1)
    const identity = `01${'00'.repeat(31)}` as DeviceId
    const signature = new Uint8Array(64)
    signature[0] = 1
    expect(verify(encodeTranscript({ ...any!, device: identity }), signature, identity)).toBe(false)
    const key = newDeviceKey()
    const own = { ...any!, device: key.id }
    expect(verify(encodeTranscript(own), sign(encodeTranscript(own), key), key.id)).toBe(true)
  })
})

describe('handshake and control messages', () => {
  const key = toHex(new Uint8Array(32).fill(7)) as DeviceId
  const messages: HandshakeMessage[] = [
    { t: 'hello', version: 1, device: key, nonce: new Uint8Array(32).fill(9) },
    { t: 'proof', signature: new Uint8Array(64).fill(3) },
    { t: 'admitted', admission: 'ledger' },
    { t: 'admitted', admission: 'full' },
  ]

  it.each(messages)('come back as they were: $t', (message) => {
    expect(decodeHandshake(encodeHandshake(message))).toEqual(message)
  })

  it('are null when a byte is missing or too many', () => {
    for (const message of messages) {
      const bytes = encodeHandshake(message)
      expect(decodeHandshake(bytes.subarray(1))).toBeNull()
      expect(decodeHandshake(bytes.slice(0, -1))).toBeNull()
      expect(decodeHandshake(Uint8Array.of(...bytes, 0))).toBeNull()
    }
  })

  it('control messages come back as they were and refuse all else', () => {
    for (const control of [{ t: 'ack', charge: 0xffffffff, ledger: 5 }, { t: 'ping', n: 1 }, { t: 'pong', n: 2 }] as const) {
      expect(decodeControl(encodeControl(control))).toEqual(control)
      expect(() => decodeControl(encodeControl(control).slice(0, -1))).toThrow('frame.malformed')
    }
    expect(() => decodeControl(Uint8Array.of(9, 0, 0, 0, 0))).toThrow('frame.malformed')
  })
})
