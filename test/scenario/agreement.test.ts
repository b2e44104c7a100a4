import { describe, expect, test } from 'vitest'
import { people } from '../harness/people.ts'

describe('agreeing', () => {
  test('two people agree: offered, then in force once both accepted [R7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'offered', offer: 1, revision: null, needsMe: 'answer' })
    expect(letter.stances(ben)).toEqual({ Ada: 'accepted', Ben: 'delivered' })

    ben.accepts(letter)
    for (const person of [ada, ben]) {
      expect(letter.asSeenBy(person)).toMatchObject({ state: 'in force', offer: null, revision: 1, needsMe: null })
      expect(letter.stances(person)).toEqual({ Ada: 'accepted', Ben: 'accepted' })
    }
  })

  test('nothing is in force while one of three is silent [R7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The stove')
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'offered', revision: null })
    chidi.accepts(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
  })

  test('an acceptance of an old revision does not count for a new one [AG4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.amends(letter, { words: 'Bread on Thursdays.' })
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', revision: 1, offer: 2, needsMe: 'accept again' })
    expect(letter.asSeenBy(ben).revisions.at(-1)!.needs.find((need) => need.name === 'Ben')!.accepted).toBe(false)

    ben.accepts(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 2, offer: null })
    expect(letter.asSeenBy(ada).revisions.map((revision) => revision.state)).toEqual(['superseded', 'in force'])
  })

  test('an acceptance must name the right words too [AG4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    const revision = ada.offers(letter).to(ben)
    ben.signs('commitment.accept', letter.id, { revision, terms: letter.hashOf('other words') })
    expect(letter.asSeenBy(ada).state).toBe('offered')
    expect(letter.ignored(ada)).toEqual(['other words'])
  })

  test('nobody can accept what they do not know [R1]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    world.partition([ada], [ben])
    const revision = ada.offers(letter).to(ben)
    const { terms } = letter.agreement(ada).revisions[0]!
    ben.signs('commitment.accept', letter.id, { revision, terms })
    world.heal()
    expect(letter.asSeenBy(ada).state).toBe('offered')
    expect(letter.ignored(ada)).toEqual(['unknown revision'])
  })

  test('declining closes the revision, with the reason; the same person may accept after all [AG6]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.declines(letter, 'I bake on Saturdays')
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'declined', offer: null })
    expect(letter.asSeenBy(ada).parties.find((party) => party.name === 'Ben'))
      .toMatchObject({ stance: 'declined', text: 'I bake on Saturdays', revision: 1 })
    ben.accepts(letter, letter.agreement(ben).revisions[0]!.id)
    expect(letter.asSeenBy(ada).state).toBe('in force')
  })

  test('a declined revision leaves the one in force alone [AG5]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.amends(letter, { words: 'Bread daily.' })
    ben.declines(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 1, offer: null })
  })

  test('declining what one accepted is refused, and has no effect where it was signed all the same [AG5]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    const revision = ada.offers(letter).to(ben)
    ben.accepts(letter)
    expect(() => ben.declines(letter)).toThrow('Nothing here waits for your answer')
    ben.signs('commitment.decline', letter.id, { revision })
    expect(letter.asSeenBy(ada).state).toBe('in force')
    expect(letter.ignored(ada)).toEqual(['already accepted'])
  })

  test('a question asks something back of whoever offered, and binds nobody', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.asks(letter, 'Rye or wheat?')
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'offered', needsMe: 'answer question' })
    expect(letter.stances(ada)['Ben']).toBe('question')
    ben.accepts(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
  })

  test('two people amend without hearing of each other: two offers, nothing merges [R7]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    world.partition([ada], [ben])
    ada.amends(letter, { words: 'Bread on Mondays.' })
    ben.amends(letter, { words: 'Bread on Tuesdays.' })
    world.heal()

    const seen = letter.asSeenBy(ada)
    expect(seen).toMatchObject({ state: 'in force', revision: 1, offer: 2, needsMe: 'accept again' })
    expect(seen.flags).toContain('two offers')
    expect(seen.revisions.map((revision) => [revision.number, revision.state])).toEqual([[1, 'in force'], [2, 'offered'], [2, 'offered']])
  })

  test('two concurrent revisions both accepted are both in force and flagged, until one names both [R7]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    world.partition([ada], [ben])
    const mondays = ada.amends(letter, { words: 'Bread on Mondays.' })
    const tuesdays = ben.amends(letter, { words: 'Bread on Tuesdays.' })
    world.heal()
    ada.accepts(letter, tuesdays)
    ben.accepts(letter, mondays)
    expect(letter.agreement(ada).inForce).toHaveLength(2)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', needsMe: 'choose', flags: ['two in force'] })

    ada.amends(letter, { words: 'Bread on Mondays and Tuesdays.' })
    expect(letter.agreement(ada).revisions.at(-1)!.parents.toSorted()).toEqual([mondays, tuesdays].toSorted())
    ben.accepts(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 3, flags: [] })
  })

  test('a newer offer replaces the one on the table; accepting the older one still counts [AG7]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    world.partition([ada], [ben])
    ada.amends(letter, { words: 'Bread on Mondays.' })
    ben.accepts(letter)
    world.heal()
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', revision: 1, offer: 2, needsMe: 'accept again' })
  })
})
