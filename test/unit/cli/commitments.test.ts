// What the command line asks of the host for commitments, against a host that answers as the test says.
import { describe, expect, it } from 'vitest'
import type { RecordDetail, RevisionView, StoneView, TermsView } from '#shared/protocol/contract.ts'
import { ADA, answers, BEN, given, HOME, id, noting, run } from '../../harness/cli-answered.ts'

const LETTER = id('c1')

const terms = (more: Partial<TermsView>): TermsView => ({ title: 'Oats', kind: 'mutual', sections: [], ...more })
const revision = (number: number, state: RevisionView['state'], of: TermsView | null): RevisionView => ({
  id: id(`d${number}`), number, state, words: id(`e${number}`), parents: [], by: ADA, byName: 'Ada', at: 0, terms: of, needs: [], signatures: [],
})
const stone = (one: string, measure: string): StoneView => ({
  id: one, person: ADA, name: 'Ada', you: true, measure, unit: 'of 20', baseline: null, target: '18', direction: null, by: null, movedFrom: null, state: 'to come', readings: [],
})
const words = (text: string): TermsView['sections'] => [{ voice: 'words', words: [{ type: 'paragraph', content: [{ text }] }] }]
const detail: RecordDetail = {
  id: LETTER, concept: 'commitment', kind: 'mutual', title: 'Oats', state: 'in force', revision: 2, offer: 3, due: null, review: null, until: null, links: [], needsMe: null,
  words: id('e3'), unavailable: false, onlyHere: false, flags: [], updatedAt: 0,
  parties: [{ id: ADA, name: 'Ada', you: true, role: 'gives', stance: 'accepted', revision: 1, text: null, at: 0, promise: null }],
  revisions: [
    revision(1, 'superseded', terms({ sections: words('Two sacks'), hours: 2 })), revision(2, 'in force', terms({ sections: words('Two sacks') })),
    { ...revision(3, 'offered', terms({ sections: words('Three sacks'), hours: 4, stones: [{ id: 'n', person: ADA, measure: 'Sacks' }] })), gone: [{ field: 'review', day: '2020-02-02' }] },
  ],
  timeline: [], possible: [], changed: null, draft: null,
  keeping: { stones: [stone('n1', 'Notes written'), stone('n2', 'Notes read')], checkins: [], risks: [], stepouts: [] },
}

answers({
  'records.list': () => [{ ...detail, parties: [{ id: ADA, name: 'Ada', you: true }] }],
  'records.show': () => detail,
  'records.give': noting('give', { record: detail, held: null }),
  'commitment.offer': noting('offer', { id: LETTER, state: 'offered' }),
  'commitment.duplicate': noting('duplicate', { id: LETTER }),
  'openoffer.take': noting('take', { record: { ...detail, id: LETTER, state: 'offered' }, held: null }),
  'draft.create': noting('create', { id: LETTER }),
  'draft.amend': noting('amend', { id: LETTER }), 'draft.meta': noting('meta', null), 'draft.share': noting('share', null),
  'draft.preview': () => ({ words: id('e4'), number: 4, terms: terms({}), problem: null, gone: [{ field: 'due', day: '2020-01-01' }], open: ['To buy ...'], effect: null }),
  'template.list': () => [{ id: 'handover', name: 'Handover', fits: '', kind: 'mutual', by: null, months: null, reviewMonths: null, terms: terms({}), mine: false }],
  'template.begin': noting('begin', { id: LETTER }), 'template.save': noting('save', { id: id('f') }),
})

describe('asking', () => {
  it('request asks one person for a promise to oneself', async () => {
    expect(await run('request', 'Show me the boiler', '--from', 'Ben', '--by', 'friday', '--json')).toMatchObject({ exit: 0, json: { id: LETTER, state: 'offered' } })
    expect(given).toEqual([['offer', { workspace: HOME, meta: { title: 'Show me the boiler', kind: 'promise', gives: [BEN], receives: [ADA], due: '2026-05-22' } }]])
  })

  it('offer-open and take', async () => {
    expect((await run('offer-open', 'Bookkeeping', '--hours', '4', '--places', '2', '--text', 'Mornings')).exit).toBe(0)
    expect((await run('take', 'Oats', '--text', 'For the fair', '--by', '2026-06-01')).exit).toBe(0)
    expect(given).toEqual([
      ['offer', { workspace: HOME, meta: { title: 'Bookkeeping', kind: 'open offer', gives: [ADA], receives: [], hours: 4, places: 2 }, words: 'Mornings' }],
      ['take', { workspace: HOME, id: LETTER, words: 'For the fair', due: '2026-06-01' }],
    ])
  })
})

