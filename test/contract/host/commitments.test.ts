// Commitments over whole hosts: asked for, offered to anybody, taken up, renewed, handed over; hours; templates.
import { describe, expect, it } from 'vitest'
import { addDays, weekdayOf, weekStart, type WeekRule } from '#shared/base/calendar.ts'
import { weekName } from '#shared/domain/commitment/capacity.ts'
import type { DraftMeta } from '#shared/protocol/contract.ts'
import { codeOf, joins, type Someone } from '../../harness/hosts.ts'
import { adaAndBen, clock, network, opened } from '../../harness/stage.ts'

/** As in America. */
const SUNDAYS: WeekRule = { firstDay: 7, minimalDays: 1 }
const promiseOf = (giver: string, to: string, more: Partial<DraftMeta> = {}) => ({ title: 'Show me the boiler', kind: 'promise' as const, gives: [giver], receives: [to], ...more })

describe('a promise that is asked for', () => {
  it('waits for who is to give it, and is in force once they accept [CO7]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id, state } = await ada.in('commitment.offer', { meta: promiseOf(b, a), words: 'Before the winter' })
    expect(state).toBe('offered')
    const asked = await ben.seesRecord(id, 'the request')
    expect((await ben.in('desk.show', {})).needs.filter(({ record }) => record === id)).toMatchObject([{ kind: 'answer', way: 'ask' }])
    expect(asked).toMatchObject({ state: 'offered', needsMe: 'answer', revisions: [{ terms: { sections: [{ voice: 'promises', person: b }] } }] })
    expect(await ben.gives(id, 'accept')).toMatchObject({ state: 'in force' })
    await ada.seesRecord(id, 'it in force', (seen) => seen.state === 'in force')
  })

  it('may be answered with other words: those hold at once, for who gave them [CO7]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: promiseOf(b, a, { due: '2031-05-01' }) })
    await ben.seesRecord(id, 'the request')
    await ben.in('draft.amend', { id })
    await ben.in('draft.meta', { id, meta: { due: '2031-07-01', hours: 2 } })
    expect(await ben.gives(id, 'offer')).toMatchObject({ state: 'in force', revision: 2, due: '2031-07-01' })
    expect(await ada.seesRecord(id, 'the answer', (seen) => seen.revision === 2)).toMatchObject({ state: 'in force', needsMe: null })
    const told = async () => (await ada.in('desk.show', {})).needs.filter(({ kind }) => kind === 'instead')
    const [need] = await told()
    expect(need).toMatchObject({ by: { name: 'Ben' }, number: 2, record: id })
    await ada.in('notices.seen', { keys: [need!.key] })
    expect(await told()).toHaveLength(1)
    clock.pass(86_400_000)
    expect(await told()).toEqual([])
    expect(await ada.gives(id, 'decline', { text: 'Too late for me' })).toMatchObject({ state: 'declined' })
  })
})

describe('who is part of a letter', () => {
  const letter = (a: string, b: string) => ({ title: 'The milk round', kind: 'mutual' as const, gives: [a, b], receives: [] })

  it('is a change to its words: told in the list, by what offering would do, and to who signed before', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const chidi = opened(await joins('Chidi', ada))
    const c = await chidi.me()
    const { id } = await ada.in('commitment.offer', { meta: letter(a, b), words: 'Each of us a day' })
    await ben.seesRecord(id, 'the letter')
    await ben.gives(id, 'accept')
    await ada.seesRecord(id, 'it in force', (seen) => seen.state === 'in force')
    await ada.sees('Chidi', async () => (await ada.in('people.list', {})).some(({ id: one }) => one === c))
    await ada.in('draft.amend', { id })
    const flags = async () => (await ada.in('records.show', { id })).flags
    expect(await flags()).not.toContain('edited since offer')
    await ada.in('draft.meta', { id, meta: { gives: [a, b, c] } })
    expect(await flags()).toContain('edited since offer')
    const changes = [{ what: 'parties', before: 'Ada, Ben', after: 'Ada, Ben, Chidi' }]
    expect((await ada.in('draft.preview', { id })).effect).toMatchObject({ changes, needs: [{ name: 'Ada' }, { name: 'Ben' }, { name: 'Chidi' }] })
    await ada.gives(id, 'offer')
    expect(await ben.seesRecord(id, 'the new words', (seen) => seen.offer === 2)).toMatchObject({ needsMe: 'accept again', changed: { changes } })
  })

  it('stays who it is under another name: nobody edited anything', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { ...letter(a, b) }, words: 'Each of us a day' })
    await ben.seesRecord(id, 'the letter')
    await ada.in('draft.amend', { id })
    await ben.in('profile.set', { change: { name: 'Benedikt' } })
    await ada.sees('his new name', async () => (await ada.in('people.list', {})).some(({ name }) => name === 'Benedikt'))
    expect((await ada.in('records.show', { id })).flags).not.toContain('edited since offer')
    await ada.in('draft.meta', { id, meta: { hours: 2 } })
    expect((await ada.in('records.show', { id })).flags).toContain('edited since offer')
  })
})

