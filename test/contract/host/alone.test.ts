// Every command of one person without a network, against the real host that each command opens for itself.
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orThrow } from '#shared/base/result.ts'
import { lockDataFolder } from '#host/lock/index.ts'
import { parley } from '../../harness/cli.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { temporaryFolder } from './fake-host.ts'

const root = temporaryFolder()
let number = 0
let data: string
const run = (...args: string[]) => parleyHere([...args, '--json'], data)

beforeAll(() => { process.env['PARLEY_STATE'] = join(root.path, 'state') })
afterAll(() => root.remove())
beforeEach(() => { data = join(root.path, `data-${++number}`) })

describe('a new data folder', () => {
  it('gets an identity once, with recovery words that are shown once', async () => {
    const made = await run('init', '--name', 'Ada', '--device', 'desk')
    expect(made).toMatchObject({ exit: 0, json: { name: 'Ada', device: 'desk', words: expect.any(Array) } })
    const { words } = made.json as { words: string[] }
    expect(words.length).toBeGreaterThanOrEqual(12)
    expect(await run('init', '--name', 'Ben')).toMatchObject({ exit: 1, json: { error: { code: 'identity.exists' } } })
    expect(statSync(data).mode & 0o777).toBe(0o700)
  })

  it('has nothing to list before there is an identity or a workspace', async () => {
    for (const args of [['people'], ['workspace', 'list'], ['ls', 'commitments'], ['status'], ['promise', 'Oats', '--to', 'Ben']]) {
      expect(await run(...args)).toMatchObject({ exit: 4, json: { error: { code: 'identity.none' } } })
    }
    await run('init', '--name', 'Ada')
    expect(await run('workspace', 'list')).toMatchObject({ exit: 0, json: [] })
    for (const args of [['people'], ['status'], ['invite'], ['leave']]) {
      expect(await run(...args)).toMatchObject({ exit: 3, json: { error: { code: 'workspace.none' } } })
    }
  })

  it('that is no folder is refused, and left as it was', async () => {
    writeFileSync(data, 'a file')
    expect(await run('init', '--name', 'Ada')).toMatchObject({ exit: 5, json: { error: { code: 'data.unusable' } } })
    expect(readFileSync(data, 'utf8')).toBe('a file')
  })

  it('is examined by doctor, with or without an identity', async () => {
    expect((await run('doctor')).json).toContainEqual(expect.objectContaining({ what: 'Key', ok: false }))
    await run('init', '--name', 'Ada')
    chmodSync(join(data, 'vault.json'), 0o644)
    expect(await run('doctor')).toMatchObject({ exit: 1, json: expect.arrayContaining([expect.objectContaining({ what: 'Key', ok: false, remedy: expect.stringContaining('chmod 600') })]) })
  })
})

describe('a key behind a passphrase', () => {
  it('opens with the passphrase only', async () => {
    const file = join(root.path, `passphrase-${number}`)
    writeFileSync(file, 'five quiet plain warm words\n')
    expect((await parleyHere(['init', '--name', 'Ada', '--passphrase-file', file], data)).exit).toBe(0)
    expect(await run('workspace', 'list')).toMatchObject({ exit: 4, json: { error: { code: 'identity.locked' } } })
    expect(await run('workspace', 'list', '--passphrase-file', file)).toMatchObject({ exit: 0, json: [] })
    writeFileSync(file, 'another one entirely')
    expect(await run('workspace', 'list', '--passphrase-file', file)).toMatchObject({ exit: 4, json: { error: { code: 'vault.passphrase' } } })
    writeFileSync(file, 'short')
    data = `${data}-other`
    expect(await run('init', '--name', 'Ada', '--passphrase-file', file)).toMatchObject({ exit: 2, json: { error: { code: 'usage.passphrase' } } })
  })
})

describe('workspaces', () => {
  it('are founded, listed, shown, chosen by name, and left', async () => {
    await run('init', '--name', 'Ada')
    const first = await run('workspace', 'create', 'Hollin Bank', '--purpose', 'Milk')
    expect(first).toMatchObject({ exit: 0, json: { name: 'Hollin Bank', members: 1, left: false } })
    expect(await run('people')).toMatchObject({ exit: 0, json: [{ name: 'Ada', you: true, member: true, keyCode: expect.stringMatching(/^\w+ \w+ \w+ \w+$/) }] })
    await run('workspace', 'create', 'Hollow')
    expect(await run('people')).toMatchObject({ exit: 3, json: { error: { code: 'workspace.several' } } })
    expect(await run('people', '--workspace', 'holl')).toMatchObject({ exit: 3, json: { error: { code: 'workspace.ambiguous' } } })
    const { id } = first.json as { id: string }
    expect(await run('workspace', 'show', '--workspace', id.slice(0, 10))).toMatchObject({ exit: 0, json: { id, people: [{ name: 'Ada' }] } })
    expect(await run('leave', '--workspace', 'hollow', '--text', 'Too much at once')).toMatchObject({ exit: 0, json: { name: 'Hollow' } })
    expect(await run('people')).toMatchObject({ exit: 0, json: [{ name: 'Ada' }] })
    expect((await run('workspace', 'list')).json).toContainEqual(expect.objectContaining({ name: 'Hollow', left: true }))
  })
})

