// The command line of three people whose hosts run as processes in a private network, over real WebRTC.
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonView, RecordDetail, RecordRow, StatusView } from '#shared/protocol/contract.ts'
import { parley, startHost, type RunningHost } from '../../harness/cli.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { Namespace } from '../../harness/netns.ts'
import { untilSeen } from '../../harness/seeing.ts'
import { temporaryFolder } from './fake-host.ts'

const root = temporaryFolder()
let network: Namespace
let invited = ''

class Person {
  readonly data: string
  host: RunningHost | null = null
  readonly name: string

  constructor(name: string, folder: string) {
    this.name = name
    this.data = join(root.path, folder)
  }

  async start(...args: string[]): Promise<void> {
    this.host = await startHost(args.length > 0 ? args : ['keep'], { data: this.data, inside: network, env: { PARLEY_STATE: process.env['PARLEY_STATE']! } })
  }

  async stop(signal?: NodeJS.Signals): Promise<number | null> {
    const code = await this.host?.stop(signal)
    this.host = null
    return code ?? null
  }

  run(...args: string[]) {
    return parleyHere([...args, '--json'], this.data)
  }

  async does<T = RecordDetail>(...args: string[]): Promise<T> {
    const { exit, out } = await this.run(...args)
    if (exit !== 0) throw new Error(`${this.name}: parley ${args.join(' ')} ended with ${exit}: ${out}`)
    return JSON.parse(out) as T
  }

  sees(id: string, what: string, holds: (record: RecordDetail) => boolean): Promise<RecordDetail> {
    return untilSeen(this.data, 'records.show', { id }, { what: `${this.name} sees ${what}`, holds })
  }
}

const ada = new Person('Ada', 'ada')
const ben = new Person('Ben', 'ben')
/** Another person of the same name. */
const other = new Person('Ben', 'other')
const everyone = [ada, ben, other]

beforeAll(async () => {
  process.env['PARLEY_STATE'] = join(root.path, 'state')
  network = await Namespace.open()
  await Promise.all(everyone.map(async (person) => {
    await person.does('init', '--name', person.name)
    await person.start()
  }))
  await ada.does('workspace', 'create', 'Hollin Bank')
  invited = (await ada.does<{ link: string }>('invite', '--uses', '2')).link
  for (const person of [ben, other]) {
    expect(await person.run('join', invited)).toMatchObject({ exit: 0, json: { name: 'Hollin Bank', inviter: 'Ada', state: 'admitted', code: expect.any(String) } })
  }
  for (const { data, name } of everyone) {
    await untilSeen(data, 'people.list', {}, { what: `${name} sees three people`, holds: (people) => people.length === 3 })
  }
})

afterAll(async () => {
  await Promise.all(everyone.map((person) => person.stop()))
  await network.dispose()
  root.remove()
})

const people = (person: Person) => person.does<PersonView[]>('people')
const codeOf = async (of: Person, seenBy: Person): Promise<string> => {
  const own = (await people(of)).find(({ you }) => you)!
  return (await people(seenBy)).find(({ id }) => id === own.id)!.keyCode
}

describe('people of one name', () => {
  it('are marked, and a promise to that name is refused with both key codes', async () => {
    const all = await people(ada)
    expect(all.filter(({ nameShared }) => nameShared).map(({ name }) => name)).toEqual(['Ben', 'Ben'])
    const refused = await ada.run('promise', 'Bring the audit notes', '--to', 'ben')
    expect(refused).toMatchObject({ exit: 3, json: { error: { code: 'people.ambiguous' } } })
    const { candidates } = (refused.json as { error: { details: { candidates: string[] } } }).error.details
    const codes = all.filter(({ name }) => name === 'Ben').map(({ keyCode }) => keyCode)
    for (const code of codes) expect(candidates.join()).toContain(code)
    expect(await ada.does('ls', 'commitments')).toEqual([])
  })

  it('are told apart by the key code, which is the same on every screen', async () => {
    expect(await codeOf(ben, ada)).toBe(await codeOf(ben, other))
    expect(await codeOf(ben, ada)).not.toBe(await codeOf(other, ada))
  })
})

