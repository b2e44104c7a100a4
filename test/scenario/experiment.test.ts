import { describe, expect, test } from 'vitest'
import { doubtsOf, unitsLeft } from '#shared/domain/experiment/index.ts'
import { weeksOf } from '#shared/domain/commitment/capacity.ts'
import { contextOf } from '../harness/letter.ts'
import { people } from '../harness/people.ts'
import { asksOf, begins, concludes, crates, CRATES, goesOn, joins, kindsOf, notes, pauses, seenBy, starts, stateOf, underWay } from '../harness/trying.ts'

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
    const trial = underWay(crates(ada), ada, ben)
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
    const trial = underWay(crates(ada), ada, ben, chidi)
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
