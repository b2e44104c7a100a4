// How a newcomer and a member meet over a rendezvous, on the topic that both derive from an invite's seed.
//
// request: the newcomer's founding act and the seed's signature over workspace, person and device.
// reply:   a refusal in a word, or the workspace's secret sealed to the newcomer's device key, the founding act of the
//          workspace, and the answering device's signature over all of it and the request. The newcomer knows which
//          device to expect from the link, so whoever else holds the link can neither read nor make a reply.
// Both travel encrypted under a key derived from the seed.
import { z } from 'zod'
import { canonical, isCanonicalValue, type Json } from '../acts/canonical.ts'
import { decrypt, encrypt, hash, openSealed, sealTo, sign, verify, type DeviceKey } from '../acts/crypto.ts'
import { ActError, verifyAct, type SignedAct, type VerifiedAct } from '../acts/act.ts'
import { concat, fromBase64, fromUtf8, toBase64, utf8 } from '../base/bytes.ts'
import type { DeviceId } from '../base/ids.ts'

/** Why an admission is refused, judged once, by whoever would sign the admit. */
export const REFUSALS = ['expired', 'used', 'revoked', 'not valid', 'left'] as const
export type JoinRefusal = (typeof REFUSALS)[number]

export interface JoinRequest {
  readonly founding: VerifiedAct
  readonly proof: string
  readonly box: Uint8Array
}

export interface JoinReply {
  readonly outcome: 'admitted' | JoinRefusal
  /** Set where admitted. */
  readonly secret: Uint8Array | null
  /** Verified where it was read from a reply. */
  readonly genesis: SignedAct | null
  /** Where members' rendezvous may be found. */
  readonly addresses: readonly string[]
}

const REQUEST = utf8('parley/join-request/1')
const REPLY = utf8('parley/join-reply/1')
const base64 = z.string().max(100_000).regex(/^[A-Za-z0-9_-]*$/)
const packed = z.strictObject({ bytes: base64, signature: base64 })
const requestSchema = z.strictObject({ founding: packed, proof: base64 })
const replySchema = z.strictObject({
  to: base64, outcome: z.enum(['admitted', ...REFUSALS]), secret: base64, genesis: packed.nullable(),
  addresses: z.array(z.string().max(260)).max(32), signature: base64,
})

const pack = (act: SignedAct): { bytes: string; signature: string } => ({ bytes: toBase64(act.bytes), signature: toBase64(act.signature) })

/** Null where it does not verify. */
function unpack(act: { bytes: string; signature: string }): VerifiedAct | null {
  const [bytes, signature] = [fromBase64(act.bytes), fromBase64(act.signature)]
  if (!bytes || !signature) return null
  try {
    return verifyAct({ bytes, signature })
  } catch (error) {
    if (error instanceof ActError) return null
    throw error
  }
}

function openJson(box: Uint8Array, key: Uint8Array, context: Uint8Array): unknown {
  const plain = decrypt(box, key, context)
  if (!plain) return null
  try {
    return JSON.parse(fromUtf8(plain))
  } catch {
    return null
  }
}

export function makeJoinRequest(founding: SignedAct, proof: string, key: Uint8Array): Uint8Array {
  return encrypt(utf8(JSON.stringify({ founding: pack(founding), proof })), key, REQUEST)
}

/** Null on anything that is not a request with a founding act that verifies. */
export function readJoinRequest(box: Uint8Array, key: Uint8Array): JoinRequest | null {
  const parsed = requestSchema.safeParse(openJson(box, key, REQUEST))
  if (!parsed.success) return null
  const founding = unpack(parsed.data.founding)
  return founding && { founding, proof: parsed.data.proof, box }
}

const signed = (content: Json): Uint8Array => concat(utf8('parley/join-reply/1\0'), utf8(canonical(content)))

export function makeJoinReply(request: JoinRequest, reply: JoinReply, signer: DeviceKey, key: Uint8Array): Uint8Array {
  const content = {
    to: toBase64(hash(request.box)),
    outcome: reply.outcome,
    secret: reply.secret ? toBase64(sealTo(reply.secret, request.founding.act.device)) : '',
    genesis: reply.genesis ? pack(reply.genesis) : null,
    addresses: [...reply.addresses],
  }
  return encrypt(utf8(JSON.stringify({ ...content, signature: toBase64(sign(signed(content), signer)) })), key, REPLY)
}

/** Null unless it answers one of these requests, is signed by the expected device, and opens with the newcomer's key. */
export function readJoinReply(box: Uint8Array, key: Uint8Array, requests: ReadonlySet<string>, from: DeviceId, own: DeviceKey): JoinReply | null {
  const parsed = replySchema.safeParse(openJson(box, key, REPLY))
  if (!parsed.success || !requests.has(parsed.data.to)) return null
  const { signature, ...content } = parsed.data
  // Whoever else holds the link may send anything that its key opens.
  if (!isCanonicalValue(content)) return null
  if (!verify(signed(content), fromBase64(signature) ?? new Uint8Array(), from)) return null
  const { outcome, addresses } = content
  const secret = content.secret === '' ? null : openSealed(fromBase64(content.secret) ?? new Uint8Array(), own)
  const genesis = content.genesis && unpack(content.genesis)
  if (outcome === 'admitted' && (secret?.length !== 32 || !genesis)) return null
  return { outcome, secret, genesis, addresses }
}

/** Names a request in replies. */
export const requestName = (box: Uint8Array): string => toBase64(hash(box))
