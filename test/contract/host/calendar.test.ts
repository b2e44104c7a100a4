// What is dated, of records of every concept, over whole hosts: what concerns a person, once each, and nothing of what is over.
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/base/calendar.ts'
import { conceptIdOfKind, RECORD_KINDS, type RecordKind } from '#shared/domain/record/kinds.ts'
import type { CalendarDay } from '#shared/protocol/methods/calendar.ts'
import type { Someone } from '../../harness/hosts.ts'
import { adaAndBen, clock } from '../../harness/stage.ts'

const daysOf = (by: Someone, id?: string): Promise<readonly CalendarDay[]> => by.in('calendar.days', {}).then((all) => all.filter(({ record }) => id === undefined || record === id))
const told = async (by: Someone, id: string) => (await daysOf(by, id)).map(({ day, what, about, last }) => [day, what, ...(about ? [about] : []), ...(last ? [last] : [])])
const today = (): string => new Date(clock.now()).toISOString().slice(0, 10)

describe('the calendar', () => {
  it('holds what is dated and concerns me, once each, and nothing of what is over', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { title: 'Bread on Fridays', kind: 'promise', gives: [a], receives: [b], due: '2031-05-01', review: '2031-03-01', until: '2031-12-31', stones: [{ id: 's', person: a, measure: 'Ten loaves', by: '2031-04-01' }] } })
    const own = await daysOf(ada)
    expect(own.map(({ day, what, about }) => [day, what, about])).toEqual([['2031-03-01', 'review', null], ['2031-04-01', 'stone', 'Ten loaves'], ['2031-05-01', 'due', null], ['2031-12-31', 'until', null]])
    expect(new Set(own.map(({ uid }) => uid)).size).toBe(4)
    await ben.seesRecord(id, 'the promise')
    expect((await daysOf(ben)).map(({ uid }) => uid)).toEqual(own.map(({ uid }) => uid))
    await ben.gives(id, 'release')
    expect(await daysOf(ben)).toEqual([])
  })

  it('holds the dates of records of every concept, and none of them once it is over', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const dated: Readonly<Partial<Record<RecordKind, { readonly meta: object; readonly what: readonly string[]; readonly ends: (id: string) => Promise<unknown> }>>> = {
      promise: { meta: { receives: [b], due: '2031-05-01' }, what: ['due'], ends: (id) => ada.gives(id, 'stepout') },
      mutual: { meta: { gives: [a, b], review: '2031-05-01' }, what: ['review'], ends: async (id) => { await ben.seesRecord(id, 'the letter'); await ben.gives(id, 'decline'); await ada.seesRecord(id, 'that he declined', ({ state }) => state === 'declined') } },
      letter: { meta: { receives: [b], until: '2031-05-01' }, what: ['until'], ends: (id) => ada.gives(id, 'withdraw') },
      'open offer': { meta: { until: '2031-05-01' }, what: ['until'], ends: (id) => ada.gives(id, 'withdraw') },
      'open request': { meta: { due: '2031-05-01' }, what: ['due'], ends: (id) => ada.gives(id, 'withdraw') },
      'working group': { meta: { review: '2031-04-01', until: '2031-05-01' }, what: ['review', 'until'], ends: (id) => ada.gives(id, 'stepout') },
      team: { meta: { review: '2031-05-01' }, what: ['review'], ends: (id) => ada.gives(id, 'stepout') },
      role: { meta: { until: '2031-05-01' }, what: ['until'], ends: (id) => ada.gives(id, 'stepout') },
      experiment: { meta: { review: '2031-04-01', until: '2031-05-01' }, what: ['review', 'until'], ends: (id) => ada.gives(id, 'conclude', { as: 'drop', text: 'Neither' }) },
      decision: { meta: { adviceBy: '2031-05-01' }, what: ['advice'], ends: (id) => ada.gives(id, 'drop', { text: 'No longer needed' }) },
      charter: { meta: { review: '2031-05-01' }, what: ['review'], ends: (id) => ada.gives(id, 'withdraw') },
    }
    for (const [kind, { meta, what, ends }] of Object.entries(dated)) {
      const { id } = await ada.in('commitment.offer', { meta: { title: 'Bread', kind: kind as RecordKind, gives: [a], receives: [], ...meta }, sections: [{ voice: 'words', text: 'Bread' }] })
      expect.soft((await daysOf(ada, id)).map((one) => one.what), kind).toEqual(what)
      await ends(id)
      expect.soft(await daysOf(ada, id), `${kind}, over`).toEqual([])
    }
    expect([...new Set(RECORD_KINDS.map(conceptIdOfKind))].filter((concept) => !Object.keys(dated).some((kind) => conceptIdOfKind(kind as RecordKind) === concept))).toEqual(['minutes'])
  })

  it('holds a meeting from the draft of its minutes on, and not once it has been', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const meets = async (on: string) => (await ada.in('draft.create', { meta: { title: 'Steam', kind: 'minutes', gives: [a], receives: [b], on }, circle: 'workspace', words: 'Trap 4' })).id
    const ahead = await meets('2031-05-20')
    await ben.sees('the draft', async () => (await told(ben, ahead)).length > 0)
    const now = await meets(today())
    await ada.gives(now, 'offer')
    expect(await told(ada, now)).toEqual([[today(), 'meeting']])
    clock.pass(2 * 86_400_000)
    expect(await daysOf(ada, now)).toEqual([])
    expect(await told(ada, ahead)).toEqual([['2031-05-20', 'meeting']])
  })

  it('holds the next reading of each measure for who takes part, and none once I have concluded', async () => {
    const { ada, ben, a } = await adaAndBen()
    const from = today()
    const { id } = await ada.in('commitment.offer', {
      meta: { title: 'Steam at night', kind: 'experiment', gives: [a], receives: [], until: '2031-05-01', measures: [{ id: 'm', measure: 'Steam lost', unit: 'kg', every: '7' }, { id: 'n', measure: 'Complaints' }] },
      sections: [{ voice: 'question', text: 'Is it less?' }],
    })
    expect(await told(ada, id)).toEqual([['2031-05-01', 'until']])
    await ada.gives(id, 'start', { on: from })
    expect(await told(ada, id)).toEqual([[addDays(from, 7), 'reading', 'Steam lost'], ['2031-05-01', 'until']])
    await ben.seesRecord(id, 'the experiment', (seen) => seen.state === 'running')
    expect(await told(ben, id)).toEqual([])
    await ben.gives(id, 'accept')
    expect(await told(ben, id)).toEqual(await told(ada, id))
    const [before] = await daysOf(ada, id)
    await ada.gives(id, 'reading', { stone: 'm', value: '40', on: addDays(from, 3) })
    const [after] = await daysOf(ada, id)
    expect(after).toMatchObject({ uid: before!.uid, day: addDays(from, 10) })
    await ben.gives(id, 'conclude', { as: 'drop', text: 'Enough for me' })
    await ada.seesRecord(id, 'that Ben concluded', (seen) => seen.state === 'concluded')
    await ada.gives(id, 'resume')
    await ben.seesRecord(id, 'that Ada goes on', (seen) => seen.state === 'running')
    expect(await told(ada, id)).toContainEqual([addDays(from, 10), 'reading', 'Steam lost'])
    expect(await told(ben, id)).toEqual([])
  })

  it('holds my own turns to facilitate, the day on which a pause of mine is over, and nothing of a group I have left', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const from = today()
    const { id } = await ada.in('commitment.offer', {
      meta: { title: 'Ovens', kind: 'team', gives: [a, b], receives: [], from, facilitation: 'time', turnWeeks: 2, turns: [{ id: 't0', person: a }, { id: 't1', person: b }] }, sections: [{ voice: 'why', text: 'Bread' }],
    })
    await ben.seesRecord(id, 'the team')
    await ben.gives(id, 'accept')
    await ada.seesRecord(id, 'Ben in it', (seen) => seen.group?.size === 2)
    expect(await told(ada, id)).toEqual([[from, 'turn', addDays(from, 13)]])
    expect(await told(ben, id)).toEqual([[addDays(from, 14), 'turn', addDays(from, 27)]])
    const until = addDays(from, 5)
    await ada.gives(id, 'pause', { until, text: 'Nobody is here' })
    await ben.seesRecord(id, 'the pause', (seen) => seen.needsMe === 'agree')
    await ben.gives(id, 'agree')
    await ada.seesRecord(id, 'that it pauses', (seen) => seen.state === 'paused')
    expect(await told(ada, id)).toEqual([[addDays(until, 1), 'goes on'], [addDays(until, 1), 'turn', addDays(from, 13)]])
    expect(await told(ben, id)).toEqual([[addDays(until, 1), 'goes on'], [addDays(from, 14), 'turn', addDays(from, 27)]])
    clock.pass(7 * 86_400_000)
    expect(await told(ada, id)).toEqual([[from, 'turn', addDays(from, 13)]])
    await ben.gives(id, 'stepout', { text: 'I move on' })
    expect(await told(ben, id)).toEqual([])
  })
})
