// Profiles, expertise and questions between whole hosts.
import { describe, expect, it } from 'vitest'
import { toBase64 } from '#shared/base/bytes.ts'
import { actsOnDisk, codeOf, founds, joins, type Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

const DAY = 86_400_000
const sees = <T>(one: Someone, what: string, look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> =>
  one.sees(what, async () => {
    const seen = await look()
    return holds(seen) ? { seen } : null
  }).then(({ seen }) => seen)
/** A still PNG by its head: 8 by 8 points. */
const PICTURE = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 73, 68, 65, 84])

async function two(): Promise<{ ada: Someone; ben: Someone; adaId: string; benId: string }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  return { ada, ben, adaId: await ada.me(), benId: await ben.me() }
}

describe('a profile', () => {
  it('reaches the others, with its picture; a new name shows everywhere and the old one is found', async () => {
    const { ada, ben, adaId, benId } = await two()
    const letter = await ada.drafts({ title: 'Bread on Fridays', kind: 'mutual', gives: [adaId, benId] }, 'As we said.')
    await ada.in('records.give', { id: letter, verb: 'offer' })
    await sees(ben, 'the letter', () => ben.in('records.list', {}), (rows) => rows.some((row) => row.id === letter))
    await ada.in('profile.set', { change: { name: 'Ada Okafor', pronouns: 'she/her', about: 'Bees.', languages: ['Dutch', ' '] }, picture: toBase64(PICTURE) })
    const seen = await sees(ben, 'the name', () => ben.in('people.list', {}), (people) => people.some((one) => one.name === 'Ada Okafor'))
    expect(seen.find((one) => one.id === adaId)).toMatchObject({ formerNames: ['Ada'], pronouns: 'she/her', photo: expect.any(String), attention: null })
    expect(await ben.in('profile.show', { person: adaId })).toMatchObject({ about: 'Bees.', languages: ['Dutch'], hours: null })
    expect(await ben.in('profile.photo', { person: adaId })).toEqual({ type: 'image/png', bytes: toBase64(PICTURE) })
    const row = (await ben.in('records.list', {})).find((one) => one.id === letter)!
    expect(row.parties.map((party) => party.name)).toContain('Ada Okafor')
    expect((await ben.in('people.find', { text: 'ada' })).others).toMatchObject([{ person: adaId, why: [{ kind: 'name' }] }])
    expect(await codeOf(ada.in('profile.set', { change: { name: '' } }))).toBe('profile.name')
    expect(await codeOf(ada.in('profile.set', { change: {}, picture: toBase64(new Uint8Array(64)) }))).toBe('profile.photo')
    expect(await codeOf(ada.in('profile.set', { change: { name: 'Ada Okafor' } }))).toBe('profile.same')
    await ada.in('profile.set', { picture: null })
    await sees(ben, 'no picture', () => ben.in('profile.photo', { person: adaId }), (photo) => photo === null)
  })

  it('keeps hours that are not shown on the device, in no act at all', async () => {
    const { ada, ben, adaId } = await two()
    const before = actsOnDisk(ada.data).length
    expect((await ada.in('profile.set', { hours: { amount: 27, shown: false } })).hours).toEqual({ amount: 27, seen: null })
    expect(actsOnDisk(ada.data).length).toBe(before)
    await ada.in('profile.set', { hours: { amount: 28, shown: true } })
    await sees(ben, 'hours', () => ben.in('profile.show', { person: adaId }), (view) => view.hours?.amount === 28)
    expect((await ada.in('profile.set', { hours: { amount: 30, shown: false } })).hours).toEqual({ amount: 30, seen: null })
    await sees(ben, 'no hours', () => ben.in('profile.show', { person: adaId }), (view) => view.hours === null)
    await ada.close()
    await ada.open()
    expect((await ada.in('profile.show', {})).hours).toEqual({ amount: 30, seen: null })
    expect(actsOnDisk(ada.data).some(({ act }) => JSON.stringify(act.body).includes('27') && act.type === 'profile.say')).toBe(false)
  })

  it('says who is away, and for how long, by the date of who looks', async () => {
    const { ada, ben, adaId, benId } = await two()
    await ada.in('profile.set', { change: { attention: { kind: 'away', until: '2026-05-24', note: 'On the river', standIn: benId } } })
    const away = (): Promise<unknown> => ben.in('people.list', {}).then((people) => people.find((one) => one.id === adaId)!.attention)
    await sees(ben, 'away', away, (one) => one !== null)
    expect(await away()).toEqual({ kind: 'away', until: '2026-05-24', note: 'On the river', standIn: { id: benId, name: 'Ben', you: true } })
    clock.pass(2 * DAY)
    expect(await away()).not.toBeNull()
    clock.pass(DAY)
    expect(await away()).toBeNull()
    expect(await codeOf(ada.in('profile.set', { change: { attention: { kind: 'away', until: '2026-05-24' } } }))).toBe('profile.until')
    expect(await codeOf(ada.in('profile.set', { change: { attention: { kind: 'away', standIn: 'f'.repeat(64) } } }))).toBe('profile.stand-in')
  })

  it('stays readable once the person left', async () => {
    const { ada, ben, benId } = await two()
    await ben.in('profile.set', { change: { about: 'Milk.' } })
    await ben.in('expertise.claim', { topic: 'Cheese' })
    await sees(ada, 'the topic', () => ada.in('topics.list', {}), (topics) => topics.length === 1)
    await ben.in('workspace.leave', {})
    await sees(ada, 'that Ben left', () => ada.in('people.list', {}), (people) => people.some((one) => one.id === benId && !one.member))
    expect(await ada.in('profile.show', { person: benId })).toMatchObject({ about: 'Milk.', entries: [{ topic: 'Cheese' }], person: { member: false } })
    expect(await ada.in('topics.list', {})).toEqual([])
    expect(await codeOf(ben.in('profile.set', { change: { about: 'Still here.' } }))).toBe('profile.left')
    expect(await codeOf(ada.in('question.ask', { title: 'Ben?', to: [benId] }))).toBe('question.gone')
  })
})

