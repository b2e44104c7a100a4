import { describe, expect, test } from 'vitest'
import type { Letter } from '../harness/letter.ts'
import { people, type Person } from '../harness/people.ts'

const stonesOf = (person: Person, unit = 'of 20') => [
  { id: 'notes', person: person.id, measure: 'Shifts with a written note', unit, baseline: '11', target: '18', direction: 'up' as const, by: '2026-06-12' },
  { id: 'book', person: person.id, measure: 'The book lies at the panel' },
]

/** A letter of Ada's that Ben has accepted. */
function agreed(ada: Person, ben: Person): Letter {
  const letter = ada.drafts('A calm handover', { stones: stonesOf(ada) })
  ada.offers(letter).to(ben)
  ben.accepts(letter)
  return letter
}

describe('stepping stones', () => {
  test('are read by any party, and by nobody else [CO9]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = agreed(ada, ben)
    ben.reads(letter, 'notes', '2026-05-20', '12.5', 'Counted with Femke')
    const [notes] = letter.asSeenBy(ada).keeping!.stones
    expect(notes).toMatchObject({ state: 'under way', target: '18', readings: [{ name: 'Ben', on: '2026-05-20', value: '12.5', unit: 'of 20', otherUnit: false, text: 'Counted with Femke' }] })
    expect(() => chidi.reads(letter, 'notes', '2026-05-20', '20')).toThrow('between other people')
    chidi.signs('commitment.reading', letter.id, { revision: letter.agreement(chidi).revisions[0]!.id, stone: 'notes', on: '2026-05-20', value: '20' })
    expect(letter.ignored(ada)).toEqual(['not a party'])
  })

  test('of one person on one date the last reading counts, and none is lost [CO9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.reads(letter, 'notes', '2026-05-20', '12')
    ada.reads(letter, 'notes', '2026-05-20', '13')
    ada.reads(letter, 'notes', '2026-05-10', '11')
    expect(letter.asSeenBy(ben).keeping!.stones[0]!.readings.map(({ on, value }) => [on, value])).toEqual([['2026-05-10', '11'], ['2026-05-20', '13']])
    expect(letter.commitment(ben).readings).toHaveLength(3)
  })

  test('are due by the date of the host, reached by what was found or said', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    const states = (asOf: string) => letter.asSeenBy(ben, asOf).keeping!.stones.map(({ state }) => state)
    expect(states('2026-06-11')).toEqual(['to come', 'to come'])
    expect(states('2026-06-12')).toEqual(['due', 'to come'])
    ada.reads(letter, 'notes', '2026-06-12', '18')
    ada.reads(letter, 'book', '2026-06-01')
    expect(states('2026-07-01')).toEqual(['reached', 'reached'])
  })

  test('a unit that changed shows as such, and a date that moved [CO9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.reads(letter, 'notes', '2026-05-20', '12')
    ada.amends(letter, { stones: [{ ...stonesOf(ada, '%')[0]!, target: '90', by: '2026-07-01' }] })
    ben.accepts(letter)
    ada.reads(letter, 'notes', '2026-05-21', '70')
    const [notes] = letter.asSeenBy(ben).keeping!.stones
    expect(notes).toMatchObject({ unit: '%', movedFrom: '2026-06-12', readings: [{ value: '12', unit: 'of 20', otherUnit: true, revision: 1 }, { value: '70', unit: '%', otherUnit: false, revision: 2 }] })
  })

  test('a reading of a stone that the words do not have is not shown, and breaks nothing', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.reads(letter, 'unknown', '2026-05-20', '12')
    expect(letter.asSeenBy(ben).keeping!.stones.flatMap(({ readings }) => readings)).toEqual([])
    for (const [more, problem] of [[{}, 'a stepping stone'], [{ stone: 'notes' }, 'its date'], [{ stone: 'notes', on: '2026-05-20', value: '1,5' }, 'not a number']] as const) {
      expect(() => letter.give(ada, 'reading', more)).toThrow(problem)
    }
  })
})

describe('check-ins', () => {
  test('may ask for help, in words that can be found', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.checksIn(letter, 'Slowly', 2, 'Someone who reads the old panel')
    expect(letter.asSeenBy(ben).keeping!.checkins).toMatchObject([{ name: 'Ada', text: 'Slowly', confidence: 2, help: 'Someone who reads the old panel', revision: 1 }])
    expect(letter.concept.searchText(letter.state(ben), (hash) => ben.device.replica.texts.get(hash) ?? null)).toContain('old panel')
    expect(letter.concept.texts(letter.state(ben))).toHaveLength(3)
  })
})

