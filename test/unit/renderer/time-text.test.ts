// Times of day, as each region writes them, and read back.
import { describe, expect, it } from 'vitest'
import { hasHalves, isWholeTime, readTimeText, stepped, timeText } from '../../../renderer/ui/time-text.ts'

const REGIONS = ['en-GB', 'en-US', 'en-CA', 'en-AU', 'de', 'nl', 'fr', 'es', 'sv', 'hu', 'ar-EG', 'fa-IR', 'ja', 'ko', 'zh-TW', 'hi', 'en-XA']
const EVERY_MINUTE = Array.from({ length: 24 * 60 }, (_, at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)

describe('a time of day', () => {
  it('is of twenty-four hours or of twice twelve, as the region has it', () => {
    expect(['en-GB', 'en-US', 'nl', 'sv'].map((region) => [hasHalves(region), timeText('14:05', region), timeText('00:30', region)])).toEqual([
      [false, '14:05', '00:30'], [true, '2:05 PM', '12:30 AM'], [false, '14:05', '00:30'], [false, '14:05', '00:30'],
    ])
    expect(timeText('24:00', 'en-GB')).toBe('')
    expect(timeText('', 'en-US')).toBe('')
  })

  it.each(REGIONS)('is read back as it was written in %s', (region) => {
    for (const time of EVERY_MINUTE) {
      const said = timeText(time, region)
      expect([said, readTimeText(said, region), isWholeTime(said, region)]).toEqual([said, time, true])
      expect(said).not.toMatch(/[\u00a0\u202f\u061c\u200e\u200f]/)
    }
  })

  it('is read whatever stands between, with its half of the day or of twenty-four hours', () => {
    for (const typed of ['14:05', '14.05', '14h05', '1405', ' 14 05 ', '2:05pm', '2.05 p.m.', '205 PM', '14:05 Uhr', '١٤:٠٥']) expect(readTimeText(typed, 'en-GB'), typed).toBe('14:05')
    for (const typed of ['9', '09', '9am', '9:00', '900', '9 A']) expect(readTimeText(typed, 'en-US'), typed).toBe('09:00')
    expect(['12', '12am', '12pm', '0:30', '12:30'].map((typed) => readTimeText(typed, 'en-US'))).toEqual(['12:00', '00:00', '12:00', '00:30', '12:30'])
    expect(readTimeText('오후 2:05', 'ko')).toBe('14:05')
  })

  it('is none where there is no such time', () => {
    for (const typed of ['', 'noon', '24:00', '9:60', '9:5', '12:30:15', '14:05 am', '0:30 pm', '9 oranges', '12345', '-']) expect(readTimeText(typed, 'en-GB'), typed).toBeNull()
  })

  it('is whole once nothing that follows could change it', () => {
    expect(['9', '09:3', '09:30', '24:00'].map((typed) => isWholeTime(typed, 'en-GB'))).toEqual([false, false, true, false])
    expect(['2:05', '2:05 p', '2:05 PM'].map((typed) => isWholeTime(typed, 'en-US'))).toEqual([false, true, true])
  })

  it('goes on by quarters of an hour, and around midnight', () => {
    expect([stepped('09:00', 1), stepped('09:07', 1), stepped('09:07', -1), stepped('09:00', -1), stepped('23:45', 1), stepped('00:00', -1), stepped('', 1)])
      .toEqual(['09:15', '09:15', '09:00', '08:45', '00:00', '23:45', '00:15'])
  })
})