describe('expertise', () => {
  it('is claimed, endorsed by name, shown with evidence that holds, and fades by the date of who looks', async () => {
    const { ada, ben, adaId, benId } = await two()
    const { id: promised } = await ada.in('records.promise', { title: 'Audit notes', receives: [benId] })
    expect(await codeOf(ada.in('expertise.claim', { topic: 'Audits', evidence: [promised] }))).toBe('expertise.evidence')
    await ada.in('records.give', { id: promised, verb: 'fulfil' })
    await sees(ben, 'the claim', () => ben.in('records.list', {}), (rows) => rows.some((row) => row.id === promised && row.needsMe === 'acknowledge'))
    await ben.in('records.give', { id: promised, verb: 'acknowledge' })
    await sees(ada, 'that it is kept', () => ada.in('expertise.evidence', {}), (all) => all.some((one) => one.id === promised))
    await ada.in('expertise.claim', { topic: 'Audits', words: 'Energy ones.', how: 'Come by', evidence: [promised] })
    await sees(ben, 'the topic', () => ben.in('topics.show', { topic: 'audits' }), (view) => view.helpers.length === 1)
    const view = await ben.in('expertise.endorse', { person: adaId, topic: 'AUDITS', words: 'She found ours.' })
    expect(view.entries).toMatchObject([{ topic: 'Audits', evidence: [{ id: promised, title: 'Audit notes', holds: true }], endorsers: [{ name: 'Ben', words: 'She found ours.', member: true }], faded: false }])
    expect(await codeOf(ben.in('expertise.endorse', { person: adaId, topic: 'Bees' }))).toBe('expertise.unclaimed')
    clock.pass(400 * DAY)
    expect((await ben.in('profile.show', { person: adaId })).entries).toMatchObject([{ faded: true, lastUsed: clock.now() - 400 * DAY }])
    await ada.in('expertise.claim', { topic: 'Audits' })
    expect((await ada.in('profile.show', {})).entries).toMatchObject([{ faded: false, evidence: [], endorsers: [{ name: 'Ben' }] }])
    expect((await ben.in('expertise.unendorse', { person: adaId, topic: 'Audits' })).entries[0]?.endorsers).toEqual([])
    await ada.in('expertise.drop', { topic: 'audits' })
    await sees(ben, 'that it is gone', () => ben.in('topics.list', {}), (topics) => topics.length === 0)
  })

  it('may be shown by advice that was used and by a group, and by no advice that was not', async () => {
    const { ada, ben, benId, adaId } = await two()
    const could = async (one: Someone): Promise<string[]> => (await one.in('expertise.evidence', {})).map(({ title }) => title ?? '')
    const { id: decision } = await ada.in('draft.create', { meta: { title: 'A second-hand retort', kind: 'decision', gives: [adaId], receives: [] }, words: 'To buy it.', circle: 'workspace' })
    await ada.gives(decision, 'offer')
    await ada.in('records.give', { id: decision, verb: 'ask', people: [benId], as: 'affected' })
    await ben.seesRecord(decision, 'that he is asked', (seen) => seen.needsMe === 'advise')
    await ben.in('records.give', { id: decision, verb: 'advise', text: 'Stagger the start.' })
    await ada.seesRecord(decision, 'the advice', (seen) => seen.needsMe === 'answer advice')
    await ada.in('records.give', { id: decision, verb: 'answer', about: benId, used: 'no', text: 'Not this year.' })
    await ben.seesRecord(decision, 'that it was not used', (seen) => seen.decision!.advisers[0]!.standing === 'answered')
    expect(await could(ben)).toEqual([])
    expect(await codeOf(ben.in('expertise.claim', { topic: 'Steam', evidence: [decision] }))).toBe('expertise.evidence')
    await ada.in('records.give', { id: decision, verb: 'answer', about: benId, used: 'partly', text: 'In the third paragraph.' })
    await sees(ben, 'that it was used', () => could(ben), (all) => all.includes('A second-hand retort'))
    expect(await could(ada), 'who decided gave no advice').toEqual([])
    const { id: group } = await ada.in('draft.create', { meta: { title: 'Steam keepers', kind: 'team', gives: [adaId, benId], receives: [] }, words: 'To keep the steam.', circle: 'workspace' })
    await ada.gives(group, 'offer')
    await ben.seesRecord(group, 'the charter')
    expect(await could(ben), 'not before he accepts').toEqual(['A second-hand retort'])
    await ben.gives(group, 'accept')
    await sees(ada, 'that it holds', () => could(ada), (all) => all.includes('Steam keepers'))
    const { entries } = await ben.in('expertise.claim', { topic: 'Steam', evidence: [decision, group] })
    expect(entries[0]!.evidence).toMatchObject([{ title: 'A second-hand retort', concept: 'decision', holds: true }, { title: 'Steam keepers', concept: 'group', holds: true }])
  })

  it('finds whom to ask, and says why, also by another word for it', async () => {
    const { ada, ben, adaId, benId } = await two()
    await ada.in('expertise.claim', { topic: 'Steam traps', words: 'Finding the one that leaks.' })
    await ben.in('expertise.wish', { topic: 'Steam traps' })
    await sees(ben, 'the topic', () => ben.in('topics.list', {}), (topics) => topics.some((one) => one.helpers.length > 0))
    await ben.in('topics.alias', { topic: 'Steam traps', also: 'Condensate' })
    expect(await codeOf(ben.in('topics.alias', { topic: 'steam-traps', also: 'condensate' }))).toBe('topic.known')
    expect(await ben.in('people.find', { text: 'condens' })).toMatchObject({ helps: [{ person: adaId, why: [{ kind: 'alias', topic: 'Steam traps', other: 'Condensate', by: 'Ben' }] }], learns: [] })
    expect(await ben.in('people.find', { text: 'stéam' })).toMatchObject({ helps: [{ person: adaId }], learns: [{ person: benId }] })
    expect(await ben.in('people.find', { text: 'wasps' })).toEqual({ helps: [], learns: [], others: [], questions: [] })
    await ada.in('profile.set', { change: { about: 'I kept bees for years.' } })
    await sees(ben, 'what Ada says', () => ben.in('find', { text: 'bees kept' }), ({ people }) => people.length === 1)
    expect((await ben.in('find', { text: 'bees kept' })).people).toEqual([{ id: adaId, name: 'Ada', says: 'I \u0001kept\u0002 \u0001bees\u0002 for years.' }])
    expect((await ben.in('find', { text: 'leaks' })).people).toEqual([{ id: adaId, name: 'Ada', says: 'Steam traps: Finding the one that \u0001leaks\u0002.' }])
    expect((await ben.in('find', { text: 'ada' })).people).toEqual([{ id: adaId, name: 'Ada', says: null }])
    const { aliases: [alias] } = await ben.in('topics.show', { topic: 'steam traps' })
    expect(alias).toMatchObject({ other: 'Condensate', by: { name: 'Ben' } })
    await sees(ada, 'the other word', () => ada.in('topics.show', { topic: 'Condensate' }), (view) => view.aliases.length === 1)
    expect(await codeOf(ada.in('topics.unalias', { alias: alias!.id }))).toBe('topic.other')
    await ben.in('topics.unalias', { alias: alias!.id })
    expect((await ben.in('people.find', { text: 'condens' })).helps).toEqual([])
  })
})

