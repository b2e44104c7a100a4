// Roles, minutes and open requests over whole hosts.
import { describe, expect, it } from 'vitest'
import type { ProblemError } from '#shared/base/result.ts'
import { codeOf } from '../../harness/hosts.ts'
import { adaAndBen } from '../../harness/stage.ts'

describe('a role', () => {
  it('is announced with words by voice, handed on by consent, and keeps its words in the other\'s name [RO1, RO4, RO5]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id, state } = await ada.in('commitment.offer', {
      meta: { title: 'Steward of the boiler', kind: 'role', gives: [a], receives: [], hours: 4, time: [{ id: 't', person: a, hours: '3' }], rolePart: 'steward' },
      sections: [{ voice: 'why', text: 'Warm water' }, { voice: 'looks after', text: 'The boiler\n\nThe tank' }, { voice: 'may decide', text: '   ' }],
    })
    expect(state).toBe('in force')
    expect(await codeOf(ada.in('commitment.offer', { meta: { title: 'For Ben', kind: 'role', gives: [b], receives: [] } }))).toBe('offer.own')
    expect(await ben.seesRecord(id, 'the role')).toMatchObject({ role: { holders: [{ id: a }], decidedBy: [] }, revisions: [{ terms: { sections: [{ voice: 'why' }, { voice: 'looks after' }] } }] })
    expect(await codeOf(ben.gives(id, 'takeon'))).toBe('take.not-asked')
    await ada.gives(id, 'handon', { to: [b], text: 'You know it best' })
    await ben.sees('that Ada asks', async () => (await ben.in('desk.show', {})).needs.some(({ kind, record, text }) => kind === 'take on' && record === id && text === 'You know it best'))
    expect(await ada.in('capacity.mine', {})).toMatchObject({ promised: [{ record: id, hours: 3 }] })
    expect(await ben.gives(id, 'takeon')).toMatchObject({ state: 'in force', revision: 2, needsMe: null, role: { holders: [{ id: b, you: true }], held: [{ id: a }, { id: b }] } })
    const taken = await ada.seesRecord(id, 'that Ben has it', (seen) => seen.revision === 2)
    expect(taken.revisions.at(-1)!.terms).toMatchObject({ title: 'Steward of the boiler', rolePart: 'steward', time: [{ person: b }] })
    expect(await ada.in('capacity.mine', {})).toMatchObject({ promised: [] })
    expect(await ada.gives(id, 'offer').then(() => 'done', (error: ProblemError) => error.problem.code)).not.toBe('done')
    await ben.gives(id, 'stepout', { text: 'I move on' })
    expect(await ada.seesRecord(id, 'that nobody has it', (seen) => seen.state === 'ended')).toMatchObject({ role: { holders: [] } })
  })

  it('may be taken back for eight seconds like every signature', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Steward of the boiler', kind: 'role', gives: [a], receives: [] } })
    await ben.seesRecord(id, 'the role')
    await ada.gives(id, 'handon', { to: [b] })
    await ben.seesRecord(id, 'the asking', (seen) => seen.needsMe === 'take on')
    const { held } = await ben.in('records.give', { id, verb: 'takeon', hold: true })
    expect(held).toMatchObject({ verb: 'takeon', revision: 2 })
    await ben.client.call('held.takeBack', { held: held!.id })
    expect(await ben.in('records.show', { id })).toMatchObject({ needsMe: 'take on', role: { holders: [{ id: a }] } })
    const again = await ben.in('records.give', { id, verb: 'takeon', hold: true })
    expect((await ben.client.call('held.send', { held: again.held!.id })).record).toMatchObject({ role: { holders: [{ id: b }] } })
  })
})

