// What stands on a person's desk, told in the domain's words; the rules: shared/domain/desk.
import { describe, expect, it } from 'vitest'
import { BARE_NEED, changesSince, deskOf, dueReminders, hoursOf, NO_FACTS, toTell, weekPath, type Arrived, type Desk, type DeskEntry, type NoticeMark } from '#shared/domain/desk/index.ts'
import { ISO_WEEK, weekNumber, weekStart } from '#shared/base/calendar.ts'
import type { PersonId } from '#shared/base/ids.ts'
import { weeksOf } from '#shared/domain/commitment/capacity.ts'
import { Chance } from '../harness/chance.ts'
import { contextOf, type Letter } from '../harness/letter.ts'
import { people, type Person } from '../harness/people.ts'

const entryOf = (letter: Letter, person: Person): DeskEntry => {
  const { text, member } = contextOf(person)
  return {
    record: letter.id, title: letter.draft.title,
    facts: letter.concept.desk!(letter.state(person), { me: person.id, member: member!, text }),
  }
}
const deskFor = (person: Person, letters: readonly Letter[], today = '2026-05-21', later: ReadonlyMap<string, string> = new Map()): Desk =>
  deskOf(letters.map((letter) => entryOf(letter, person)), { today, later })
const needs = (desk: Desk): string[] => desk.needs.map(({ kind, title }) => `${kind}: ${title}`)