describe('in a workspace of one', () => {
  beforeEach(async () => {
    await run('init', '--name', 'Ada')
    await run('workspace', 'create', 'Hollin Bank')
  })

  it('an invite is made, listed and taken back', async () => {
    const made = await run('invite', '--expires', '2h', '--uses', '3')
    expect(made).toMatchObject({ exit: 0, json: { link: expect.stringMatching(/^parley:\/\/join\/#[\w-]+$/), uses: 3 } })
    const { id } = made.json as { id: string }
    expect(await run('ls', 'invites')).toMatchObject({ exit: 0, json: [{ id, uses: 3, used: 0, revoked: false }] })
    expect(await run('invite', 'revoke', id.slice(0, 8))).toMatchObject({ exit: 0, json: { id, revoked: true } })
    expect(await run('ls', 'invites')).toMatchObject({ json: [{ id, revoked: true, link: null }] })
    expect(await run('invite', 'revoke', 'ffff')).toMatchObject({ exit: 3, json: { error: { code: 'invite.unknown' } } })
  })

  it('nobody else can be promised anything', async () => {
    expect(await run('promise', 'Oats', '--to', 'Ben')).toMatchObject({ exit: 3, json: { error: { code: 'people.unknown' } } })
    const own = await run('promise', 'Oats', '--to', 'Ada')
    expect(own.exit).toBe(1)
    expect((own.json as { error: { remedy: string } }).error.remedy).toMatch(/\.$/)
    expect(await run('ls', 'commitments')).toMatchObject({ json: [] })
  })

  it('a link that is damaged or one’s own joins nothing', async () => {
    const { link } = (await run('invite')).json as { link: string }
    expect(await run('join', 'parley://join/#abc')).toMatchObject({ exit: 1, json: { error: { code: 'invite.unreadable' } } })
    expect(await run('join', `${link}x`)).toMatchObject({ exit: 1, json: { error: { code: 'invite.unreadable' } } })
    expect(await run('join', link)).toMatchObject({ exit: 1, json: { error: { code: 'join.already' } } })
  })

  it('status says that nobody else is in it and what is only here', async () => {
    expect(await run('status')).toMatchObject({ exit: 0, json: { name: 'Hollin Bank', connected: 0, peers: [], link: 'stopped', onlyHere: expect.arrayContaining([expect.objectContaining({ verb: 'found' })]), refused: {} } })
    const { out } = await parleyHere(['status'], data)
    expect(out).toMatch(/Nobody else is in this workspace yet\. \d changes are only here\./)
    expect(out).not.toMatch(/synced/i)
  })

  it('commands at the same time wait for one another', async () => {
    const names = ['Ash', 'Birch', 'Cedar']
    const made = await Promise.all(names.map((name) => parley(['workspace', 'create', name, '--json'], { data, env: { PARLEY_STATE: process.env['PARLEY_STATE']! } })))
    expect(made.map(({ exit, out, note }) => exit === 0 ? 0 : out + note)).toEqual([0, 0, 0])
    const all = (await run('workspace', 'list')).json as { name: string }[]
    expect(all.map(({ name }) => name).sort()).toEqual(['Ash', 'Birch', 'Cedar', 'Hollin Bank'])
  })
})

it('a folder that another host keeps without listening is refused after a while', async () => {
  const lock = orThrow(await lockDataFolder(data))
  expect(await run('people')).toMatchObject({ exit: 5, json: { error: { code: 'data.in-use', details: { pid: process.pid } } } })
  lock.dispose()
})

describe('verify', () => {
  it.each([
    ['', 'damaged'], ['not json', 'damaged'], ['{}', 'not a record'], ['{"format":"parley/record/1"}', 'not a record'], ['\0\0\0', 'damaged'], ['[[[[', 'damaged'],
  ])('needs no identity, and says of %j that it is %s', async (text, says) => {
    mkdirSync(data)
    const file = join(data, 'record')
    writeFileSync(file, text)
    const checked = await parleyHere(['verify', file, '--json'], join(data, 'nowhere'))
    expect(checked).toMatchObject({ exit: 1, json: { valid: false, says: expect.stringContaining(says), parties: [] } })
    expect(statSync(join(data, 'nowhere'), { throwIfNoEntry: false })).toBeUndefined()
  })

  it('says where there is no such file', async () => {
    expect(await run('verify', join(root.path, 'missing'))).toMatchObject({ exit: 1, json: { error: { code: 'file.unreadable' } } })
  })
})

describe('as a process', () => {
  const entry = fileURLToPath(new URL('../../../electron/cli/index.ts', import.meta.url))

  it('prints one JSON value on standard output and nothing beside it, errors too', async () => {
    for (const args of [['--version'], ['people'], ['frobnicate'], ['show'], ['verify', '/missing'], ['ls', '--help']]) {
      const { out, note } = await parley([...args, '--json'], { data })
      expect(() => JSON.parse(out), args.join(' ')).not.toThrow()
      expect(note).toBe('')
    }
  })

  it('says errors on standard error in two sentences', async () => {
    expect(await parley(['people'], { data })).toEqual({
      exit: 4, out: '', note: 'There is no identity in this data folder yet.\nCreate one with "parley init --name NAME", or choose another folder with --data.\n',
    })
  })

  it('takes the data folder from PARLEY_DATA', async () => {
    const child = spawn(process.execPath, [entry, 'init', '--name', 'Ada', '--json'], { env: { ...process.env, PARLEY_DATA: data }, stdio: ['ignore', 'pipe', 'inherit'] })
    const [text] = await once(child.stdout, 'data') as [Buffer]
    await once(child, 'close')
    expect(JSON.parse(String(text))).toMatchObject({ name: 'Ada', data })
  })

  it('does not mind a reader that has enough', async () => {
    const child = spawn(process.execPath, [entry, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    let note = ''
    child.stderr.on('data', (text) => { note += String(text) })
    await once(child, 'close')
    expect(note).toBe('')
  })
})
