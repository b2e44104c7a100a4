// Where keys are kept: 0600, sealed where it can be, and never half written or quoted.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cryptoReady, decrypt, encrypt, keyFromPassphrase, randomBytes, sign, verify } from '#shared/acts/crypto.ts'
import { fromBase64, toBase64, toHex, utf8 } from '#shared/base/bytes.ts'
import type { ActId, DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import { ProblemError } from '#shared/base/result.ts'
import { HighWater } from '../../../electron/host/vault/high-water.ts'
import { Vault, type Keyring } from '../../../electron/host/vault/vault.ts'
import { testFolder } from '../../harness/hosts.ts'

const workspace = 'ab'.repeat(32) as WorkspaceId
const ada = { name: 'Ada', device: "Ada's desk" }
let folder = testFolder()
let path = ''
beforeEach(async () => {
  await cryptoReady
  folder = testFolder()
  path = join(folder.path, 'vault.json')
})
afterEach(() => folder.remove())

const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run()
    return 'none'
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}

/** A keyring as a system has one: what it sealed only it opens. */
function keyring(): Keyring {
  const key = randomBytes(32)
  return {
    seal: (secret) => encrypt(secret, key),
    open: (sealed) => {
      const opened = decrypt(sealed, key)
      if (!opened) throw new Error('this keyring did not seal it')
      return opened
    },
  }
}

/** A vault as it stands on disk behind a passphrase, made so cheaply that a test may try many. */
function cheapVault(passphrase: string): void {
  const cost = { salt: randomBytes(16), operations: 1, memory: 8192 }
  const secret = encrypt(utf8('{"devices":{},"secrets":{},"invites":{}}'), keyFromPassphrase(passphrase, cost), utf8('parley/vault/1'))
  writeFileSync(path, JSON.stringify({
    v: 1, ...ada, spare: '', storage: 'passphrase', cost: { ...cost, salt: toBase64(cost.salt) }, secret: toBase64(secret),
  }))
}

