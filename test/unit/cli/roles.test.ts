// What the command line asks of the host for roles, minutes, open requests and dates, against a host that answers as the test says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import { ADA, answers, BEN, dataOf, forget, given, HOME, id, noting, run } from '../../harness/cli-answered.ts'

const [BOILER, STEAM, MEETING, DECISION] = [id('c1'), id('c2'), id('c3'), id('c4')]

const row = (one: string, title: string, more: Partial<RecordRow>): RecordRow => ({
  id: one, concept: 'role', kind: 'role', title, state: 'in force', revision: 1, offer: null, due: null, review: null, until: null, links: [], parties: [{ id: ADA, name: 'Ada', you: true }],
  needsMe: null, words: null, unavailable: false, onlyHere: false, flags: [], updatedAt: 0, ...more,
})
const rows = [
  row(BOILER, 'Steward of the boiler', {}), row(STEAM, 'Steam', { concept: 'group', kind: 'working group', state: 'active' }), row(MEETING, 'Steam, 20 May', { concept: 'minutes', kind: 'minutes', state: 'signed' }),
  row(DECISION, 'Who looks after it', { concept: 'decision', kind: 'decision', state: 'decided' }),
]
const BARE = { parties: [], revisions: [], timeline: [], possible: [], keeping: null, changed: null, draft: null } as const
const ada = { id: ADA, name: 'Ada', you: true }
const ben = { id: BEN, name: 'Ben', you: false }
const boiler: RecordDetail = {
  ...rows[0]!, ...BARE,
  role: { holders: [ben], held: [{ ...ada, from: 0, revision: 1 }, { ...ben, from: 1, revision: 2 }], decidedBy: [], handons: [{ id: id('d'), by: ben, at: 0, text: 'Please', to: [{ ...ada, passed: true, text: 'Too much' }] }] },
}
const meeting: RecordDetail = {
  ...rows[2]!, ...BARE,
  minutes: {
    keeper: ben, on: '2026-05-20', groups: [], there: [ada], toDos: [{ id: 'd1', words: 'Bring the notes', done: false, people: [] }, { id: 'd2', words: 'Order tea', done: true, people: [] }],
    memories: [{ id: id('e'), person: ada, at: 0, says: 'otherwise', text: 'It was trap 5.', revision: 1, newest: true }],
  },
}

answers({
  'records.list': () => rows,
  'records.show': ({ id: one }) => (one === MEETING ? meeting : boiler),
  'records.give': noting('give', { record: boiler, held: null }),
  'commitment.offer': noting('offer', { id: BOILER, state: 'in force' }),
  'openoffer.take': noting('take', { record: { ...boiler, state: 'in force' }, held: null }),
  'draft.create': noting('create', { id: BOILER }),
  'draft.preview': () => ({ words: id('e4'), number: 1, terms: { title: '', kind: 'role', sections: [] }, problem: null, gone: [], open: [], effect: null }),
  'calendar.days': () => [{ uid: 'u@parley', day: '2026-06-12', last: null, what: 'review', record: BOILER, title: 'Bread, and more', about: null, people: ['Ben'], changed: 0 }],
})

describe('role', () => {
  it('new announces one with its words by voice and what it is tied to; --draft only drafts it', async () => {
    await run('role', 'new', 'Steward', '--purpose', 'Warm water', '--may-decide', 'When it rests', '--until', '2027-05-01', '--hours', '4', '--group', 'Steam', '--decided-by', 'Who looks', '--steward')
    expect(given).toEqual([['offer', {
      workspace: HOME, sections: [{ voice: 'why', text: 'Warm water' }, { voice: 'may decide', text: 'When it rests' }],
      meta: {
        title: 'Steward', kind: 'role', gives: [ADA], receives: [], until: '2027-05-01', hours: 4, rolePart: 'steward',
        links: [{ id: 'ofgroup', how: 'of group', record: STEAM, title: 'Steam' }, { id: 'decidedby', how: 'decided by', record: DECISION, title: 'Who looks after it' }],
      },
    }]])
    forget()
    const { out } = await run('role', 'new', 'Second baker', '--draft', '--json')
    expect(given).toMatchObject([['create', { meta: { title: 'Second baker', kind: 'role' }, circle: 'workspace' }]])
    expect(JSON.parse(out)).toEqual({ id: BOILER })
  })

  it('offer, handon, keep, take, pass and laydown give the act, and name people', async () => {
    await run('role', 'offer', 'Steward')
    await run('role', 'handon', 'Steward', '--text', 'You know it', '--to', 'Ben')
    await run('role', 'keep', 'Steward')
    await run('role', 'take', 'Steward')
    await run('role', 'pass', 'Steward', '--text', 'Ask Chidi')
    await run('role', 'laydown', 'Steward', '--to', 'Ben')
    expect(given.map(([, params]) => params)).toEqual([
      { workspace: HOME, id: BOILER, verb: 'offer', words: id('e4') }, { workspace: HOME, id: BOILER, verb: 'handon', to: [BEN], text: 'You know it' }, { workspace: HOME, id: BOILER, verb: 'keep' },
      { workspace: HOME, id: BOILER, verb: 'takeon' }, { workspace: HOME, id: BOILER, verb: 'pass', text: 'Ask Chidi' }, { workspace: HOME, id: BOILER, verb: 'stepout', to: [BEN] },
    ])
  })

  it('is shown with who has it, who was asked, and that no advice was sought; another record is refused', async () => {
    const { out } = await run('show', 'Steward')
    for (const line of ['Who has it: Ben', 'Before: you', 'Ben asked you to go on with it', 'not for them: "Too much"', 'Announced without advice']) expect(out).toContain(line)
    const { exit, note } = await run('role', 'laydown', 'Steam, 20 May')
    expect(exit).not.toBe(0)
    expect(note).toContain('is no role')
    expect(given).toEqual([])
  })
})