describe('an open offer', () => {
  it('is taken up by promises that name it; only what its owner confirms takes a place [OO2, OO3, OO4]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Four hours of bookkeeping', kind: 'open offer', gives: [a], receives: [], hours: 4, places: 1 } })
    await ben.seesRecord(id, 'the offer')
    expect(await ben.in('openoffer.show', { id })).toMatchObject({ owner: { id: a }, places: 1, open: true, taken: [], take: { allowed: true } })
    const { record: first } = await ben.in('openoffer.take', { id, words: 'For the winter fair' })
    const { record: second } = await ben.in('openoffer.take', { id, title: 'And the summer fair' })
    expect(first.state).toBe('offered')
    expect(await ben.in('openoffer.show', { id })).toMatchObject({ open: true, waiting: [{ title: 'Four hours of bookkeeping' }, { title: 'And the summer fair' }] })
    const asked = await ada.seesRecord(first.id, 'who takes it up')
    expect(asked).toMatchObject({ needsMe: 'answer', links: [{ how: 'answers', record: id }], revisions: [{ terms: { hours: 4 } }] })
    await ada.gives(first.id, 'accept')
    expect(await ada.in('openoffer.show', { id })).toMatchObject({ open: false, taken: [{ record: first.id, people: [{ id: b, name: 'Ben' }] }], take: { allowed: false } })
    await ben.seesRecord(first.id, 'it in force', (seen) => seen.state === 'in force')
    expect(await codeOf(ben.in('openoffer.take', { id }))).toBe('openoffer.full')
    // What was asked meanwhile binds nobody; its owner may still confirm it.
    expect((await ada.seesRecord(second.id, 'the second')).state).toBe('offered')
    await ben.gives(first.id, 'release')
    expect(await ben.in('openoffer.show', { id })).toMatchObject({ open: true })
    expect(await codeOf(ada.in('openoffer.take', { id }))).toBe('openoffer.own')
    await ada.gives(id, 'withdraw')
    await ben.seesRecord(id, 'it closed', (seen) => seen.state === 'ended')
    expect(await codeOf(ben.in('openoffer.take', { id }))).toBe('openoffer.closed')
    expect(await codeOf(ben.in('openoffer.show', { id: first.id }))).toBe('openoffer.none')
  })
})

describe('what was only said', () => {
  it('is noted by one, and counts once the other acknowledges it [CO7]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id, state } = await ada.in('commitment.offer', { meta: promiseOf(a, b, { medium: 'verbal' }) })
    expect(state).toBe('offered')
    await ben.seesRecord(id, 'the note')
    expect(await ben.gives(id, 'accept')).toMatchObject({ state: 'in force', parties: [{ role: 'gives' }, { id: b, role: 'receives' }] })
  })

  it('is called noted wherever it is told of, whatever its kind', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { upto } = await ben.in('desk.show', {})
    await ben.in('desk.looked', { upto })
    const letter = { title: 'Who locks up', kind: 'mutual' as const, gives: [a, b], receives: [], medium: 'verbal' as const }
    network.cutOff(ada.data)
    const { id } = await ada.in('commitment.offer', { meta: letter, words: 'Whoever leaves last' })
    expect((await ada.in('status', {})).onlyHere.filter(({ title }) => title === letter.title).map(({ verb }) => verb)).toEqual(['note'])
    network.reconnect(ada.data)
    const seen = await ben.seesRecord(id, 'the note')
    const [activity] = (await ben.in('activity.list', { record: id })).entries
    const [reached] = await ada.in('records.reach', { id })
    const change = await ben.sees('it on the desk', async () => (await ben.in('desk.show', {})).changes.find(({ record }) => record === id) ?? null)
    expect([seen.timeline[0]?.verb, activity?.type, reached?.verb, change.by]).toEqual(['note', 'commitment.note', 'note', [{ id: a, name: 'Ada', verbs: ['note'] }]])
  })
})

