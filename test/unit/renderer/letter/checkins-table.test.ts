import { describe, expect, it } from 'vitest'
import type { CheckinView, ReadingView } from '#shared/protocol/contract.ts'
import { tableOf, type Order } from '../../../../renderer/features/record/checkins/table.ts'
import type { Measured } from '../../../../renderer/features/record/inspector/checkins.ts'

const by = (person: string, at: number) => ({ person, name: person, you: false, at })
const at = (day: number, hour = 12): number => new Date(2026, 5, day, hour).getTime()
const reading = (value: string, person: string, day: number, more: Partial<ReadingView> = {}): ReadingView =>
  ({ id: `${value} ${person}`, ...by(person, at(day)), on: `2026-06-${day}`, value, unit: null, otherUnit: false, revision: 1, text: null, ...more })
const measured = (id: string, ...readings: ReadingView[]): Measured => ({ id, measure: id, unit: null, readings })
const said = (text: string, person: string, day: number, hour = 12): CheckinView => ({ id: text, ...by(person, at(day, hour)), revision: 1, text, confidence: null, help: null })
const shown = (checkins: CheckinView[], measures: Measured[], order: Order = 'oldest') =>
  tableOf(checkins, measures, order).map((row) => [row.on.slice(-2), row.person, ...row.cells.map((cell) => cell?.value ?? '-'), row.said.map(({ text }) => text).join(' / ')])

describe('the table of check-ins', () => {
  it('has a column for each measure, and an empty cell where nobody looked', () => {
    expect(shown([], [measured('milk', reading('14', 'Ada', 12), reading('15', 'Ada', 14)), measured('eggs'), measured('shed', reading('3', 'Ada', 14))])).toEqual([
      ['12', 'Ada', '14', '-', '-', ''],
      ['14', 'Ada', '15', '-', '3', ''],
    ])
  })
  it('has a row for what one person said and found of a day, whenever on that day', () => {
    const milk = measured('milk', reading('14', 'Ada', 12), reading('9', 'Ben', 12))
    expect(shown([said('Early.', 'Ada', 12, 8), said('Late.', 'Ada', 12, 20), said('Mine.', 'Ben', 13)], [milk])).toEqual([
      ['12', 'Ada', '14', 'Early. / Late.'],
      ['12', 'Ben', '9', ''],
      ['13', 'Ben', '-', 'Mine.'],
    ])
  })
  it('stands on the day that the number speaks of, with the words sent along', () => {
    expect(shown([said('It froze.', 'Ada', 14)], [measured('milk', reading('12', 'Ada', 14, { on: '2026-06-11' }))])).toEqual([['11', 'Ada', '12', 'It froze.']])
  })
  it('keeps the words to each number, of those noted at one time too', () => {
    const milk = measured('milk', reading('12', 'Ada', 14, { text: 'Lids lost.' }))
    const eggs = measured('eggs', reading('3', 'Ada', 14, { at: at(14) + 300, text: 'One hen.' }), reading('4', 'Ben', 14, { text: 'Two.' }))
    expect(shown([], [milk, eggs]).map((row) => row.at(-1)).sort()).toEqual(['Lids lost. / One hen.', 'Two.'])
  })
  it('can be turned round', () => {
    const turned = (order: Order) => shown([said('c', 'Ben', 12), said('d', 'Ada', 12, 13)], [measured('milk', reading('14', 'Ada', 14))], order).map(([day, person]) => `${day} ${person}`)
    expect(turned('oldest')).toEqual(['12 Ben', '12 Ada', '14 Ada'])
    expect(turned('newest')).toEqual(['14 Ada', '12 Ada', '12 Ben'])
  })
})
