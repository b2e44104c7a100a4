// Calendar days: counted by months and weeks as people count them, in no zone; and the day of a moment in a zone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dateAt, dayOf, daysFrom, forIntl, monthEnd, weekdayOf } from '#shared/base/calendar.ts'
import { isCalendarDate } from '#shared/base/clock.ts'

const date = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))

describe('calendar days', () => {
  it('go on and back by the same number, over every end of a month and a leap day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01')
    fc.assert(fc.property(date, fc.integer({ min: -300, max: 300 }), (day, n) => {
      expect(daysFrom(day, addDays(day, n))).toBe(n)
      expect(addDays(addDays(day, n), -n)).toBe(day)
      expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
    }))
  })

  it('are in the month they were asked for, on its last day where it has no such day', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(monthEnd('2026-05-20', 0)).toBe('2026-05-31')
    expect(monthEnd('2026-12-31', 1)).toBe('2027-01-31')
    expect(monthEnd('2028-01-31', 1)).toBe('2028-02-29')
  })

  it('never leave the years a calendar date can have, however much is asked for', () => {
    for (const far of [addDays('9999-12-30', 9), addDays('2026-01-01', Number.MAX_SAFE_INTEGER), addMonths('9999-12-01', 1e9), dayOf(8.64e15)]) expect(far).toBe('9999-12-31')
    for (const far of [addDays('0000-01-02', -9), addDays('2026-01-01', Number.MIN_SAFE_INTEGER), dayOf(-8.64e15)]) expect(far).toBe('0000-01-01')
    fc.assert(fc.property(date, fc.integer(), (day, n) => { expect(isCalendarDate(addMonths(day, n))).toBe(true) }))
  })

  it('are those of the person’s zone, also where it skips a day or is half a day ahead', () => {
    const at = Date.parse('2026-05-20T23:59:00Z')
    expect(dateAt(at, 'UTC')).toBe('2026-05-20')
    expect(dateAt(at, 'Pacific/Kiritimati')).toBe('2026-05-21')
    expect(dateAt(at, 'America/Los_Angeles')).toBe('2026-05-20')
    // Samoa had no 30 December 2011.
    expect(dateAt(Date.parse('2011-12-30T09:59:00Z'), 'Pacific/Apia')).toBe('2011-12-29')
    expect(dateAt(Date.parse('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31')
  })

  it('are shown as the day they are, wherever the page runs', () => {
    expect(new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeZone: 'UTC' }).format(forIntl('2026-05-20'))).toBe('20/05/2026')
  })
})
