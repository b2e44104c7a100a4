import { describe, expect, test } from 'vitest'
import type { RecordRow } from '#shared/protocol/contract.ts'
import { chartOf } from '../../../renderer/ui/readings.ts'
import { trialContext, trialGroups, trialMark } from '../../../renderer/features/experiment/grouping.ts'
import { blocksOf, MOST_BLOCKS } from '../../../renderer/features/experiment/meter.ts'
import { spanSaid } from '../../../renderer/features/experiment/spans.ts'

const trial = { started: null, concluded: [], learned: null, topics: [], asksMe: false, iConcluded: false, stopped: false } as const
const row = (id: string, more: Partial<RecordRow> = {}): RecordRow => ({
  id, concept: 'experiment', kind: 'experiment', title: id, state: 'running', revision: 1, offer: null, due: null, review: null, until: null, links: [], parties: [], needsMe: null,
  words: null, unavailable: false, onlyHere: false, flags: [], updatedAt: 1, experimentRow: trial, ...more,
})
const me = { id: 'a', name: 'Ada', you: true }
const ben = { id: 'b', name: 'Ben Ito', you: false }

describe('experiments in the side bar', () => {
  test('stand in one group each, what ends soonest first', () => {
    const rows = [
      row('later', { parties: [me], until: '2026-07-01' }), row('mine', { parties: [me], until: '2026-06-05' }), row('runs'), row('looks', { state: 'looking', parties: [ben] }),
      row('asked', { state: 'looking', experimentRow: { ...trial, asksMe: true } }), row('dropped', { state: 'concluded', experimentRow: { ...trial, concluded: ['drop'] } }),
      row('apart', { state: 'concluded', experimentRow: { ...trial, concluded: ['adopt', 'drop'] } }), row('draft', { state: 'draft' }), row('gone', { state: 'ended' }),
      row('done for me', { parties: [me], experimentRow: { ...trial, iConcluded: true, concluded: ['adopt'] } }),
    ]
    expect(trialGroups(rows).map(({ id, rows: own }) => [id, own.map((one) => one.id)])).toEqual([
      ['asked', ['asked']], ['mine', ['mine', 'later']], ['running', ['runs', 'done for me']], ['looking', ['looks']], ['drafts', ['draft']], ['drop', ['dropped']], ['apart', ['apart']], ['over', ['gone']],
    ])
    expect(trialGroups([])).toEqual([])
  })

  test('say how far they are, what was learned, or who looks for company', () => {
    const keys = (of: RecordRow, today = '2026-06-22') => trialContext(of, today, (day) => day).map(({ key, values }) => [key, ...Object.values(values)])
    expect(keys(row('x', { until: '2026-07-02', experimentRow: { ...trial, started: '2026-05-22' } }))).toEqual([['trial.week', 5, 6], ['trial.ends', '2026-07-02']])
    expect(keys(row('x', { until: '2026-06-01', experimentRow: { ...trial, started: '2026-05-22' } }))).toEqual([['trial.weekAlone', 5], ['trial.ended', '2026-06-01']])
    expect(keys(row('x', { until: '2026-05-01', experimentRow: { ...trial, started: '2026-09-22' } }))).toEqual([['trial.begins', '2026-09-22'], ['trial.ended', '2026-05-01']])
    expect(keys(row('x', { state: 'looking', parties: [ben] }))).toEqual([['trial.looksWith', 'Ben']])
    expect(keys(row('x', { state: 'looking' }))).toEqual([['trial.nobodyYet']])
    expect(keys(row('x', { state: 'concluded', experimentRow: { ...trial, concluded: ['drop'], learned: 'Rain.' } }))).toEqual([['trial.learnedLine', 'Rain.']])
    expect(keys(row('x', { flags: ['stop line reached'] }))).toEqual([['trial.stopReached']])
    expect(trialMark(row('x', { flags: ['stop line reached'] }))).toEqual({ icon: 'hand-palm', tone: 'ochre' })
  })
})

describe('the meter of one\'s own hours', () => {
  test('has a block for each half hour, a pattern a record, and says what is beyond', () => {
    const week = { minutes: 150, by: [{ record: 'a', title: 'A', minutes: 90 }, { record: 'b', title: 'B', minutes: 60 }] }
    expect(blocksOf(week, 180).map(({ of }) => of)).toEqual([0, 0, 0, 1, 1, null])
    expect(blocksOf(week, 120).map(({ beyond }) => beyond)).toEqual([false, false, false, false, true])
    expect(blocksOf(week, null)).toHaveLength(5)
    expect(blocksOf({ minutes: 0, by: [] }, 0)).toEqual([])
    expect(blocksOf({ minutes: 99_999, by: [{ record: 'a', title: '', minutes: 99_999 }] }, 60)).toHaveLength(MOST_BLOCKS)
  })

  test('says spans as people do', () => {
    expect([0, 45, 60, 69, -75, 6000].map(spanSaid)).toEqual([
      { key: 'trial.minutes', values: { n: 0 } }, { key: 'trial.minutes', values: { n: 45 } }, { key: 'trial.hours', values: { n: 1 } },
      { key: 'trial.hoursMinutes', values: { n: 1, rest: '09' } }, { key: 'trial.hoursMinutes', values: { n: 1, rest: '15' } }, { key: 'trial.hours', values: { n: 100 } },
    ])
  })
})

describe('a chart with a line at which to stop', () => {
  const box = { width: 100, height: 50, top: 0, right: 0, bottom: 0, left: 0 }
  test('has room for the line and for the reading that is due', () => {
    const { stop, due, marks } = chartOf({ readings: [{ date: '2026-05-01', value: 52 }, { date: '2026-05-08', value: 55 }], stop: 51, due: '2026-05-15' }, box)
    expect(stop).toBe(50)
    expect(due).toEqual({ x: 100, y: marks[1]!.y })
    expect(chartOf({ readings: [], stop: NaN, due: 'soon' }, box)).toMatchObject({ stop: null, due: null, marks: [] })
  })
})
