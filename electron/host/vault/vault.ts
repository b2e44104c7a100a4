// The vault: this device's keys and the workspace secrets, in one file with mode 0600.
//
// The secret part is plain JSON where neither keyring nor passphrase is used (the page and `parley doctor` say so), else
// encrypted: by the system's keyring through a wrapper that Electron hands in, or by a passphrase through Argon2id.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  cryptoReady, decrypt, deviceKeyFromSeed, encrypt, keyFromPassphrase, newPassphraseCost, randomBytes,
  type DeviceKey, type PassphraseCost,
} from '#shared/acts/crypto.ts'
import { fromBase64, fromUtf8, toBase64, utf8 } from '#shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import { newRecovery } from '#shared/formats/words.ts'
import { writeAtomically } from '../store/atomic-file.ts'

/** The system keyring, where there is one (Electron's safeStorage). */
export interface Keyring {
  seal(secret: Uint8Array): Uint8Array
  open(sealed: Uint8Array): Uint8Array
}

const base64 = z.string().regex(/^[A-Za-z0-9_-]*$/)
const secretSchema = z.object({
  /** Seed of this device's signing key, by workspace (or by join, until admitted). */
  devices: z.record(z.string(), base64),
  /** Shared secret of each workspace. */
  secrets: z.record(z.string(), base64),
  /** Seeds of invites made here, by the public key that the invite's act names. */
  invites: z.record(z.string(), base64),
  /** Recovery words until their owner says that they are written down. */
  words: z.array(z.string()).optional(),
})
const fileSchema = z.object({
  v: z.literal(1),
  name: z.string(),
  device: z.string(),
  spare: z.string(),
  storage: z.enum(['keyring', 'passphrase', 'file']),
  cost: z.object({ salt: base64, operations: z.number(), memory: z.number() }).optional(),
  secret: z.string(),
})
type VaultFile = z.infer<typeof fileSchema>
type Secret = z.infer<typeof secretSchema>

const FILE = 'vault.json'
const CONTEXT = utf8('parley/vault/1')
const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array()

const unreadable = (path: string, why: string): ProblemError => new ProblemError(problem(
  'vault.unreadable', `The key file ${path} can't be read: ${why}. Nothing was changed.`,
  'Open it with the application that made it, or put back a copy of the file.',
))

