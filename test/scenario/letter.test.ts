import { describe, expect, test } from 'vitest'
import { people } from '../harness/people.ts'

describe('a letter of understanding', () => {
  test('is in force once those who give and the colleagues who sign it have accepted [R7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('My year at the bank', { kind: 'letter' })
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    expect(letter.asSeenBy(chidi)).toMatchObject({ kind: 'letter', state: 'offered', needsMe: 'answer' })
    chidi.accepts(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
    expect(letter.asSeenBy(ada).parties.map((party) => [party.name, party.role, party.promise])).toEqual([
      ['Ada', 'gives', 'open'], ['Ben', 'signs', null], ['Chidi', 'signs', null],
    ])
  })

  test('only those who give in it have something to keep; those who sign say that it was kept [CO2, CO3, CO4]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('My year at the bank', { kind: 'letter' })
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    chidi.accepts(letter)
    expect(() => ben.claims(letter)).toThrow('You promised nothing here')
    ben.signs('commitment.fulfil', letter.id, { revision: letter.agreement(ben).revisions[0]!.id })
    expect(letter.ignored(ada)).toEqual(['not a party'])
    ada.claims(letter)
    ben.acknowledges(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
    chidi.acknowledges(letter)
    expect(letter.asSeenBy(ada).state).toBe('fulfilled')
  })

  test('a later revision keeps who signs and who gives; who signed may come to give [AG3, R8]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('My year at the bank', { kind: 'letter' })
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    const offer = ada.offerOf(letter, [ada, ben], [], [ben.id])
    expect(() => letter.give(ada, 'offer', { offer })).toThrow('keep everybody')
    letter.give(ada, 'offer', { offer: ada.offerOf(letter, [ada, ben], []) })
    ben.accepts(letter)
    expect(letter.asSeenBy(ada).parties.map((party) => party.role)).toEqual(['gives', 'gives'])
  })

  test('what it says beside its words is signed with them', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('My year', {
      kind: 'letter', until: '2026-12-31', from: '2026-01-01', everyMonths: 3, time: [{ id: 't', person: ada.id, hours: '30.5' }],
      activities: [{ id: 'a', person: ada.id, what: 'The stock book', authority: 'decide' }],
    })
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    expect(letter.asSeenBy(ben).revisions[0]!.terms).toMatchObject({ until: '2026-12-31', time: [{ hours: '30.5' }], activities: [{ authority: 'decide' }] })
    expect(letter.asSeenBy(ben, '2026-03-31')).toMatchObject({ review: '2026-04-01', until: '2026-12-31', flags: [] })
    expect(letter.asSeenBy(ben, '2026-04-01').flags).toEqual(['review due'])
    expect(letter.asSeenBy(ben, '2026-12-31').flags).toEqual(['review due'])
    expect(letter.asSeenBy(ben, '2027-01-01')).toMatchObject({ state: 'in force', flags: ['review due', 'lapsed'] })
  })
})

describe('a verbal promise', () => {
  test('noted by the giver counts once those it was said to acknowledge it [CO7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const noted = ada.drafts('I will lend you the van', { kind: 'promise', medium: 'verbal' })
    ada.offers(noted).to(ben)
    expect(noted.asSeenBy(ben)).toMatchObject({ state: 'offered', needsMe: 'answer' })
    ben.accepts(noted)
    expect(noted.asSeenBy(ada)).toMatchObject({ state: 'in force' })
    expect(noted.asSeenBy(ada).parties.map((party) => [party.name, party.role])).toEqual([['Ada', 'gives'], ['Ben', 'receives']])
    ada.claims(noted)
    ben.acknowledges(noted)
    expect(noted.asSeenBy(ada).state).toBe('fulfilled')
  })

  test('noted for somebody else binds nobody until they acknowledge it [CO7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const noted = ada.drafts('Ben lends me the van', { kind: 'promise', medium: 'verbal' })
    ada.offers(noted).asking(ben)
    expect(noted.asSeenBy(ada).state).toBe('offered')
    ben.declines(noted, 'I said perhaps')
    expect(noted.asSeenBy(ada)).toMatchObject({ state: 'declined' })
  })

  test('can not be noted by someone who had no part in it, nor as if the other were not needed [AG2, CO7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const noted = chidi.drafts('Ben lends Ada the van', { kind: 'promise', medium: 'verbal' })
    const offer = chidi.offerOf(noted, [ben, ada], [], [ben.id])
    expect(() => noted.give(chidi, 'offer', { offer })).toThrow('not part of what this offers')
    const own = ada.drafts('I lend Ben the van', { kind: 'promise', medium: 'verbal' })
    expect(() => own.give(ada, 'offer', { offer: ada.offerOf(own, [ada], [ben]) })).toThrow('once those it was said to acknowledge it')
  })

  test('witnesses are named and bound by nothing [CO8]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const noted = ada.drafts('I will lend you the van', { kind: 'promise', medium: 'verbal', witnesses: [{ person: chidi.id, name: 'Chidi' }] })
    ada.offers(noted).to(ben)
    expect(noted.asSeenBy(chidi)).toMatchObject({ needsMe: null, revisions: [{ terms: { witnesses: [{ name: 'Chidi' }] } }] })
    expect(noted.asSeenBy(chidi).parties.map((party) => party.name)).toEqual(['Ada', 'Ben'])
    expect(() => chidi.accepts(noted)).toThrow()
  })
})

describe('an open offer', () => {
  test('is its owner\'s alone: nobody else is bound by it, changes it or closes it [OO1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const offer = ada.drafts('Four hours a week of bookkeeping', { kind: 'open offer', places: 2 })
    ada.offers(offer).toAnyone()
    expect(offer.asSeenBy(ben)).toMatchObject({ concept: 'openoffer', kind: 'open offer', state: 'in force', needsMe: null })
    expect(() => ben.amends(offer, { words: 'Eight hours' })).toThrow('between other people')
    expect(() => ben.withdraws(offer)).toThrow()
    expect(() => offer.give(ada, 'offer', { offer: ada.offerOf(offer, [ada, ben], []) })).toThrow('one person')
    ada.amends(offer, { words: 'Five hours' })
    expect(offer.asSeenBy(ben)).toMatchObject({ revision: 2, state: 'in force' })
    ada.withdraws(offer)
    expect(offer.asSeenBy(ben).state).toBe('ended')
  })

  test('nothing in it is kept or released', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const offer = ada.drafts('Four hours a week', { kind: 'open offer' })
    ada.offers(offer).toAnyone()
    expect(() => offer.give(ada, 'fulfil', {})).toThrow('taken up, changed or closed')
    ben.signs('openoffer.fulfil', offer.id, {})
    expect(offer.ignored(ada)).toEqual(['unknown verb'])
  })
})