describe('an invite', () => {
  it('used as often as it may be lets nobody else in, and the refusal is counted', async () => {
    const stranger = new Person('Femke', 'femke')
    await stranger.does('init', '--name', 'Femke')
    await stranger.start()
    const refused = await stranger.run('join', invited, '--timeout', '60s')
    await stranger.stop()
    expect(refused).toMatchObject({ exit: 1, json: { error: { code: 'invite.used', remedy: expect.stringContaining('Ada') } } })
    expect((await ada.does<StatusView>('status')).refused).toMatchObject({ 'invite.used': expect.any(Number) })
  })
})

describe('a promise', () => {
  it('is in force once given, and whom it was made to may decline it', async () => {
    const code = await codeOf(ben, ada)
    const made = await ada.does<{ id: string; state: string }>('promise', 'Bring the audit notes', '--to', code, '--by', '2031-05-22')
    expect(made.state).toBe('in force')
    const seen = await ben.sees(made.id, 'the promise', ({ state }) => state === 'in force')
    expect(seen).toMatchObject({ revision: 1, offer: null, due: '2031-05-22' })
    await ben.does('commitment', 'decline', made.id, '--text', 'I have them already')
    await ada.sees(made.id, 'the answer', ({ state }) => state === 'declined')
    expect(await ada.does('show', made.id.slice(0, 12))).toMatchObject({ state: 'declined', parties: expect.arrayContaining([expect.objectContaining({ name: 'Ben', stance: 'declined' })]) })
    // He knows of it, and it is not his to decline.
    await other.sees(made.id, 'the promise', () => true)
    expect(await other.run('commitment', 'decline', made.id)).toMatchObject({ exit: 1, json: { error: { code: 'person.not-party', remedy: expect.any(String) } } })
  })
})

async function letter(title: string): Promise<string> {
  const code = await codeOf(ben, ada)
  const { id } = await ada.does<{ id: string }>('commitment', 'new', '--to', code, '--title', title, '--text', 'Ada milks. Ben drives.', '--by', '2031-06-01', '--review', '2031-05-01', '--hours', '6')
  expect(await ada.does('show', id)).toMatchObject({ state: 'draft', offer: null, revision: null, due: '2031-06-01' })
  expect(await ada.does('ls', 'drafts')).toContainEqual(expect.objectContaining({ id, title }))
  expect(await ada.does('commitment', 'offer', id)).toMatchObject({ id, state: 'offered', offer: 1, revision: null })
  await ben.sees(id, 'the offer and its words', ({ offer, unavailable }) => offer === 1 && !unavailable)
  return id
}

