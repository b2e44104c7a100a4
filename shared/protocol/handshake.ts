// What two links say before anybody's data passes. Each end sends a hello, then a signature over the transcript: the
// workspace, both devices, both nonces and both DTLS certificates. Who stands in the middle has another certificate;
// who replays has another nonce; who reflects has the same device.
import { concat, fromHex, sameBytes, toHex, utf8 } from '../base/bytes.ts'
import { isId, type DeviceId, type WorkspaceId } from '../base/ids.ts'
import type { HandshakeTranscript } from './link.ts'

export const HANDSHAKE_VERSION = 1
export const NONCE_BYTES = 32
export const FINGERPRINT_BYTES = 32
export const SIGNATURE_BYTES = 64

const TAG = utf8('parley/handshake/1\0')
/** Every transcript has this length, so no two of them can be read as one another. */
export const TRANSCRIPT_BYTES = TAG.length + 7 * 32

/** The bytes that are signed: tag, workspace, then device, nonce and fingerprint of the signer and of its peer. */
export function encodeTranscript(transcript: HandshakeTranscript): Uint8Array {
  const bytes = concat(
    TAG,
    fromHex(transcript.workspace),
    fromHex(transcript.device), transcript.nonce, transcript.fingerprint,
    fromHex(transcript.peerDevice), transcript.peerNonce, transcript.peerFingerprint,
  )
  if (bytes.length !== TRANSCRIPT_BYTES) throw new TypeError('not a handshake transcript')
  return bytes
}

export interface OwnEnd {
  readonly workspace: WorkspaceId
  readonly device: DeviceId
}

const is32 = (value: unknown): boolean => value instanceof Uint8Array && value.length === 32
const isHexId = (value: unknown): boolean => typeof value === 'string' && isId(value)

/** Whether a value that came from a link is a transcript at all: typed, of fixed lengths, between two distinct ends. */
export function checkTranscript(value: unknown): value is HandshakeTranscript {
  if (typeof value !== 'object' || value === null) return false
  const it = value as HandshakeTranscript
  return isHexId(it.workspace) && isHexId(it.device) && isHexId(it.peerDevice)
    && is32(it.nonce) && is32(it.fingerprint) && is32(it.peerNonce) && is32(it.peerFingerprint)
    && it.device !== it.peerDevice && !sameBytes(it.nonce, it.peerNonce)
}

/** Whether a host of this end may sign it: its own workspace, its own device as the signer. */
export const isForSigning = (value: unknown, own: OwnEnd): value is HandshakeTranscript =>
  checkTranscript(value) && value.workspace === own.workspace && value.device === own.device

/** Whether a host of this end may judge another's signature over it. */
export const isForJudging = (value: unknown, own: OwnEnd): value is HandshakeTranscript =>
  checkTranscript(value) && value.workspace === own.workspace && value.peerDevice === own.device

/** The transcript as the other end signs it. */
export const mirrored = (of: HandshakeTranscript): HandshakeTranscript => ({
  workspace: of.workspace,
  device: of.peerDevice, nonce: of.peerNonce, fingerprint: of.peerFingerprint,
  peerDevice: of.device, peerNonce: of.nonce, peerFingerprint: of.fingerprint,
})

export type Admission = 'ledger' | 'full'

export type HandshakeMessage =
  | { readonly t: 'hello'; readonly version: number; readonly device: DeviceId; readonly nonce: Uint8Array }
  | { readonly t: 'proof'; readonly signature: Uint8Array }
  /** The sender's host has judged this end's proof and admits it so far. */
  | { readonly t: 'admitted'; readonly admission: Admission }

const ADMISSIONS: readonly Admission[] = ['ledger', 'full']

export function encodeHandshake(message: HandshakeMessage): Uint8Array {
  switch (message.t) {
    case 'hello': return concat(Uint8Array.of(1, message.version), fromHex(message.device), message.nonce)
    case 'proof': return concat(Uint8Array.of(2), message.signature)
    case 'admitted': return Uint8Array.of(3, ADMISSIONS.indexOf(message.admission))
  }
}

/** Null on anything that is not one of the three. A hello of another version is read, so that it can be named. */
export function decodeHandshake(bytes: Uint8Array): HandshakeMessage | null {
  if (bytes[0] === 1 && bytes.length === 2 + 64) {
    const device = toHex(bytes.subarray(2, 34)) as DeviceId
    return { t: 'hello', version: bytes[1]!, device, nonce: bytes.slice(34) }
  }
  if (bytes[0] === 2 && bytes.length === 1 + SIGNATURE_BYTES) return { t: 'proof', signature: bytes.slice(1) }
  const admission = bytes.length === 2 && bytes[0] === 3 ? ADMISSIONS[bytes[1]!] : undefined
  return admission ? { t: 'admitted', admission } : null
}