describe('minutes', () => {
  it('are drafted together, signed by one for themselves, and spoken of by others [MN1, MN3, MN5]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('draft.create', {
      meta: { title: 'Steam, 20 May', kind: 'minutes', gives: [a], receives: [b], on: '2031-05-20' }, circle: 'workspace',
      sections: [{ voice: 'agenda', text: 'Trap 4' }, { voice: 'to do', text: 'Bring the notes\n\nOrder tea' }],
    })
    await ben.sees('the draft', async () => (await ben.in('records.list', {})).some((row) => row.id === id && row.state === 'draft'))
    expect(await ben.in('calendar.days', {})).toMatchObject([{ day: '2031-05-20', what: 'meeting', record: id, title: 'Steam, 20 May' }])
    expect(await codeOf(ben.gives(id, 'offer'))).not.toBe('done')
    expect(await ada.gives(id, 'offer')).toMatchObject({ state: 'signed', minutes: { keeper: { you: true }, there: [{ id: b }], toDos: [{ words: 'Bring the notes' }, { words: 'Order tea' }] } })
    const seen = await ben.seesRecord(id, 'the minutes', ({ state }) => state === 'signed')
    expect(seen.needsMe).toBeNull()
    await ben.gives(id, 'remember', { text: 'It was trap 5' })
    expect(await ada.seesRecord(id, 'what Ben says', ({ minutes }) => minutes!.memories.length === 1)).toMatchObject({ minutes: { memories: [{ says: 'otherwise', text: 'It was trap 5', newest: true }] } })
    const line = seen.minutes!.toDos[0]!
    const { id: promise } = await ben.in('commitment.offer', {
      meta: { title: line.words, kind: 'promise', gives: [b], receives: [a], due: '2031-06-01', links: [{ id: line.id, how: 'relates to', record: id, title: seen.title }] },
    })
    expect(await ada.seesRecord(promise, 'the promise')).toMatchObject({ state: 'in force', links: [{ how: 'relates to', record: id }] })
    expect((await ben.in('calendar.days', {})).map(({ day, what, title }) => [day, what, title])).toEqual([['2031-05-20', 'meeting', 'Steam, 20 May'], ['2031-06-01', 'due', 'Bring the notes']])
  })
})

describe('an open request', () => {
  it('is answered by promises of their givers, in force at once; those take its places [OO5, OO3, OO4]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id, state } = await ada.in('commitment.offer', { meta: { title: 'A van on Saturday', kind: 'open request', gives: [a], receives: [], hours: 8, places: 1 } })
    expect(state).toBe('in force')
    await ben.seesRecord(id, 'the request')
    expect(await codeOf(ada.in('openoffer.take', { id }))).toBe('openoffer.own')
    expect(await ben.in('openoffer.show', { id })).toMatchObject({ owner: { id: a }, open: true, take: { allowed: true } })
    const { record } = await ben.in('openoffer.take', { id, title: 'I drive my van', words: 'From eight on', due: '2031-06-06' })
    expect(record).toMatchObject({
      state: 'in force', kind: 'promise', links: [{ how: 'answers', record: id }], parties: [{ id: b, role: 'gives' }, { id: a, role: 'receives' }],
      revisions: [{ terms: { title: 'I drive my van', due: '2031-06-06', sections: [{ voice: 'promises', person: b }] } }],
    })
    // Hours that were asked for are promised by nobody.
    expect(record.revisions[0]!.terms!.hours).toBeUndefined()
    await ada.seesRecord(record.id, 'the promise')
    expect(await ada.in('openoffer.show', { id })).toMatchObject({ open: false, taken: [{ record: record.id, people: [{ id: b }] }] })
    expect(await codeOf(ben.in('openoffer.take', { id }))).toBe('openoffer.full')
    await ada.gives(record.id, 'release')
    expect(await ada.in('openoffer.show', { id })).toMatchObject({ open: true, taken: [] })
    await ada.gives(id, 'withdraw')
    await ben.seesRecord(id, 'it closed', (seen) => seen.state === 'ended')
    expect(await codeOf(ben.in('openoffer.take', { id }))).toBe('openoffer.closed')
  })
})
