// Roles and minutes between whole hosts that part and meet again, with clocks ten years apart. Numbers: shared/domain/role/index.ts,
// shared/domain/minutes/index.ts.
import { describe, expect, it } from 'vitest'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { codeOf } from '../harness/hosts.ts'
import { agree, threeApart } from '../harness/stage.ts'

/** What everybody should see alike: nothing of who looks, of that person's date, or of how far it came. */
const plainly = ({ state, revision, title, flags, revisions, role, minutes, timeline }: RecordDetail) => ({
  state, revision, title, flags: flags.filter((flag) => flag === 'two in force'),
  signed: revisions.map(({ number, state: stands, signatures }) => [number, stands, signatures.map(({ name, undone }) => [name, undone])]),
  role: role && [role.holders.map(({ name }) => name), role.held.map(({ name, revision: of }) => [name, of]), role.handons.map(({ by, text, to }) => [by.name, text, to.map(({ name, passed }) => [name, passed])])],
  minutes: minutes && [minutes.keeper?.name, minutes.there.map(({ name }) => name), minutes.toDos.map(({ words }) => words), minutes.memories.map(({ person, says, text, revision: of, newest }) => [person.name, says, text, of, newest])],
  timeline: timeline.map(({ id, verb, name }) => [id, verb, name]),
})

describe('a role between three hosts', () => {
  it('that is taken on twice by people who know nothing of each other stands with both, until one lays it down [RO4, RO5, RO6, RO8]', async () => {
    const { ada, ben, chidi, all, a, b, c } = await threeApart()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Steward of the boiler', kind: 'role', gives: [a], receives: [], hours: 3 }, sections: [{ voice: 'why', text: 'Warm water' }] })
    await ada.gives(id, 'handon', { to: [b, c], text: 'One of you knows it best' })
    await agree(all, id, 'that both are asked', (seen) => seen.role!.handons.length === 1, plainly)
    await chidi.close()

    // Ben takes it on, so Ada has nothing left to take back; Chidi hears of neither.
    await ben.gives(id, 'takeon')
    await ada.seesRecord(id, 'that Ben has it', (seen) => seen.role!.holders[0]?.id === b)
    expect(await codeOf(ada.gives(id, 'keep'))).not.toBe('done')
    await chidi.open({ link: false })
    expect(await chidi.in('records.show', { id })).toMatchObject({ needsMe: 'take on', role: { holders: [{ id: a }] } })
    await chidi.gives(id, 'takeon')
    expect(await chidi.in('records.show', { id })).toMatchObject({ role: { holders: [{ id: c, you: true }] } })
    await chidi.close()
    await chidi.open()

    const both = await agree(all, id, 'that two have it', (seen) => seen.role!.holders.length === 2, plainly)
    expect(both.flags).toContain('two in force')
    expect(both.role!.holders.map(({ name }) => name).sort()).toEqual(['Ben', 'Chidi'])
    // Neither can be put out of it by the other, nor by who had it.
    expect(await codeOf(ada.gives(id, 'takeon'))).toBe('take.not-asked')
    await chidi.gives(id, 'stepout', { text: 'Ben has had it for a while' })
    const one = await agree(all, id, 'that Ben alone has it', (seen) => seen.role!.holders.length === 1, plainly)
    expect(one).toMatchObject({ state: 'in force', role: { holders: [{ name: 'Ben' }] } })
    for (const person of [ada, chidi]) expect(await person.in('capacity.mine', {})).toMatchObject({ promised: [] })
    expect(await ben.in('capacity.mine', {})).toMatchObject({ promised: [{ record: id, hours: 3 }] })
    const { record } = await chidi.in('export.record', { id })
    expect(await ada.call('verify.record', { record })).toMatchObject({ valid: true, title: 'Steward of the boiler', state: 'in force' })
  })

  it('that is laid down by one and changed by the same at another hour stays as its own words say, wherever clocks stand [RO2, RO3]', async () => {
    const { ada, ben, chidi, all, b } = await threeApart()
    const { id } = await ben.in('commitment.offer', { meta: { title: 'First contact', kind: 'role', gives: [b], receives: [] }, sections: [{ voice: 'why', text: 'For who is new' }] })
    await agree(all, id, 'the role', () => true, plainly)
    await ben.close()
    await ben.open({ link: false })
    await ben.in('draft.amend', { id, words: 'For who is new, and for guests' })
    await ben.gives(id, 'offer')
    await ben.gives(id, 'stepout', { text: 'I move on', to: [await ada.me()] })
    expect(await codeOf(chidi.gives(id, 'takeon'))).toBe('take.not-asked')
    await ben.close()
    await ben.open()
    const free = await agree(all, id, 'that nobody has it', (seen) => seen.role!.holders.length === 0, plainly)
    expect(free).toMatchObject({ state: 'ended', revisions: [{ number: 1 }, { number: 2 }], role: { held: [{ name: 'Ben' }] } })
    await ada.gives(id, 'takeon')
    expect(await agree(all, id, 'that Ada has it', (seen) => seen.role!.holders.length === 1, plainly)).toMatchObject({ state: 'in force', role: { holders: [{ name: 'Ada' }] } })
  })
})

