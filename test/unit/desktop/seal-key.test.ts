import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyringOf } from '../../../electron/host/desktop/keyring.ts'
import { openSealKey, type SafeStorage } from '../../../electron/main/seal-key.ts'

/** A keyring that turns bytes round, of this backend. */
const keyring = (change: Partial<SafeStorage> = {}): SafeStorage => ({
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from([...Buffer.from(text)].reverse()),
  decryptStringAsync: async (sealed) => ({ result: Buffer.from([...sealed].reverse()).toString(), shouldReEncrypt: false }),
  ...change,
})

describe('the key that seals the vault', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-seal-'))
    file = join(folder, 'seal-key')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made once and found again', async () => {
    const first = await openSealKey(keyring(), file, 'linux')
    expect(first.says).toBeNull()
    expect(Buffer.from(first.key!, 'base64url')).toHaveLength(32)
    expect(await openSealKey(keyring(), file, 'linux')).toEqual(first)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('lies in the file only sealed', async () => {
    const { key } = await openSealKey(keyring(), file, 'linux')
    expect(await readFile(file, 'utf8')).not.toContain(key)
  })

  it.each([
    ['a desktop without a keyring', keyring({ getSelectedStorageBackend: () => 'basic_text' })],
    ['a keyring that is closed', keyring({ isAsyncEncryptionAvailable: async () => false })],
    ['a keyring that fails', keyring({ encryptStringAsync: async () => { throw new Error('no session bus') } })],
  ])('is done without on %s, and that is said', async (_what, safe) => {
    const { key, says } = await openSealKey(safe, file, 'linux')
    expect(key).toBeNull()
    expect(says).toMatch(/keyring/)
  })

  it('is not made anew over one that does not open', async () => {
    await writeFile(file, 'something else')
    const { key, says } = await openSealKey(keyring(), file, 'darwin')
    expect(key).toBeNull()
    expect(says).toContain('did not open')
    expect(await readFile(file, 'utf8')).toBe('something else')
  })

  it('is sealed anew where the keyring asks for it', async () => {
    const { key } = await openSealKey(keyring(), file, 'darwin')
    const before = await readFile(file)
    const turned = keyring({
      decryptStringAsync: async (sealed) => ({ result: Buffer.from([...sealed].reverse()).toString(), shouldReEncrypt: true }),
      encryptStringAsync: async (text) => Buffer.from(`new ${text}`),
    })
    expect((await openSealKey(turned, file, 'darwin')).key).toBe(key)
    expect(await readFile(file)).not.toEqual(before)
  })

  it('opens what it sealed, and nothing that another key sealed', async () => {
    const key = Buffer.alloc(32, 7).toString('base64url')
    const [one, other] = [(await keyringOf(key))!, (await keyringOf(Buffer.alloc(32, 8).toString('base64url')))!]
    const secret = new TextEncoder().encode('seed')
    expect(one.open(one.seal(secret))).toEqual(secret)
    expect(() => other.open(one.seal(secret))).toThrow('another key')
    expect(await keyringOf(null)).toBeNull()
    await expect(keyringOf('c2hvcnQ')).rejects.toThrow('32 bytes')
  })
})
