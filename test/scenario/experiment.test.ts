import { describe, expect, test } from 'vitest'
import { doubtsOf, unitsLeft } from '#shared/domain/experiment/index.ts'
import { directionOf } from '#shared/domain/record/lines.ts'
import { weeksOf } from '#shared/domain/commitment/capacity.ts'
import { contextOf } from '../harness/letter.ts'
import { people } from '../harness/people.ts'
import { asksOf, begins, concludes, crates, CRATES, goesOn, joins, notes, pauses, seenBy, starts, stateOf } from '../harness/trying.ts'

const kindsOf = (needs: readonly { readonly kind: string }[]): string[] => needs.map(({ kind }) => kind)

describe('an experiment', () => {
  test('is begun by who offers it, and asks others without putting them in; one may try alone [XP1]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial, ben)
    expect(seenBy(chidi, trial)).toMatchObject({ takingPart: [{ name: 'Ada', concluded: null }], asked: [{ name: 'Ben', declined: false }], mine: false })
    expect(trial.asSeenBy(ada).state).toBe('looking')
    expect([asksOf(ben, trial), asksOf(chidi, trial), asksOf(ada, trial)].map(kindsOf)).toEqual([['answer'], [], []])
    expect([trial.asSeenBy(ben), trial.asSeenBy(chidi)].map(({ needsMe }) => needsMe)).toEqual(['answer', null])
    starts(ada, trial)
    expect(trial.asSeenBy(ben)).toMatchObject({ state: 'running', revision: 1 })
    ben.declines(trial, 'Too much on')
    expect(kindsOf(asksOf(ben, trial))).toEqual([])
    expect(seenBy(ada, trial).asked).toMatchObject([{ name: 'Ben', declined: true }])
    expect(() => notes(ben, trial, 'Rain')).toThrow('do not take part')
  })

  test('is joined by anybody, before and after it starts, and nobody can keep them out [XP2]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const trial = crates(ada)
    begins(ada, trial, ben)
    joins(chidi, trial)
    starts(chidi, trial)
    // Ben was asked and says nothing, ever.
    joins(dewi, trial)
    expect(seenBy(ada, trial).takingPart.map(({ name }) => name)).toEqual(['Ada', 'Chidi', 'Dewi'])
    expect(() => joins(dewi, trial)).toThrow('take part already')
    concludes(ada, trial, 'adopt', 'They come back.')
    expect(() => joins(ben, trial)).toThrow('concluded')
  })

  test('is left at once; those who remain go on, also one alone, and others may come again [XP3]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    starts(ada, trial)
    ada.reads(trial, 'crates', '2026-05-29', '52')
    ada.stepsOut(trial, 'Another farm now')
    expect(trial.asSeenBy(ben)).toMatchObject({ state: 'running', title: 'Crates that come back' })
    expect(seenBy(ben, trial)).toMatchObject({ takingPart: [{ name: 'Ben' }], measures: [{ last: { value: '52', name: 'Ada' } }] })
    expect(() => ada.reads(trial, 'crates', '2026-06-05', '53')).toThrow('do not take part')
    ada.signs('experiment.note', trial.id, { text: trial.hashOf('x'), on: '2026-06-05' })
    expect(trial.ignored(ben)).toEqual(['not a party'])
    joins(chidi, trial)
    expect(seenBy(ben, trial).takingPart.map(({ name }) => name)).toEqual(['Ben', 'Chidi'])
    ben.stepsOut(trial)
    chidi.stepsOut(trial)
    expect(trial.asSeenBy(ada).state).toBe('ended')
    joins(ada, trial)
    expect(trial.asSeenBy(ada).state).toBe('running')
  })

  test('has newer words for those who accept them; who does not stays with the old ones [XP4]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    joins(chidi, trial)
    starts(ada, trial)
    ada.amends(trial, { words: 'With lids.', people: [ada] })
    expect([asksOf(ben, trial), asksOf(ada, trial)].map(kindsOf)).toEqual([['accept again'], []])
    expect(seenBy(ben, trial).shown).toBe(1)
    joins(ben, trial)
    expect(seenBy(chidi, trial)).toMatchObject({
      shown: 2, takingPart: [{ name: 'Ada', revision: 2, older: false }, { name: 'Ben', revision: 2 }, { name: 'Chidi', revision: 1, older: true }],
    })
    expect(trial.asSeenBy(chidi)).toMatchObject({ state: 'running', needsMe: 'accept again', changed: { from: { number: 1 }, to: { number: 2 } } })
  })

  test('is started by anybody who takes part, once [XP5]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    expect(() => starts(chidi, trial)).toThrow('do not take part')
    expect(() => trial.give(ada, 'start', {})).toThrow('its date')
    world.partition([ada], [ben, chidi])
    starts(ben, trial, '2026-05-25')
    starts(ada, trial, '2026-05-22')
    world.heal()
    const starting = [ada, ben, chidi].map((person) => stateOf(trial, person).started?.on)
    expect(new Set(starting).size).toBe(1)
    expect(() => starts(ada, trial)).toThrow('runs since')
    expect(seenBy(chidi, trial, '2026-06-26').box).toMatchObject({ week: 5 + (starting[0] === '2026-05-22' ? 1 : 0), until: '2026-07-03', over: false })
  })

  test('has readings and a notebook that are never rewritten [XP6, RD1, RD2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    notes(ada, trial, 'It rained, lids lost', '2026-05-23')
    notes(ben, trial, 'A dry corner in the van', '2026-05-30')
    ada.reads(trial, 'crates', '2026-05-29', '52', 'it rained')
    ada.reads(trial, 'crates', '2026-05-29', '53')
    ben.reads(trial, 'crates', '2026-06-05', '55')
    const { notebook, measures } = seenBy(ben, trial)
    expect(notebook.map(({ text, name, on }) => [on, name, text])).toEqual([['2026-05-30', 'Ben', 'A dry corner in the van'], ['2026-05-23', 'Ada', 'It rained, lids lost']])
    expect(measures[0]!.readings.map(({ value, name }) => [name, value])).toEqual([['Ada', '53'], ['Ben', '55']])
    expect(stateOf(trial, ben).readings).toHaveLength(3)
    expect(() => trial.give(ada, 'reading', { stone: 'crates', on: '2026-05-29' })).toThrow('needs a number')
    expect(() => trial.give(ada, 'note', { text: ' ', on: '2026-05-29' })).toThrow('needs words')
    expect(() => trial.give(ada, 'note', { text: 'Rain', on: '2026-02-30' })).toThrow('its day')
  })
})

