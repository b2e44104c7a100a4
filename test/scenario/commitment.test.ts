import { describe, expect, test } from 'vitest'
import { AGREEMENT_VERBS } from '#shared/domain/record/view.ts'
import { people } from '../harness/people.ts'

describe('a promise', () => {
  test('is in force once given; its receivers need not accept [CO1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const promise = ada.promises('Bring the audit notes', [ben], { due: '2026-05-28' })
    expect(promise.asSeenBy(ben)).toMatchObject({ kind: 'promise', state: 'in force', revision: 1, due: '2026-05-28', needsMe: null })
    expect(promise.asSeenBy(ben).parties.map((party) => [party.name, party.role, party.stance, party.promise])).toEqual([
      ['Ada', 'gives', 'accepted', 'open'], ['Ben', 'receives', 'delivered', null],
    ])
  })

  test('past due is shown by the host\'s date and decides nothing', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const promise = ada.promises('Bring the audit notes', [ben], { due: '2026-05-28', review: '2026-05-25' })
    expect(promise.asSeenBy(ben, '2026-05-24').flags).toEqual([])
    expect(promise.asSeenBy(ben, '2026-05-28').flags).toEqual(['review due'])
    expect(promise.asSeenBy(ben, '2026-05-29')).toMatchObject({ flags: ['past due', 'review due'], state: 'in force' })
  })

  test('is declined once every receiver declined [CO1]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const promise = ada.promises('A cake each', [ben, chidi])
    ben.declines(promise, 'No sugar for me')
    expect(promise.asSeenBy(ada).state).toBe('in force')
    chidi.declines(promise)
    expect(promise.asSeenBy(ada)).toMatchObject({ state: 'declined' })
    expect(promise.stances(ada)).toEqual({ Ada: 'accepted', Ben: 'declined', Chidi: 'declined' })
  })

  test('has ended once every receiver stepped out [CO1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const promise = ada.promises('A cake', [ben])
    ben.stepsOut(promise)
    expect(promise.asSeenBy(ada).state).toBe('ended')
  })

  test('can be asked for: it needs the giver\'s own yes', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const request = ben.drafts('Could you bring the notes', { kind: 'promise' })
    ben.offers(request).asking(ada)
    expect(request.asSeenBy(ada)).toMatchObject({ state: 'offered', needsMe: 'answer' })
    expect(request.asSeenBy(ben).needsMe).toBeNull()
    ada.accepts(request)
    expect(request.asSeenBy(ben).state).toBe('in force')
  })

  test('claimed, acknowledged, kept [CO2, CO3, CO4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const promise = ada.promises('Bring the audit notes', [ben])
    ada.claims(promise, 'On your desk')
    expect(promise.asSeenBy(ben)).toMatchObject({ state: 'in force', needsMe: 'acknowledge' })
    expect(promise.asSeenBy(ben).parties[0]).toMatchObject({ name: 'Ada', promise: 'claimed' })
    ben.acknowledges(promise)
    expect(promise.asSeenBy(ada)).toMatchObject({ state: 'fulfilled', needsMe: null })
    expect(() => ben.acknowledges(promise)).toThrow('Nobody has said')
  })

  test('to several is kept once all who are still there said so [CO4]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const promise = ada.promises('A cake each', [ben, chidi, dewi])
    ada.claims(promise)
    ben.acknowledges(promise)
    chidi.declines(promise)
    expect(promise.asSeenBy(ada).state).toBe('in force')
    dewi.stepsOut(promise)
    expect(promise.asSeenBy(ada).state).toBe('fulfilled')
  })

  test('can be released by whom it was for [CO3, CO4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const promise = ada.promises('Bring the audit notes', [ben])
    expect(() => ada.releases(promise)).toThrow('Nothing is promised to you here')
    ben.releases(promise)
    expect(promise.asSeenBy(ada)).toMatchObject({ state: 'released' })
    expect(promise.asSeenBy(ada).parties[0]).toMatchObject({ promise: 'released' })
  })

  test('to oneself is kept by saying so [CO4]', async () => {
    const { ada } = await people('Ada', 'Ben')
    const promise = ada.promises('Run on Sundays', [])
    ada.claims(promise)
    expect(promise.asSeenBy(ada).state).toBe('fulfilled')
  })
})

