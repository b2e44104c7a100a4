// What stops an experiment, or speaks up for it: the stop line, a pause, and what each concludes for oneself.
import { describe, expect, test } from 'vitest'
import { directionOf } from '#shared/domain/record/lines.ts'
import { contextOf } from '../harness/letter.ts'
import { people } from '../harness/people.ts'
import { asksOf, begins, concludes, crates, CRATES, goesOn, joins, kindsOf, notes, pauses, seenBy, underWay } from '../harness/trying.ts'

describe('the stop line', () => {
  test('speaks up to everybody who takes part, with the reading that reached it, and stops nothing by itself [XP7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = underWay(crates(ada), ada, ben)
    ada.reads(trial, 'crates', '2026-05-29', '52')
    expect(seenBy(ben, trial)).toMatchObject({ stops: [], measures: [{ nearest: { value: '52' }, hopedMet: false }] })
    const met = ben.reads(trial, 'crates', '2026-06-05', '51')
    expect(seenBy(ada, trial).stops).toMatchObject([{ value: '51', unit: 'of 60', on: '2026-06-05', name: 'Ben', goneOn: false }])
    expect([ada, ben, chidi].map((person) => kindsOf(asksOf(person, trial, '2026-06-05')))).toEqual([['stop rule'], ['stop rule'], []])
    expect(asksOf(ada, trial, '2026-06-05')[0]!.key).toBe(`${trial.id}:stop:${met}`)
    expect(trial.asSeenBy(ada)).toMatchObject({ state: 'running', flags: ['stop line reached'] })
    goesOn(ada, trial, 'A holiday: nobody was there')
    expect(kindsOf(asksOf(ben, trial, '2026-06-05'))).toEqual([])
    expect(seenBy(ben, trial).stops).toMatchObject([{ goneOn: true }])
    // Another reading at the line speaks up anew; one back on the good side settles it.
    ada.reads(trial, 'crates', '2026-06-12', '30')
    expect(kindsOf(asksOf(ben, trial, '2026-06-12'))).toEqual(['stop rule'])
    // It is no date that went by.
    expect(asksOf(ben, trial, '2026-06-12')).toMatchObject([{ group: 'stops' }])
    ben.reads(trial, 'crates', '2026-06-13', '58')
    expect(kindsOf(asksOf(ben, trial, '2026-06-13'))).toEqual([])
    expect(seenBy(ada, trial)).toMatchObject({ stops: [], measures: [{ hopedMet: true }] })
  })

  test('is compared with no reading in another unit [XP7, RD3]', async () => {
    const { ada } = await people('Ada')
    const trial = underWay(crates(ada), ada)
    ada.reads(trial, 'crates', '2026-05-29', '52')
    ada.amends(trial, { measures: [{ ...CRATES, unit: '%', baseline: '60', hoped: '95', stop: '85' }] })
    expect(seenBy(ada, trial)).toMatchObject({ stops: [], measures: [{ unit: '%', last: null, nearest: null, readings: [{ value: '52', unit: 'of 60', otherUnit: true }] }] })
    ada.reads(trial, 'crates', '2026-06-05', '84')
    expect(seenBy(ada, trial).stops).toMatchObject([{ value: '84', unit: '%' }])
  })

  test('that contradicts what is hoped for tells nothing, and which way is better follows from the numbers [XP7]', async () => {
    const { ada } = await people('Ada')
    const odd = { id: 'odd', measure: 'Odd', hoped: '10', stop: '20', direction: 'up' as const }
    const trial = underWay(crates(ada, { measures: [odd, { id: 'none', measure: 'Never read', stop: '3', hoped: '1' }] }), ada)
    ada.reads(trial, 'odd', '2026-05-29', '15')
    expect(seenBy(ada, trial)).toMatchObject({ stops: [], measures: [{ contradicts: true, stopMet: null }, { direction: 'down', last: null, nearest: null, stopMet: null, readings: [] }] })
    expect([{ stop: '25', hoped: '18' }, { stop: '5', baseline: '9' }, { baseline: '3', hoped: '8' }, { stop: '4', hoped: '4' }, {}].map(directionOf)).toEqual(['down', 'up', 'up', null, null])
  })
})

describe('a pause', () => {
  test('is anybody\'s who takes part, and over when somebody goes on knowing it [XP8]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const trial = underWay(crates(ada), ada, ben)
    pauses(ben, trial, 'The van is broken')
    expect(trial.asSeenBy(ada).state).toBe('paused')
    expect(seenBy(ada, trial).pauses).toMatchObject([{ name: 'Ben', text: 'The van is broken' }])
    expect(() => pauses(ada, trial)).toThrow('paused already')
    expect(() => goesOn(chidi, trial)).toThrow('do not take part')
    goesOn(ada, trial)
    expect(trial.asSeenBy(ben).state).toBe('running')
    expect(() => goesOn(ada, trial)).toThrow('Nothing has stopped')
    // Paused apart from who went on: both are there, and it is paused.
    pauses(ada, trial)
    world.partition([ada], [ben, chidi])
    goesOn(ben, trial)
    goesOn(ada, trial)
    pauses(ada, trial, 'Again')
    world.heal()
    expect([ada, ben, chidi].map((person) => trial.asSeenBy(person).state)).toEqual(['paused', 'paused', 'paused'])
  })
})

