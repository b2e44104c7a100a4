import { describe, expect, it } from 'vitest'
import type { RecordRow } from '../../../../shared/protocol/contract.ts'
import { groupsBy, shownOf } from '../../../../renderer/features/commitment/list-view.ts'

const row = (id: string, more: Partial<RecordRow> = {}): RecordRow => ({
  id, concept: 'commitment', kind: 'promise', title: id, state: 'in force', revision: 1, offer: null, due: null, review: null, until: null, links: [],
  parties: [{ id: 'me', name: 'Ada', you: true }, { id: 'ben', name: 'Ben', you: false }], needsMe: null, words: null, unavailable: false, onlyHere: false, flags: [], updatedAt: 1, ...more,
})
const named = (rows: readonly RecordRow[], by: 'state' | 'person' | 'kind' | 'date') =>
  Object.fromEntries(groupsBy(rows, by, '2026-05-20', 'en-GB').filter((group) => group.rows.length > 0).map((group) => [group.name ?? group.words, group.rows.map((one) => one.id)]))

describe('the list of commitments', () => {
  it('by person: what is with several, and with nobody, at the end', () => {
    const rows = [row('a'), row('b', { parties: [{ id: 'me', name: 'Ada', you: true }, { id: 'ben', name: 'Ben', you: false }, { id: 'chidi', name: 'Chidi', you: false }] }), row('c', { parties: [{ id: 'me', name: 'Ada', you: true }] })]
    expect(named(rows, 'person')).toEqual({ Ben: ['a'], 'list.withSeveral': ['b'], 'list.withNobody': ['c'] })
  })

  it('by date: due, then within a week and a month, whatever is over apart', () => {
    const rows = [row('now', { due: '2026-05-20' }), row('week', { review: '2026-05-27' }), row('month', { until: '2026-06-20' }), row('later', { due: '2026-06-21' }), row('none'), row('over', { due: '2026-05-20', state: 'fulfilled' })]
    expect(named(rows, 'date')).toEqual({ 'list.dateNow': ['now'], 'list.dateWeek': ['week'], 'list.dateMonth': ['month'], 'list.dateLater': ['later'], 'list.dateNone': ['none'], 'list.ended': ['over'] })
  })

  it('by kind and by where they stand: every row once', () => {
    const rows = [row('a'), row('b', { kind: 'letter' }), row('c', { kind: 'charter' }), row('d', { kind: 'open offer', state: 'draft' }), row('e', { kind: 'mutual', needsMe: 'answer' })]
    for (const by of ['kind', 'state'] as const) expect(Object.values(named(rows, by)).flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('shows only what is asked for', () => {
    const rows = [row('a', { flags: ['review due'] }), row('b', { flags: ['at risk'] }), row('c', { needsMe: 'answer' }), row('d', { state: 'ended' })]
    expect((['all', 'open', 'due', 'risk', 'mine'] as const).map((shown) => shownOf(rows, shown).map((one) => one.id).join(''))).toEqual(['abcd', 'abc', 'a', 'b', 'c'])
  })
})