describe('a mutual commitment', () => {
  test('is kept when every part is kept or released, at least one kept [CO4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    expect(() => ada.claims(letter)).toThrow('Nothing here is in force')
    ben.accepts(letter)
    ada.claims(letter)
    ben.acknowledges(letter)
    expect(letter.asSeenBy(ada).state).toBe('in force')
    ada.releases(letter)
    expect(letter.asSeenBy(ben).state).toBe('fulfilled')
  })

  test('is released when every part is [CO4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.releases(letter)
    ben.releases(letter)
    expect(letter.asSeenBy(ada).state).toBe('released')
  })

  test('of three: one says whose promise is meant', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The stove')
    ada.offers(letter).to(ben, chidi)
    ben.accepts(letter)
    chidi.accepts(letter)
    expect(() => ada.releases(letter)).toThrow('more than one person')
    ada.releases(letter, ben)
    chidi.releases(letter, ben)
    expect(letter.asSeenBy(ben).parties.find((party) => party.you)).toMatchObject({ promise: 'released' })
    expect(letter.asSeenBy(ben).state).toBe('in force')
  })

  test('a newer revision in force opens it again [CO6]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    for (const [giver, other] of [[ada, ben], [ben, ada]] as const) {
      giver.claims(letter)
      other.acknowledges(letter)
    }
    expect(letter.asSeenBy(ada).state).toBe('fulfilled')
    ada.amends(letter, { words: 'And once more.' })
    expect(letter.asSeenBy(ben)).toMatchObject({ state: 'fulfilled', offer: 2 })
    ben.accepts(letter)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 2 })
    expect(letter.asSeenBy(ada).parties.map((party) => party.promise)).toEqual(['open', 'open'])
  })

  test('check-ins say how it goes, in words; confidence is the person\'s own', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ben.checksIn(letter, 'Half of it is ground', 4)
    expect(letter.asSeenBy(ada).timeline.map((entry) => [entry.name, entry.verb, entry.text])).toEqual([
      ['Ada', 'offer', null], ['Ben', 'accept', null], ['Ben', 'checkin', 'Half of it is ground'],
    ])
    expect(letter.commitment(ada).checkins).toMatchObject([{ confidence: 4 }])
    expect(() => chidi.checksIn(letter, 'Me too')).toThrow('between other people')
    expect(() => ben.checksIn(letter, ' ')).toThrow('needs words')
  })
})

describe('what a person may do', () => {
  test('every verb is listed, with the reason where it is closed', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    const open = (person: typeof ada): string[] =>
      letter.asSeenBy(person).possible.filter((one) => one.allowed).map((one) => one.verb)
    expect(open(ada)).toEqual(['offer', 'question', 'withdraw', 'stepout'])
    expect(open(ben)).toEqual(['offer', 'accept', 'decline', 'question', 'stepout'])
    expect(open(chidi)).toEqual([])
    for (const person of [ada, ben, chidi]) {
      const { possible } = letter.asSeenBy(person)
      expect(possible.map((one) => one.verb)).toEqual([...AGREEMENT_VERBS])
      expect(possible.every((one) => one.allowed === (one.reason === null))).toBe(true)
    }
    ben.accepts(letter)
    expect(open(ben)).toEqual(['offer', 'question', 'withdraw', 'stepout', 'checkin', 'reading', 'risk', 'fulfil', 'release'])
    ada.claims(letter)
    expect(open(ben)).toContain('acknowledge')
  })

  test('nobody signs words that are not there, or not the ones shown', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    expect(() => letter.give(ben, 'accept', { words: letter.hashOf('x') as never })).toThrow('other words than those shown')
    ben.device.replica.texts.clear()
    expect(() => ben.accepts(letter)).toThrow('not on this device yet')
    expect(letter.asSeenBy(ben)).toMatchObject({ title: 'Terms unavailable', unavailable: true, state: 'offered' })
    expect(letter.asSeenBy(ben).revisions[0]!.terms).toBeNull()
  })

  test('what was said reaches people as far as it did, and enters no rule', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('The stove')
    world.partition([ada], [ben], [chidi])
    ada.offers(letter).to(ben, chidi)
    expect(letter.asSeenBy(ada)).toMatchObject({ onlyHere: true })
    expect(letter.stances(ada)).toEqual({ Ada: 'accepted', Ben: 'not reached', Chidi: 'not reached' })
    world.partition([ada, ben], [chidi])
    world.exchange()
    expect(letter.stances(ada)).toEqual({ Ada: 'accepted', Ben: 'delivered', Chidi: 'not reached' })
    expect(letter.asSeenBy(ada).timeline[0]).toMatchObject({ reached: 'some' })
    world.heal()
    expect(letter.asSeenBy(ada)).toMatchObject({ onlyHere: false })
    expect(letter.asSeenBy(ada).timeline[0]).toMatchObject({ reached: 'everyone' })
  })
})

describe('after leaving the workspace', () => {
  test('one may end what one gave, and promise nothing new [AG8, CO5]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.claims(letter)
    const open = ada.drafts('Another')
    const revision = ada.offers(open).to(ben)
    ben.leaves()
    expect(letter.asSeenBy(ada).state).toBe('in force')
    expect(() => ben.accepts(open)).toThrow('You have left')
    ben.signs('commitment.accept', open.id, { revision, terms: open.agreement(ben).revisions[0]!.terms })
    expect(open.ignored(ada)).toEqual(['not a member'])
    ben.declines(open)
    expect(open.asSeenBy(ada).state).toBe('declined')
    ben.acknowledges(letter)
    ben.claims(letter)
    ada.acknowledges(letter)
    expect(letter.asSeenBy(ada).state).toBe('fulfilled')
    ben.stepsOut(letter)
    expect(letter.stances(ada)['Ben']).toBe('stepped out')
  })

  test('what was accepted before leaving was heard of elsewhere stands: authority is of the act\'s own past [R1]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ben.addsDevice()
    const letter = ada.drafts('Flour for bread')
    ada.offers(letter).to(ben)
    world.partition([ada, ben], [phone])
    ben.leaves()
    phone.accepts(letter)
    world.heal()
    expect(letter.asSeenBy(ada).state).toBe('in force')
  })
})
