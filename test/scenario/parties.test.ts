import { describe, expect, test } from 'vitest'
import { people } from '../harness/people.ts'

describe('who a revision lists', () => {
  test('A, B, C agreed; r2 with A and B alone has no effect: C\'s agreement stays [R8]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The stove')
    const first = ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    chidi.accepts(letter)
    const offer = { ...ada.offerOf(letter.with({ words: 'Only us two.' }), [ada, ben], []), parents: [first] }
    expect(() => letter.give(ada, 'offer', { offer })).toThrow('has to keep everybody')

    ada.device.replica.keep(offer.terms)
    const body = ada.intends(letter.concept, letter.id, 'offer', { offer: { ...offer, people: [ada.id, ben.id, chidi.id] } }).body
    ada.signs('commitment.offer', letter.id, { ...body, people: [ada.id, ben.id] })
    expect(letter.ignored(chidi)).toEqual(['drops a party'])
    expect(letter.asSeenBy(chidi)).toMatchObject({ state: 'in force', revision: 1, offer: null })
  })

  test('who stepped out in its past need not be listed [R8]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The stove')
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    chidi.accepts(letter)
    chidi.stepsOut(letter)
    ada.amends(letter, { words: 'Us two.', people: [ada, ben], parents: [letter.agreement(ada).revisions[0]!.id] })
    ben.accepts(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 2 })
  })

  test('stepping out that the offer did not know does not excuse it [R8]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The stove')
    // Chidi was asked and has not answered, so that nothing but the stepping out is in question.
    const first = ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    world.partition([ada, ben], [chidi])
    chidi.stepsOut(letter)
    // Later than Chidi's act in the common order, and still unaware of it.
    for (let turn = 0; turn < 3; turn++) ada.checksOn(letter)
    const { opener, nonce } = letter.agreement(ada)
    const { terms } = letter.agreement(ada).revisions[0]!
    ada.signs('commitment.offer', letter.id, { kind: 'mutual', people: [ada.id, ben.id], to: [], terms, parents: [first], opener, nonce })
    world.heal()
    expect(letter.ignored(ben)).toEqual(['drops a party'])
  })

  test('a giver stays a giver: nobody turns another\'s promise into their own [AG3]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.promises('Bring the audit notes', [ben])
    const { opener, nonce, revisions } = letter.agreement(ben)
    const { id, terms } = revisions[0]!
    ben.signs('commitment.offer', letter.id, { kind: 'promise', people: [ben.id], to: [ada.id], terms, parents: [id], opener, nonce })
    expect(letter.ignored(ada)).toEqual(['drops a party'])
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 1 })
  })

  test('a stranger cannot go on from other people\'s revision [AG3]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Bread on Fridays')
    const first = ada.offers(letter).to(ben)
    const offer = chidi.offerOf(letter.with({ words: 'And I.' }), [ada, ben, chidi], [])
    expect(() => letter.give(chidi, 'offer', { offer })).toThrow('between other people')
    const { opener, nonce } = letter.agreement(chidi)
    const { terms } = letter.agreement(chidi).revisions[0]!
    chidi.signs('commitment.offer', letter.id, { kind: 'mutual', people: [ada.id, ben.id, chidi.id], to: [], terms, parents: [first], opener, nonce })
    expect(letter.ignored(ada)).toEqual(['not a party'])
  })

  test('nobody opens a record in another\'s name [AG1, AG2]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    const { opener, nonce } = letter.agreement(chidi)
    const { terms } = letter.agreement(chidi).revisions[0]!
    const root = { to: [], terms, parents: [], opener, nonce }
    // A promise of Chidi's to Ada, in Ada's record; one without Ada; and one under an opener that the id does not fit.
    chidi.signs('commitment.offer', letter.id, { ...root, kind: 'promise', people: [chidi.id], to: [ada.id] })
    chidi.signs('commitment.offer', letter.id, { ...root, kind: 'mutual', people: [chidi.id, ben.id] })
    chidi.signs('commitment.offer', letter.id, { ...root, kind: 'mutual', people: [chidi.id, ben.id], opener: chidi.id })
    expect(letter.ignored(ada)).toEqual(['not a party', 'not a party', 'other record'])
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'in force', revision: 1, offer: null })
  })

  test('a co-writer may offer the draft that another opened, needing the opener [AG2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ben.offers(letter).to(ada)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'offered', needsMe: 'answer' })
    ada.accepts(letter)
    expect(letter.asSeenBy(ben).state).toBe('in force')
  })

  test('the id of a commitment is never the id of a charter [AG1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    const { opener, nonce } = letter.agreement(ada)
    const { terms } = letter.agreement(ada).revisions[0]!
    const charter = ada.drafts('x', { kind: 'charter' })
    ben.signs('charter.offer', letter.id, { kind: 'charter', people: [ada.id, ben.id], to: [], terms, parents: [], opener, nonce, share: 50 })
    const acts = ben.device.replica.record(letter.id).filter((act) => act.type === 'charter.offer')
    const folded = charter.concept.fold(acts, ben.device.replica.index)
    expect(charter.concept.ignored(folded).map((one) => one.reason)).toEqual(['other record'])
  })
})