describe('what needs a person', () => {
  it('[DK1] is an offer to answer, then one to accept again, each with a key of its own', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('A calm handover', { due: '2026-05-22' })
    ada.offers(letter).to(ben)
    world.exchange()
    expect(deskFor(ada, [letter])).toMatchObject({ needs: [], waiting: [{ title: 'A calm handover', people: [ben.id] }] })
    const [first] = deskFor(ben, [letter]).needs
    expect(first).toMatchObject({ kind: 'answer', by: ada.id, number: 1, before: null, day: '2026-05-22', group: 'offers', late: false })
    ben.accepts(letter)
    world.exchange()
    expect(needs(deskFor(ben, [letter]))).toEqual([])
    ada.amends(letter, { words: 'With a written note.' })
    world.exchange()
    const [again] = deskFor(ben, [letter]).needs
    expect(again).toMatchObject({ kind: 'accept again', number: 2, before: 1 })
    expect(again!.key).not.toBe(first!.key)
  })

  it('is a promise given instead of the one I asked for, until I say something to it or it is said to be done [CO7]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const asked = ada.drafts('Show me the boiler', { kind: 'promise', due: '2026-06-01' })
    ada.offers(asked).asking(ben)
    ben.amends(asked, { due: '2026-07-01' })
    world.exchange()
    expect(deskFor(ada, [asked]).needs).toMatchObject([{ kind: 'instead', by: ben.id, number: 2, group: 'offers' }])
    expect(asked.asSeenBy(ada).needsMe).toBeNull()
    expect(needs(deskFor(ben, [asked])).filter((need) => need.includes('instead'))).toEqual([])
    ben.claims(asked)
    world.exchange()
    expect(deskFor(ada, [asked]).needs.map(({ kind }) => kind)).toEqual(['acknowledge'])
    const second = ada.drafts('Show me the well', { kind: 'promise' })
    ada.offers(second).asking(ben)
    ben.amends(second, { words: 'In winter.' })
    world.exchange()
    ada.declines(second)
    world.exchange()
    expect(deskFor(ada, [second]).needs).toEqual([])
  })

  it('is nothing more where who was asked accepted, and changes their promise later [CO7]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const asked = ada.drafts('Show me the boiler', { kind: 'promise' })
    ada.offers(asked).asking(ben)
    ben.accepts(asked)
    ben.amends(asked, { words: 'On a Sunday.' })
    world.exchange()
    expect(deskFor(ada, [asked]).needs).toEqual([])
  })

  it('is a question about what I offered, in the words it was asked in', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('A calm handover')
    ada.offers(letter).to(ben)
    world.exchange()
    ben.asks(letter, 'Also on Sundays?')
    world.exchange()
    expect(deskFor(ada, [letter]).needs).toMatchObject([{ kind: 'question', by: ben.id, text: letter.hashOf('Also on Sundays?') }])
  })

  it('is two offers made apart, to choose between', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Audit')
    ada.offers(letter).to(ben, chidi)
    world.exchange()
    ben.accepts(letter)
    chidi.accepts(letter)
    world.exchange()
    world.partition([ada], [ben], [chidi])
    ada.amends(letter, { words: 'Mondays.' })
    ben.amends(letter, { words: 'Fridays.' })
    world.heal()
    expect(deskFor(chidi, [letter]).needs).toMatchObject([{ kind: 'choose', people: [ada.id, ben.id].sort() }])
  })

  it('is a claim to acknowledge, one a promise, and nobody else’s', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const promise = ada.promises('Crate labels', [ben])
    world.exchange()
    ada.claims(promise, 'They hang in the hall.')
    world.exchange()
    expect(deskFor(ben, [promise]).needs).toMatchObject([{ kind: 'acknowledge', by: ada.id, text: promise.hashOf('They hang in the hall.') }])
    expect(needs(deskFor(ada, [promise]))).toEqual([])
    expect(deskFor(chidi, [promise])).toMatchObject({ needs: [], promises: [], dates: [], hours: [] })
  })

  it('[DK2] is a date that went by, the day after, for who promised; a review on its day, for both', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const promise = ada.promises('Valve list', [ben], { due: '2026-05-19' })
    const letter = ada.drafts('Night rota', { review: '2026-05-21' })
    ada.offers(letter).to(ben)
    world.exchange()
    ben.accepts(letter)
    world.exchange()
    expect(needs(deskFor(ada, [promise, letter], '2026-05-19'))).toEqual([])
    expect(needs(deskFor(ada, [promise, letter], '2026-05-20'))).toEqual(['past date: Valve list'])
    expect(needs(deskFor(ada, [promise, letter], '2026-05-21'))).toEqual(['past date: Valve list', 'review: Night rota'])
    expect(needs(deskFor(ben, [promise, letter], '2026-05-21'))).toEqual(['review: Night rota'])
    expect(deskFor(ben, [promise], '2026-05-21').promises).toMatchObject([{ side: 'to me', late: true, due: '2026-05-19' }])
  })

  it('[DK2] keeps what is for the day itself apart from what went by', () => {
    const reading = { ...BARE_NEED, key: 'r', kind: 'reading' as const, day: '2026-05-21', from: '2026-05-21' }
    const turn = { ...BARE_NEED, key: 't', kind: 'turn' as const, from: '2026-05-18', last: '2026-05-31' }
    const past = { ...BARE_NEED, key: 'p', kind: 'past date' as const, day: '2026-05-19', from: '2026-05-20' }
    const on = (today: string): string[] => deskOf([{ record: 'x', title: 'Crates', facts: { ...NO_FACTS, needs: [past, reading, turn] } }], { today, later: new Map() })
      .needs.map(({ kind, group, late }) => `${kind}: ${group}${late ? ', late' : ''}`)
    expect(on('2026-05-21')).toEqual(['reading: today', 'turn: today', 'past date: dates, late'])
    expect(on('2026-05-22')).toEqual(['turn: today', 'past date: dates, late', 'reading: dates, late'])
  })

  it('[DK3] is nothing of what others promise each other', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Between two', { due: '2026-05-01', review: '2026-05-01' })
    ada.offers(letter).to(ben)
    world.exchange()
    const desk = deskFor(chidi, [letter])
    expect([desk.needs, desk.promises, desk.dates, desk.waiting, desk.hours, desk.reviews].flat()).toEqual([])
  })

  it('[DK4] comes back on the day it was set aside until, and at once where something else is asked', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('A calm handover')
    ada.offers(letter).to(ben)
    world.exchange()
    const later = new Map([[deskFor(ben, [letter]).needs[0]!.key, '2026-05-25']])
    expect(deskFor(ben, [letter], '2026-05-24', later)).toMatchObject({ needs: [], later: [{ until: '2026-05-25' }] })
    expect(deskFor(ben, [letter], '2026-05-25', later)).toMatchObject({ needs: [{ kind: 'answer' }], later: [] })
    ada.amends(letter, { words: 'Other words.' })
    world.exchange()
    expect(deskFor(ben, [letter], '2026-05-24', later).needs).toMatchObject([{ number: 2 }])
  })

  it('[DK1, DK5] is the same in whatever order acts came and records are walked', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const letters = ['One', 'Two', 'Three', 'Four'].map((title, i) => {
      const letter = ada.drafts(title, { due: `2026-05-${20 + i}` })
      ada.offers(letter).to(ben, chidi)
      return letter
    })
    world.exchange()
    ben.accepts(letters[0]!)
    chidi.accepts(letters[0]!)
    chidi.asks(letters[1]!, 'Why?')
    ada.amends(letters[2]!, { words: 'Anew.' })
    const promise = chidi.promises('Five', [ben], { due: '2026-05-22' })
    world.exchange()
    const all = [...letters, promise]
    for (const person of [ada, ben, chidi]) {
      const usual = deskFor(person, all)
      for (let seed = 1; seed < 20; seed++) {
        const chance = new Chance(seed)
        const { text, member } = contextOf(person)
        const entries = chance.shuffle([...all]).map((letter) => {
          const state = letter.concept.fold(chance.shuffle([...person.device.replica.record(letter.id)]), person.device.replica.index)
          return { record: letter.id, title: letter.draft.title, facts: letter.concept.desk!(state, { me: person.id, member: member!, text }) }
        })
        expect(deskOf(entries, { today: '2026-05-21', later: new Map() })).toEqual(usual)
      }
    }
  })

  it('is nothing but what was done for them, of who left', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Open', { review: '2026-05-01' })
    const promise = ada.promises('Done', [ben])
    ada.offers(letter).to(ben)
    world.exchange()
    ada.claims(promise)
    world.exchange()
    ben.leaves()
    world.exchange()
    expect(needs(deskFor(ben, [letter, promise]))).toEqual(['acknowledge: Done'])
  })
})