describe('minutes', () => {
  it('are kept of a group, with who was there and what is left to do', async () => {
    await run('group', 'minutes', STEAM.slice(0, 8), '--on', '2026-05-20', '--said', 'We tried trap 4.', '--todo', 'Bring the notes', '--todo', 'Order tea', '--there', 'Ben')
    expect(given).toEqual([['offer', {
      workspace: HOME, sections: [{ voice: 'said', text: 'We tried trap 4.' }, { voice: 'to do', text: 'Bring the notes\n\nOrder tea' }],
      meta: { title: 'Steam, 2026-05-20', kind: 'minutes', gives: [ADA], receives: [BEN], on: '2026-05-20', links: [{ id: 'group', how: 'of group', record: STEAM, title: 'Steam' }] },
    }]])
    const { exit } = await run('group', 'minutes', 'Steward')
    expect(exit).not.toBe(0)
  })

  it('are spoken of, and a line of them is promised by who says so', async () => {
    await run('minutes', 'sowas', MEETING.slice(0, 8))
    await run('minutes', 'remember', MEETING.slice(0, 8), '--text', 'It was trap 5.')
    await run('minutes', 'promise', MEETING.slice(0, 8), '--line', '1', '--by', '2026-06-01')
    expect(given).toMatchObject([
      ['give', { id: MEETING, verb: 'sowas' }], ['give', { id: MEETING, verb: 'remember', text: 'It was trap 5.' }],
      ['offer', { meta: { title: 'Bring the notes', kind: 'promise', gives: [ADA], receives: [BEN], due: '2026-06-01', links: [{ id: 'd1', how: 'relates to', record: MEETING }] } }],
    ])
    const { exit, note } = await run('minutes', 'promise', MEETING.slice(0, 8), '--line', '7')
    expect(exit).not.toBe(0)
    expect(note).toContain('no line 7')
    const { out } = await run('show', MEETING.slice(0, 8))
    for (const line of ['kept by Ben', 'remembers otherwise', '1.  [ ]  Bring the notes', '2.  [x]  Order tea']) expect(out).toContain(line)
  })
})

describe('open requests and dates', () => {
  it('request-open asks everyone for a group; take answers with a promise in other words', async () => {
    await run('request-open', 'A van on Saturday', '--places', '1', '--group', STEAM.slice(0, 8))
    await run('take', 'Steward', '--title', 'I drive mine', '--hours', '2')
    expect(given).toMatchObject([
      ['offer', { meta: { title: 'A van on Saturday', kind: 'open request', gives: [ADA], receives: [], places: 1, links: [{ how: 'of group', record: STEAM }] } }],
      ['take', { id: BOILER, title: 'I drive mine', hours: 2 }],
    ])
  })

  it('calendar lists what is dated, and writes it where asked', async () => {
    expect((await run('calendar')).out).toContain('2026-06-12  Review: Bread, and more  Ben')
    const file = join(dataOf(), 'parley.ics')
    expect(JSON.parse((await run('calendar', '--ics', file, '--json')).out)).toEqual({ file, days: 1 })
    expect(readFileSync(file, 'utf8')).toContain('SUMMARY:Review: Bread\\, and more\r\n')
    expect((await run('calendar', '--ics', file)).exit).not.toBe(0)
    expect((await run('calendar', '--ics', file, '--force')).exit).toBe(0)
  })
})
