// The vault seals with a key that the system's keyring keeps. Asking the keyring itself is asynchronous and belongs to
// Electron's main process; so main unseals one random key at the start and hands it over.
import { cryptoReady, decrypt, encrypt } from '#shared/acts/crypto.ts'
import { fromBase64, utf8 } from '#shared/base/bytes.ts'
import type { Keyring } from '../vault/vault.ts'

const CONTEXT = utf8('parley/keyring/1')

/** Null where the system has no keyring. Throws on a key of a wrong length, which would be a bug of main's. */
export async function keyringOf(sealKey: string | null): Promise<Keyring | null> {
  if (sealKey === null) return null
  await cryptoReady
  const key = fromBase64(sealKey)
  if (key?.length !== 32) throw new TypeError('the key of the keyring must have 32 bytes')
  return {
    seal: (secret) => encrypt(secret, key, CONTEXT),
    open: (sealed) => {
      const secret = decrypt(sealed, key, CONTEXT)
      if (!secret) throw new Error("the system's keyring holds another key than the one it was sealed with")
      return secret
    },
  }
}
