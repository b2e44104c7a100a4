// One random key seals the vault, and the system's keyring keeps that key. Where there is no keyring, the vault lies in
// a file that only its owner can read, and the page says so.
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

const BYTES = 32

/** As much of Electron's safeStorage as is needed. */
export interface SafeStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>
  getSelectedStorageBackend(): string
  encryptStringAsync(text: string): Promise<Buffer>
  decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>
}

export interface SealKey {
  /** Base64url, 32 bytes; null where there is no keyring to be had. */
  readonly key: string | null
  /** What a person should know about it, in a sentence; null where all is well. */
  readonly says: string | null
}

const without = (says: string): SealKey => ({ key: null, says })

/** Reads the key, or makes it when there is none yet. Never throws: without a keyring Parley still runs. */
export async function openSealKey(safe: SafeStorage, file: string, platform: NodeJS.Platform): Promise<SealKey> {
  try {
    // This one encrypts with a password that is written in its source.
    if (platform === 'linux' && ['basic_text', 'unknown'].includes(safe.getSelectedStorageBackend())) {
      return without('This desktop has no keyring, so the key lies in a file that only you can read.')
    }
    if (!(await safe.isAsyncEncryptionAvailable())) {
      return without("The system's keyring can't be used, so the key lies in a file that only you can read.")
    }
    const sealed = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    return { key: sealed ? await opened(safe, file, sealed) : await made(safe, file), says: null }
  } catch (error) {
    return without(`The system's keyring did not open: ${(error as Error).message}.`)
  }
}

async function opened(safe: SafeStorage, file: string, sealed: Buffer): Promise<string> {
  const { result, shouldReEncrypt } = await safe.decryptStringAsync(sealed)
  if (Buffer.from(result, 'base64url').length !== BYTES) throw new Error('it holds something else under this name')
  if (shouldReEncrypt) await writeFile(file, await safe.encryptStringAsync(result), { mode: 0o600 })
  return result
}

async function made(safe: SafeStorage, file: string): Promise<string> {
  const key = randomBytes(BYTES).toString('base64url')
  await writeFile(file, await safe.encryptStringAsync(key), { mode: 0o600, flag: 'wx' })
  return key
}
