import { describe, expect, it } from 'vitest'
import type { CheckinView, ReadingView, StoneView } from '#shared/protocol/contract.ts'
import { tableOf, type Order } from '../../../../renderer/features/record/checkins/table.ts'

const by = (person: string, at: number) => ({ person, name: person, you: false, at })
const noon = (day: number): number => new Date(2026, 5, day, 12).getTime()
const reading = (id: string, day: number): ReadingView =>
  ({ id, ...by('Ada', noon(day)), on: `2026-06-${day}`, value: '14', unit: null, otherUnit: false, revision: 1, text: null })
const stone = (id: string, more: Partial<StoneView> = {}): StoneView =>
  ({ id, ...by('Ada', 0), measure: id, unit: null, baseline: null, target: null, direction: null, by: null, movedFrom: null, state: 'to come', readings: [], ...more })
const said = (id: string, day: number): CheckinView => ({ id, ...by('Ben', noon(day)), revision: 1, text: 'Well.', confidence: null, help: null })
const keys = (checkins: CheckinView[], stones: StoneView[], order: Order = 'newest') => tableOf({ checkins, stones }, order).map((group) => `${group.key}${group.ahead ? ' ahead' : ''}`)

describe('the table of check-ins', () => {
  const stones = [stone('milk', { by: '2026-06-30', readings: [reading('r', 14)] }), stone('shed', { by: '2026-06-20' })]
  it('has what was said, what was found and what is ahead, the newest day first', () => {
    expect(keys([said('c', 12)], stones)).toEqual(['milk ahead', 'shed ahead', 'r', 'c'])
  })
  it('can be turned round', () => {
    expect(keys([said('c', 12)], stones, 'oldest')).toEqual(['c', 'r', 'shed ahead', 'milk ahead'])
  })
  it('leaves out stones that are reached, and those without a day', () => {
    expect(keys([], [stone('milk', { by: '2026-06-30', state: 'reached' }), stone('shed')])).toEqual([])
  })
})
