// What newcomer and member say to each other: nobody between them can read, make, change or replay it.
import { beforeAll, describe, expect, it } from 'vitest'
import { signAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import { cryptoReady, encrypt, newDeviceKey, randomBytes, type DeviceKey } from '#shared/acts/crypto.ts'
import { canonical, type Json } from '#shared/acts/canonical.ts'
import { concat, fromHex, toBase64, utf8 } from '#shared/base/bytes.ts'
import type { PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { joinProofBytes, makeProof } from '#shared/domain/membership/index.ts'
import { meetingFrom } from '#shared/formats/invite.ts'
import { makeJoinReply, makeJoinRequest, readJoinReply, readJoinRequest, requestName, type JoinReply } from '#shared/protocol/join.ts'

beforeAll(() => cryptoReady)

const founding = (key: DeviceKey, change: Partial<Act> = {}): VerifiedAct => signAct({
  v: 1, workspace: 'ab'.repeat(32) as WorkspaceId, circle: 'workspace', type: 'person.found', subject: '', person: '', device: key.id, seq: 0, prev: '', seen: [], at: 0,
  body: { name: 'Ben', spare: key.id, label: 'desk', nonce: '00'.repeat(16) }, ...change,
} as Act, key)

function meeting() {
  const seed = randomBytes(32)
  const { key, vouch } = meetingFrom(seed)
  const [inviter, ben] = [newDeviceKey(), newDeviceKey()]
  const own = founding(ben)
  const genesis = founding(inviter, { type: 'workspace.found', workspace: '' })
  const box = makeJoinRequest(own, makeProof(joinProofBytes(own.act.workspace as WorkspaceId, own.id as string as PersonId, ben.id), vouch), key)
  const admitted: JoinReply = { outcome: 'admitted', secret: randomBytes(32), genesis, addresses: ['192.0.2.1:47611'] }
  return { seed, key, vouch, inviter, ben, own, genesis, box, admitted }
}

describe('a request to join', () => {
  it('is read by whoever holds the invite, and by nobody else', () => {
    const { key, box, own } = meeting()
    expect(readJoinRequest(box, key)?.founding).toEqual(own)
    expect(readJoinRequest(box, meeting().key)).toBeNull()
    for (let at = 0; at < box.length; at += 5) {
      const changed = box.slice()
      changed[at]! ^= 1
      expect(readJoinRequest(changed, key)).toBeNull()
    }
    for (const length of [0, 10, 40, box.length - 1]) expect(readJoinRequest(box.slice(0, length), key)).toBeNull()
  })

  it('is refused unless its founding act verifies, small-order keys among the rest', () => {
    const { key, own, inviter } = meeting()
    const request = (act: { bytes: Uint8Array; signature: Uint8Array }): Uint8Array => makeJoinRequest(act, 'A'.repeat(86), key)
    expect(readJoinRequest(request(own), key)).not.toBeNull()
    expect(readJoinRequest(request({ ...own, signature: founding(inviter).signature }), key)).toBeNull()
    const identity = `01${'00'.repeat(31)}`
    const bytes = utf8(canonical({ ...own.act, device: identity } as unknown as Json))
    expect(readJoinRequest(request({ bytes, signature: concat(fromHex(identity), new Uint8Array(32)) }), key)).toBeNull()
  })

  it('is refused where it is no JSON, or JSON of another shape', () => {
    const { key, own } = meeting()
    const packed = { bytes: toBase64(own.bytes), signature: toBase64(own.signature) }
    const boxed = (text: string): Uint8Array => encrypt(utf8(text), key, utf8('parley/join-request/1'))
    expect(readJoinRequest(boxed(JSON.stringify({ founding: packed, proof: '' })), key)).not.toBeNull()
    for (const wrong of ['', '{', 'null', '[]', JSON.stringify({ founding: packed }), JSON.stringify({ founding: { ...packed, bytes: 'A' }, proof: '' }),
      JSON.stringify({ founding: packed, proof: '', more: 1 }), JSON.stringify({ founding: { ...packed, signature: '=' }, proof: '' })]) {
      expect(readJoinRequest(boxed(wrong), key)).toBeNull()
    }
  })
})

describe('the reply', () => {
  it('brings the secret to the one who asked, sealed to their device', () => {
    const { key, box, inviter, ben, admitted } = meeting()
    const reply = makeJoinReply(readJoinRequest(box, key)!, admitted, inviter, key)
    const read = readJoinReply(reply, key, new Set([requestName(box)]), inviter.id, ben)
    expect(read).toMatchObject({ outcome: 'admitted', addresses: ['192.0.2.1:47611'] })
    expect(read?.secret).toEqual(admitted.secret)
    expect(read?.genesis).toEqual(admitted.genesis)
    // Who has the link too, and listens, has not the device key.
    expect(readJoinReply(reply, key, new Set([requestName(box)]), inviter.id, newDeviceKey())).toBeNull()
  })

  it('is not believed from any device but the inviter’s, though it holds the link', () => {
    const { key, box, inviter, ben, admitted } = meeting()
    const impostor = newDeviceKey()
    const reply = makeJoinReply(readJoinRequest(box, key)!, admitted, impostor, key)
    expect(readJoinReply(reply, key, new Set([requestName(box)]), inviter.id, ben)).toBeNull()
    const refusal = makeJoinReply(readJoinRequest(box, key)!, { outcome: 'used', secret: null, genesis: null, addresses: [] }, impostor, key)
    expect(readJoinReply(refusal, key, new Set([requestName(box)]), inviter.id, ben)).toBeNull()
  })

  it('is not believed for another request: a replayed one answers nothing that was asked', () => {
    const { key, box, inviter, ben, own, admitted, vouch } = meeting()
    const reply = makeJoinReply(readJoinRequest(box, key)!, admitted, inviter, key)
    const again = makeJoinRequest(own, makeProof(joinProofBytes(own.act.workspace as WorkspaceId, own.id as string as PersonId, ben.id), vouch), key)
    expect(requestName(again)).not.toBe(requestName(box))
    expect(readJoinReply(reply, key, new Set([requestName(again)]), inviter.id, ben)).toBeNull()
    expect(readJoinReply(reply, key, new Set(), inviter.id, ben)).toBeNull()
  })

  it('is not believed with anything of it changed, nor as a request', () => {
    const { key, box, inviter, ben, admitted } = meeting()
    const reply = makeJoinReply(readJoinRequest(box, key)!, admitted, inviter, key)
    for (let at = 0; at < reply.length; at += 7) {
      const changed = reply.slice()
      changed[at]! ^= 128
      expect(readJoinReply(changed, key, new Set([requestName(box)]), inviter.id, ben)).toBeNull()
    }
    expect(readJoinRequest(reply, key)).toBeNull()
    expect(readJoinReply(box, key, new Set([requestName(box)]), inviter.id, ben)).toBeNull()
  })

  it('that another holder of the link made of broken text is refused, not thrown at', () => {
    const { key, box, inviter, ben } = meeting()
    const content = { to: requestName(box), outcome: 'admitted', secret: '', genesis: null, addresses: ['\ud800'], signature: 'A'.repeat(86) }
    expect(readJoinReply(encrypt(utf8(JSON.stringify(content)), key, utf8('parley/join-reply/1')), key, new Set([requestName(box)]), inviter.id, ben)).toBeNull()
  })

  it('admits nobody without a secret of 32 bytes and a founding act that verifies', () => {
    const { key, box, inviter, ben, admitted, genesis } = meeting()
    const read = (change: Partial<JoinReply>): JoinReply | null =>
      readJoinReply(makeJoinReply(readJoinRequest(box, key)!, { ...admitted, ...change }, inviter, key), key, new Set([requestName(box)]), inviter.id, ben)
    expect(read({})).not.toBeNull()
    for (const change of [
      { secret: null }, { secret: randomBytes(31) }, { genesis: null }, { genesis: { bytes: genesis.bytes, signature: new Uint8Array(64) } },
      { genesis: { bytes: utf8('{}'), signature: genesis.signature } }, { genesis: { bytes: new Uint8Array(), signature: new Uint8Array() } },
    ]) expect(read(change)).toBeNull()
    for (const outcome of ['expired', 'used', 'revoked', 'not valid', 'left'] as const) expect(read({ outcome, secret: null, genesis: null })?.outcome).toBe(outcome)
  })
})
