import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { betweenUs, fitOf, hoursIn, loopsThrough, oneSided, weekName, weeksOf, type Given } from '#shared/domain/commitment/capacity.ts'
import { addDays, ISO_WEEK, type WeekRule } from '#shared/base/calendar.ts'

const ADA = 'ada'
const BEN = 'ben'
const given = (person: string, to: string[], hours: Given['hours'] = [], record = `${person}-${to.join('-')}`): Given => ({ record, title: record, person, to, hours })

describe('hours under words', () => {
  test('are those of the own line, else of the whole, while they hold [CA1]', () => {
    const of = { hours: 4, time: [{ id: 't', person: ADA, hours: '2.5' }], from: '2026-05-04', until: '2026-08-31' }
    expect(hoursIn(of, ADA)).toEqual([{ weekly: 2.5, from: '2026-05-04', until: '2026-08-31' }])
    expect(hoursIn(of, BEN)).toEqual([{ weekly: 4, from: '2026-05-04', until: '2026-08-31' }])
    expect(hoursIn({ hours: 3, due: '2026-06-01' }, ADA)).toEqual([{ weekly: 3, from: null, until: '2026-06-01' }])
    expect(hoursIn({}, ADA)).toEqual([])
  })

  test('a season takes their place between its dates, the own one first [CA2]', () => {
    const seasons = [{ id: 'a', from: '2026-07-01', to: '2026-08-31', hours: '0' }, { id: 'b', person: ADA, from: '2026-08-01', to: '2026-08-15', hours: '10' }]
    expect(hoursIn({ hours: 4, seasons }, ADA)).toEqual([
      { weekly: 4, from: null, until: '2026-06-30' }, { weekly: 10, from: '2026-08-01', until: '2026-08-15' }, { weekly: 4, from: '2026-09-01', until: null },
    ])
    expect(hoursIn({ hours: 4, seasons, from: '2026-07-15', until: '2026-09-10' }, BEN)).toEqual([{ weekly: 4, from: '2026-09-01', until: '2026-09-10' }])
  })

  test('stretches never overlap, whatever the seasons', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
    const season = fc.tuple(day, day, fc.integer({ min: 0, max: 40 }), fc.boolean()).map(([a, b, hours, own], ) => ({ id: 's', from: a < b ? a : b, to: a < b ? b : a, hours: String(hours), ...(own && { person: ADA }) }))
    fc.assert(fc.property(fc.array(season, { maxLength: 6 }), fc.option(day), fc.option(day), day, (seasons, from, until, look) => {
      const stretches = hoursIn({ hours: 5, seasons, ...(from && { from }), ...(until && { until }) }, ADA)
      const on = stretches.filter((one) => (one.from === null || one.from <= look) && (one.until === null || look <= one.until))
      expect(on.length).toBeLessThanOrEqual(1)
      const holds = (from === null || from <= look) && (until === null || look <= until)
      const here = seasons.filter((one) => one.from <= look && look <= one.to)
      const wanted = !holds ? 0 : Number((here.find(({ person }) => person) ?? here[0])?.hours ?? 5)
      expect(on[0]?.weekly ?? 0).toBe(wanted)
    }))
  })
})

describe('weeks', () => {
  test('are named by the year they are counted in: of an ISO week, that of its Thursday [CA3]', () => {
    const named = (rule: WeekRule) => ['2026-01-01', '2027-01-03', '2024-12-30', '2026-05-25'].map((day) => weekName(day, rule))
    expect(named(ISO_WEEK)).toEqual(['2026-W01', '2026-W53', '2025-W01', '2026-W22'])
    expect(named({ firstDay: 7, minimalDays: 1 })).toEqual(['2026-W01', '2027-W02', '2025-W01', '2026-W22'])
  })

  test('in which the hours change count each day for a seventh [CA3]', () => {
    const weeks = weeksOf([given(ADA, [BEN], hoursIn({ hours: 7, until: '2026-05-27' }, ADA)), given(ADA, ['chidi'], hoursIn({ hours: 14 }, ADA))], '2026-05-22', 3)
    expect(weeks.map(({ week, from, hours }) => [week, from, hours])).toEqual([['2026-W21', '2026-05-18', 21], ['2026-W22', '2026-05-25', 17], ['2026-W23', '2026-06-01', 14]])
    expect(weeks[1]!.by).toEqual([{ record: 'ada-chidi', title: 'ada-chidi', hours: 14 }, { record: 'ada-ben', title: 'ada-ben', hours: 3 }])
  })

  test('fit where none holds more than there is; with no hours set nobody can say [CA5]', () => {
    const weeks = weeksOf([given(ADA, [BEN], hoursIn({ hours: 10, from: '2026-06-01' }, ADA))], '2026-05-22', 4)
    expect(fitOf(weeks, 10)).toEqual({ fits: true, over: null })
    expect(fitOf(weeks, 8)).toEqual({ fits: false, over: { week: '2026-W23', from: '2026-06-01', hours: 10, available: 8 } })
    expect(fitOf(weeks, null)).toEqual({ fits: null, over: null })
  })
})

describe('who gives what to whom', () => {
  const all = [given(ADA, [BEN]), given(BEN, ['chidi']), given('chidi', [ADA]), given('dewi', [ADA]), given(BEN, [ADA]), given(ADA, [])]
  test('one way only, or both', () => {
    const pairs = betweenUs(all, ADA)
    expect(pairs.map(({ person, mine, theirs }) => [person, mine.length, theirs.length])).toEqual([['ben', 1, 1], ['chidi', 0, 1], ['dewi', 0, 1]])
    expect(oneSided(pairs).map(({ person }) => person)).toEqual(['chidi', 'dewi'])
  })
  test('what comes back through others', () => {
    expect(loopsThrough(all, ADA)).toEqual([[ADA, BEN, 'chidi']])
    expect(loopsThrough(all, 'dewi')).toEqual([])
  })
})
