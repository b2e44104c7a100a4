// The DTLS certificate's fingerprint as the session description states it, which is what the browser or the native
// library checks the other end's certificate against.
import { fromHex } from '#shared/base/bytes.ts'
import { FINGERPRINT_BYTES } from '#shared/protocol/handshake.ts'

/** 32 bytes, or null unless the description names exactly one certificate, by SHA-256. */
export function fingerprintOf(sdp: string | undefined): Uint8Array | null {
  const stated = new Set(Array.from((sdp ?? '').matchAll(/^a=fingerprint:(.*?)\s*$/gim), (match) => match[1]!.toLowerCase()))
  const [only] = stated
  if (stated.size !== 1 || only === undefined) return null
  const match = /^sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/.exec(only)
  if (!match) return null
  const bytes = fromHex(match[1]!.replaceAll(':', ''))
  return bytes.length === FINGERPRINT_BYTES ? bytes : null
}

/** Whether a description asks for one data channel section and nothing else (no audio, no video). */
export const isDataOnly = (sdp: string): boolean => {
  const sections = sdp.match(/^m=.*$/gm) ?? []
  return sections.length === 1 && sections[0]!.startsWith('m=application ')
}
