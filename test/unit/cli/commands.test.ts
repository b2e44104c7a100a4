// Commands against a host that answers as the test says, over the real command socket.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orThrow, problem, ProblemError } from '#shared/base/result.ts'
import type { JoinView, Overview, PeerView, PersonView, RecordDetail, RecordRow, RevisionView, StatusView, TimelineItem, WayView } from '#shared/protocol/contract.ts'
import type { Handlers } from '#host/contract/handlers.ts'
import { listenSocket } from '#host/contract/socket.ts'
import { lockDataFolder } from '#host/lock/index.ts'
import { COMMANDS } from '../../../electron/cli/commands/index.ts'
import { main } from '../../../electron/cli/main.ts'
import type { Surroundings } from '../../../electron/cli/command.ts'
import { fakeHost, temporaryFolder, type FakeHost } from '../../contract/host/fake-host.ts'

const id = (start: string): string => start.padEnd(64, '0')
const [HOME, ADA, BEN, TWIN, LETTER, REV1, REV2, WORDS1, WORDS2] = ['11', 'aa', 'b1', 'b2', 'c1', 'd1', 'd2', 'e1', 'e2'].map((start) => id(start!)) as
  [string, string, string, string, string, string, string, string, string]

const overview: Overview = {
  version: '0', data: '', identity: { name: 'Ada', device: 'desk' }, locked: false, keyStorage: 'file', workspaces: [], joins: [], held: [], theme: 'system',
}
const person = (name: string, one: string, more: Partial<PersonView> = {}): PersonView => ({
  id: one, name, formerNames: [], pronouns: null, does: null, attention: null, photo: null, you: false, member: true, nameShared: false, keyCode: `oak elm ash ${one.slice(0, 2)}`, here: false, lastExchange: null, joinedAt: null, invitedBy: null, ...more,
})
const revision = (number: number, state: RevisionView['state'], one: string, words: string): RevisionView => ({
  id: one, number, state, words, parents: [], by: ADA, byName: 'Ada', at: 0, terms: null, needs: [], signatures: [],
})
const detail = (revisions: readonly RevisionView[]): RecordDetail => ({
  id: LETTER, concept: 'commitment', kind: 'mutual', title: 'Oats', state: 'offered', revision: null, offer: 1, due: '2026-06-01', review: null, until: null, links: [], needsMe: null,
  words: WORDS1, unavailable: false, onlyHere: false, flags: [], updatedAt: 0,
  parties: [{ id: ADA, name: 'Ada', you: true, role: 'gives', stance: 'accepted', revision: 1, text: null, at: 0, promise: null }],
  revisions, timeline: [], possible: [], keeping: null, changed: null, draft: null,
})
const row = (record: RecordDetail): RecordRow => ({ ...record, parties: [{ id: ADA, name: 'Ada', you: true }] })

const closing: (() => unknown)[] = []
let data: string
let given: [string, unknown][]

