// All cryptography, in every runtime, through libsodium: it refuses small-order and non-canonical keys, which WebCrypto
// does not (with the identity point as key, one signature verifies any text).
import sodium from 'libsodium-wrappers-sumo'
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts'
import type { DeviceId } from '../base/ids.ts'

/** An Ed25519 key pair. `secret` is libsodium's 64-byte form (seed and public key). */
export interface DeviceKey {
  readonly id: DeviceId
  readonly secret: Uint8Array
}

/** Must be awaited once before anything below is called. */
export const cryptoReady: Promise<void> = sodium.ready

/** BLAKE2b-256. */
export const hash = (bytes: Uint8Array): Uint8Array => hasher(bytes)

/** BLAKE2b-256 keyed by purpose: secrets derived for different uses never meet. */
export const derive = (secret: Uint8Array, purpose: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  sodium.crypto_generichash(32, concat(utf8(`parley/${purpose}\0`), ...parts), secret)

export const randomBytes = (length: number): Uint8Array => sodium.randombytes_buf(length)

export function deviceKeyFromSeed(seed: Uint8Array): DeviceKey {
  const pair = sodium.crypto_sign_seed_keypair(seed)
  return { id: toHex(pair.publicKey) as DeviceId, secret: pair.privateKey }
}

export const newDeviceKey = (): DeviceKey => deviceKeyFromSeed(randomBytes(sodium.crypto_sign_SEEDBYTES))

export const sign = (message: Uint8Array, key: DeviceKey): Uint8Array =>
  sodium.crypto_sign_detached(message, key.secret)

export type Verifier = (signature: Uint8Array, message: Uint8Array, key: Uint8Array) => boolean
/** BLAKE2b-256. */
export type Hasher = (bytes: Uint8Array) => Uint8Array

let verifier: Verifier = (signature, message, key) => sodium.crypto_sign_verify_detached(signature, message, key)
let hasher: Hasher = (bytes) => sodium.crypto_generichash(32, bytes, null)

/** Puts libsodium's own native build in place of its WebAssembly one, where a runtime has it: the same checks, twice as fast. */
export function useNative(native: { readonly verifier: Verifier; readonly hasher: Hasher }): void {
  verifier = native.verifier
  hasher = native.hasher
}

/** False on a wrong signature and on any key or signature that libsodium refuses (wrong length, small order, non-canonical). */
export function verify(message: Uint8Array, signature: Uint8Array, key: DeviceId): boolean {
  if (signature.length !== sodium.crypto_sign_BYTES) return false
  try {
    return verifier(signature, message, fromHex(key))
  } catch {
    return false
  }
}

/** Anonymous sealed box to the X25519 form of a device's signing key. */
export const sealTo = (message: Uint8Array, device: DeviceId): Uint8Array =>
  sodium.crypto_box_seal(message, sealingKey(device))

/** Null where the box was not sealed to this device or was changed. */
export function openSealed(box: Uint8Array, key: DeviceKey): Uint8Array | null {
  try {
    return sodium.crypto_box_seal_open(box, sealingKey(key.id), openingKey(key))
  } catch {
    return null
  }
}

/** The X25519 form of a device's signing key, 32 bytes: what is sealed to it only its holder opens. */
export const sealingKey = (device: DeviceId): Uint8Array => sodium.crypto_sign_ed25519_pk_to_curve25519(fromHex(device))

/** The secret half of `sealingKey`, 32 bytes. */
export const openingKey = (key: DeviceKey): Uint8Array => sodium.crypto_sign_ed25519_sk_to_curve25519(key.secret)

/** XChaCha20-Poly1305 with a random nonce in front. `context` is authenticated, not sent. */
export function encrypt(message: Uint8Array, key: Uint8Array, context: Uint8Array = new Uint8Array()): Uint8Array {
  const nonce = randomBytes(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  return concat(nonce, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(message, context, null, nonce, key))
}

/** Null where the key, the context or a single byte differs. */
export function decrypt(box: Uint8Array, key: Uint8Array, context: Uint8Array = new Uint8Array()): Uint8Array | null {
  const length = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
  if (box.length < length + sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES) return null
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box.slice(length), context, box.slice(0, length), key)
  } catch {
    return null
  }
}

export interface PassphraseCost {
  readonly salt: Uint8Array
  readonly operations: number
  readonly memory: number
}

/** Argon2id at libsodium's "moderate" cost (256 MiB, about a second). */
export const newPassphraseCost = (): PassphraseCost => ({
  salt: randomBytes(sodium.crypto_pwhash_SALTBYTES),
  operations: sodium.crypto_pwhash_OPSLIMIT_MODERATE,
  memory: sodium.crypto_pwhash_MEMLIMIT_MODERATE,
})

export const keyFromPassphrase = (passphrase: string, cost: PassphraseCost): Uint8Array =>
  sodium.crypto_pwhash(32, passphrase.normalize('NFKC'), cost.salt, cost.operations, cost.memory, sodium.crypto_pwhash_ALG_ARGON2ID13)
