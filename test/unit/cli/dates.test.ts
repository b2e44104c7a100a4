import { describe, expect, it } from 'vitest'
import { ISO_WEEK } from '#shared/base/calendar.ts'
import { readDate, readSpan, weeksAround } from '../../../electron/cli/dates.ts'

// A Thursday, late in the evening where the test runs.
const today = new Date(2026, 4, 21, 23, 30)

describe('a date', () => {
  it.each([
    ['2026-06-01', '2026-06-01'], ['today', '2026-05-21'], ['Tomorrow', '2026-05-22'], ['friday', '2026-05-22'], ['thu', '2026-05-28'],
    ['wednesday', '2026-05-27'], ['+10d', '2026-05-31'], ['+2w', '2026-06-04'], ['+0d', '2026-05-21'],
  ])('"%s" is %s', (text, date) => {
    expect(readDate('by', text, today)).toBe(date)
  })

  it.each(['2026-02-30', '22.5.2026', 'soon', 'th', '', '2026-5-1', '+d', 'next friday', '-3d'])('"%s" is none', (text) => {
    expect(() => readDate('by', text, today)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'usage.date' }) }))
  })
})

describe('the weeks of a terminal', () => {
  it.each([
    [{ LANG: 'en_US.UTF-8' }, 7], [{ LANG: 'en_US.UTF-8', LC_TIME: 'nl_NL.UTF-8' }, 1], [{ LANG: 'en_GB', LC_TIME: 'nl_NL', LC_ALL: 'ar_EG.UTF-8@arabic' }, 6], [{ LC_ALL: '', LANG: 'he_IL' }, 7],
  ])('begin as the region of %o has them', (env, firstDay) => {
    expect(weeksAround({ env, platform: 'linux' }).firstDay).toBe(firstDay)
  })

  it.each([[{}], [{ LANG: 'C' }], [{ LC_ALL: 'C.UTF-8', LANG: 'en_US.UTF-8' }], [{ LANG: 'POSIX' }], [{ LANG: '?' }]])('are ISO weeks where %o names none', (env) => {
    expect(weeksAround({ env, platform: 'linux' })).toEqual(ISO_WEEK)
  })
})

describe('a span', () => {
  it.each([['90s', 90_000], ['30m', 1_800_000], ['12h', 43_200_000], ['7D', 604_800_000], ['2w', 1_209_600_000]])('"%s" is %d ms', (text, ms) => {
    expect(readSpan('expires', text)).toBe(ms)
  })

  it.each(['7', '0d', 'd', '-1d', '1.5h', 'a week', ''])('"%s" is none', (text) => {
    expect(() => readSpan('expires', text)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'usage.span' }) }))
  })
})