describe('promises and the week', () => {
  it('[DK6] stand above the path where they are mine and below where they are to me, moved and reached ones too', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const mine = ada.promises('Crate count', [ben], { due: '2026-05-21' })
    const theirs = ben.promises('Trap survey', [ada], { due: '2026-05-22' })
    const done = ada.promises('Valve list', [ben], { due: '2026-05-18' })
    const letter = ada.drafts('Audit notes', { due: '2026-05-20' })
    ada.offers(letter).to(ben)
    world.exchange()
    ben.accepts(letter)
    ada.claims(done)
    world.exchange()
    ben.acknowledges(done)
    const moved = ada.amends(letter, { due: '2026-05-28' })
    world.exchange()
    ben.accepts(letter, moved)
    world.exchange()
    const desk = deskFor(ada, [mine, theirs, done, letter])
    const path = weekPath(desk.dates, '2026-05-21', ISO_WEEK)
    expect(path.map(({ from, place }) => `${from} ${place}`)).toEqual([
      '2026-05-18 past', '2026-05-19 past', '2026-05-20 past', '2026-05-21 today', '2026-05-22 ahead', '2026-05-23 ahead', '2026-05-24 ahead', '2026-05-25 next week',
    ])
    expect(path.flatMap(({ mine }) => mine.map(({ title, state, day, to }) => [day, title, state, to]))).toEqual([
      ['2026-05-18', 'Valve list', 'reached', null], ['2026-05-20', 'Audit notes', 'moved', '2026-05-28'], ['2026-05-21', 'Crate count', 'open', null],
      ['2026-05-28', 'Audit notes', 'open', null],
    ])
    expect(path[4]!.toMe).toMatchObject([{ title: 'Trap survey', people: [ben.id] }])
    expect(desk.promises.map(({ side, title }) => `${side}: ${title}`)).toEqual(['mine: Crate count', 'to me: Trap survey', 'between: Audit notes'])
    expect(weekPath(desk.dates, '2026-05-21', { firstDay: 7, minimalDays: 1 })[0]!.from).toBe('2026-05-17')
  })

  it('counts weeks as the calendar on the wall does', () => {
    const iso = (date: string): number => weekNumber(date, ISO_WEEK)
    expect([iso('2026-05-21'), iso('2026-01-01'), iso('2027-01-03'), iso('2025-12-29'), iso('2024-12-30'), iso('2021-01-01')]).toEqual([21, 1, 53, 1, 1, 53])
    const us = { firstDay: 7, minimalDays: 1 }
    expect([weekNumber('2026-01-01', us), weekNumber('2026-01-04', us), weekNumber('2025-12-28', us)]).toEqual([1, 2, 1])
    expect(weekStart('2026-03-01', ISO_WEEK)).toBe('2026-02-23')
  })

  it('[DK7] hours are those that my words in force ask of me, and a week that holds too many says what is in it', () => {
    const given = [
      { record: 'a', title: 'Night rota', weekly: 20, from: null, until: '2026-05-31' },
      { record: 'b', title: 'Audit', weekly: 14, from: '2026-05-25', until: null },
    ]
    expect(hoursOf(given, 32, '2026-05-21', ISO_WEEK)).toMatchObject({
      week: { promised: 20, open: 12 }, over: { from: '2026-05-25', promised: 34, open: -2, by: [{ record: 'a' }, { record: 'b' }] },
    })
    expect(hoursOf(given, null, '2026-05-21', ISO_WEEK)).toMatchObject({ set: null, over: null, week: { open: null } })
    expect(hoursOf([], 0, '2026-05-21', ISO_WEEK)).toMatchObject({ over: null, week: { promised: 0, open: 0 } })
  })

  it('[DK7] a week in which hours begin or end counts the days they are asked for, as the hours in the rest of Parley do [CA3]', () => {
    const given = [
      { record: 'a', title: 'Night rota', weekly: 14, from: null, until: '2026-05-20' }, { record: 'a', title: 'Night rota', weekly: 7, from: '2026-05-21', until: null },
      { record: 'b', title: 'Audit', weekly: 7, from: '2026-05-24', until: null },
    ]
    const { week } = hoursOf(given, 12, '2026-05-21', ISO_WEEK)
    expect(week).toEqual({ from: '2026-05-18', promised: 11, open: 1, by: [{ record: 'a', title: 'Night rota', hours: 10 }, { record: 'b', title: 'Audit', hours: 1 }] })
    const [named] = weeksOf([{ record: 'a', title: '', hours: given.slice(0, 2) }, { record: 'b', title: '', hours: given.slice(2) }], '2026-05-21')
    expect(week.promised).toBe(named!.hours)
    expect(hoursOf(given, 12, '2026-05-21', { firstDay: 7, minimalDays: 1 }).week).toMatchObject({ from: '2026-05-17', promised: 11 })
  })
})