describe('the keeping of a letter', () => {
  it('goes from reading to handover', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const stones = [{ id: 'notes', person: a, measure: 'Shifts with a note', unit: 'of 20', target: '18' }]
    const id = await ada.drafts({ title: 'A calm handover', kind: 'mutual', gives: [a, b], stones })
    const preview = await ada.in('draft.preview', { id })
    expect(preview).toMatchObject({ problem: null, effect: { against: null, needs: [{ you: true }, { name: 'Ben' }], holds: null, fits: [] } })
    await ada.gives(id, 'offer')
    await ben.seesRecord(id, 'the letter')
    await ben.gives(id, 'accept')
    await ada.seesRecord(id, 'it in force', (seen) => seen.state === 'in force')
    await ada.gives(id, 'reading', { stone: 'notes', value: '12.5', on: '2026-05-20', text: 'Counted' })
    await ada.gives(id, 'checkin', { text: 'Slowly', confidence: 2, help: 'A second pair of eyes' })
    await ada.gives(id, 'risk', { text: 'The panel is late' })
    const seen = await ben.seesRecord(id, 'what was said', ({ keeping }) => keeping?.risks.length === 1)
    expect(seen).toMatchObject({ flags: expect.arrayContaining(['at risk']), keeping: { stones: [{ state: 'under way', readings: [{ value: '12.5' }] }], checkins: [{ help: 'A second pair of eyes', confidence: 2 }] } })
    expect(await codeOf(ben.gives(id, 'clear'))).toBe('risk.none')
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { stones: [{ ...stones[0]!, target: '19' }] } })
    expect((await ada.in('draft.preview', { id })).effect).toMatchObject({
      against: 1, holds: { number: 1, people: [{ name: 'Ada' }, { name: 'Ben' }] }, changes: [{ what: 'stones', item: 'notes', fields: [{ field: 'target', before: '18', after: '19' }] }],
    })
    await ada.gives(id, 'stepout', { notice: 'From July', handover: 'The book is in the drawer', to: [b] })
    expect((await ben.seesRecord(id, 'who left', ({ keeping }) => keeping?.stepouts.length === 1)).keeping!.stepouts).toMatchObject([{ handover: 'The book is in the drawer', to: [{ you: true }] }])
    const { id: taken } = await ben.in('commitment.duplicate', { id, how: 'take over' })
    expect((await ben.in('draft.open', { id: taken })).meta).toMatchObject({ gives: [b], links: [{ how: 'supersedes', record: id }], stones: [{ person: b }] })
    expect(await codeOf(ada.gives(id, 'reading', { stone: 'notes', value: '1', on: '2026-05-20' }))).toBe('commitment.not-in-force')
  })
})

describe('a review', () => {
  it('is renewed with one call, and the old words hold until all accepted [CO12]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const id = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [a, b], review: '2020-01-01', everyMonths: 3 }, 'As we said.')
    expect(await codeOf(ada.in('records.give', { verb: 'renew', id }))).toBe('record.draft')
    const gone = [{ field: 'review', day: '2020-01-01' }]
    expect(await ada.in('draft.preview', { id })).toMatchObject({ problem: null, gone })
    await ada.gives(id, 'offer')
    expect(await codeOf(ada.in('records.give', { verb: 'renew', id }))).toBe('renew.not-in-force')
    expect((await ben.seesRecord(id, 'the letter')).revisions).toMatchObject([{ gone }])
    await ben.gives(id, 'accept')
    const due = await ada.seesRecord(id, 'it in force', (seen) => seen.state === 'in force')
    expect(due.flags).toContain('review due')
    expect(due.revisions[0]).not.toHaveProperty('gone')
    const { record } = await ada.in('records.give', { verb: 'renew', id, until: '2040-01-01' })
    expect(record).toMatchObject({ revision: 1, offer: 2, state: 'in force' })
    const seen = await ben.seesRecord(id, 'the renewal', ({ offer }) => offer === 2)
    expect(seen).toMatchObject({ needsMe: 'accept again', changed: { from: { number: 1 }, holds: 1, changes: [{ what: 'review', before: '2020-01-01' }, { what: 'until', before: null, after: '2040-01-01' }] } })
    expect(await ben.gives(id, 'accept', { revision: seen.changed!.to.id, words: seen.changed!.to.words })).toMatchObject({ revision: 2, changed: null })
    expect(seen.changed!.changes!.find(({ what }) => what === 'review')).toMatchObject({ after: expect.stringMatching(/^20[2-9]\d-\d\d-01$/) as string })
    expect(await codeOf(ben.in('records.give', { verb: 'renew', id }))).toBe('renew.nothing')
  })
})

