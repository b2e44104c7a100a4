import { describe, expect, it } from 'vitest'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { decisionContext, decisionGroupOf, decisionGroups } from '../../../renderer/features/decision/decision-list.ts'

const ADA = { id: 'a'.repeat(64), name: 'Ada Field', you: true }
const BEN = { id: 'b'.repeat(64), name: 'Ben Ward', you: false }
type Own = NonNullable<RecordRow['decisionRow']>
const row = (more: Partial<RecordRow> = {}, own: Partial<Own> = {}): RecordRow => ({
  id: 'c'.repeat(64), concept: 'decision', kind: 'decision', title: 'New gloves', state: 'seeking', revision: null, offer: 1, due: null, review: null, until: null, links: [],
  parties: [ADA, BEN], needsMe: null, words: 'e'.repeat(64), unavailable: false, onlyHere: false, flags: [], updatedAt: 1,
  decisionRow: { deciders: [BEN], nobodyDecides: false, mine: false, asksMe: false, adviceBy: null, decidedAt: null, withoutAdvice: false, ...own }, ...more,
})
const says = (of: RecordRow): string[] => decisionContext(of, (date) => date, (at) => `at ${at}`, '2026-05-22').map(({ key }) => key)

describe('the list of decisions', () => {
  it('puts what asks me before what I follow, and what is mine by itself', () => {
    expect(decisionGroupOf(row())).toBe('following')
    expect(decisionGroupOf(row({ needsMe: 'advise' }))).toBe('asked')
    expect(decisionGroupOf(row({ needsMe: 'take on' }))).toBe('asked')
    expect(decisionGroupOf(row({ needsMe: 'answer advice' }, { mine: true }))).toBe('mine')
    expect(decisionGroupOf({ ...row({ state: 'draft' }), decisionRow: undefined } as never)).toBe('mine')
    expect(decisionGroupOf(row({ state: 'reviewed' }, { mine: true }))).toBe('decided')
    expect(decisionGroupOf(row({ state: 'dropped' }))).toBe('over')
  })

  it('shows what was decided last first, and what is asked for soonest first', () => {
    const decided = decisionGroups([row({ id: 'old', state: 'decided' }, { decidedAt: 1 }), row({ id: 'new', state: 'decided' }, { decidedAt: 9 })]).find(({ id }) => id === 'decided')!
    expect(decided.rows.map(({ id }) => id)).toEqual(['new', 'old'])
    const following = decisionGroups([row({ id: 'later', due: '2026-06-09' }), row({ id: 'sooner', due: '2026-06-01' })]).find(({ id }) => id === 'following')!
    expect(following.rows.map(({ id }) => id)).toEqual(['sooner', 'later'])
  })

  it('says in a line who decides, what waits and until when', () => {
    expect(says(row({ needsMe: 'advise' }, { adviceBy: '2026-05-30' }))).toEqual(['decision.rowDecides', 'decision.rowUntil'])
    expect(says(row({ state: 'framing' }, { mine: true, adviceBy: '2026-05-01' }))).toEqual(['decision.rowNobody', 'decision.rowWas'])
    expect(says(row({ state: 'decided' }, { decidedAt: 5, withoutAdvice: true }))).toEqual(['decision.rowDecided', 'decision.rowOn', 'decision.rowAlone'])
    expect(says(row({ state: 'decided', flags: ['review due'] }, { mine: true, decidedAt: 5 }))).toEqual(['decision.rowReviewDue'])
    expect(says(row({}, { nobodyDecides: true, adviceBy: '2026-05-30' }))).toEqual(['decision.rowLeft'])
    expect(says(row({ state: 'decided' }, { nobodyDecides: true, decidedAt: 5 }))).toEqual(['decision.rowDecided', 'decision.rowOn'])
    expect(says(row({ state: 'contested' }, { mine: true }))).toEqual(['decision.rowTwice'])
    expect(says(row({ unavailable: true }))).toEqual(['row.unavailable'])
    expect(says({ ...row({ state: 'draft' }), decisionRow: undefined } as never)).toEqual(['decision.rowDraft'])
  })
})