describe('the stop line', () => {
  test('speaks up to everybody who takes part, with the reading that reached it, and stops nothing by itself [XP7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    starts(ada, trial)
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
    const trial = crates(ada)
    begins(ada, trial)
    starts(ada, trial)
    ada.reads(trial, 'crates', '2026-05-29', '52')
    ada.amends(trial, { measures: [{ ...CRATES, unit: '%', baseline: '60', hoped: '95', stop: '85' }] })
    expect(seenBy(ada, trial)).toMatchObject({ stops: [], measures: [{ unit: '%', last: null, nearest: null, readings: [{ value: '52', unit: 'of 60', otherUnit: true }] }] })
    ada.reads(trial, 'crates', '2026-06-05', '84')
    expect(seenBy(ada, trial).stops).toMatchObject([{ value: '84', unit: '%' }])
  })

  test('that contradicts what is hoped for tells nothing, and which way is better follows from the numbers [XP7]', async () => {
    const { ada } = await people('Ada')
    const odd = { id: 'odd', measure: 'Odd', hoped: '10', stop: '20', direction: 'up' as const }
    const trial = crates(ada, { measures: [odd, { id: 'none', measure: 'Never read', stop: '3', hoped: '1' }] })
    begins(ada, trial)
    starts(ada, trial)
    ada.reads(trial, 'odd', '2026-05-29', '15')
    expect(seenBy(ada, trial)).toMatchObject({ stops: [], measures: [{ contradicts: true, stopMet: null }, { direction: 'down', last: null, nearest: null, stopMet: null, readings: [] }] })
    expect([{ stop: '25', hoped: '18' }, { stop: '5', baseline: '9' }, { baseline: '3', hoped: '8' }, { stop: '4', hoped: '4' }, {}].map(directionOf)).toEqual(['down', 'up', 'up', null, null])
  })
})

