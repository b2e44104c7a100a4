import { describe, expect, it, vi } from 'vitest'
import type { RecordRow } from '#shared/protocol/contract.ts'
import { groupOf, groupRows } from '../../../renderer/features/commitment/grouping.ts'
import { findRows } from '../../../renderer/features/record/rows.ts'
import { contextOf, markOf } from '../../../renderer/features/record/row-marks.ts'
import { initialsOf, tintOf } from '../../../renderer/ui/people.ts'
import { formatter } from '../../../renderer/ui/when.ts'
import { chordOf } from '../../../renderer/workbench/keys.ts'

const BEN = { id: 'b'.repeat(64), name: 'Ben Okafor', you: false }
const ADA = { id: 'a'.repeat(64), name: 'Ada Lovell', you: true }
const row = (more: Partial<RecordRow> = {}): RecordRow => ({
  id: '1', concept: 'commitment', kind: 'mutual', title: 'Bread', state: 'in force', revision: 1, offer: null, due: null, review: null, until: null, links: [],
  parties: [ADA, BEN], needsMe: null, words: 'e'.repeat(64), unavailable: false, onlyHere: false, flags: [], updatedAt: 1, ...more,
})

describe('groups of commitments', () => {
  it('put what waits for my answer first, whatever its state', () => {
    expect(groupOf(row({ state: 'offered', needsMe: 'answer' }))).toBe('waiting')
    expect(groupOf(row({ needsMe: 'accept again' }))).toBe('waiting')
    expect(groupOf(row({ state: 'fulfilled' }))).toBe('kept')
    expect(groupOf(row({ state: 'released' }))).toBe('ended')
    expect(groupOf(row({ state: 'draft' }))).toBe('drafts')
  })

  it('call nothing agreed whose words are not here', () => {
    expect(groupOf(row({ unavailable: true }))).toBe('unavailable')
    expect(groupOf(row({ unavailable: true, needsMe: 'answer' }))).toBe('unavailable')
  })

  it('sort what is in force by its next date', () => {
    const groups = groupRows([row({ id: 'late', due: '2026-06-01' }), row({ id: 'none' }), row({ id: 'soon', review: '2026-05-01' })])
    expect(groups.get('in force')!.map((one) => one.id)).toEqual(['soon', 'late', 'none'])
  })

  it('find by title and by person', () => {
    const rows = [row(), row({ id: '2', title: 'Steam', parties: [ADA] })]
    expect(findRows(rows, 'ben bre').map((one) => one.id)).toEqual(['1'])
    expect(findRows(rows, '')).toHaveLength(2)
  })
})

describe('the mark of a row', () => {
  it('is a rosette in wax only where my signature is waited for', () => {
    expect(markOf(row({ state: 'offered', needsMe: 'answer' }))).toEqual({ kind: 'rosette' })
    expect(markOf(row({ needsMe: 'acknowledge' }))).toMatchObject({ kind: 'icon' })
    expect(markOf(row({ state: 'offered' }))).toMatchObject({ icon: 'circle-half', tone: 'ochre' })
  })

  it('never shows missing terms as agreed', () => {
    expect(markOf(row({ unavailable: true, needsMe: 'answer' }))).toMatchObject({ icon: 'warning-octagon', tone: 'brick' })
  })

  it('says lateness in ochre words, never in brick', () => {
    const late = row({ due: '2026-05-19', flags: ['past due'] })
    expect(markOf(late)).toMatchObject({ tone: 'ochre' })
    expect(contextOf(late, (date) => date, String).map((said) => said.key)).toEqual(['row.with', 'row.wasFor'])
    expect(contextOf(late, (date) => date, String, { of: late.parties.find(({ you }) => !you)!.id }).map((said) => said.key), 'on their page').toEqual(['row.wasFor'])
  })

  it('say what somebody called at risk, and what waits for me before any review to come', () => {
    const keys = (more: Partial<RecordRow>): string[] => contextOf(row({ review: '2027-02-22', ...more }), (date) => date, String).map((said) => said.key)
    expect(markOf(row({ flags: ['at risk'] }))).toEqual({ kind: 'icon', icon: 'clock', tone: 'ochre' })
    expect(keys({ flags: ['at risk'] })).toEqual(['row.with', 'row.atRisk', 'row.review'])
    expect(keys({ needsMe: 'accept again', offer: 3 })).toEqual(['row.with', 'row.acceptAgain'])
    expect(keys({})).toEqual(['row.with', 'row.review'])
  })
})

describe('people', () => {
  it('have the initials of their first and last name', () => {
    expect(['Ada Lovell', 'Ben', 'Maria del Mar Gil', '', 'Élif'].map(initialsOf)).toEqual(['AL', 'B', 'MG', '?', 'É'])
  })

  it('have the same tint everywhere', () => {
    expect(tintOf(BEN.id)).toBe(tintOf(BEN.id))
    const tints = new Set(Array.from({ length: 64 }, (_, i) => tintOf(i.toString(16).padStart(2, '0').repeat(32))))
    expect(tints.size).toBe(8)
  })
})

describe('times', () => {
  const now = (): Date => new Date(2026, 4, 21, 12, 4)
  const when = formatter('en-GB', { today: 'today', tomorrow: 'tomorrow', yesterday: 'yesterday', todayAt: (time) => `today ${time}` }, now)

  it('are said as people say them', () => {
    expect(when.moment(new Date(2026, 4, 21, 11, 48).getTime())).toBe('today 11:48')
    expect(when.moment(new Date(2026, 4, 15, 16, 20).getTime())).toBe('Fri 15 May, 16:20')
    expect(when.soon('2026-05-22')).toBe('tomorrow')
    expect(when.soon('2026-05-20')).toBe('yesterday')
    expect(when.day('2026-05-22')).toBe('Fri 22 May')
    expect(when.day('2027-05-22')).toBe('Sat 22 May 2027')
  })

  it('make a format once, however many rows ask for it', () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat')
    const german = formatter('de', { today: 'heute', tomorrow: 'morgen', yesterday: 'gestern', todayAt: (time) => `heute ${time}` }, now)
    for (let day = 10; day < 28; day++) {
      german.soon(`2026-06-${day}`)
      german.moment(new Date(2026, 5, day, 9).getTime())
    }
    // A day, a day here and a time here, and once whether the day there has halves.
    expect(made).toHaveBeenCalledTimes(4)
    made.mockRestore()
  })
})

describe('keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

  it('are written one way, on every keyboard', () => {
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+K')
    expect(press('k', { metaKey: true })).toBe('Ctrl+K')
    expect(press('P', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+P')
    expect(press('?', { shiftKey: true })).toBe('?')
    expect(press('F6', { shiftKey: true })).toBe('Shift+F6')
  })
})
