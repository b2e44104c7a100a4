// Decisions by advice over whole hosts, one of them away in between; whom one could ask; and by the command line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { parleyHere } from '../../harness/cli-here.ts'
import { codeOf, founds, joins, type Someone } from '../../harness/hosts.ts'
import { clock, folder, network, opened } from '../../harness/stage.ts'
import { temporaryFolder } from './fake-host.ts'

const three = async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const ben = opened(await joins('Ben', ada))
  const chidi = opened(await joins('Chidi', ada))
  const [a, b, c] = [await ada.me(), await ben.me(), await chidi.me()]
  for (const one of [ada, ben, chidi]) await one.sees('all three', async () => (await one.in('people.list', {})).length === 3)
  return { ada, ben, chidi, a, b, c }
}
const proposes = async (by: Someone, me: string, more: object = {}, words = 'To buy the 2019 retort.'): Promise<string> => {
  const { id } = await by.in('draft.create', { meta: { title: 'A second-hand retort', kind: 'decision', gives: [me], receives: [], ...more }, words, circle: 'workspace' })
  await by.gives(id, 'offer')
  return id
}
const give = (by: Someone, id: string, verb: 'ask' | 'advise' | 'answer' | 'decide' | 'pass' | 'waive' | 'decidealone' | 'confirm' | 'note', more: object = {}): Promise<RecordDetail> =>
  by.in('records.give', { id, verb, ...more }).then(({ record }) => record)

describe('a decision between three hosts', () => {
  it('is drafted, proposed, advised on and taken; one who was away in between agrees with the others [AD4, AD6]', async () => {
    const { ada, ben, chidi, a, b, c } = await three()
    const id = await proposes(ada, a, { reach: 'many', undo: 'effort', topics: [{ id: 't', topic: 'Steam' }] })
    await ben.seesRecord(id, 'the proposal', (seen) => seen.state === 'framing')
    await chidi.close()
    expect(await give(ada, id, 'ask', { people: [b, c], as: 'affected', text: 'It stands beside your boiler.' })).toMatchObject({ state: 'seeking', decision: { advisers: [{ name: 'Ben' }, { name: 'Chidi', reach: 'not reached' }] } })
    expect(await codeOf(give(ada, id, 'decide'))).toBe('decide.advice')
    await ben.seesRecord(id, 'that they are asked', (seen) => seen.needsMe === 'advise')
    await give(ben, id, 'advise', { text: 'Stagger the start.', concern: true })
    const heard = await ada.seesRecord(id, 'the advice', (seen) => seen.needsMe === 'answer advice')
    expect(heard.decision!.advisers[0]).toMatchObject({ name: 'Ben', reach: 'replied', advice: [{ concern: true }] })
    await give(ada, id, 'answer', { about: b, used: 'yes', text: 'In the third paragraph.' })
    await give(ada, id, 'waive', { people: [c], text: 'At sea until May.' })
    expect(await give(ada, id, 'decide', { text: 'We buy it.' })).toMatchObject({ state: 'decided', revision: 1 })
    await chidi.open()
    const late = await chidi.seesRecord(id, 'that it was decided', (seen) => seen.state === 'decided')
    expect(late.decision).toMatchObject({ outcomes: [{ name: 'Ada', text: 'We buy it.' }], advisers: [{ standing: 'answered' }, { standing: 'waived' }] })
    await give(chidi, id, 'advise', { text: 'Lease it.' })
    const after = await ada.seesRecord(id, 'what was said since', (seen) => seen.decision!.outcomes[0]!.since.length === 1)
    expect(after.state).toBe('decided')
    expect((await ada.in('desk.show', {})).needs.filter(({ record }) => record === id).map(({ kind }) => kind)).toEqual(['answer advice'])
    expect((await ada.in('search', { text: 'Stagger' })).map((hit) => hit.id)).toEqual([id])
    const { record } = await ada.in('export.record', { id })
    expect(await ada.call('verify.record', { record })).toMatchObject({ valid: true, state: 'decided' })
  })

  it('suggests whom to ask, each with why, and never who decides', async () => {
    const { ada, ben, chidi, a, b, c } = await three()
    await chidi.in('expertise.claim', { topic: 'Steam traps', words: 'Finding the one that leaks' })
    const { id: letter } = await ben.in('records.promise', { title: 'Look after the boiler', receives: [a] })
    await ada.seesRecord(letter, 'the promise')
    await ada.sees('what Chidi knows', async () => (await ada.in('people.find', { text: 'steam' })).helps.length === 1)
    const id = await proposes(ada, a, { links: [{ id: 'l', how: 'relates to', record: letter, title: 'Look after the boiler' }] }, 'To have new steam traps.')
    const found = await ada.in('decision.suggest', { id })
    expect(found.affected).toMatchObject([{ id: b, name: 'Ben', asked: false, why: [{ kind: 'linked', title: 'Look after the boiler' }] }])
    expect(found.experts).toMatchObject([{ id: c, why: [{ kind: 'helps', topic: 'Steam traps', under: 'Steam traps' }] }])
    await give(ada, id, 'ask', { people: [c], as: 'expert' })
    expect((await ada.in('decision.suggest', { id })).experts).toMatchObject([{ id: c, asked: true }])
  })

  it('is nobody\'s when who had it leaves; another begins one in its place, with the same words and as their own [AD15]', async () => {
    const { ada, ben, chidi, a, b } = await three()
    const id = await proposes(ada, a, { reach: 'few', undo: 'easy' })
    await give(ada, id, 'ask', { people: [b] })
    await ben.seesRecord(id, 'that it is asked', (seen) => seen.needsMe === 'advise')
    await ada.in('workspace.leave', {})
    await ben.seesRecord(id, 'that nobody decides it', (seen) => seen.decision!.nobodyDecides)
    expect((await ben.in('desk.show', {})).needs.filter(({ record }) => record === id)).toEqual([])
    const { id: next } = await ben.in('commitment.duplicate', { id, how: 'supersede' })
    await ben.gives(next, 'offer')
    const begun = await chidi.seesRecord(next, 'what Ben begins', (seen) => seen.state === 'framing')
    expect(begun).toMatchObject({ title: 'A second-hand retort', links: [{ how: 'supersedes', record: id }], decision: { deciders: [{ id: b }], nobodyDecides: false, advisers: [], size: { reach: 'few' } } })
    expect(await codeOf(give(ben, id, 'decide'))).toBe('person.not-decider')
  })

  it('is held for eight seconds, and can be taken back [AD9]', async () => {
    const { ada, a } = await three()
    const id = await proposes(ada, a)
    const { held, record } = await ada.in('records.give', { id, verb: 'decidealone', text: 'It leaks now.', hold: true })
    expect([record.state, held!.verb]).toEqual(['framing', 'decidealone'])
    await ada.call('held.takeBack', { held: held!.id })
    expect(await ada.in('records.show', { id })).toMatchObject({ state: 'framing' })
  })
})

