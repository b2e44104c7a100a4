import { describe, expect, test } from 'vitest'
import { orThrow } from '#shared/base/result.ts'
import { foldHours, hoursText, intendDrop, intendLog, intendShare, ownMinutes, readHours, spentWeeks, sumOf, type Hours } from '#shared/domain/hours/index.ts'
import { idFrom } from '../unit/domain/fake.ts'
import { people, type Person } from '../harness/people.ts'

const CRATES = idFrom(77)
const TODAY = '2026-05-22'

const logOf = (person: Person): Hours => foldHours(person.device.replica.record(person.id), person.device.replica.index)
const sharedOn = (person: Person): Hours => foldHours(person.device.replica.record(CRATES), person.device.replica.index)

const logs = (person: Person, hours: string, on = TODAY, note?: string) =>
  person.gives(orThrow(intendLog(logOf(person), { person: person.id, record: CRATES, hours, on, today: TODAY, ...(note !== undefined && { note }) })))
const shares = (person: Person) => person.gives(orThrow(intendShare(logOf(person), { record: CRATES, member: true, told: sharedOn(person).shared.find((one) => one.person === person.id)?.minutes ?? null, today: TODAY })))

describe('hours', () => {
  test('are logged by each for oneself, a day at a time, and by nobody else [HR1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    logs(ada, '1:30', '2026-05-20', 'Packed')
    logs(ada, '2,5')
    expect(logOf(ada).entries).toMatchObject([{ minutes: 90, on: '2026-05-20', note: 'Packed', record: CRATES }, { minutes: 150, on: TODAY, note: null }])
    ben.signs('hours.log', ada.id, { record: CRATES, hours: '8', on: TODAY })
    expect(logOf(ada).ignored.map(({ reason }) => reason)).toEqual(['not for them'])
    expect(sumOf(logOf(ada).entries)).toBe(240)
  })

  test('are more than nothing, no more than a day has, and of no day to come; a slip is taken back [HR2]', async () => {
    const { ada } = await people('Ada')
    for (const [hours, on, problem] of [
      ['0', TODAY, 'hours.none'], ['-2', TODAY, 'hours.none'], ['24.5', TODAY, 'hours.day'], ['99999999', TODAY, 'hours.day'], ['lots', TODAY, 'hours.number'],
      ['', TODAY, 'hours.number'], ['1:75', TODAY, 'hours.number'], ['2', '2026-05-23', 'hours.ahead'], ['2', '2026-02-31', 'hours.date'],
    ] as const) {
      const tried = intendLog(logOf(ada), { person: ada.id, record: CRATES, hours, on, today: TODAY })
      expect(tried.ok ? 'allowed' : tried.problem.code, hours).toBe(problem)
    }
    const slip = logs(ada, '20')
    expect(() => logs(ada, '5')).toThrow('more than 24 hours')
    ada.gives(orThrow(intendDrop(logOf(ada), ada.id, slip)))
    logs(ada, '5')
    expect(logOf(ada).entries.map(({ minutes }) => minutes)).toEqual([300])
    expect(intendDrop(logOf(ada), ada.id, slip)).toMatchObject({ ok: false, problem: { code: 'hours.unknown' } })
    ada.signs('hours.log', ada.id, { record: CRATES, hours: '-3', on: TODAY })
    ada.signs('hours.log', ada.id, { record: CRATES, hours: '1e9', on: TODAY })
    expect(logOf(ada).ignored.map(({ reason }) => reason)).toEqual(['malformed body', 'malformed body'])
  })

  test('are measured against one\'s own part of the week, where one\'s hours are set [HR3]', async () => {
    const { ada } = await people('Ada')
    logs(ada, '3', '2026-05-17')
    logs(ada, '2', '2026-05-18')
    logs(ada, '0.25')
    expect(spentWeeks(logOf(ada).entries, TODAY, 2)).toEqual([
      { week: '2026-W20', from: '2026-05-11', minutes: 180, by: [{ record: CRATES, minutes: 180 }] },
      { week: '2026-W21', from: '2026-05-18', minutes: 135, by: [{ record: CRATES, minutes: 135 }] },
    ])
    expect([ownMinutes(36, 20), ownMinutes(0, 20), ownMinutes(null, 20), ownMinutes(40, 10)]).toEqual([432, 0, null, 240])
  })

  test('are told to others as a total of what was spent on a record, the newest of each [HR4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    expect(() => shares(ada)).toThrow('no time')
    logs(ada, '1.5')
    shares(ada)
    logs(ada, '2')
    expect(sharedOn(ben).shared).toMatchObject([{ person: ada.id, minutes: 90 }])
    shares(ada)
    logs(ben, '0:20')
    shares(ben)
    expect(sumOf(sharedOn(ada).shared)).toBe(230)
    ben.signs('hours.share', CRATES, { total: '-9000', until: TODAY })
    expect(sumOf(sharedOn(ada).shared)).toBe(230)
    expect(intendShare(logOf(ada), { record: CRATES, member: false, told: null, today: TODAY })).toMatchObject({ ok: false, problem: { code: 'person.left' } })
  })

  test('are corrected down to none where what was told turns out wrong [HR4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    logs(ada, '3')
    shares(ada)
    expect(sharedOn(ben).shared).toMatchObject([{ minutes: 180 }])
    ada.gives(orThrow(intendDrop(logOf(ada), ada.id, logOf(ada).entries[0]!.id)))
    shares(ada)
    expect(sharedOn(ben).shared).toMatchObject([{ person: ada.id, minutes: 0, until: TODAY }])
    expect(() => shares(ada)).toThrow('no time')
  })

  test('keep whole minutes, however they were typed', () => {
    for (let minutes = 1; minutes <= 1440; minutes++) expect(Math.round(Number(readHours(hoursText(minutes))) * 60)).toBe(minutes)
  })
})