describe('the vault', () => {
  it('is a file for its owner alone, whatever the mask, and keeps keys, secrets and invites', async () => {
    const mask = process.umask(0)
    try {
      const { vault } = await Vault.create(folder.path, ada, null)
      const key = vault.deviceKey(workspace)
      const seed = randomBytes(32)
      vault.keepInvite(key.id, seed)
      vault.adopt('join:x', workspace, seed)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      const again = (await Vault.read(folder.path, null))!
      expect(again.deviceKey(workspace)).toEqual(key)
      expect(again.inviteSeed(key.id)).toEqual(seed)
      expect(again.workspaceSecret(workspace)).toEqual(seed)
      expect(again.workspaces()).toEqual([workspace])
      expect([again.name, again.device, again.storage, again.locked]).toEqual(['Ada', "Ada's desk", 'file', false])
      expect(readdirSync(folder.path)).toEqual(['vault.json'])
    } finally {
      process.umask(mask)
    }
  })

  it('keeps the recovery words with the keys until they are written down, where that is asked for, and never else', async () => {
    const { vault, words } = await Vault.create(folder.path, { ...ada, keepWords: true }, keyring())
    expect(vault.words).toEqual(words)
    expect(readFileSync(path, 'utf8')).not.toContain('words')
    vault.deviceKey(workspace)
    vault.wordsWritten()
    expect(vault.words).toBeNull()
    vault.wordsWritten()
    const other = testFolder()
    try {
      const plain = await Vault.create(other.path, { ...ada, keepWords: true }, null)
      expect((await Vault.read(other.path, null))!.words).toEqual(plain.words)
      expect(readFileSync(join(other.path, 'vault.json'), 'utf8')).toContain('words')
      plain.vault.wordsWritten()
      expect((await Vault.read(other.path, null))!.words).toBeNull()
      expect(readFileSync(join(other.path, 'vault.json'), 'utf8')).not.toContain('words')
    } finally {
      other.remove()
    }
    const never = testFolder()
    try {
      expect((await Vault.create(never.path, ada, null)).vault.words).toBeNull()
    } finally {
      never.remove()
    }
  })

  it('takes what was made while joining over into the workspace, under one key', async () => {
    const { vault } = await Vault.create(folder.path, ada, null)
    const key = vault.deviceKey('join:1')
    vault.adopt('join:1', workspace, randomBytes(32))
    expect(vault.deviceKey(workspace).id).toBe(key.id)
    expect(vault.deviceKey('join:1').id).not.toBe(key.id)
  })

  it('prepares a new device key without keeping it, and uses it from the moment it is kept', async () => {
    const { vault } = await Vault.create(folder.path, ada, null)
    const old = vault.deviceKey(workspace)
    const { key, seed } = vault.prepareDeviceKey()
    expect(vault.deviceKey(workspace).id).toBe(old.id)
    vault.useDeviceKey(workspace, seed)
    expect(vault.deviceKey(workspace).id).toBe(key.id)
    expect((await Vault.read(folder.path, null))!.deviceKey(workspace).id).toBe(key.id)
    expect(verify(utf8('x'), sign(utf8('x'), vault.deviceKey(workspace)), key.id)).toBe(true)
  })

  it('goes behind a passphrase where one was chosen, keyring or not, at a cost that guessing feels', async () => {
    const { vault } = await Vault.create(folder.path, { ...ada, passphrase: 'the cows come hóme' }, keyring())
    const key = vault.deviceKey(workspace)
    const text = readFileSync(path, 'utf8')
    for (const told of [toHex(key.secret.slice(0, 32)), 'devices', workspace]) expect(text).not.toContain(told)
    const { storage, cost } = JSON.parse(text) as { storage: string; cost: { operations: number; memory: number; salt: string } }
    expect(storage).toBe('passphrase')
    expect(cost.operations).toBeGreaterThanOrEqual(3)
    expect(cost.memory).toBeGreaterThanOrEqual(256 * 1024 * 1024)
    expect(fromBase64(cost.salt)!.length).toBe(16)
    const again = (await Vault.read(folder.path, null))!
    expect(again.locked).toBe(true)
    again.unlock('the cows come hóme')
    expect(again.deviceKey(workspace)).toEqual(key)
  })

  it('opens with the right passphrase alone, and until then signs nothing', async () => {
    cheapVault('the cows come hóme')
    const vault = (await Vault.read(folder.path, null))!
    expect(vault.locked).toBe(true)
    expect(await codeOf(() => vault.deviceKey(workspace))).toBe('vault.locked')
    expect(await codeOf(() => vault.unlock('the cows come home'))).toBe('vault.passphrase')
    expect(await codeOf(() => vault.unlock(''))).toBe('vault.passphrase')
    expect(vault.locked).toBe(true)
    // The same letters, composed otherwise by another keyboard.
    vault.unlock('the cows come hóme'.normalize('NFD'))
    const key = vault.deviceKey(workspace)
    const again = (await Vault.read(folder.path, null))!
    again.unlock('the cows come hóme')
    expect(again.deviceKey(workspace)).toEqual(key)
  })

  it('goes to the keyring where there is one, and opens with no other', async () => {
    const ring = keyring()
    const { vault } = await Vault.create(folder.path, ada, ring)
    const key = vault.deviceKey(workspace)
    expect(vault.storage).toBe('keyring')
    expect(readFileSync(path, 'utf8')).not.toContain('devices')
    expect((await Vault.read(folder.path, ring))!.deviceKey(workspace)).toEqual(key)
    for (const wrong of [null, keyring()]) expect(await codeOf(() => Vault.read(folder.path, wrong))).toBe('vault.unreadable')
  })

  it('is read as nobody yet where there is no file', async () => {
    expect(await Vault.read(folder.path, null)).toBeNull()
  })

  it('says that it can not be read, changes nothing, and quotes nothing of what it holds', async () => {
    const { vault } = await Vault.create(folder.path, ada, null)
    vault.deviceKey(workspace)
    const sound = readFileSync(path, 'utf8')
    const seed = /\\"devices\\":\{\\"\w+\\":\\"([\w-]+)/.exec(sound)![1]!
    const file = JSON.parse(sound) as Record<string, unknown>
    const damaged = [
      '', 'x', sound.slice(0, -20), sound.slice(sound.indexOf(seed)), JSON.stringify({ ...file, v: 2 }), JSON.stringify({ ...file, secret: `{"devices":{"${workspace}":"${seed}"` }),
      JSON.stringify({ ...file, secret: seed }), JSON.stringify({ ...file, secret: '{}' }), JSON.stringify({ ...file, storage: 'passphrase' }),
      JSON.stringify({ ...file, storage: 'keyring' }), '[]', 'null',
    ]
    for (const text of damaged) {
      writeFileSync(path, text)
      const failure = await Vault.read(folder.path, null).then(() => null, (error: unknown) => error as ProblemError)
      expect(failure?.problem.code).toBe('vault.unreadable')
      const told = JSON.stringify(failure!.problem) + failure!.message
      for (let at = 0; at + 6 < seed.length; at++) expect(told).not.toContain(seed.slice(at, at + 6))
      expect(readFileSync(path, 'utf8')).toBe(text)
    }
  })

  it('keeps in memory no more than it could write', async () => {
    const { vault } = await Vault.create(folder.path, ada, null)
    const key = vault.deviceKey(workspace)
    const before = readFileSync(path, 'utf8')
    // A folder in the way of the file that is written beside: the write fails for root too.
    mkdirSync(`${path}.${process.pid}.new`)
    expect(() => vault.useDeviceKey(workspace, randomBytes(32))).toThrow()
    expect(() => vault.keepInvite('cd'.repeat(32) as DeviceId, randomBytes(32))).toThrow()
    expect(vault.deviceKey(workspace)).toEqual(key)
    expect(vault.inviteSeed('cd'.repeat(32) as DeviceId)).toBeNull()
    expect(readFileSync(path, 'utf8')).toBe(before)
  })
})

describe('the high-water mark', () => {
  const device = 'ef'.repeat(32) as DeviceId
  const mark = (seq: number) => ({ seq, id: seq.toString(16).padStart(64, '0') as ActId })

  it('is the last one written, by device and circle, over a restart', () => {
    const marks = new HighWater(join(folder.path, 'state'))
    expect(marks.read(device, 'workspace')).toBeNull()
    for (const seq of [1, 9_007_199_254_740_991, 12]) marks.write(device, 'workspace', mark(seq))
    marks.write(device, 'me', mark(3))
    marks.dispose()
    const again = new HighWater(join(folder.path, 'state'))
    expect([again.read(device, 'workspace'), again.read(device, 'me')]).toEqual([mark(12), mark(3)])
    expect(again.unavailable).toBeNull()
  })

  it('says why it can not be kept, and stops nobody from signing', () => {
    writeFileSync(join(folder.path, 'state'), 'a file in the way')
    const marks = new HighWater(join(folder.path, 'state'))
    expect(marks.unavailable).toMatch(/ENOTDIR|EEXIST/)
    marks.write(device, 'workspace', mark(1))
    expect(marks.read(device, 'workspace')).toBeNull()
  })

  it('compares with nothing where the mark was torn', () => {
    const state = join(folder.path, 'state')
    const marks = new HighWater(state)
    marks.write(device, 'workspace', mark(1))
    marks.dispose()
    const file = join(state, 'marks', readdirSync(join(state, 'marks'))[0]!)
    expect(existsSync(file) && statSync(file).mode & 0o777).toBe(0o600)
    for (const torn of ['', '{"seq":1,"id"', '{"seq":"1"}', '[]', 'null']) {
      chmodSync(file, 0o600)
      writeFileSync(file, torn)
      expect(new HighWater(state).read(device, 'workspace')).toBeNull()
    }
  })
})
