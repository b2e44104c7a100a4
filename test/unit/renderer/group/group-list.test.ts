import { describe, expect, it } from 'vitest'
import type { RecordRow } from '../../../../shared/protocol/contract.ts'
import { contextOf, groupOf, groupsOf } from '../../../../renderer/features/group/grouping.ts'

const row = (more: Record<string, unknown> = {}): RecordRow => ({
  id: 'a', concept: 'group', kind: 'working group', title: 'Steam', state: 'active', revision: 2, offer: null, due: null, review: null, until: null, links: [], parties: [], needsMe: null,
  words: null, unavailable: false, onlyHere: false, flags: [], updatedAt: 0, groupRow: { size: 4, mine: null, joining: 'open', open: true }, ...more,
} as unknown as RecordRow)
const standing = (mine: string | null, open = true): Record<string, unknown> => ({ groupRow: { size: 4, mine, joining: 'open', open } })
const said = (of: RecordRow): string => contextOf(of, (date) => date, () => 'then').map(({ key, values }) => [key, ...Object.values(values)].join(' ')).join(' | ')

describe('the list of groups', () => {
  it('puts what asks for me first, then what I am in, what I could join, the others, and what has ended', () => {
    expect(groupOf(row({ ...standing('member'), needsMe: 'accept again' }))).toBe('waiting')
    expect(groupOf(row({ state: 'draft' }))).toBe('drafts')
    expect(groupOf(row(standing('member')))).toBe('mine')
    expect(groupOf(row(standing('waits')))).toBe('mine')
    expect(groupOf(row(standing(null)))).toBe('open')
    expect(groupOf(row(standing('left')))).toBe('open')
    expect(groupOf(row(standing(null, false)))).toBe('others')
    expect(groupOf(row({ groupRow: { size: 4, mine: null, joining: 'welcome', open: true } }))).toBe('others')
    expect(groupOf(row({ state: 'closed', ...standing('member') }))).toBe('ended')
    expect(groupOf(row({ groupRow: undefined }))).toBe('others')
  })

  it('holds groups and teams alone, by their names, those that ended by when', () => {
    const groups = groupsOf([
      row({ id: '1', title: 'b' }), row({ id: '2', title: 'A', kind: 'team' }), row({ id: '3', kind: 'promise', title: 'p' }),
      row({ id: '4', title: 'x', state: 'closed', updatedAt: 1 }), row({ id: '5', title: 'y', state: 'closed', updatedAt: 9 }),
    ], 'en')
    expect(groups.get('open')!.map(({ title }) => title)).toEqual(['A', 'b'])
    expect(groups.get('ended')!.map(({ title }) => title)).toEqual(['y', 'x'])
    expect([...groups.values()].flat()).toHaveLength(4)
  })

  it('says how many and the one thing that is nearest', () => {
    expect(said(row({ until: '2026-09-30' }))).toBe('group.rowMembers 4 | group.rowEnds 2026-09-30')
    expect(said(row({ until: '2026-09-30', review: '2026-07-02' }))).toBe('group.rowMembers 4 | row.review 2026-07-02')
    expect(said(row({ until: '2026-09-30', review: '2027-07-02' }))).toBe('group.rowMembers 4 | group.rowEnds 2026-09-30')
    expect(said(row({ state: 'forming' }))).toBe('group.rowForming 4')
    expect(said(row({ state: 'forming', groupRow: { size: 1, mine: 'member', joining: 'open', open: true, formed: true } }))).toBe('group.rowMembers 1')
    expect(said(row({ state: 'paused' }))).toBe('group.rowMembers 4 | group.rowPaused')
    expect(said(row({ state: 'closed' }))).toBe('group.rowEnded then')
    expect(said(row({ state: 'draft', onlyHere: true }))).toBe('row.onlyHere then')
    expect(said(row(standing('waits')))).toBe('group.rowMembers 4 | group.rowWaits')
    expect(said(row({ groupRow: undefined }))).toBe('group.rowMembers 0')
    expect(said(row({ unavailable: true }))).toContain('row.unavailable')
  })

  it('says that its last day has gone by', () => {
    expect(said(row({ until: '2026-01-01', flags: ['lapsed'] }))).toBe('group.rowMembers 4 | group.rowWasToEnd 2026-01-01')
  })
})
