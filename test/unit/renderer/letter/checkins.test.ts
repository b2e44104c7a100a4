import { describe, expect, it } from 'vitest'
import type { CheckinView, ReadingView, StoneView } from '#shared/protocol/contract.ts'
import { checkinsOf } from '../../../../renderer/features/record/inspector/checkins.ts'

const NOON = Date.UTC(2026, 5, 12, 12)
const by = (person: string, at: number) => ({ person, name: person, you: false, at })
const reading = (id: string, person: string, at: number, more: Partial<ReadingView> = {}): ReadingView =>
  ({ id, ...by(person, at), on: '2026-06-12', value: '14', unit: 'litres', otherUnit: false, revision: 1, text: null, ...more })
const stone = (id: string, ...readings: ReadingView[]): StoneView =>
  ({ id, ...by('Ada', 0), measure: id, unit: null, baseline: null, target: null, direction: null, by: null, movedFrom: null, state: 'under way', readings })
const said = (id: string, person: string, at: number): CheckinView => ({ id, ...by(person, at), revision: 1, text: 'Well.', confidence: 4, help: null })
const shown = (checkins: CheckinView[], stones: StoneView[]) => checkinsOf(checkins, stones).map(({ id, noted }) => [id, noted.map(({ measured: of, reading: one }) => `${of.id} ${one.value ?? 'reached'}`)])

describe('check-ins', () => {
  it('hold the numbers that were sent with them', () => {
    expect(shown([said('c', 'Ada', NOON + 900)], [stone('milk', reading('r', 'Ada', NOON)), stone('shed', reading('s', 'Ada', NOON + 300, { value: null }))])).toEqual([['c', ['milk 14', 'shed reached']]])
  })
  it('are numbers alone where nothing else was said, those of one day together', () => {
    const earlier = reading('r', 'Ada', NOON - 86_400_000, { on: '2026-06-11' })
    expect(shown([], [stone('milk', earlier, reading('s', 'Ada', NOON)), stone('shed', reading('t', 'Ada', NOON + 10))])).toEqual([['r', ['milk 14']], ['t', ['milk 14', 'shed 14']]])
  })
  it('hold the number sent last before them, where several were sent', () => {
    const days = ['2026-06-10', '2026-06-11', '2026-06-12'].map((on, at) => reading(on, 'Ada', NOON + at, { on, value: String(at) }))
    expect(shown([said('c', 'Ada', NOON + 900)], [stone('milk', ...days)])).toEqual([['2026-06-10', ['milk 0']], ['2026-06-11', ['milk 1']], ['c', ['milk 2']]])
  })
  it('never take a number that somebody else noted, or one of another day', () => {
    const stones = [stone('milk', reading('r', 'Ben', NOON), reading('s', 'Ada', NOON + 5, { on: '2026-06-10' }), reading('t', 'Ada', NOON + 9))]
    expect(shown([said('c', 'Ada', NOON)], stones)).toEqual([['c', ['milk 14']], ['r', ['milk 14']], ['s', ['milk 14']]])
  })
})