describe('a letter', () => {
  it('is asked about, taken back, offered anew, accepted, checked in on, and its promises released', async () => {
    const id = await letter('The milk round')
    await ben.does('commitment', 'question', id, '--text', 'On Sundays too?')
    await ada.sees(id, 'the question', ({ parties }) => parties.some(({ stance, text }) => stance === 'question' && text === 'On Sundays too?'))
    expect(await ada.run('commitment', 'accept', id)).toMatchObject({ exit: 1 })
    await ada.does('commitment', 'withdraw', id, '--text', 'Let me write that in')
    await ben.sees(id, 'that it was taken back', ({ offer }) => offer === null)
    expect((await ben.run('commitment', 'accept', id)).exit).not.toBe(0)
    await ada.does('commitment', 'offer', id, '--text', 'Ada milks, not on Sundays. Ben drives.')
    await ben.sees(id, 'the second offer and its words', ({ offer, unavailable }) => offer === 2 && !unavailable)
    await ben.does('commitment', 'accept', id)
    await ada.sees(id, 'that it is in force', ({ state, revision }) => state === 'in force' && revision === 2)
    await ada.does('commitment', 'checkin', id, '--text', 'The first week went well')
    const told = await ben.sees(id, 'the check-in', ({ timeline }) => timeline.some(({ verb, text }) => verb === 'checkin' && text === 'The first week went well'))
    expect(told.parties.map(({ stance }) => stance)).toEqual(['accepted', 'accepted'])
    await ben.does('commitment', 'release', id)
    await ada.sees(id, 'the release', ({ timeline }) => timeline.some(({ verb }) => verb === 'release'))
  })

  it('with two offers at once is not answered by guess', async () => {
    const id = await letter('Who locks up')
    await ben.does('commitment', 'accept', id)
    await ada.sees(id, 'that it is in force', ({ revision }) => revision === 1)
    await ada.does('commitment', 'new', '--to', await codeOf(ben, ada), '--title', 'Open draft', '--text', 'Not yet said.')
    await expect.poll(async () => JSON.stringify(await ben.does('ls', 'drafts'))).toContain('Open draft')
    expect(await ben.stop()).toBe(0)
    expect(await ben.does('ls', 'drafts')).toContainEqual(expect.objectContaining({ title: 'Open draft', state: 'draft' }))
    // Without a host, the command opens the folder itself; without a network, neither knows of the other's words.
    await ben.does('commitment', 'offer', id, '--text', 'Ben locks up.')
    expect((await ben.does<StatusView>('status')).onlyHere).toContainEqual(expect.objectContaining({ verb: 'offer', title: 'Who locks up' }))
    await ada.does('commitment', 'offer', id, '--text', 'Ada locks up.')
    await ben.start()
    const both = await ada.sees(id, 'both offers', ({ revisions }) => revisions.filter(({ state }) => state === 'offered').length === 2)
    const offered = both.revisions.filter(({ state }) => state === 'offered')
    const refused = await ada.run('commitment', 'accept', id)
    expect(refused).toMatchObject({ exit: 3, json: { error: { code: 'revision.ambiguous' } } })
    for (const { id: revision } of offered) expect(refused.out).toContain(revision)
    const his = offered.find(({ byName }) => byName === 'Ben')!
    await ada.does('commitment', 'accept', id, '--revision', his.id.slice(0, 16))
    await ben.sees(id, 'that his words are in force', ({ revisions }) => revisions.some(({ id: revision, state }) => revision === his.id && state === 'in force'))
  })

  it('is exported as a record that anyone verifies, and no changed copy of it', async () => {
    const id = await letter('The spare key')
    await ben.does('commitment', 'accept', id)
    await ada.sees(id, 'that it is in force', ({ state }) => state === 'in force')
    const file = join(root.path, 'spare-key.parley')
    await ada.does('export', id, '--record', file)
    const nobody = join(root.path, 'nobody')
    expect(await parleyHere(['verify', file, '--json'], nobody)).toMatchObject({
      exit: 0, json: { valid: true, title: 'The spare key', state: 'in force', revision: 1, parties: [{ name: 'Ada', stance: 'accepted' }, { name: 'Ben', stance: 'accepted', keyCode: await codeOf(ben, ada) }] },
    })
    const text = readFileSync(file, 'utf8')
    const record = JSON.parse(text) as { acts: { signature: string }[] }
    for (const act of record.acts) act.signature = act.signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    for (const changed of [JSON.stringify(record), text.slice(0, -40), text.replace('"record": "', '"record": "0')]) {
      writeFileSync(file, changed)
      expect(await parleyHere(['verify', file, '--json'], nobody)).toMatchObject({ exit: 1, json: { valid: false, says: expect.stringMatching(/\.$/) } })
    }
  })
})

describe('finding', () => {
  it('goes by title, by words, and refuses what fits several', async () => {
    const id = await letter('Seed potatoes')
    expect(await ben.does('search', 'potatoes')).toContainEqual(expect.objectContaining({ id, title: 'Seed potatoes' }))
    expect(await ben.does('show', 'seed pot')).toMatchObject({ id })
    await letter('Seed barley')
    expect(await ada.run('show', 'seed')).toMatchObject({ exit: 3, json: { error: { code: 'record.ambiguous' } } })
    expect(await ada.run('show', 'ffffffffffff')).toMatchObject({ exit: 3, json: { error: { code: 'record.unknown' } } })
  })
})

/** What a page served inside the network answers to a request with these headers. */
async function statusFrom(url: string, headers: Record<string, string>): Promise<number> {
  const source = `require('node:http').get(${JSON.stringify(url)}, ${JSON.stringify({ headers })}, (answer) => { console.log(answer.statusCode); process.exit() })`
  const { execPath = '', execArgv = [] } = network.inside
  const { stdout } = await promisify(execFile)(execPath, [...execArgv, '-e', source])
  return Number(stdout)
}