describe('a pause', () => {
  test('is anybody\'s who takes part, and over when somebody goes on knowing it [XP8]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    starts(ada, trial)
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
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    joins(chidi, trial)
    starts(ada, trial)
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
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    starts(ada, trial)
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
    const trial = crates(ada)
    begins(ada, trial)
    joins(ben, trial)
    starts(ada, trial)
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

describe('the desk', () => {
  test('says when a reading is due, and when the last day has come [XP9]', async () => {
    const { ada } = await people('Ada')
    const trial = crates(ada)
    begins(ada, trial)
    expect(kindsOf(asksOf(ada, trial, '2027-01-01'))).toEqual([])
    starts(ada, trial)
    const on = (today: string) => asksOf(ada, trial, today).map(({ kind, day, late }) => [kind, day, late])
    expect(on('2026-05-28')).toEqual([])
    expect(on('2026-05-29')).toEqual([['reading', '2026-05-29', false]])
    ada.reads(trial, 'crates', '2026-05-30', '55')
    expect(on('2026-06-05')).toEqual([])
    expect(on('2026-06-07')).toEqual([['reading', '2026-06-06', true]])
    expect(on('2026-07-03')).toEqual([['reading', '2026-06-06', true], ['conclude', '2026-07-03', false]])
    concludes(ada, trial, 'adopt', 'They come back.')
    expect(on('2026-07-05')).toEqual([])
    expect(trial.asSeenBy(ada, '2026-07-05').flags).toEqual([])
  })

  test('counts hours only while it runs, and only of those who have not concluded [XP12]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const trial = crates(ada, { hours: 3 })
    begins(ada, trial)
    joins(ben, trial)
    const given = () => trial.concept.given!(trial.state(ada), contextOf(ada).text).map((one) => ({ ...one, record: trial.id, title: '' }))
    expect(given()).toEqual([])
    starts(ada, trial)
    expect(given().map(({ person, to }) => [person, to])).toEqual([[ada.id, []], [ben.id, []]])
    expect(weeksOf(given().filter(({ person }) => person === ada.id), '2026-06-01', 1)[0]!.hours).toBe(3)
    pauses(ben, trial)
    expect(given()).toEqual([])
    goesOn(ben, trial)
    concludes(ada, trial, 'drop', 'Enough')
    goesOn(ben, trial)
    expect(given().map(({ person }) => person)).toEqual([ben.id])
  })
})

describe('words that leave something open', () => {
  test('are told so before anybody tries them', () => {
    const words = [{ type: 'paragraph' as const, content: [{ text: 'Nobody' }] }]
    expect(doubtsOf({ sections: [] })).toEqual(['no test', 'nobody hurt asked', 'no way back', 'no measure', 'no stop', 'no end'])
    expect(doubtsOf({
      sections: [{ voice: 'test', words }, { voice: 'hurt', words }], undo: 'easy', measures: [CRATES], from: '2026-06-01', until: '2026-07-01',
    })).toEqual([])
    expect(doubtsOf({
      sections: [{ voice: 'test', words }, { voice: 'hurt', words }, { voice: 'undo', words }], measures: [{ ...CRATES, stop: '99' }], from: '2026-07-01', until: '2026-06-01',
    })).toEqual(['stop contradicts', 'ends before it begins'])
  })

  test('are told where they count in another unit than the readings there are [XP7]', () => {
    const tried = [{ id: CRATES.id, unit: CRATES.unit ?? null, readings: [{}] }] as never
    expect(unitsLeft({ measures: [CRATES] }, tried)).toEqual([])
    expect(unitsLeft({ measures: [{ ...CRATES, unit: 'a month' }] }, tried)).toEqual([CRATES.measure])
    expect(unitsLeft({ measures: [{ ...CRATES, unit: 'a month' }] }, [{ id: CRATES.id, unit: CRATES.unit ?? null, readings: [] }])).toEqual([])
    expect(unitsLeft({}, tried)).toEqual([])
  })

  test('show without weeks where they end before they begin, and without an end', async () => {
    const { ada } = await people('Ada')
    const late = crates(ada, { until: '2026-06-01' })
    begins(ada, late)
    starts(ada, late, '2026-07-01')
    expect(seenBy(ada, late, '2026-07-09').box).toEqual({ from: '2026-07-01', until: '2026-06-01', week: 2, weeks: null, over: true })
    const { until: _, ...draft } = crates(ada).draft
    const open = ada.drafts('Open', draft)
    begins(ada, open)
    starts(ada, open, '9999-12-31')
    expect(seenBy(ada, open).box).toEqual({ from: '9999-12-31', until: null, week: null, weeks: null, over: false })
  })
})

describe('a life on three machines, one of them away and ten years off', () => {
  test('comes to the same for everybody', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    chidi.yearsOff = -10
    const trial = crates(ada)
    begins(ada, trial, chidi)
    joins(ben, trial)
    starts(ben, trial)
    world.partition([ada, ben], [chidi])
    joins(chidi, trial)
    ada.reads(trial, 'crates', '2026-05-29', '52')
    notes(chidi, trial, 'Mine came back wet')
    ada.amends(trial, { words: 'With lids.', people: [ada, chidi] })
    joins(ben, trial)
    concludes(ada, trial, 'adapt', 'Lids.')
    chidi.reads(trial, 'crates', '2026-05-29', '40')
    pauses(chidi, trial, 'Rain')
    world.heal()
    const seen = [ada, ben, chidi].map((person) => JSON.stringify(stateOf(trial, person), (_key, value: unknown) => (value instanceof Map ? [...value] : value)))
    expect(new Set(seen).size).toBe(1)
    expect(trial.asSeenBy(chidi).state).toBe('concluded')
    goesOn(chidi, trial)
    expect([ada, ben, chidi].map((person) => trial.asSeenBy(person).state)).toEqual(['running', 'running', 'running'])
    expect(trial.ignored(ada)).toEqual([])
  })
})