/** JSON of one shape. What a parser says of text it can't read may quote it, and this text holds keys: it is not told. */
function understood<T>(path: string, schema: z.ZodType<T>, text: () => string): T {
  let value: unknown
  try {
    value = JSON.parse(text())
  } catch (error) {
    const { code } = error as { code?: unknown }
    throw unreadable(path, typeof code === 'string' ? `the system says ${code}` : 'it is damaged')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw unreadable(path, 'it is not whole')
  return parsed.data
}

export class Vault {
  readonly #path: string
  readonly #keyring: Keyring | null
  #file: VaultFile
  #secret: Secret | null = null
  #key: Uint8Array | null = null
  readonly #keys = new Map<string, DeviceKey>()

  private constructor(path: string, keyring: Keyring | null, file: VaultFile) {
    this.#path = path
    this.#keyring = keyring
    this.#file = file
  }

  /** Null where no identity was made yet. Opens at once unless a passphrase is needed. Throws `vault.unreadable`. */
  static async read(data: string, keyring: Keyring | null): Promise<Vault | null> {
    await cryptoReady
    const path = join(data, FILE)
    if (!existsSync(path)) return null
    const vault = new Vault(path, keyring, understood(path, fileSchema, () => readFileSync(path, 'utf8')))
    const { storage, secret, cost } = vault.#file
    if (storage === 'file') vault.#secret = understood(path, secretSchema, () => secret)
    else if (storage === 'keyring') {
      if (!keyring) throw unreadable(path, 'it was sealed by the keyring of the desktop application')
      vault.#secret = understood(path, secretSchema, () => fromUtf8(keyring.open(bytesOf(secret))))
    } else if (!cost) throw unreadable(path, 'it is not whole')
    return vault
  }

  /** Makes the identity of this device and returns the recovery words. They are kept nowhere, or with the keys until `wordsWritten`. */
  static async create(data: string, identity: { name: string; device: string; passphrase?: string | undefined; keepWords?: boolean | undefined }, keyring: Keyring | null): Promise<{ vault: Vault; words: readonly string[] }> {
    await cryptoReady
    const recovery = newRecovery()
    const storage = identity.passphrase === undefined ? (keyring ? 'keyring' : 'file') : 'passphrase'
    const vault = new Vault(join(data, FILE), keyring, { v: 1, name: identity.name, device: identity.device, spare: recovery.spare, storage, secret: '' })
    vault.#secret = { devices: {}, secrets: {}, invites: {}, ...(identity.keepWords && { words: [...recovery.words] }) }
    if (identity.passphrase !== undefined) {
      const cost = newPassphraseCost()
      vault.#file = { ...vault.#file, cost: { ...cost, salt: toBase64(cost.salt) } }
      vault.#key = keyFromPassphrase(identity.passphrase, cost)
    }
    vault.#write(vault.#secret)
    return { vault, words: recovery.words }
  }

  get name(): string { return this.#file.name }
  get device(): string { return this.#file.device }
  get spare(): string { return this.#file.spare }
  get storage(): VaultFile['storage'] { return this.#file.storage }
  get locked(): boolean { return this.#secret === null }

  /** Throws `vault.passphrase` on a wrong one. */
  unlock(passphrase: string): void {
    if (this.#secret) return
    const cost = this.#file.cost!
    const key = keyFromPassphrase(passphrase, { ...cost, salt: bytesOf(cost.salt) } satisfies PassphraseCost)
    const opened = decrypt(bytesOf(this.#file.secret), key, CONTEXT)
    if (!opened) {
      throw new ProblemError(problem('vault.passphrase', 'That passphrase does not open this key. Nothing was changed.', 'Try again; without the passphrase, start as a new device and join again.'))
    }
    this.#key = key
    this.#secret = understood(this.#path, secretSchema, () => fromUtf8(opened))
  }

  /** The device key used in a workspace, or provisionally while founding or joining one; made on first use. */
  deviceKey(workspace: WorkspaceId | `join:${string}`): DeviceKey {
    const cached = this.#keys.get(workspace)
    if (cached) return cached
    const seed = this.#open().devices[workspace]
    if (seed === undefined) this.useDeviceKey(workspace, randomBytes(32))
    else this.#keys.set(workspace, deviceKeyFromSeed(bytesOf(seed)))
    return this.#keys.get(workspace)!
  }

  /** A key that is kept nowhere until `useDeviceKey`. */
  prepareDeviceKey(): { readonly key: DeviceKey; readonly seed: Uint8Array } {
    const seed = randomBytes(32)
    return { key: deviceKeyFromSeed(seed), seed }
  }

  useDeviceKey(workspace: WorkspaceId | `join:${string}`, seed: Uint8Array): void {
    this.#change((secret) => { secret.devices[workspace] = toBase64(seed) })
    this.#keys.set(workspace, deviceKeyFromSeed(seed))
  }

  /** What was made under a provisional name (founding, joining) goes on under the workspace's. */
  adopt(from: `join:${string}`, workspace: WorkspaceId, workspaceSecret: Uint8Array): void {
    this.#change((secret) => {
      const seed = secret.devices[from]
      if (seed !== undefined) secret.devices[workspace] = seed
      delete secret.devices[from]
      secret.secrets[workspace] = toBase64(workspaceSecret)
    })
    this.#keys.delete(from)
  }

  workspaceSecret(workspace: WorkspaceId): Uint8Array | null {
    const text = this.#open().secrets[workspace]
    return text === undefined ? null : bytesOf(text)
  }

  /** Workspaces whose secret is here. */
  workspaces(): WorkspaceId[] {
    return Object.keys(this.#open().secrets) as WorkspaceId[]
  }

  /** For a workspace that is removed from this device: what its key signed can never be gone on from. */
  forget(workspace: WorkspaceId): void {
    this.#change((secret) => {
      delete secret.devices[workspace]
      delete secret.secrets[workspace]
    })
    this.#keys.delete(workspace)
  }

  keepInvite(key: DeviceId, seed: Uint8Array): void {
    this.#change((secret) => { secret.invites[key] = toBase64(seed) })
  }

  inviteSeed(key: DeviceId): Uint8Array | null {
    const text = this.#open().invites[key]
    return text === undefined ? null : bytesOf(text)
  }

  /** Recovery words that nobody has written down yet; null where there are none, or the vault is locked. */
  get words(): readonly string[] | null { return this.#secret?.words ?? null }

  /** From here on they are kept nowhere. */
  wordsWritten(): void {
    if (this.#open().words) this.#change((secret) => { delete secret.words })
  }

  #open(): Secret {
    if (!this.#secret) throw new ProblemError(problem('vault.locked', 'Your key is behind a passphrase, so nothing can be signed yet.', 'Give the passphrase first.'))
    return this.#secret
  }

  /** In memory only once it is on disk. */
  #change(edit: (secret: Secret) => void): void {
    const next = structuredClone(this.#open())
    edit(next)
    this.#write(next)
    this.#secret = next
  }

  #write(content: Secret): void {
    const plain = JSON.stringify(content)
    const secret =
      this.#file.storage === 'file' ? plain
      : this.#file.storage === 'keyring' ? toBase64(this.#keyring!.seal(utf8(plain)))
      : toBase64(encrypt(utf8(plain), this.#key!, CONTEXT))
    const file = { ...this.#file, secret }
    writeAtomically(this.#path, JSON.stringify(file), 0o600)
    this.#file = file
  }
}