describe('at risk', () => {
  test('is said by a party and taken back by the same, never by another [CO10]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.saysAtRisk(letter, 'The panel is late')
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', flags: ['at risk'], keeping: { risks: [{ name: 'Ada', text: 'The panel is late' }] } })
    expect(() => ada.saysAtRisk(letter)).toThrow('said already')
    expect(() => ben.takesBackRisk(letter)).toThrow('You have not said')
    ben.signs('commitment.clear', letter.id, { revision: letter.agreement(ben).revisions[0]!.id })
    expect(letter.ignored(ada)).toEqual(['nothing to undo'])
    ben.saysAtRisk(letter)
    ada.takesBackRisk(letter)
    expect(letter.asSeenBy(ben).keeping!.risks.map(({ name }) => name)).toEqual(['Ben'])
    ada.saysAtRisk(letter)
    expect(letter.asSeenBy(ben).keeping!.risks.map(({ name }) => name)).toEqual(['Ben', 'Ada'])
  })

  test('is silent once other words are in force [CO10]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.saysAtRisk(letter)
    ada.amends(letter, { words: 'With more time.' })
    expect(letter.asSeenBy(ben).flags).toEqual(['at risk'])
    ben.accepts(letter)
    expect(letter.asSeenBy(ben)).toMatchObject({ flags: [], keeping: { risks: [] } })
    expect(letter.asSeenBy(ben).timeline.map(({ verb }) => verb)).toContain('risk')
  })

  test('is said of what is open, and falls silent once all of it is kept [CO10]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = agreed(ada, ben)
    ada.saysAtRisk(letter)
    ada.claims(letter)
    expect(letter.asSeenBy(ben).flags).toContain('at risk')
    ben.acknowledges(letter)
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', keeping: { risks: [{ name: 'Ada' }] } })
    ben.claims(letter)
    ada.acknowledges(letter)
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'fulfilled', flags: [], keeping: { risks: [] } })
    for (const one of [ada, ben]) expect(letter.asSeenBy(one).possible).toContainEqual(expect.objectContaining({ verb: 'risk', allowed: false }))
    expect(() => ben.saysAtRisk(letter)).toThrow('kept or let go')
    ada.amends(letter, { words: 'And one more week.' })
    ben.accepts(letter)
    ada.saysAtRisk(letter)
    expect(letter.asSeenBy(ben).keeping!.risks.map(({ name }) => name)).toEqual(['Ada'])
  })

  test('said again on a device that had not heard it was taken back is the old one [R6, CO10]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ada.addsDevice()
    const letter = agreed(ada, ben)
    world.partition([ada, ben], [phone])
    ada.saysAtRisk(letter)
    ada.takesBackRisk(letter)
    phone.saysAtRisk(letter)
    world.heal()
    expect(letter.asSeenBy(ben).keeping!.risks).toHaveLength(0)
    phone.saysAtRisk(letter)
    expect(letter.asSeenBy(ben).keeping!.risks).toHaveLength(1)
  })
})

describe('stepping out', () => {
  test('says from when and what is handed over, and asks others, which binds nobody [CO11]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = agreed(ada, ben)
    ada.stepsOut(letter, 'I move to the coast', { notice: 'From 1 July', handover: 'The book is in the blue drawer', asking: [chidi, ada] })
    expect(letter.asSeenBy(chidi).keeping!.stepouts).toMatchObject([{
      name: 'Ada', notice: 'From 1 July', handover: 'The book is in the blue drawer', text: 'I move to the coast', to: [{ name: 'Chidi', you: true }],
    }])
    expect(letter.asSeenBy(chidi)).toMatchObject({ state: 'ended', needsMe: null })
    expect(letter.asSeenBy(chidi).parties.map(({ name }) => name)).toEqual(['Ada', 'Ben'])
    expect(() => chidi.accepts(letter)).toThrow()
  })
})

describe('changed since you accepted', () => {
  test('tells field by field and word by word, and what holds until all have signed', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('A calm handover', { words: 'I write the state of the line.', stones: stonesOf(ada), until: '2026-08-31' })
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    chidi.accepts(letter)
    expect(letter.asSeenBy(ben).changed).toBeNull()
    const next = ada.amends(letter, { words: 'I write the whole state of the line.', stones: [{ ...stonesOf(ada)[0]!, target: '19' }], until: '2026-09-30' })
    expect(letter.asSeenBy(ada).changed).toBeNull()
    const { changed } = letter.asSeenBy(ben)
    expect(changed).toMatchObject({ from: { number: 1 }, to: { id: next, number: 2, byName: 'Ada', words: letter.agreement(ben).revisions[1]!.terms }, holds: 1, waitsFor: [{ name: 'Chidi' }] })
    expect(changed!.changes).toEqual([
      { what: 'words', voice: 'words', person: null, pieces: [
        { change: 'same', text: 'I write the ' }, { change: 'added', text: 'whole ' }, { change: 'same', text: 'state of the line.' }] },
      { what: 'stones', item: 'notes', person: ada.id, name: 'Shifts with a written note', change: 'changed', fields: [{ field: 'target', before: '18', after: '19' }] },
      { what: 'stones', item: 'book', person: ada.id, name: 'The book lies at the panel', change: 'removed', fields: [
        { field: 'person', before: ada.id, after: null }, { field: 'measure', before: 'The book lies at the panel', after: null }] },
      { what: 'until', before: '2026-08-31', after: '2026-09-30' },
    ])
    letter.give(ben, 'accept', { revision: changed!.to.id as never, words: changed!.to.words as never })
    expect(letter.asSeenBy(ben)).toMatchObject({ changed: null, revision: 1, offer: 2 })
  })
})