describe('a conclusion', () => {
  test('is signed by each for oneself, needs a learning, and waits for nobody; different ones stand side by side [XP9]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = underWay(crates(ada), ada, ben, chidi)
    expect(() => trial.give(ada, 'conclude', { as: 'drop', text: ' ' })).toThrow('what was learned')
    expect(() => trial.give(ada, 'conclude', { text: 'We saw' })).toThrow('adopt, to adapt or to drop')
    concludes(ada, trial, 'adapt', 'Lids do not like rain.', { next: 'Lids with a seal', tell: [chidi] })
    expect(trial.asSeenBy(ben)).toMatchObject({ state: 'concluded', experimentRow: { concluded: ['adapt'], learned: 'Lids do not like rain.', iConcluded: false } })
    expect([ada, ben].map((person) => kindsOf(asksOf(person, trial)))).toEqual([[], ['conclude']])
    concludes(ben, trial, 'drop', 'It costs more than it saves.')
    expect(seenBy(chidi, trial).conclusions.map(({ name, as, learned, next, goneOn }) => [name, as, learned, next, goneOn])).toEqual([
      ['Ada', 'adapt', 'Lids do not like rain.', 'Lids with a seal', false], ['Ben', 'drop', 'It costs more than it saves.', null, false],
    ])
    // Chidi never says anything; it is concluded all the same. A second thought takes the place of the first.
    concludes(ada, trial, 'adopt', 'With seals they come back.')
    expect(seenBy(ben, trial).conclusions.map(({ name, as }) => [name, as])).toEqual([['Ben', 'drop'], ['Ada', 'adopt']])
    expect(trial.asSeenBy(ben).timeline.filter(({ verb }) => verb === 'conclude')).toHaveLength(3)
  })

  test('is told to whom it names, who is asked nothing; who takes part reads it where they are asked themselves [XP13]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    concludes(ada, trial, 'drop', 'Lids do not like rain.', { tell: [ben, chidi] })
    expect([ada, ben, chidi].map((person) => kindsOf(asksOf(person, trial)))).toEqual([[], ['conclude'], ['learned']])
    expect(asksOf(chidi, trial)).toMatchObject([{ by: ada.id, group: 'learned' }])
    concludes(ben, trial, 'adapt', 'Seals.', { tell: [chidi] })
    expect([ada, ben, chidi].map((person) => kindsOf(asksOf(person, trial)))).toEqual([[], ['learned'], ['learned', 'learned']])
    goesOn(ben, trial)
    expect(kindsOf(asksOf(chidi, trial))).toEqual(['learned'])
  })

  test('ends it for nobody who wants to go on [XP10]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const trial = underWay(crates(ada), ada, ben)
    concludes(ada, trial, 'drop', 'Not for me.')
    goesOn(ben, trial, 'Two more weeks')
    expect(trial.asSeenBy(ada)).toMatchObject({ state: 'running', experimentRow: { concluded: ['drop'] } })
    expect(seenBy(ben, trial)).toMatchObject({ conclusions: [{ name: 'Ada', as: 'drop', goneOn: true }], takingPart: [{ name: 'Ada', concluded: 'drop' }, { name: 'Ben', concluded: null }] })
    goesOn(ada, trial, 'All right')
    expect(seenBy(ben, trial).conclusions).toEqual([])
    expect(trial.asSeenBy(ben).timeline.some(({ verb }) => verb === 'conclude')).toBe(true)
  })

  test('is open to whoever left the workspace, when nothing else is [XP9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const trial = underWay(crates(ada), ada, ben)
    ben.signs('membership.leave', '', {})
    expect(() => notes(ben, trial, 'Rain')).toThrow('left this workspace')
    concludes(ben, trial, 'drop', 'I saw enough.')
    expect(seenBy(ada, trial).conclusions).toMatchObject([{ name: 'Ben', as: 'drop' }])
  })

  test('is found by what it says, whatever it was concluded as [XP11]', async () => {
    const { ada } = await people('Ada')
    const trial = crates(ada)
    begins(ada, trial)
    concludes(ada, trial, 'drop', 'Seals leak in frost.', { next: 'Rubber' })
    const words = trial.concept.searchText(trial.state(ada), contextOf(ada).text)
    for (const said of ['Seals leak', 'Rubber', 'folding crates']) expect(words).toContain(said)
    // Also what is dropped before it ran has taught something.
    expect(trial.asSeenBy(ada).state).toBe('concluded')
  })
})
