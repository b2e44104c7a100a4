import { describe, expect, test } from 'vitest'
import { people } from '../harness/people.ts'

describe('taking back', () => {
  test('an own withdrawal that knows the acceptance undoes it [R6]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ben.withdraws(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'ended', revision: null })
    expect(letter.stances(ada)).toEqual({ Ada: 'accepted', Ben: 'withdrew' })
  })

  test('A accepts, B accepts, A steps out, A re-signs on a fork: B is not bound anew [R6]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ben.drafts('Bread on Fridays')
    const revision = ben.offers(letter).to(ada)
    const twin = ada.copiesTheFolder()
    ada.accepts(letter)
    world.exchange()
    world.partition([ada, ben], [twin])
    ada.stepsOut(letter)
    expect(letter.asSeenBy(ben).state).toBe('ended')
    // The copy never heard of the stepping out. It signs the same yes again.
    const { terms } = letter.agreement(twin).revisions[0]!
    twin.signs('commitment.accept', letter.id, { revision, terms })
    world.heal()
    expect(letter.asSeenBy(ben).state).toBe('ended')
    expect(letter.stances(ben)['Ada']).toBe('stepped out')
  })

  test('the same counter-example where the fork does not even know the first yes [R6]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ben.drafts('Bread on Fridays')
    ben.offers(letter).to(ada)
    const twin = ada.copiesTheFolder()
    world.partition([ada, ben], [twin])
    ada.accepts(letter)
    ada.stepsOut(letter)
    twin.accepts(letter)
    world.heal()
    expect(letter.asSeenBy(ben).state).toBe('ended')
  })

  test('accepting anew after a withdrawal counts again [R6]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    const revision = ada.offers(letter).to(ben)
    ben.accepts(letter)
    ben.stepsOut(letter)
    const { terms } = letter.agreement(ben).revisions[0]!
    ben.signs('commitment.accept', letter.id, { revision, terms })
    expect(letter.asSeenBy(ada).state).toBe('in force')
    expect(letter.stances(ada)['Ben']).toBe('accepted')
  })

  test('a withdrawal on one device does not touch a newer yes that knows it [R6]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ben.addsDevice()
    const letter = ada.drafts('Bread on Fridays')
    const revision = ada.offers(letter).to(ben)
    ben.accepts(letter)
    ben.withdraws(letter)
    world.partition([ada, ben], [phone])
    const { terms } = letter.agreement(phone).revisions[0]!
    phone.signs('commitment.accept', letter.id, { revision, terms })
    world.heal()
    expect(letter.asSeenBy(ada).state).toBe('in force')
  })

  test('stepping out covers everything that one accepted, in force or on offer [R9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ben.amends(letter, { words: 'Bread on Mondays.' })
    ben.stepsOut(letter, 'I am moving away')
    const { id: revision, terms } = letter.agreement(ada).revisions.at(-1)!
    expect(() => ada.accepts(letter, revision)).toThrow('Rev 2 has ended')
    ada.signs('commitment.accept', letter.id, { revision, terms })
    const seen = letter.asSeenBy(ada)
    expect(seen.state).toBe('ended')
    expect(seen.parties.find((party) => party.name === 'Ben')).toMatchObject({ stance: 'stepped out', text: 'I am moving away' })
  })

  test('r1, r2, A withdraws r2: r1 does not come back [R10]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.amends(letter, { words: 'Bread on Mondays.' })
    ben.accepts(letter)
    ada.withdraws(letter)
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'ended', revision: null })
  })

  test('taking back an offer that is not yet in force leaves what is [R10]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    const second = ada.amends(letter, { words: 'Bread on Mondays.' })
    ada.withdraws(letter, second)
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', revision: 1, offer: null, needsMe: null })
  })

  test('whether it was in force is asked of the past of whoever withdraws [R10]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    const second = ada.amends(letter, { words: 'Bread on Mondays.' })
    world.partition([ada], [ben])
    ben.accepts(letter)
    // Later than Ben's yes in the common order, and still unaware of it.
    for (let turn = 0; turn < 3; turn++) ada.checksOn(letter)
    ada.withdraws(letter, second)
    world.heal()
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', revision: 1 })
  })

  test('a withdrawal that knows no acceptance undoes none [R11]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ben.addsDevice()
    const letter = ada.drafts('Bread on Fridays')
    const revision = ada.offers(letter).to(ben)
    world.partition([ada, ben], [phone])
    ben.accepts(letter)
    phone.signs('commitment.withdraw', letter.id, { revision })
    world.heal()
    expect(letter.asSeenBy(ada).state).toBe('in force')
    expect(letter.ignored(ada)).toEqual(['nothing to undo'])
  })

  test('one who was asked and never answered may step out too', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.stepsOut(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'ended', offer: null })
  })
})