describe('minutes between three hosts', () => {
  it('keep what each remembered of the words they knew, also who was away; a line is promised, and its keeper takes them back [MN1, MN3, MN4, MN5, MN6]', async () => {
    const { ada, ben, chidi, all, a, b, c } = await threeApart()
    const { id } = await ada.in('draft.create', {
      meta: { title: 'Steam, 22 May', kind: 'minutes', gives: [a], receives: [b, c], on: '2026-05-22' }, circle: 'workspace',
      sections: [{ voice: 'said', text: 'We tried trap 4.' }, { voice: 'to do', text: 'Bring the notes\n\nOrder tea' }],
    })
    await ada.gives(id, 'offer')
    await agree(all, id, 'the minutes', (seen) => seen.state === 'signed', plainly)
    await chidi.close()

    await ben.gives(id, 'remember', { text: 'It was trap 5' })
    await ada.seesRecord(id, 'what Ben remembers', (seen) => seen.minutes!.memories.length === 1)
    await ada.in('draft.amend', { id })
    await ada.in('draft.meta', { id, meta: { title: 'Steam, 22 May, mended' } })
    await ada.gives(id, 'offer')
    await ben.seesRecord(id, 'the mended words', (seen) => seen.revision === 2)
    await ben.gives(id, 'sowas')

    // Away, Chidi speaks of the words that were signed before, and promises a line of them.
    await chidi.open({ link: false })
    await chidi.gives(id, 'sowas')
    const line = (await chidi.in('records.show', { id })).minutes!.toDos[0]!
    const promise = await chidi.in('commitment.offer', { meta: { title: line.words, kind: 'promise', gives: [c], receives: [a], links: [{ id: 'l', how: 'relates to', record: id, title: 'Steam, 22 May' }] } })
    expect(await codeOf(chidi.in('draft.amend', { id }).then(() => chidi.gives(id, 'offer')))).not.toBe('done')
    await chidi.close()
    await chidi.open()

    const met = await agree(all, id, 'everything', (seen) => seen.minutes!.memories.length === 3, plainly)
    expect(met).toMatchObject({ revision: 2, title: 'Steam, 22 May, mended', needsMe: null })
    expect(met.minutes!.memories.map(({ person, says, revision, newest }) => [person.name, says, revision, newest])).toEqual(expect.arrayContaining([
      ['Ben', 'otherwise', 1, false], ['Ben', 'so it was', 2, true], ['Chidi', 'so it was', 1, false],
    ]))
    for (const one of [ada, ben]) expect(await one.seesRecord(promise.id, 'the promise')).toMatchObject({ state: 'in force', links: [{ how: 'relates to', record: id }] })
    // Nobody but who promised is bound by a line.
    for (const one of [ada, ben]) expect((await one.in('desk.show', {})).needs.filter(({ record }) => record === id)).toEqual([])

    await ada.gives(id, 'withdraw', { text: 'I mixed up two meetings' })
    const back = await agree(all, id, 'that they were taken back', (seen) => seen.state === 'ended', plainly)
    expect(back.minutes).toMatchObject({ toDos: [{ words: 'Bring the notes' }, { words: 'Order tea' }] })
    expect(back.minutes!.memories.length).toBe(3)
    const { record } = await ben.in('export.record', { id })
    expect(await chidi.call('verify.record', { record })).toMatchObject({ valid: true, state: 'ended' })
  })
})