describe('hours', () => {
  it('are told to their owner week by week; others hear that it fits or does not [CA5], [CA6]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    await ben.in('profile.set', { change: {}, hours: { amount: 10, shown: true } })
    const first = await ben.in('commitment.offer', { meta: { ...promiseOf(b, a), hours: 8 } })
    await ada.sees('Ben\'s promise and hours', async () => (await ada.in('records.list', {})).some(({ id }) => id === first.id))
    const mine = await ben.in('capacity.mine', { weeks: 2 })
    expect(mine).toMatchObject({ available: 10, fit: { fits: true }, weeks: [{ hours: 8, by: [{ record: first.id }] }, { hours: 8 }], promised: [{ record: first.id, to: [{ id: a }], hours: 8 }], oneSided: [{ way: 'from me' }] })
    // Where weeks begin on Sundays, they are told so.
    expect((await ben.in('capacity.mine', { weeks: 2, rule: SUNDAYS })).weeks.map(({ from }) => weekdayOf(from))).toEqual([7, 7])
    expect((await ben.in('hours.mine', { rule: SUNDAYS })).weeks.map(({ from }) => weekdayOf(from))).toEqual([7, 7, 7, 7])
    expect((await ben.in('hours.mine', {})).weeks.map(({ from }) => weekdayOf(from))).toEqual([1, 1, 1, 1])
    expect(await ada.in('capacity.mine', {})).toMatchObject({ available: null, fit: { fits: null }, promisedToMe: [{ record: first.id }] })
    const id = await ada.drafts({ title: 'The fair', kind: 'mutual', gives: [a, b], time: [{ id: 't', person: b, hours: '3' }] }, 'As we said.')
    const fits = async (who: Someone) => (await who.in('draft.preview', { id })).effect!.fits
    expect(await ada.sees('that it does not fit', async () => (await fits(ada)).find((one) => one.id === b && one.fits === false) ?? null)).toMatchObject({ name: 'Ben', over: null })
    await ben.sees('the draft', async () => (await ben.in('records.list', {})).some((row) => row.id === id))
    expect(await fits(ben)).toMatchObject([{ you: true, fits: false, over: { hours: 11, available: 10 } }])
    // [CA6] The same before accepting what somebody else offers; a promise that does not fit may be accepted all the same.
    await ada.gives(id, 'offer')
    const offer = await ben.seesRecord(id, 'the offer', ({ state }) => state === 'offered')
    const revision = offer.revisions[0]!.id
    expect(await ben.in('capacity.fits', { id, revision })).toMatchObject([{ you: true, fits: false, over: { hours: 11, available: 10 } }])
    expect(await ada.in('capacity.fits', { id, revision })).toEqual([{ id: b, name: 'Ben', you: false, fits: false, over: null, own: null }])
    await ben.in('profile.set', { change: {}, hours: { amount: 12, shown: false } })
    expect(await ben.in('capacity.fits', { id, revision })).toMatchObject([{ you: true, fits: true, over: null }])
    expect(await ada.sees('that Ben shows no hours', async () => (await ada.in('capacity.fits', { id, revision })).find(({ fits: fit }) => fit === null) ?? null)).toMatchObject({ name: 'Ben', over: null })
    expect(await ada.in('capacity.fits', { id, revision: 'f'.repeat(64) })).toEqual([])
    expect(await codeOf(ada.in('capacity.fits', { id: 'f'.repeat(64), revision }))).toBe('record.unknown')
    await ben.in('profile.set', { change: {}, hours: { amount: 10, shown: true } })
    const leaving = await ben.in('capacity.leaving', {})
    expect(leaving).toMatchObject({ breaks: [{ record: first.id, hours: 8 }] })
    expect(leaving.handover).toContain('Show me the boiler (for Ada, 8 h a week)')
  })

  it('fit or not by the weeks of whoever asks: a full one from Sunday to Saturday fills no ISO week [CA3], [CA5]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    await ben.in('profile.set', { change: {}, hours: { amount: 13, shown: false } })
    await ben.in('commitment.offer', { meta: { ...promiseOf(b, a), hours: 7 } })
    const { today } = await ben.in('desk.show', {})
    const from = weekStart(addDays(today, 14), SUNDAYS)
    const id = await ada.drafts({ title: 'The fair', kind: 'mutual', gives: [a, b], time: [{ id: 't', person: b, hours: '7' }], from, until: addDays(from, 6) }, 'All of a week.')
    await ada.in('draft.share', { id })
    await ben.sees('the draft', async () => (await ben.in('draft.preview', { id }).catch(() => null))?.problem === null)
    const over = { week: weekName(from, SUNDAYS), from, hours: 14, available: 13 }
    const preview = async (rule?: WeekRule) => (await ben.in('draft.preview', { id, ...(rule && { rule }) })).effect!.fits
    expect(await preview()).toMatchObject([{ you: true, fits: true, over: null }])
    expect(await preview(SUNDAYS)).toMatchObject([{ you: true, fits: false, over }])
    await ada.gives(id, 'offer')
    const revision = (await ben.seesRecord(id, 'the offer', ({ state }) => state === 'offered')).revisions[0]!.id
    expect(await ben.in('capacity.fits', { id, revision })).toMatchObject([{ you: true, fits: true, over: null }])
    expect(await ben.in('capacity.fits', { id, revision, rule: SUNDAYS })).toMatchObject([{ you: true, fits: false, over }])
    // What is signed is the same words for both, whatever their weeks.
    expect((await ben.in('draft.preview', { id, rule: SUNDAYS })).words).toBe((await ben.in('draft.preview', { id })).words)
  })
})

