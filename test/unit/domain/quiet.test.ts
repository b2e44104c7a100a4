import { describe, expect, it } from 'vitest'
import { isQuiet, isWallTime, NEVER_QUIET, quietRules, wallClock, type QuietRules } from '#shared/domain/desk/index.ts'

const ZONE = 'Europe/Amsterdam'
const at = (iso: string): number => Date.parse(iso)
const rules = (more: Partial<QuietRules>): QuietRules => ({ on: true, spans: [], until: null, ...more })
const quiet = (of: QuietRules, iso: string, zone = ZONE): boolean => isQuiet(of, at(iso), wallClock(at(iso), zone))

describe('quiet hours [DK9]', () => {
  it('go on past midnight and belong to the day they began on', () => {
    // Monday 18 May 2026, from 22:00 to 07:00.
    const monday = rules({ spans: [{ days: [1], from: '22:00', to: '07:00' }] })
    expect([
      quiet(monday, '2026-05-18T21:59+02:00'), quiet(monday, '2026-05-18T22:00+02:00'), quiet(monday, '2026-05-19T06:59+02:00'),
      quiet(monday, '2026-05-19T07:00+02:00'), quiet(monday, '2026-05-18T05:00+02:00'), quiet(monday, '2026-05-19T23:00+02:00'),
    ]).toEqual([false, true, true, false, false, false])
  })

  it('end on the day itself where they end after they begin, and last a whole day where both are the same', () => {
    const lunch = rules({ spans: [{ days: [3], from: '12:00', to: '13:00' }] })
    expect([quiet(lunch, '2026-05-20T12:30+02:00'), quiet(lunch, '2026-05-20T13:00+02:00'), quiet(lunch, '2026-05-21T12:30+02:00')]).toEqual([true, false, false])
    const sunday = rules({ spans: [{ days: [7], from: '00:00', to: '00:00' }] })
    expect([quiet(sunday, '2026-05-24T00:00+02:00'), quiet(sunday, '2026-05-24T23:59+02:00'), quiet(sunday, '2026-05-25T00:00+02:00')]).toEqual([true, true, false])
  })

  it('go by the clock on the wall where the hour changes', () => {
    const night = rules({ spans: [{ days: [6, 7], from: '22:00', to: '07:00' }] })
    // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00 again.
    for (const [utc, expected] of [
      ['2026-03-28T20:59Z', false], ['2026-03-28T21:00Z', true], ['2026-03-29T00:59Z', true], ['2026-03-29T01:00Z', true],
      ['2026-03-29T04:59Z', true], ['2026-03-29T05:00Z', false],
      ['2026-10-24T20:00Z', true], ['2026-10-25T00:30Z', true], ['2026-10-25T01:30Z', true], ['2026-10-25T05:59Z', true], ['2026-10-25T06:00Z', false],
    ] as const) expect([utc, quiet(night, utc)]).toEqual([utc, expected])
    expect(wallClock(at('2026-03-29T01:00Z'), ZONE)).toEqual({ date: '2026-03-29', time: '03:00' })
  })

  it('are the person’s own: the same moment is quiet in one zone and not in another', () => {
    const night = rules({ spans: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00' }] })
    expect([quiet(night, '2026-05-20T21:00Z', 'Europe/Amsterdam'), quiet(night, '2026-05-20T21:00Z', 'America/New_York')]).toEqual([true, false])
    expect(wallClock(at('2026-05-20T23:59Z'), 'Pacific/Kiritimati')).toEqual({ date: '2026-05-21', time: '13:59' })
  })

  it('hold until a moment where a person is away, whatever the hours say, and no longer', () => {
    const away = { ...NEVER_QUIET, until: at('2026-05-20T12:00Z') }
    expect([quiet(away, '2026-05-20T11:59Z'), quiet(away, '2026-05-20T12:00Z')]).toEqual([true, false])
    expect(quiet(NEVER_QUIET, '2026-05-20T23:00Z')).toBe(false)
  })

  it('are nothing but well-formed hours', () => {
    expect(quietRules.safeParse(NEVER_QUIET).success).toBe(true)
    expect(quietRules.safeParse(rules({ spans: [{ days: [8], from: '22:00', to: '07:00' }] })).success).toBe(false)
    expect(quietRules.safeParse(rules({ spans: [{ days: [1], from: '24:00', to: '07:00' }] })).success).toBe(false)
    expect([isWallTime('2026-02-29T09:00'), isWallTime('2026-02-28T24:00'), isWallTime('2026-02-28T09:00'), isWallTime('2026-02-28')]).toEqual([false, false, true, false])
  })
})