describe('what changed', () => {
  const [me, ben, chidi] = ['1', '2', '3'].map((digit) => digit.repeat(64) as PersonId) as [PersonId, PersonId, PersonId]
  const arrived: readonly Arrived[] = [
    { n: 1, record: 'a', person: ben, type: 'commitment.offer' }, { n: 2, record: 'a', person: me, type: 'commitment.accept' },
    { n: 3, record: 'b', person: chidi, type: 'commitment.question' }, { n: 4, record: 'a', person: ben, type: 'commitment.checkin' },
    { n: 5, record: 'a', person: ben, type: 'commitment.checkin' }, { n: 6, record: 'c', person: me, type: 'commitment.offer' },
  ]

  it('[DK8] is grouped by record, by whom, the newest arrival first, and own acts are no news', () => {
    expect(changesSince(arrived, { upto: 0, records: new Map() }, me)).toEqual([
      { record: 'a', n: 5, by: [{ person: ben, verbs: ['offer', 'checkin'] }] }, { record: 'b', n: 3, by: [{ person: chidi, verbs: ['question'] }] },
    ])
    expect(changesSince(arrived, { upto: 3, records: new Map() }, me).map(({ record }) => record)).toEqual(['a'])
    expect(changesSince(arrived, { upto: 0, records: new Map([['a', 5]]) }, me).map(({ record }) => record)).toEqual(['b'])
    expect(changesSince(arrived, { upto: 6, records: new Map() }, me)).toEqual([])
  })
})