describe('templates', () => {
  it('come with Parley, and from any record for everybody [TP1, TP2]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const built = await ada.in('template.list', {})
    expect(built.length).toBeGreaterThanOrEqual(7)
    const { id } = await ada.in('template.begin', { template: 'yearly-letter', people: [b], title: 'Ada, 2027' })
    expect(await ada.in('records.show', { id })).toMatchObject({ title: 'Ada, 2027', kind: 'letter', state: 'draft', onlyHere: true })
    expect((await ada.in('draft.preview', { id })).effect).toMatchObject({ needs: [{ id: a }, { id: b }] })
    await ada.gives(id, 'offer')
    const saved = await ada.in('template.save', { id, name: 'How we write ours', fits: 'Bakers' })
    const listed = await ben.sees('the template', async () => (await ben.in('template.list', {})).find((one) => one.id === saved.id) ?? null)
    expect(listed).toMatchObject({ name: 'How we write ours', fits: 'Bakers', by: { id: a, name: 'Ada' }, mine: false, kind: 'letter' })
    const begun = await ben.in('template.begin', { template: saved.id, people: [a] })
    expect((await ben.in('draft.open', { id: begun.id })).meta).toMatchObject({ gives: [b], receives: [a], activities: [{ person: b }] })
    expect(await codeOf(ben.in('template.retire', { template: saved.id }))).toBe('template.not-yours')
    await ada.in('template.retire', { template: saved.id })
    expect(await codeOf(ada.in('template.begin', { template: saved.id, people: [b] }))).toBe('template.unknown')
  })
})

describe('a draft that was put aside', () => {
  it('is gone on with by whoever writes the next words, with all that stands in it', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const id = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [a, b] }, 'As we said.')
    await ada.gives(id, 'offer')
    await ben.seesRecord(id, 'the letter')
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { priority: 'Calm', stones: [{ id: 's', person: a, measure: 'Loaves' }], witnesses: [b] } })
    expect((await ada.in('draft.open', { id })).meta).toMatchObject({ priority: 'Calm', stones: [{ id: 's' }] })
    await ada.in('draft.aside', { id, aside: true })
    expect(await ada.in('records.show', { id })).toMatchObject({ aside: { byName: 'Ada', you: true }, draft: id })
    const ben1 = await ben.seesRecord(id, 'that it was put aside', ({ aside }) => aside !== undefined)
    expect(ben1.aside).toMatchObject({ byName: 'Ada', you: false })
    expect(ben1.flags).not.toContain('put away')
    await ben.in('draft.amend', { id })
    expect((await ben.in('draft.open', { id })).meta).toMatchObject({ priority: 'Calm', stones: [{ id: 's' }], witnesses: [b] })
    await ada.seesRecord(id, 'that it is gone on with', ({ aside }) => aside === undefined)
  })
})