beforeEach(() => {
  const folder = temporaryFolder()
  closing.push(() => folder.remove())
  data = folder.path
  given = []
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function host(more: Partial<Handlers>, letter = detail([revision(1, 'offered', REV1, WORDS1)])): Promise<FakeHost> {
  const made = fakeHost({
    'app.overview': () => overview,
    'workspace.list': () => [{ id: HOME, name: 'Hollin Bank', me: ADA, members: 2, left: false, sample: false }],
    'people.list': () => [person('Ada', ADA, { you: true }), person('Ben', BEN), person('Femke', TWIN)],
    'records.list': () => [row(letter)],
    'records.show': () => letter,
    'records.give': (params) => (given.push(['give', params]), { record: letter, held: null }),
    ...more,
  })
  const lock = orThrow(await lockDataFolder(data))
  closing.push(() => lock.dispose())
  const socket = await listenSocket(lock, made.endpoint, made.reports)
  closing.push(() => socket.dispose())
  return made
}

async function run(args: readonly string[], more: Partial<Surroundings> = {}) {
  let [out, note] = ['', '']
  const exit = await main([...args, '--data', data], {
    env: {}, platform: 'linux', home: data, interactive: false, now: () => new Date(2026, 4, 21),
    out: (text) => { out += text }, note: (text) => { note += text },
    readPassphrase: () => Promise.reject(new Error('not in a terminal')), ended: () => new Promise(() => {}), ...more,
  })
  return { exit, out, note, get json() { return JSON.parse(out) } }
}

describe('the list of commands', () => {
  it('has each name once, so that every command can be reached', () => {
    const names = COMMANDS.map(({ name }) => name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })
})

describe('an answer', () => {
  it('carries the exact words of the only revision on offer', async () => {
    await host({})
    const done = await run(['commitment', 'accept', 'c1', '--json'])
    expect(done).toMatchObject({ exit: 0, json: { id: LETTER, state: 'offered', offer: 1, revision: null, due: '2026-06-01', parties: [{ name: 'Ada', stance: 'accepted', revision: 1 }] } })
    expect(given).toEqual([['give', { workspace: HOME, id: LETTER, verb: 'accept', revision: REV1, words: WORDS1 }]])
  })

  it('is refused with both ids where two revisions are on offer, and takes the one named', async () => {
    await host({}, detail([revision(1, 'offered', REV1, WORDS1), revision(1, 'offered', REV2, WORDS2)]))
    const refused = await run(['commitment', 'accept', 'Oats', '--json'])
    expect(refused).toMatchObject({ exit: 3, json: { error: { code: 'revision.ambiguous', details: { revisions: [REV1, REV2] } } } })
    expect((await run(['commitment', 'accept', 'Oats', '--revision', '1'])).exit).toBe(3)
    expect(given).toEqual([])
    expect((await run(['commitment', 'decline', 'Oats', '--revision', 'd2', '--text', 'Too many'])).exit).toBe(0)
    expect(given).toEqual([['give', { workspace: HOME, id: LETTER, verb: 'decline', revision: REV2, words: WORDS2, text: 'Too many' }]])
  })

  it('where nothing is on offer is left to the host to refuse', async () => {
    await host({ 'records.give': () => { throw new ProblemError(problem('rule.nothing-offered', 'Nothing is on offer.', 'Offer a revision.')) } }, detail([]))
    const refused = await run(['commitment', 'accept', 'c1'])
    expect(refused).toMatchObject({ exit: 1, out: '', note: 'Nothing is on offer.\nOffer a revision.\n' })
  })

  it.each(['question', 'checkin'])('%s needs its text', async (verb) => {
    expect(await run(['commitment', verb, 'c1', '--json'])).toMatchObject({ exit: 2, json: { error: { code: 'usage.missing' } } })
  })
})

describe('an offer', () => {
  const preview = { words: WORDS2, number: 2, terms: { title: 'Oats', kind: 'mutual' as const, sections: [] }, problem: null, gone: [], open: [], effect: null }

  it('signs the words of the draft as they are now', async () => {
    await host({ 'draft.preview': ({ id: draft }) => (given.push(['preview', draft]), preview) })
    expect((await run(['commitment', 'offer', 'c1'])).exit).toBe(0)
    expect(given).toEqual([['preview', LETTER], ['give', { workspace: HOME, id: LETTER, verb: 'offer', words: WORDS2 }]])
  })

  it('with a text goes on from the newest revision with these words', async () => {
    await host({ 'draft.amend': (params) => (given.push(['amend', params]), { id: id('f1') }), 'draft.preview': () => preview })
    expect((await run(['commitment', 'offer', 'c1', '--text', 'Two sacks'])).exit).toBe(0)
    expect(given).toEqual([
      ['amend', { workspace: HOME, id: LETTER, words: 'Two sacks' }],
      ['give', { workspace: HOME, id: id('f1'), verb: 'offer', words: WORDS2 }],
    ])
  })

  it('of a draft that can’t be offered says why and signs nothing', async () => {
    await host({ 'draft.preview': () => ({ ...preview, problem: problem('draft.empty', 'There are no words yet.', 'Write some.') }) })
    expect(await run(['commitment', 'offer', 'c1', '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'draft.empty' } } })
    expect(given).toEqual([])
  })
})

describe('a promise', () => {
  it('goes to the people meant, once each, with its date', async () => {
    await host({ 'records.promise': (params) => (given.push(['promise', params]), { id: LETTER, state: 'in force' }) })
    const done = await run(['promise', 'Bring oats', '--to', 'ben', 'b2', 'Ben', '--by', 'friday', '--json'])
    expect(done).toMatchObject({ exit: 0, json: { id: LETTER, state: 'in force' } })
    expect(given).toEqual([['promise', { workspace: HOME, title: 'Bring oats', receives: [BEN, TWIN], due: '2026-05-22' }]])
  })

  it('to a name that two people share is refused, telling them apart', async () => {
    await host({ 'people.list': () => [person('Ben', BEN), person('Ben', TWIN)] })
    const refused = await run(['promise', 'Bring oats', '--to', 'Ben', '--json'])
    expect(refused).toMatchObject({ exit: 3, json: { error: { code: 'people.ambiguous', details: { candidates: [expect.stringContaining('oak elm ash b1'), expect.stringContaining('oak elm ash b2')] } } } })
  })

  it('with an impossible date is refused before anything is asked of the host', async () => {
    expect(await run(['promise', 'Oats', '--to', 'Ben', '--by', '2026-02-30', '--json'])).toMatchObject({ exit: 2, json: { error: { code: 'usage.date' } } })
  })
})

it('a new commitment binds whom it names and who drafts it', async () => {
  await host({
    'draft.create': (params) => (given.push(['create', params]), { id: LETTER }),
    'draft.preview': () => ({ words: WORDS2, number: 1, terms: { title: 'Oats', kind: 'mutual', sections: [] }, problem: null, gone: [], open: [], effect: null }),
  })
  const args = ['commitment', 'new', '--to', 'Ben', 'Femke', '--title', 'Oats', '--text', 'Every week', '--by', '2026-06-01', '--review', '+2w', '--hours', '3', '--json']
  expect(await run(args)).toMatchObject({ exit: 0, json: { id: LETTER } })
  expect(given).toEqual([['create', {
    workspace: HOME, words: 'Every week', circle: 'workspace',
    meta: { title: 'Oats', kind: 'mutual', gives: [ADA, BEN, TWIN], receives: [], due: '2026-06-01', review: '2026-06-04', hours: 3 },
  }]])
  expect(await run(['commitment', 'new', '--to', 'Ada', '--title', 'x', '--text', 'y'])).toMatchObject({ exit: 2 })
})

describe('an invite', () => {
  it('takes how long and how often', async () => {
    await host({ 'invite.create': (params) => (given.push(['invite', params]), { id: id('91'), createdAt: 0, expires: 5, uses: 2, used: 0, revoked: false, link: 'parley://join/#abc', addresses: [], admitted: [] }) })
    expect(await run(['invite', '--expires', '12h', '--uses', '2', '--json'])).toMatchObject({ exit: 0, json: { link: 'parley://join/#abc', uses: 2 } })
    expect(given).toEqual([['invite', { workspace: HOME, uses: 2, expiresInMinutes: 720 }]])
  })
})

describe('joining', () => {
  const view = (state: JoinView['state'], more: Partial<JoinView> = {}): JoinView => ({
    id: 'j1', workspaceName: 'Hollin Bank', inviterName: 'Ada', expires: 0, state, problem: null, attempts: [], trying: [], nextTryAt: null, search: 'off', stage: 'starting', says: '', workspace: null, code: null, ...more,
  })

  it('waits until admitted, telling on the way', async () => {
    let asked = 0
    const home = { id: HOME, name: 'Hollin Bank', me: BEN, members: 2, sample: false }
    const made = await host({
      'join.start': () => view('waiting'),
      'app.overview': () => {
        // The second time it is asked by the waiting command, which listens by then.
        if (++asked === 2) {
          made.hub.publish({ event: 'join', join: view('asking', { stage: 'asking', attempts: [{ address: '10.0.0.2:4711', outcome: 'connected', at: 1, found: { how: 'invite', by: null }, nextTryAt: null }] }) })
          made.hub.publish({ event: 'join', join: { ...view('admitted'), id: 'another' } })
          made.hub.publish({ event: 'join', join: view('admitted', { workspace: HOME, code: 'oak elm ash fir' }) })
        }
        if (asked === 3) {
          made.hub.publish({ event: 'overview', overview: { ...overview, workspaces: [{ ...home, left: true }] } })
          made.hub.publish({ event: 'overview', overview: { ...overview, workspaces: [{ ...home, left: false }] } })
        }
        return overview
      },
    })
    const done = await run(['join', 'parley://join/#abc', '--json'])
    expect(done).toMatchObject({ exit: 0, json: { workspace: HOME, name: 'Hollin Bank', code: 'oak elm ash fir', state: 'admitted' } })
    expect(done.note).toBe('Looking for Ada of Hollin Bank.\nWaiting for a first answer from Ada\'s machine at an address.\n  10.0.0.2:4711: connected\nAda has admitted you. Hollin Bank is being opened.\n')
  })

  it('says whom it could not reach, and where it tried', async () => {
    await host({ 'join.start': () => view('waiting', { stage: 'nobody', attempts: [{ address: '10.0.0.2:4711', outcome: 'no answer', at: 1, found: { how: 'invite', by: null }, nextTryAt: null }] }) })
    const late = await run(['join', 'parley://join/#abc', '--timeout', '1s', '--json'])
    expect(late).toMatchObject({ exit: 7, json: { error: { code: 'join.timeout', message: expect.stringContaining('10.0.0.2:4711') } } })
  })

  it('passes on why it was refused', async () => {
    await host({ 'join.start': () => view('refused', { problem: problem('invite.used', 'This invite was used before.', 'Ask for another.') }) })
    expect(await run(['join', 'parley://join/#abc', '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'invite.used' } } })
  })
})

describe('the network', () => {
  const standing: StatusView['standing'] = {
    state: 'waiting', says: 'Connected to 1 person; waiting for Ben to have everything.', others: 2, connected: 1, haveAll: 0, asOf: null, waitingFor: ['Ben'], onlyHere: 0, last: null,
  }
  const ben: PeerView = {
    device: BEN, person: BEN, name: 'Ben', connected: true, connectedSince: 5, address: '10.0.0.2:50000', found: { how: 'beacon', by: null }, path: { kind: 'direct' },
    lastExchange: null, roundTrip: 3.4, bytesIn: 1200, bytesOut: 34_000, lacks: 3, clockAhead: null,
  }
  const chidi: PeerView = { ...ben, device: TWIN, person: TWIN, name: 'Chidi', connected: false, connectedSince: null, address: null, found: null, path: { kind: 'carried', by: [{ person: BEN, name: 'Ben' }] }, roundTrip: null, lacks: 0 }
  const way = (more: Partial<WayView> = {}): WayView => ({ address: '10.0.0.2:4711', found: { how: 'told', by: 'Ada' }, outcome: 'no answer', at: 1, nextTryAt: null, ...more })
  const view = (more: Partial<StatusView> = {}): StatusView => ({
    workspace: HOME, name: 'Hollin Bank', standing, peers: [ben, chidi], connected: 1, ways: [way()], search: 'looking', onlyHere: [], refused: {}, link: 'running',
    rendezvous: { port: 4711, addresses: ['10.0.0.1:4711'] }, acts: 9, waiting: 0, forks: [], document: { epoch: 0, entering: false, damage: null }, ...more,
  })
  const item: TimelineItem = { id: 1, kind: 'tried', says: 'Nobody answers at 10.0.0.2:4711.', since: 0, at: 1, times: 4, workspace: HOME, person: null, name: null, address: '10.0.0.2:4711' }

  it('is told in one sentence, then by device, address and event', async () => {
    await host({ status: () => view(), 'network.timeline': () => [item] })
    const { out } = await run(['status'])
    expect(out).toContain('Connected to 1 person; waiting for Ben to have everything.')
    expect(out).toMatch(/Ben +connected +last exchange never +lacks 3 +direct, 10\.0\.0\.2:50000 \(found on this network\) +3 ms +1200 B in, 34 kB out/)
    expect(out).toMatch(/Chidi +not near +last exchange never +has everything +carried by Ben/)
    expect(out).toMatch(/10\.0\.0\.2:4711 +told by Ada +no answer/)
    expect(out).toContain('looking for people on this network')
    expect(out).not.toContain('What happened')
    expect((await run(['status', '--events'])).out).toContain('Nobody answers at 10.0.0.2:4711. (4 times)')
    expect((await run(['status', '--json'])).json).toEqual({ ...view(), events: [item] })
  })

  it('is given an address, and what became of trying it is told', async () => {
    let tried: WayView = way({ outcome: null, at: null })
    const made = await host({
      status: () => view({ ways: [tried] }),
      'network.add': ({ address }) => {
        given.push(['add', address])
        setImmediate(() => {
          tried = way({ outcome: 'connected', at: 2 })
          made.hub.publish({ event: 'status', workspace: HOME, status: view({ ways: [tried] }) })
        })
        return { address }
      },
    })
    expect(await run(['network', 'add', '10.0.0.2:4711', '--json'])).toMatchObject({ exit: 0, json: { address: '10.0.0.2:4711', outcome: 'connected' } })
    expect(given).toEqual([['add', '10.0.0.2:4711']])
  })

  it('keeps an address at which nobody answers, and says so', async () => {
    await host({ status: () => view(), 'network.add': ({ address }) => ({ address }) })
    expect(await run(['network', 'add', '10.0.0.2:4711'])).toMatchObject({ exit: 7, out: expect.stringContaining('It is kept and tried again') })
  })

  it('is looked through for people, until somebody is there or time is up', async () => {
    await host({ status: () => view(), 'network.look': () => (given.push(['look', null]), null) })
    expect(await run(['network', 'look', '--json'])).toMatchObject({ exit: 0, json: { connected: 1, standing: { state: 'waiting' } } })
    expect(given).toEqual([['look', null]])
  })

  it('is asked for each act of a record: who has it, and since when that is known', async () => {
    const reach = [{ act: REV1, type: 'commitment.offer', verb: 'offer', by: ADA, byName: 'Ada', at: 0, who: [
      { person: BEN, name: 'Ben', state: 'delivered' as const, since: new Date(2026, 4, 21, 9, 5).getTime() }, { person: TWIN, name: 'Femke', state: 'not reached' as const, since: null },
    ] }]
    await host({ 'records.reach': () => reach })
    const { out } = await run(['show', 'c1', '--reach'])
    expect(out).toMatch(/Who has it\n +\S+ \S+ +Ada +offer +Ben +delivered +known since 2026-05-21 09:05\n +Femke +not reached\n/)
    expect((await run(['show', 'c1', '--reach', '--json'])).json.reach).toEqual(reach)
    expect((await run(['show', 'c1', '--json'])).json).not.toHaveProperty('reach')
  })

  it('is not told that nothing is signed where what was signed concerns nobody else', async () => {
    await host({ 'records.reach': () => [{ act: REV1, type: 'commitment.offer', verb: 'offer', by: ADA, byName: 'Ada', at: 0, who: [] }] })
    const { out } = await run(['show', 'c1', '--reach'])
    expect(out).not.toContain('Nothing of it is signed')
    expect(out).toContain('Whoever it concerns has it: nobody but you and those who signed.')
  })

  it('is told of a draft that nothing of it is signed', async () => {
    await host({ 'records.reach': () => [] })
    expect((await run(['show', 'c1', '--reach'])).out).toContain('Nothing of it is signed yet.')
  })

  it('is told in sentences what was refused, and in names where a program asks', async () => {
    await host({ status: () => ({ ...view(), refused: { 'act.signature': 2, 'page.origin': 1 } }), 'network.timeline': () => [] })
    const { out } = await run(['status'])
    expect(out).toMatch(/2 times +Acts whose signature does not fit\..*\n +once +A page of somebody else in this browser tried to reach Parley\./)
    expect(out).not.toContain('act.signature')
    expect((await run(['status', '--json'])).json).toMatchObject({ refused: { 'act.signature': 2, 'page.origin': 1 } })
  })

  it('without anybody points to the doctor', async () => {
    await host({ status: () => view({ connected: 0, ways: [] }), 'network.look': () => null })
    expect(await run(['network', 'look', '--timeout', '1s'])).toMatchObject({ exit: 7, out: expect.stringContaining('parley doctor') })
  })
})

describe('an identity', () => {
  it('that is missing is told with the way to one', async () => {
    await host({ 'app.overview': () => ({ ...overview, identity: null }) })
    expect(await run(['people', '--json'])).toMatchObject({ exit: 4, json: { error: { code: 'identity.none', remedy: expect.stringContaining('parley init') } } })
  })

  it('that is locked is unlocked by a file or by asking, else refused', async () => {
    await host({ 'app.overview': () => ({ ...overview, locked: true }), 'identity.unlock': (params) => (given.push(['unlock', params]), null) })
    expect(await run(['people', '--json'])).toMatchObject({ exit: 4, json: { error: { code: 'identity.locked' } } })
    const file = join(data, 'passphrase')
    writeFileSync(file, 'five plain words\n')
    expect((await run(['people', '--passphrase-file', file])).exit).toBe(0)
    expect((await run(['people'], { env: { PARLEY_PASSPHRASE_FILE: file } })).exit).toBe(0)
    expect((await run(['people'], { interactive: true, readPassphrase: async () => 'typed words' })).exit).toBe(0)
    expect(given.map(([, params]) => params)).toEqual([{ passphrase: 'five plain words' }, { passphrase: 'five plain words' }, { passphrase: 'typed words' }])
    expect(await run(['people', '--passphrase-file', join(data, 'missing'), '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'file.unreadable' } } })
  })
})

describe('lists and files', () => {
  it('are plain text without --json, safe against what others wrote', async () => {
    await host({ 'people.list': () => [person('Ben\u001b[2J\nEve', BEN, { nameShared: true })] })
    const { out } = await run(['people'])
    expect(out).toContain('oak elm ash b1')
    expect(out).toContain('same name')
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(out).not.toContain('\u001b')
  })

  it('of a search say where more may be found', async () => {
    await host({ find: () => ({ hits: [], people: [], facets: [], notUnderstood: [], more: false, behind: 3 }) })
    expect((await run(['search', 'oats'])).note).toContain('3 records are still being read in, so this may not be all of it.')
  })

  it('of nothing are empty lists', async () => {
    await host({ 'records.list': () => [], 'find': () => ({ hits: [], people: [], facets: [], notUnderstood: [], more: false, behind: 0 }) })
    for (const what of ['commitments', 'drafts', 'charters']) expect(await run(['ls', what, '--json'])).toMatchObject({ exit: 0, json: [] })
    expect((await run(['search', 'oats', '--json'])).json).toEqual([])
    expect(await run(['ls', 'everything', '--json'])).toMatchObject({ exit: 2, json: { error: { code: 'usage.kind' } } })
    expect(await run(['show', 'c1', '--json'])).toMatchObject({ exit: 3, json: { error: { code: 'record.unknown' } } })
  })

  it('are exported whole, never over a file that is there', async () => {
    await host({ 'export.record': () => ({ name: 'oats.parley', record: '{"record":1}' }) })
    const file = join(data, 'oats.parley')
    expect(await run(['export', 'c1', '--record', file, '--json'])).toMatchObject({ exit: 0, json: { id: LETTER, file, bytes: 12 } })
    expect(readFileSync(file, 'utf8')).toBe('{"record":1}')
    expect(await run(['export', 'c1', '--record', file, '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'file.exists' } } })
    expect((await run(['export', 'c1', '--record', file, '--force'])).exit).toBe(0)
    expect(await run(['export', 'c1', '--record', join(data, 'no', 'where'), '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'file.unwritable' } } })
    expect(existsSync(join(data, 'no'))).toBe(false)
  })

  it('a doctor that finds something ends with 1', async () => {
    await host({ 'app.doctor': () => [{ area: 'here', what: 'Disk', ok: true, says: 'There is room.', remedy: null }, { area: 'here', what: 'Key', ok: false, says: 'Others can read it.', remedy: 'chmod 600.' }] })
    const done = await run(['doctor'])
    expect(done).toMatchObject({ exit: 1, out: 'This installation\n  ok   Disk: There is room.\n  not  Key: Others can read it.\n       Do this: chmod 600.\n' })
  })
})

describe('opening', () => {
  it('prints a fresh link, or that nothing is served', async () => {
    expect(await run(['open', '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'open.not-served' } } })
    await host({ 'app.url': () => ({ url: 'http://127.0.0.1:5/#token=x' }) })
    expect(await run(['open'])).toMatchObject({ exit: 0, out: 'http://127.0.0.1:5/#token=x\n' })
  })
})

describe('help and version', () => {
  it('need no host', async () => {
    expect(await run(['--version', '--json'])).toMatchObject({ exit: 0, json: { version: expect.stringMatching(/^\d+\.\d+/) } })
    expect(await run(['show', '--help'])).toMatchObject({ exit: 0, out: expect.stringContaining('parley show ID') })
    expect(await run(['commitment', '--json'])).toMatchObject({ exit: 2, json: { help: expect.stringContaining('commitment offer') } })
    expect(await run(['frobnicate', '--json'])).toMatchObject({ exit: 2, json: { error: { code: 'usage.command' } } })
  })
})
