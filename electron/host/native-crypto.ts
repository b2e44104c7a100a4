// libsodium's native build for checking signatures and hashing, where it loads; its WebAssembly build otherwise. A newcomer to a large
// workspace waits for little else: measured on one thread, 12,800 against 6,000 checks a second.
import { cryptoReady, hash, newDeviceKey, sign, useNative, verify } from '#shared/acts/crypto.ts'
import { sameBytes, utf8 } from '#shared/base/bytes.ts'
import type { DeviceId } from '#shared/base/ids.ts'

interface SodiumNative {
  crypto_sign_verify_detached(signature: Buffer, message: Buffer, key: Buffer): boolean
  crypto_generichash(output: Buffer, input: Buffer): void
}

const HASH_BYTES = 32

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** True where the native build is in use. */
export async function preferNativeCrypto(): Promise<boolean> {
  await cryptoReady
  const name = 'sodium-native'
  let native: SodiumNative
  try {
    const loaded = await import(name) as { default: SodiumNative }
    native = loaded.default
  } catch {
    // No prebuilt binary for this machine: slower, and just as sound.
    return false
  }
  const known = hash(utf8('parley'))
  useNative({
    verifier: (signature, message, key) => native.crypto_sign_verify_detached(view(signature), view(message), view(key)),
    hasher: (bytes) => {
      const output = new Uint8Array(HASH_BYTES)
      native.crypto_generichash(view(output), view(bytes))
      return output
    },
  })
  if (!isSound() || !sameBytes(hash(utf8('parley')), known)) throw new Error('the native libsodium does not do what it must')
  return true
}

/** A build that took a wrong signature or a key of small order would undo everything: it is asked before it is used. */
function isSound(): boolean {
  const key = newDeviceKey()
  const message = utf8('parley')
  const signature = sign(message, key)
  const altered = signature.slice()
  altered[0]! ^= 1
  const identity = `01${'00'.repeat(31)}` as DeviceId
  const forAnything = new Uint8Array(64)
  forAnything[0] = 1
  return verify(message, signature, key.id) && !verify(message, altered, key.id) && !verify(message, forAnything, identity)
}