describe('what was put away', () => {
  it('[DK12] stands on the desk where it needs the person, and its hours go on counting', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const promise = ada.promises('Valve list', [ben], { due: '2026-05-19', hours: 3 })
    const offer = ben.drafts('Night rota')
    ben.offers(offer).to(ada)
    const asked = ada.drafts('Oven')
    ada.offers(asked).to(ben)
    world.exchange()
    const tidy = (today: string): Desk => deskOf([promise, offer, asked].map((letter) => ({ ...entryOf(letter, ada), putAway: true })), { today, later: new Map() })
    expect(tidy('2026-05-18')).toMatchObject({ needs: [{ kind: 'answer', title: 'Night rota' }], promises: [], waiting: [], dates: [], reviews: [], hours: [{ weekly: 3 }] })
    expect(needs(tidy('2026-05-20'))).toEqual(['answer: Night rota', 'past date: Valve list'])
    expect(deskFor(ada, [promise, offer, asked], '2026-05-18')).toMatchObject({ promises: [{ title: 'Valve list' }], waiting: [{ title: 'Oven' }], dates: [{ title: 'Valve list' }] })
  })
})

describe('reminders and telling', () => {
  it('stand there from their minute on, also when nobody was there then', () => {
    const reminders = [{ id: '1', record: null, text: 'Ring Ada', at: '2026-05-21T09:00' }, { id: '2', record: null, text: 'Much later', at: '2026-05-22T09:00' }]
    expect(dueReminders(reminders, { date: '2026-05-21', time: '08:59' })).toEqual([])
    expect(dueReminders(reminders, { date: '2026-05-21', time: '23:10' }).map(({ title }) => title)).toEqual(['Ring Ada'])
    const desk = deskOf(dueReminders(reminders, { date: '2026-05-21', time: '09:00' }), { today: '2026-05-21', later: new Map() })
    expect(desk.needs).toMatchObject([{ kind: 'reminder', group: 'reminders', title: 'Ring Ada', record: '' }])
  })

  it('[DK10] tells each thing once, never what is shown, and [DK9] nothing while it is quiet', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letters = ['One', 'Two'].map((title) => ada.drafts(title))
    for (const letter of letters) ada.offers(letter).to(ben)
    world.exchange()
    const { needs: now } = deskFor(ben, letters)
    const [first, second] = now as [typeof now[0], typeof now[0]]
    const marked = (...marks: NoticeMark[]): ReadonlyMap<string, NoticeMark> => new Map(marks.map((mark) => [mark.key, mark]))
    const at = { marks: marked(), quiet: false, away: false, shown: new Set<string>() }
    expect(toTell(now, at)).toEqual({ tell: now, seen: [] })
    expect(toTell(now, { ...at, marks: marked({ key: first.key, arrived: 1, told: 2, seen: null }) }).tell).toEqual([second])
    expect(toTell(now, { ...at, marks: marked({ key: first.key, arrived: 1, told: null, seen: 2 }) }).tell).toEqual([second])
    expect(toTell(now, { ...at, shown: new Set([second.record]) })).toEqual({ tell: [first], seen: [second.key] })
    expect(toTell(now, { ...at, quiet: true })).toEqual({ tell: [], seen: [] })
    expect(toTell(now, { ...at, quiet: true, shown: new Set([second.record]) }).seen).toEqual([second.key])
  })

  it('[DK11] tells nothing to who is away or not to be interrupted, and all of it afterwards', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letters = ['One', 'Two'].map((title) => ada.drafts(title))
    for (const letter of letters) ada.offers(letter).to(ben)
    world.exchange()
    const { needs: now } = deskFor(ben, letters)
    const at = { marks: new Map<string, NoticeMark>(), quiet: false, away: true, shown: new Set([now[1]!.record]) }
    expect(toTell(now, at)).toEqual({ tell: [], seen: [now[1]!.key] })
    expect(toTell(now, { ...at, away: false, shown: new Set<string>() }).tell).toEqual(now)
  })
})