describe('by the command line', () => {
  const root = temporaryFolder()
  const run = (...args: string[]) => parleyHere(args, root.path)
  const json = async (...args: string[]): Promise<RecordDetail> => {
    const { exit, out } = await run(...args, '--json')
    if (exit !== 0) throw new Error(`${args.join(' ')}: ${out}`)
    return JSON.parse(out) as RecordDetail
  }
  const failure = async (...args: string[]): Promise<string> => (JSON.parse((await run(...args, '--json')).out) as { error: { code: string } }).error.code
  beforeAll(async () => {
    process.env['PARLEY_STATE'] = `${root.path}/state`
    await json('init', '--name', 'Ada')
    await json('workspace', 'create', 'Hollin Bank')
  })
  afterAll(() => root.remove())

  it('proposes, says what keeps it closed, and decides without advice with a reason [AD6, AD9]', async () => {
    const made = await json('decision', 'new', '--title', 'New gloves', '--text', 'To buy gloves.', '--touches', 'few', '--undo', 'easy', '--topic', 'Gloves', '--by', '+5d')
    expect(made).toMatchObject({ state: 'framing', kind: 'decision', offer: 1, decision: { breadth: { days: 1, experts: 1 }, topics: ['Gloves'], open: [{ what: 'nobody asked' }] } })
    expect((await run('show', 'New gloves')).out).toContain('Nobody has been asked for advice yet.')
    expect(await json('ls', 'decisions')).toMatchObject([{ title: 'New gloves', decisionRow: { mine: true } }])
    expect((await run('decision', 'suggest', 'New gloves')).out).toContain('It touches a few, is easy to undo.')
    expect(await failure('decision', 'decide', 'New gloves')).toBe('decide.advice')
    expect(await failure('decision', 'ask', 'New gloves', '--of', 'Ada')).toBe('ask.self')
    expect(await failure('decision', 'decide', 'New gloves', '--without-advice')).toBe('usage.missing')
    expect(await failure('decision', 'new', '--title', 'Half')).toBe('usage.missing')
    expect(await json('decision', 'propose', 'New gloves', '--text', 'To buy the thick gloves.', '--wording')).toMatchObject({ offer: 2, decision: { wording: [{ revision: 2 }] } })
    expect(await json('decision', 'decide', 'New gloves', '--without-advice', '--why', 'The old ones tore.')).toMatchObject({ state: 'decided', decisionRow: { withoutAdvice: true } })
    expect(await json('decision', 'review', 'New gloves', '--as', 'keep', '--text', 'They hold.')).toMatchObject({ state: 'reviewed' })
    expect((await run('show', 'New gloves')).out).toContain('Looked back at, and kept: "They hold."')
  })
})
