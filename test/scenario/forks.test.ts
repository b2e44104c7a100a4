import { describe, expect, test } from 'vitest'
import { people } from '../harness/people.ts'

describe('clocks and copies', () => {
  test('clocks ten years apart change nothing: order is who knew what', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    ada.yearsOff = 10
    ben.yearsOff = -10
    chidi.yearsOff = 5
    const letter = ada.drafts('The stove')
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    chidi.accepts(letter)
    ben.amends(letter, { words: 'And the chimney.' })
    ada.accepts(letter)
    chidi.accepts(letter)
    chidi.withdraws(letter)
    for (const person of [ada, ben, chidi]) {
      expect(letter.asSeenBy(person)).toMatchObject({ state: 'ended' })
      expect(letter.stances(person)).toEqual({ Ada: 'accepted', Ben: 'accepted', Chidi: 'withdrew' })
      expect(letter.asSeenBy(person).timeline.map((entry) => entry.verb))
        .toEqual(['offer', 'accept', 'accept', 'offer', 'accept', 'accept', 'withdraw'])
    }
  })

  test('re-signing one\'s own old acceptance changes nothing', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    const first = ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.amends(letter, { words: 'Bread on Mondays.' })
    ben.accepts(letter)
    const { terms } = letter.agreement(ben).revisions[0]!
    ben.signs('commitment.accept', letter.id, { revision: first, terms })
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 2 })

    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    ben.withdraws(letter, letter.agreement(ben).inForce[0]!)
    twin.signs('commitment.accept', letter.id, { revision: first, terms })
    world.heal()
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'ended', revision: null })
  })

  test('a copied data folder run twice loses nothing, and retires nothing by itself [R5]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    ben.accepts(letter)
    const promise = twin.promises('Sweep the yard', [ada])
    const other = ben.promises('Mend the gate', [ada])
    world.heal()

    const chain = [...ada.device.replica.counted.values()].filter((act) => act.device === ben.device.key.id)
    const twice = chain.filter((act) => chain.some((each) => each.id !== act.id && each.seq === act.seq))
    expect(twice.length).toBeGreaterThan(0)
    expect([letter, promise, other].map((each) => each.asSeenBy(ada).state)).toEqual(['in force', 'in force', 'in force'])
    // Both copies go on speaking, for the same person.
    twin.claims(promise)
    ben.claims(other)
    ada.acknowledges(promise)
    ada.acknowledges(other)
    expect([promise, other].map((each) => each.asSeenBy(twin).state)).toEqual(['fulfilled', 'fulfilled'])
  })

  test('a fork never un-says: what one branch withdrew stays withdrawn, what the other accepted newly counts [R5, R6]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const old = ada.drafts('Bread on Fridays')
    ada.offers(old).to(ben)
    ben.accepts(old)
    const fresh = ada.drafts('Soup on Mondays')
    ada.offers(fresh).to(ben)
    const twin = ben.copiesTheFolder()
    world.partition([ada, ben], [twin])
    ben.withdraws(old)
    twin.accepts(fresh)
    world.heal()
    expect(old.asSeenBy(ada).state).toBe('ended')
    expect(fresh.asSeenBy(ada).state).toBe('in force')
  })

  test('acts wait until all that they know has come, and count then [R1]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    world.partition([ada], [ben])
    ada.offers(letter).to(ben)
    ada.withdraws(letter)
    const [offer, withdrawal] = [...ada.device.replica.acts.values()].slice(-2)
    ben.device.replica.take(withdrawal!)
    expect(ben.device.replica.waiting).toBe(1)
    expect(ben.device.replica.record(letter.id)).toEqual([])
    ben.device.replica.take(offer!)
    expect(ben.device.replica.waiting).toBe(0)
    expect(letter.asSeenBy(ben).state).toBe('ended')
  })
})
