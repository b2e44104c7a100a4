// An experiment over whole hosts: three people whose clocks are ten years apart, one of them away in the middle; and tried
// again by another group.
import { describe, expect, it } from 'vitest'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { codeOf, type Someone } from '../../harness/hosts.ts'
import { adaAndBen, agree as agreeOn, clock, threeApart } from '../../harness/stage.ts'

const CRATES = { title: 'Crates that come back', kind: 'experiment' as const, measures: [{ id: 'm', measure: 'Crates back', unit: 'of 60', hoped: '57', stop: '40' }], topics: [{ id: 't', topic: 'Waste' }] }

/** What everybody should see alike: nothing of who looks, of that person's date, or of how far it came. */
const plainly = ({ state, revision, experiment, timeline }: RecordDetail): string => JSON.stringify([
  state, revision, experiment!.takingPart.map(({ name, revision: of, concluded }) => [name, of, concluded]),
  experiment!.measures.map((one) => one.readings.map(({ name, value, on }) => [name, value, on])), experiment!.stops.map(({ value, goneOn }) => [value, goneOn]),
  experiment!.conclusions.map(({ name, as, learned, goneOn }) => [name, as, learned, goneOn]), experiment!.notebook.map(({ name, on, text }) => [name, on, text]), experiment!.pauses.length,
  timeline.map(({ id, verb, name }) => [id, verb, name]),
])

const agree = (all: readonly Someone[], id: string, what: string, holds: (seen: RecordDetail) => boolean): Promise<RecordDetail> => agreeOn(all, id, what, holds, plainly)

describe('an experiment between three hosts', () => {
  it('is begun, joined, measured, stopped, gone on with and concluded; one who was away agrees with the others [XP2, XP4, XP7, XP8, XP9, XP10]', async () => {
    const { ada, ben, chidi, all, a, c } = await threeApart()
    const { id } = await ada.in('commitment.offer', { meta: { ...CRATES, gives: [a, c], receives: [] }, sections: [{ voice: 'believe', text: 'We throw away less.' }] })
    await ben.seesRecord(id, 'what Ada would try', (seen) => seen.state === 'looking')
    await ben.gives(id, 'accept')
    await ben.gives(id, 'start', { on: '2026-05-22' })
    await agree(all, id, 'that it runs', (seen) => seen.state === 'running')
    await chidi.seesRecord(id, 'that he is asked', (seen) => seen.needsMe === 'answer')
    await chidi.close()

    await ada.gives(id, 'reading', { stone: 'm', value: '38', on: '2026-05-29' })
    await ben.seesRecord(id, 'the line that is reached', (seen) => seen.flags.includes('stop line reached'))
    await ben.gives(id, 'resume', { text: 'It rained' })
    await ada.seesRecord(id, 'that Ben goes on', (seen) => seen.experiment!.stops[0]?.goneOn === true)
    await ada.gives(id, 'conclude', { as: 'adapt', text: 'Lids do not like rain.', to: [c] })
    await ben.seesRecord(id, 'the conclusion', (seen) => seen.state === 'concluded')
    await ben.gives(id, 'stepout')

    // Away, Chidi knows of none of it: takes part, reads and pauses.
    await chidi.open({ link: false })
    await chidi.gives(id, 'accept')
    await chidi.gives(id, 'note', { text: 'Mine came back wet', on: '2026-06-01' })
    await chidi.gives(id, 'pause', { text: 'Harvest' })
    expect(await codeOf(chidi.gives(id, 'pause'))).toBe('experiment.paused')
    await chidi.close()
    await chidi.open()
    const met = await agree(all, id, 'everything', (seen) => seen.state === 'concluded' && seen.experiment!.notebook.length === 1 && seen.experiment!.takingPart.length === 2)
    expect(met.experiment).toMatchObject({ takingPart: [{ name: 'Ada', concluded: 'adapt' }, { name: 'Chidi', concluded: null }], pauses: [{ name: 'Chidi' }], stops: [{ value: '38', goneOn: true }] })

    // Nobody's conclusion keeps anybody from going on.
    await chidi.gives(id, 'resume')
    const on = await agree(all, id, 'that Chidi goes on', (seen) => seen.state === 'running')
    expect(on.experiment!.conclusions).toMatchObject([{ name: 'Ada', as: 'adapt', goneOn: true }])
    expect(await codeOf(ben.gives(id, 'note', { text: 'After I left', on: '2026-06-02' }))).toBe('experiment.not-in')
    const { record } = await ben.in('export.record', { id })
    expect(await ada.call('verify.record', { record })).toMatchObject({ valid: true, state: 'running' })
  })
})

