// Signalling messages as y-webrtc seals them: AES-GCM under the key derived from the password, base64.
import * as buffer from 'lib0/buffer'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const ALGORITHM = 'AES-GCM'

/** The key that y-webrtc derives from a room's name and password. */
export async function signalKey(topic: string, password: string): Promise<CryptoKey> {
  const text = new TextEncoder()
  const material = await crypto.subtle.importKey('raw', text.encode(password), 'PBKDF2', false, ['deriveKey'])
  const derivation = { name: 'PBKDF2', salt: text.encode(topic), iterations: 100_000, hash: 'SHA-256' }
  return crypto.subtle.deriveKey(derivation, material, { name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt'])
}

/** Null on anything that wasn't sealed with this key. */
export async function openSignal(sealed: unknown, key: CryptoKey): Promise<unknown> {
  if (typeof sealed !== 'string') return null
  try {
    const decoder = decoding.createDecoder(buffer.fromBase64(sealed))
    if (decoding.readVarString(decoder) !== ALGORITHM) return null
    const iv = decoding.readVarUint8Array(decoder).slice()
    const cipher = decoding.readVarUint8Array(decoder).slice()
    const plain = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, key, cipher)
    return decoding.readAny(decoding.createDecoder(new Uint8Array(plain)))
  } catch {
    return null
  }
}

export async function sealSignal(message: Record<string, unknown>, key: CryptoKey): Promise<string> {
  const plain = encoding.createEncoder()
  encoding.writeAny(plain, message as Parameters<typeof encoding.writeAny>[1])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const cipher = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, encoding.toUint8Array(plain).slice())
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, ALGORITHM)
  encoding.writeVarUint8Array(encoder, iv)
  encoding.writeVarUint8Array(encoder, new Uint8Array(cipher))
  return buffer.toBase64(encoding.toUint8Array(encoder))
}