describe('a host', () => {
  it('keeps others from opening its folder, and counts it', async () => {
    const second = await parley(['keep', '--json'], { data: ada.data })
    expect(second).toMatchObject({ exit: 5, out: expect.stringContaining('data.in-use') })
    expect(second.out).toContain(String(ada.host!.pid))
    expect((await ada.does<StatusView>('status')).refused['data.in-use']).toBeGreaterThan(0)
  })

  it('shows honestly who is connected', async () => {
    const status = await untilSeen(ada.data, 'status', {}, { what: 'both connected', holds: ({ connected }) => connected === 2 })
    expect(status.peers.map(({ name }) => name)).toEqual(['Ben', 'Ben'])
    expect(status).toMatchObject({ link: 'running', rendezvous: { port: ada.host!.rendezvous } })
    for (const peer of status.peers) expect(peer.lastExchange).toBeGreaterThan(0)
  })

  it('keeps its port, loses nothing when killed, and ends well when asked', async () => {
    const { rendezvous } = other.host!
    const rows = () => other.does<readonly RecordRow[]>('ls', 'commitments')
    // What a colleague typed in the second before may not be on this disk yet: it is had from them again.
    const signed = (all: readonly RecordRow[]) => all.map((row) => ({ ...row, flags: row.flags.filter((flag) => flag !== 'edited since offer') }))
    // What was signed last may still be on its way here.
    const standing = (all: readonly RecordRow[]) => all.map(({ id, title, state, revision, offer, flags, updatedAt }) => ({ id, title, state, revision, offer, flags, updatedAt })).sort((a, b) => (a.id < b.id ? -1 : 1))
    await expect.poll(async () => standing(await rows())).toEqual(standing(await ada.does('ls', 'commitments')))
    const before = await rows()
    await other.stop('SIGKILL')
    expect(signed(await rows())).toEqual(signed(before))
    await other.start()
    await expect.poll(rows).toEqual(before)
    expect(other.host!.rendezvous).toBe(rendezvous)
    expect(await other.stop('SIGINT')).toBe(0)
  })

  it('serves its page with a link that works once, and prints another', async () => {
    writeFileSync(join(root.path, 'index.html'), '<!doctype html>')
    const served = await startHost(['serve', '--no-open', '--port', '0', '--rendezvous-port', '47611'], {
      data: other.data, inside: network, env: { PARLEY_PAGE: root.path, PARLEY_STATE: process.env['PARLEY_STATE']! },
    })
    expect(served).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/), rendezvous: 47611, pid: expect.any(Number) })
    const { url } = await other.does<{ url: string }>('open')
    expect(url).not.toBe(served.url)
    expect(new URL(url).origin).toBe(new URL(served.url!).origin)
    expect(await statusFrom(url, { origin: 'http://evil.example' })).toBe(403)
    expect(await statusFrom(url, { host: 'evil.example' })).toBe(403)
    expect((await other.does<StatusView>('status')).refused).toMatchObject({ 'page.origin': 1, 'page.host': 1 })
    expect(await served.stop('SIGTERM')).toBe(0)
    expect(await other.run('open')).toMatchObject({ exit: 1, json: { error: { code: 'open.not-served' } } })
  })

  it('is not served elsewhere than on this machine', async () => {
    const refused = await parley(['serve', '--no-open', '--host', '0.0.0.0', '--json'], { data: join(root.path, 'elsewhere'), inside: network, env: { PARLEY_PAGE: root.path } })
    expect(refused).toMatchObject({ exit: 1, out: expect.stringContaining('serve.not-loopback') })
  })
})

describe('joining without a running host', () => {
  it('opens one for as long as it takes; what was there comes along', async () => {
    const chidi = new Person('Chidi', 'chidi')
    await chidi.does('init', '--name', 'Chidi')
    const { link } = await ada.does<{ link: string }>('invite')
    const joined = await parley(['join', link, '--json'], { data: chidi.data, inside: network, env: { PARLEY_STATE: process.env['PARLEY_STATE']! } })
    expect(joined).toMatchObject({ exit: 0, note: expect.stringContaining('Looking for Ada of Hollin Bank.') })
    const { code } = JSON.parse(joined.out) as { code: string }
    // The other end of the comparison.
    expect(JSON.stringify(await ada.does('ls', 'invites'))).toContain(code)
    expect((await people(chidi)).map(({ name }) => name).sort()).toEqual(['Ada', 'Ben', 'Ben', 'Chidi'])
    await chidi.does('leave')
    expect((await people(chidi)).find(({ you }) => you)).toMatchObject({ name: 'Chidi', member: false })
    expect(await chidi.run('promise', 'Oats', '--to', 'Ada')).toMatchObject({ exit: 1, json: { error: { message: expect.stringMatching(/\.$/) } } })
  })
})