describe('drafting', () => {
  it('a letter with its fields', async () => {
    expect((await run('commitment', 'new', '--kind', 'letter', '--to', 'Ben', '--title', 'My year', '--text', 'I bake', '--until', '2027-05-21', '--every', '3', '--stone', 'Loaves; 40 a day; 2026-07-01', '--formal')).exit).toBe(0)
    expect(given).toEqual([['create', {
      workspace: HOME, words: 'I bake', circle: 'workspace',
      meta: { title: 'My year', kind: 'letter', gives: [ADA], receives: [BEN], until: '2027-05-21', everyMonths: 3, formality: 'formal', stones: [{ id: 's1', person: ADA, measure: 'Loaves', target: '40', unit: 'a day', by: '2026-07-01' }] },
    }]])
  })

  it('says which days have gone by already: when it is drafted, and of words on offer', async () => {
    const { exit, out } = await run('commitment', 'new', '--to', 'Ben', '--title', 'Oats', '--text', 'Two sacks', '--by', '2020-01-01')
    expect([exit, out]).toEqual([0, expect.stringContaining('\nGone by already: done by 2020-01-01. It stands in the words as it was set.\nReads as if something were still to be filled in:\n  To buy ...')])
    expect((await run('show', 'Oats')).out).toContain('Gone by already: review 2020-02-02.')
  })

  it('from a template, shared with whom it is for', async () => {
    expect((await run('commitment', 'new', '--template', 'hand', '--to', 'Ben', '--hours', '2')).exit).toBe(0)
    expect(given.map(([name]) => name)).toEqual(['begin', 'share', 'meta'])
    expect(given[0]![1]).toEqual({ workspace: HOME, template: 'handover', people: [BEN] })
  })

  it('says what is missing or reads otherwise', async () => {
    expect(await run('commitment', 'new', '--to', 'Ben', '--title', 'T', '--json')).toMatchObject({ exit: 2, json: { error: { code: 'usage.missing' } } })
    expect(await run('commitment', 'new', '--kind', 'order', '--to', 'Ben', '--title', 'T', '--text', 'T', '--json')).toMatchObject({ exit: 2, json: { error: { code: 'usage.kind' } } })
    expect(await run('commitment', 'new', '--to', 'Ben', '--title', 'T', '--text', 'T', '--stone', 'Loaves; many', '--json')).toMatchObject({ exit: 2, json: { error: { code: 'usage.stone' } } })
    expect(await run('commitment', 'counter', 'Oats', '--json')).toMatchObject({ exit: 2, json: { error: { code: 'usage.missing' } } })
    expect(given).toEqual([])
  })

  it('a counter-offer is a new revision, signed', async () => {
    expect((await run('commitment', 'counter', 'Oats', '--text', 'Two sacks', '--by', '2026-06-01')).exit).toBe(0)
    expect(given).toEqual([
      ['amend', { workspace: HOME, id: LETTER, words: 'Two sacks' }], ['meta', { workspace: HOME, id: LETTER, meta: { due: '2026-06-01' } }],
      ['give', { workspace: HOME, id: LETTER, verb: 'offer', words: id('e4') }],
    ])
  })
})

describe('keeping', () => {
  it('a reading names its stone by the beginning of its words', async () => {
    expect((await run('reading', 'Oats', '--stone', 'notes w', '--value', '2,50', '--text', 'Counted')).exit).toBe(0)
    expect(given).toEqual([['give', { workspace: HOME, id: LETTER, verb: 'reading', stone: 'n1', value: '2.5', on: '2026-05-21', text: 'Counted' }]])
    expect(await run('reading', 'Oats', '--stone', 'notes', '--json')).toMatchObject({ exit: 3, json: { error: { code: 'stone.ambiguous' } } })
    expect((await run('reading', 'Oats', '--stone', 'n2', '--value', 'many', '--json')).json).toMatchObject({ error: { code: 'usage.number' } })
  })

  it('risk, renew, stepout, checkin', async () => {
    await run('risk', 'Oats', '--text', 'Rain')
    await run('risk', 'Oats', '--over')
    await run('renew', 'Oats', '--until', '2027-01-01')
    await run('stepout', 'Oats', '--notice', 'From July', '--handover', 'In the drawer', '--ask', 'Ben')
    await run('commitment', 'checkin', 'Oats', '--text', 'Slowly', '--confidence', '2', '--help-wanted', 'Hands')
    expect(given.slice(0, 4)).toEqual([
      ['give', { workspace: HOME, id: LETTER, verb: 'risk', text: 'Rain' }], ['give', { workspace: HOME, id: LETTER, verb: 'clear' }],
      ['give', { workspace: HOME, id: LETTER, verb: 'renew', until: '2027-01-01' }],
      ['give', { workspace: HOME, id: LETTER, verb: 'stepout', notice: 'From July', handover: 'In the drawer', to: [BEN] }],
    ])
    expect(given[4]).toMatchObject(['give', { verb: 'checkin', text: 'Slowly', confidence: 2, help: 'Hands' }])
  })
})

describe('diff', () => {
  it('tells words and fields between any two revisions', async () => {
    const done = await run('diff', 'Oats', '--from', '1', '--to', '3', '--json')
    expect(done).toMatchObject({ exit: 0, json: { from: 1, to: 3, changes: [
      { what: 'words', pieces: [{ change: 'removed', text: 'Two' }, { change: 'added', text: 'Three' }, { change: 'same', text: ' sacks' }] },
      { what: 'stones', change: 'added', name: 'Sacks' }, { what: 'hours', before: '2', after: '4' },
    ] } })
    const text = (await run('diff', 'Oats')).out
    expect(text).toContain('revision 2 to 3')
    expect(text).toContain('[-Two-]{+Three+} sacks')
    expect(text).toContain('hours: none -> 4')
  })
})

describe('templates', () => {
  it('of charters and of commitments are listed; any record becomes one', async () => {
    const listed = await run('ls', 'templates', '--json')
    expect((listed.json as unknown as { id: string; kind: string }[]).map((one) => one.kind)).toEqual(expect.arrayContaining(['charter', 'mutual']))
    expect((await run('template', 'save', 'Oats', '--name', 'Our oats')).exit).toBe(0)
    expect(given).toEqual([['save', { workspace: HOME, id: LETTER, name: 'Our oats' }]])
  })
})
