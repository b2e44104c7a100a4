import { describe, expect, test } from 'vitest'
import { renewed } from '#shared/domain/commitment/renewing.ts'
import type { TermsView } from '#shared/domain/record/view.ts'

const terms = (dates: Partial<TermsView>): TermsView => ({ kind: 'mutual', title: 'Bread', sections: [], ...dates })
const dates = (of: Partial<TermsView>, asOf: string, given = {}) => {
  const next = renewed(terms(of), asOf, given)
  if (!next.ok) return [next.problem.code, next.problem.details?.['field']]
  const { kind: _kind, title: _title, sections: _sections, ...rest } = next.value
  return rest
}

describe('a renewal [CO12]', () => {
  test('moves a review that has come on by the rhythm, past today', () => {
    expect(dates({ review: '2026-02-01', everyMonths: 3 }, '2026-05-22')).toEqual({ review: '2026-08-01', everyMonths: 3 })
    expect(dates({ from: '2026-01-31', everyMonths: 1 }, '2026-02-28')).toEqual({ from: '2026-01-31', review: '2026-03-31', everyMonths: 1 })
  })
  test('takes the next date that was named', () => {
    expect(dates({ review: '2026-02-01', reviews: ['2026-05-01', '2026-09-01', '2026-12-01'] }, '2026-05-22')).toEqual({ review: '2026-09-01', reviews: ['2026-12-01'] })
  })
  test('begins a term that has run out anew, as long as before', () => {
    expect(dates({ from: '2026-01-01', until: '2026-01-31' }, '2026-03-01')).toEqual({ from: '2026-03-01', until: '2026-03-31' })
    expect(dates({ from: '2026-01-01', until: '2026-12-31', review: '2026-04-01', everyMonths: 3 }, '2026-04-02')).toEqual({ from: '2026-01-01', until: '2026-12-31', review: '2026-07-01', everyMonths: 3 })
  })
  test('asks for a date that nothing tells, and for a reason to renew', () => {
    expect(dates({ review: '2026-02-01' }, '2026-05-22')).toEqual(['renew.dates', 'review'])
    expect(dates({ until: '2026-02-01' }, '2026-05-22')).toEqual(['renew.dates', 'until'])
    expect(dates({ due: '2026-02-01' }, '2026-05-22')).toEqual(['renew.dates', 'due'])
    expect(dates({ due: '2026-07-01' }, '2026-05-22')).toEqual(['renew.nothing', undefined])
    expect(dates({}, '2026-05-22')).toEqual(['renew.undated', undefined])
    expect(dates({ due: '2026-02-01' }, '2026-05-22', { due: '2026-06-01' })).toEqual({ due: '2026-06-01' })
  })
})
