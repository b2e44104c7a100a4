// Days in figures, as each region writes them, and read back.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/base/calendar.ts'
import { dayPattern, dayText, isWhole, orderOf, readDayText } from '../../../renderer/ui/day-text.ts'

const TODAY = '2026-11-22'
const read = (typed: string, region = 'en-GB'): string | null => readDayText(typed, region, TODAY)
const REGIONS = ['en-GB', 'en-US', 'de', 'nl', 'sv', 'hu', 'ar-EG', 'fa-IR', 'ja', 'en-CA', 'en-XA']

describe('a day in figures', () => {
  it('stands in the order of the region', () => {
    expect(dayText('2026-12-31', 'en-GB')).toBe('31/12/2026')
    expect(dayText('2026-12-31', 'en-US')).toBe('12/31/2026')
    expect(dayText('2026-12-31', 'de')).toBe('31.12.2026')
    expect(dayText('2026-12-31', 'sv')).toBe('2026-12-31')
    expect(['en-GB', 'en-US', 'sv'].map((region) => dayPattern(region, { day: 'dd', month: 'mm', year: 'yyyy' }))).toEqual(['dd/mm/yyyy', 'mm/dd/yyyy', 'yyyy-mm-dd'])
    expect(orderOf('en-US')).toEqual(['month', 'day', 'year'])
    expect(dayText('soon', 'en-GB')).toBe('')
  })

  it.each(REGIONS)('is read back as it was written in %s', (region) => {
    fc.assert(fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
      const day = addDays(TODAY, days)
      expect(dayText(day, region)).toMatch(/^[\d\s./-]+$/)
      expect(read(dayText(day, region), region)).toBe(day)
      expect(isWhole(dayText(day, region))).toBe(true)
    }), { numRuns: 60 })
  })

  it('is read whatever stands between, with a short year or none, and year first anywhere', () => {
    for (const typed of ['1/2/2027', '01.02.2027', '1 2 27', ' 1-2-2027 ', '2027-02-01', '1/2']) expect(read(typed)).toBe('2027-02-01')
    expect(read('1/2/2027', 'en-US')).toBe('2027-01-02')
    expect(read('١/٢/٢٠٢٧')).toBe('2027-02-01')
  })

  it('without a year is the next such day, today included', () => {
    expect([read('22/11'), read('21/11'), read('29/2')]).toEqual(['2026-11-22', '2027-11-21', null])
  })

  it('is none where there is no such day', () => {
    for (const typed of ['31/2/2027', '13/13/2027', '2027', 'tomorrow', '1/2/203', '1/2/3/4', '0/1/2027']) expect(read(typed), typed).toBeNull()
  })

  it('is whole once nothing that follows could change it', () => {
    expect(['1/2', '1/2/20', '1/2/202', '1/2/2027', '2027-12-3', '2027-12-31'].map(isWhole)).toEqual([false, false, false, true, false, true])
  })
})
