// Commands against a host that answers as the test says, over the real command socket.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { problem, ProblemError } from '#shared/base/result.ts'
import { COMMANDS } from '../../../electron/cli/commands/index.ts'
import { ADA, BEN, data, detail, given, HOME, host, id, LETTER, overview, person, REV1, REV2, revision, run, TWIN, WORDS1, WORDS2 } from './answering.ts'

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