describe('a question', () => {
  it('asks, is answered, says what helped, is found by search, and shows who turned to whom', async () => {
    const { ada, ben, adaId, benId } = await two()
    await ben.in('expertise.claim', { topic: 'Steam traps' })
    const { id } = await ada.in('question.ask', { title: 'Which trap ticks?', text: 'The one by column 4.', topics: ['steam traps'], to: [benId] })
    const asked = await sees(ben, 'the question', () => ben.in('question.list', { topic: 'Steam traps' }), (rows) => rows.length === 1)
    expect(asked).toMatchObject([{ id, state: 'open', asksMe: true, asker: { name: 'Ada' }, answer: null }])
    expect((await ben.in('records.list', { concept: 'question' }))).toMatchObject([{ id, kind: 'question', needsMe: 'answer question', state: 'open' }])
    await ben.in('question.give', { id, verb: 'answer', text: 'The grey one. The red one lies.' })
    const answered = await sees(ada, 'the answer', () => ada.in('question.show', { id }), (one) => one.answers.length === 1)
    expect(answered).toMatchObject({ text: 'The one by column 4.', to: [{ name: 'Ben', stance: 'answered' }], answers: [{ helped: false, text: 'The grey one. The red one lies.' }] })
    expect(await codeOf(ben.in('question.give', { id, verb: 'helped' }))).toBe('question.not-asker')
    expect(await ada.in('question.give', { id, verb: 'helped', answer: answered.answers[0]!.id })).toMatchObject({ state: 'answered' })
    const view = await sees(ben, 'that it helped', () => ben.in('topics.show', { topic: 'Steam traps' }), (one) => one.relations.length === 1)
    expect(view.relations).toMatchObject([{ asker: { name: 'Ada' }, helper: { name: 'Ben' }, title: 'Which trap ticks?' }])
    expect((await ben.in('expertise.claim', { topic: 'Steam traps', evidence: [id] })).entries).toMatchObject([{ evidence: [{ id, holds: true, concept: 'question' }] }])
    expect((await ada.in('profile.show', { person: benId })).answered).toMatchObject([{ id }])
    expect((await ada.call('search', { text: 'grey lies' })).map((hit) => hit.id)).toContain(id)
    expect(await ada.in('records.show', { id })).toMatchObject({ kind: 'question', parties: [{ role: 'asks' }, { role: 'is asked', stance: 'answered' }] })
    await ada.in('question.give', { id, verb: 'close', text: 'Found.' })
    expect(await ada.in('question.show', { id })).toMatchObject({ state: 'closed', closing: 'Found.' })
    expect(await codeOf(ada.in('question.show', { id: adaId }))).toBe('question.unknown')
  })

  it('survives a restart, and its words are found no more once taken back', async () => {
    const { ada } = await two()
    const { id } = await ada.in('question.ask', { title: 'Who knows bees?' })
    const { answers: [mine] } = await ada.in('question.give', { id, verb: 'answer', text: 'Nobody, it seems: zwartbles.' })
    await ada.close()
    await ada.open()
    expect(await ada.in('question.list', {})).toMatchObject([{ id, answer: { words: 'Nobody, it seems: zwartbles.' }, asksMe: false }])
    expect((await ada.call('search', { text: 'zwartbles' })).length).toBe(1)
    await ada.in('question.give', { id, verb: 'retract', answer: mine!.id })
    expect((await ada.call('search', { text: 'zwartbles' })).length).toBe(0)
  })
})