describe('what was learned', () => {
  it('is on the desk of whom it names, who is told once; it goes on the day after it was looked at [XP13]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const { id } = await ada.in('commitment.offer', { meta: { ...CRATES, gives: [a], receives: [] }, sections: [{ voice: 'believe', text: 'We throw away less.' }] })
    await ada.gives(id, 'conclude', { as: 'drop', text: 'Lids do not like rain.', to: [b] })
    const told = async () => (await ben.in('desk.show', {})).needs.filter(({ kind }) => kind === 'learned')
    const [need] = await ben.sees('what was learned', async () => ((await told()).length === 1 ? told() : null))
    expect(need).toMatchObject({ record: id, group: 'learned', by: { name: 'Ada' }, text: 'Lids do not like rain.', day: null })
    expect((await ben.call('notices.list', {})).notices.filter(({ key }) => key === need!.key)).toHaveLength(1)
    await ben.in('notices.seen', { keys: [need!.key] })
    expect(await told()).toHaveLength(1)
    clock.pass(86_400_000)
    expect(await told()).toEqual([])
    expect((await ben.in('records.show', { id })).experiment!.conclusions).toMatchObject([{ tell: [{ name: 'Ben' }] }])
  })
})

describe('trying something again', () => {
  it('takes the words and what was learned, and none of the ties of the first: another group has its own [XP11]', async () => {
    const { ada, ben, a, b } = await adaAndBen()
    const group = async (title: string, by: Someone): Promise<string> => {
      const me = await by.me()
      return (await by.in('commitment.offer', { meta: { title, kind: 'team', gives: [me], receives: [] }, sections: [{ voice: 'why', text: 'Bread' }] })).id
    }
    const [ovens, crates, promise] = [await group('Ovens', ada), await group('Crates', ben), (await ada.in('records.promise', { title: 'Look after it', receives: [b] })).id]
    const link = (how: 'of group' | 'serves' | 'relates to' | 'decided by' | 'supersedes', record: string) => ({ id: how.replace(' ', ''), how, record, title: how })
    const { id } = await ada.in('commitment.offer', {
      meta: { ...CRATES, gives: [a], receives: [], links: [link('of group', ovens), link('serves', promise), link('decided by', promise), link('supersedes', promise), link('relates to', promise)] },
      sections: [{ voice: 'believe', text: 'We throw away less.' }],
    })
    await ben.seesRecord(id, 'the first')
    await ben.seesRecord(ovens, 'the group')
    const linksOf = async (of: string) => (await ben.in('draft.open', { id: of })).meta.links!.map(({ how, record, title }) => [how, record, title])
    const alone = await ben.in('experiment.fork', { id })
    expect(await linksOf(alone.id)).toEqual([['relates to', promise, 'relates to'], ['forks', id, CRATES.title]])
    const ours = await ben.in('experiment.fork', { id, group: crates })
    expect(await linksOf(ours.id)).toEqual([['relates to', promise, 'relates to'], ['forks', id, CRATES.title], ['of group', crates, 'Crates']])
    expect(await codeOf(ben.in('experiment.fork', { id, group: promise }))).toBe('group.unknown')
    await ben.gives(ours.id, 'offer')
    expect((await ben.in('group.around', { id: crates })).map(({ row }) => row.id)).toEqual([ours.id])
    expect((await ben.in('group.around', { id: ovens })).map(({ row }) => row.id)).toEqual([id])
  })
})
