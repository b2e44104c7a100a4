// What people can help with, who names them for it, and what topics are called: rules EX1 to EX8, TO1 to TO4.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import {
  aliasesOf, expertise, intendAlias, intendExpertise, intendUnalias, isFaded, lastUsed, MAX_TOPICS, topicKey, topics, topicsSubject,
  type Expertise, type ExpertiseIntention, type ExpertiseVerb, type Topics,
} from '#shared/domain/expertise/index.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'
import type { Replica } from '../harness/replica.ts'

const seen = (replica: Replica, of: Person): Expertise => expertise.fold(replica.record(of.id).filter((act) => act.type.startsWith('expertise.')), replica.index)
const of = (person: Person, by: Person = person): Expertise => seen(by.device.replica, person)
const why = (person: Person): string[] => of(person).ignored.map((one) => one.reason)
const says = (person: Person, verb: ExpertiseVerb, topic: string, more: Partial<Omit<ExpertiseIntention, 'about'>> & { about?: Person } = {}): ActId => {
  const { about = person, ...rest } = more
  return person.gives(orThrow(intendExpertise(of(about, person), verb, { person: person.id, member: true, about: about.id, topic, ...rest })))
}
const names = (person: Person, topic: string, by: Person = person): string[] =>
  of(person, by).entries.find(({ key }) => key === topicKey(topic))?.endorsements.map((one) => by.world.nameOf(one.person)).sort() ?? []

const topicsOf = (replica: Replica): Topics => topics.fold(replica.record(topicsSubject()), replica.index)

describe('what a person can help with', () => {
  test('is said and dropped by that person alone [EX1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    says(ada, 'claim', 'Steam traps', { words: 'Finding the one that leaks.', how: 'I come and look' })
    says(ada, 'wish', 'Holding a circle')
    for (const verb of ['claim', 'drop', 'wish', 'unwish']) ben.signs(`expertise.${verb}`, ada.id, { topic: 'Steam traps' })
    expect(of(ada, ben)).toMatchObject({
      entries: [{ topic: 'Steam traps', words: 'Finding the one that leaks.', how: 'I come and look' }], wishes: [{ topic: 'Holding a circle' }],
    })
    expect(why(ada)).toEqual(Array.from({ length: 4 }, () => 'not for them'))
    expect(() => says(ben, 'claim', 'Bees', { about: ada })).toThrow('only they say')
    says(ada, 'drop', 'steam traps')
    expect(of(ada, ben).entries).toEqual([])
  })

  test('is what was said last, and may be said again after it was dropped [EX2]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ada.addsDevice()
    phone.yearsOff = -10
    says(ada, 'claim', 'Bees', { words: 'A hive or two.' })
    says(phone, 'claim', 'bees.', { words: 'Four hives.' })
    expect(of(ada, ben).entries).toMatchObject([{ topic: 'bees.', words: 'Four hives.' }])
    world.partition([ada, ben], [phone])
    says(ada, 'drop', 'Bees')
    says(phone, 'claim', 'Bees', { words: 'Five hives.' })
    world.heal()
    for (const person of [ben, phone]) expect(plain(of(ada, person))).toBe(plain(of(ada)))
    says(ada, 'claim', 'Bees', { words: 'Six hives.' })
    expect(of(ada, ben).entries).toMatchObject([{ words: 'Six hives.' }])
    says(ada, 'drop', 'Bees')
    expect(of(ada, ben).entries).toEqual([])
  })

  test('is endorsed by colleagues who know the claim, never by oneself, and taken back by who said it [EX3]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    ben.signs('expertise.endorse', ada.id, { topic: 'Bees' })
    world.partition([ada], [ben, chidi])
    says(ada, 'claim', 'Bees')
    ben.signs('expertise.endorse', ada.id, { topic: 'Bees' })
    world.heal()
    ada.signs('expertise.endorse', ada.id, { topic: 'Bees' })
    expect(names(ada, 'Bees')).toEqual([])
    expect(why(ada).sort()).toEqual(['not for them', 'unknown claim', 'unknown claim'])
    says(ben, 'endorse', 'BEES', { about: ada, words: 'Saved my hive.' })
    says(chidi, 'endorse', 'Bees', { about: ada })
    chidi.signs('expertise.unendorse', ada.id, { topic: 'Wasps' })
    expect(names(ada, 'Bees', chidi)).toEqual(['Ben', 'Chidi'])
    says(chidi, 'unendorse', 'Bees', { about: ada })
    expect(names(ada, 'Bees', chidi)).toEqual(['Ben'])
    expect(() => says(chidi, 'unendorse', 'Bees', { about: ada })).toThrow('took it back already')
    expect(() => says(ada, 'endorse', 'Bees')).toThrow('Nobody speaks for themselves')
    expect(() => says(ben, 'endorse', 'Wasps', { about: ada })).toThrow('nothing they say they can help with')
    // Where the claim goes, nothing stands that could be endorsed; it is not lost either.
    says(ada, 'drop', 'Bees')
    expect(names(ada, 'Bees')).toEqual([])
    says(ada, 'claim', 'Bees')
    expect(names(ada, 'Bees')).toEqual(['Ben'])
  })

  test('has endorsers as names in an order of no meaning, and counts nobody [EX4]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    says(ada, 'claim', 'Bees')
    for (const person of [dewi, ben, chidi, ben]) person.signs('expertise.endorse', ada.id, { topic: 'Bees' })
    const { endorsements } = of(ada).entries[0]!
    expect(endorsements.map((one) => one.person)).toEqual([ben.id, chidi.id, dewi.id].sort())
    const numbers = Object.entries(endorsements[0]!).filter(([, value]) => typeof value === 'number').map(([key]) => key)
    expect(numbers).toEqual(['at'])
  })

  test('is one topic where the names come to the same key [EX5]', () => {
    const same = ['Steam traps', 'steam  TRAPS', ' Steam-Traps.', 'steam_traps', 'ＳＴＥＡＭ traps', 'steam\u2014traps']
    expect(new Set(same.map(topicKey))).toEqual(new Set(['steam traps']))
    expect(topicKey('C++')).not.toBe(topicKey('C'))
    expect(topicKey('Straße')).not.toBe('')
    expect(topicKey('…')).toBe('')
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => { expect(topicKey(topicKey(name))).toBe(topicKey(name)) }))
  })

  test('is no more than a hundred topics, whatever is signed [EX6]', async () => {
    const { ada } = await people('Ada')
    for (let n = 0; n < MAX_TOPICS + 5; n++) ada.signs('expertise.claim', ada.id, { topic: `Topic ${n}` })
    expect(of(ada).entries.length).toBe(MAX_TOPICS)
    expect(() => says(ada, 'claim', 'One more')).toThrow('more than 100')
    says(ada, 'drop', 'Topic 3')
    expect(of(ada).entries.some(({ topic }) => topic === `Topic ${MAX_TOPICS}`)).toBe(true)
  })

  test('shows the evidence that the person named, and no other [EX7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const kept = 'a'.repeat(64)
    says(ada, 'claim', 'Bees', { evidence: [kept] })
    ben.signs('expertise.endorse', ada.id, { topic: 'Bees', evidence: ['b'.repeat(64)] })
    expect(of(ada, ben).entries[0]).toMatchObject({ evidence: [kept], endorsements: [] })
    says(ada, 'claim', 'Bees')
    expect(of(ada, ben).entries[0]!.evidence).toEqual([])
  })

  test('stays endorsed by who has left since; who left says nothing new [EX8]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    says(ada, 'claim', 'Bees')
    says(ben, 'endorse', 'Bees', { about: ada })
    ben.leaves()
    ben.signs('expertise.unendorse', ada.id, { topic: 'Bees' })
    expect(names(ada, 'Bees')).toEqual(['Ben'])
    expect(why(ada)).toEqual(['not a member'])
  })

  test('fades by dates, and a clock that is ahead keeps nothing fresh for ever', () => {
    const now = Date.UTC(2026, 4, 22)
    const day = 86_400_000
    expect(lastUsed([], now)).toBeNull()
    expect(lastUsed([now - 800 * day, now - 400 * day], now)).toBe(now - 400 * day)
    expect(lastUsed([now + 3650 * day], now)).toBe(now)
    expect([365, 366].map((days) => isFaded(now - days * day, now))).toEqual([false, true])
    expect(isFaded(null, now)).toBe(false)
  })
})

describe('other words for a topic', () => {
  const state = (person: Person): Topics => topicsOf(person.device.replica)
  const proposes = (person: Person, topic: string, also: string): ActId => person.gives(orThrow(intendAlias(state(person), person.id, true, topic, also)))

  test('are proposed by any member, by name [TO1], and taken back by who said so [TO2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const alias = proposes(ben, 'Steam traps', 'Condensate')
    expect(aliasesOf(state(ada), 'condensate')).toMatchObject([{ person: ben.id, other: 'Steam traps' }])
    ada.signs('topic.unalias', topicsSubject(), { alias })
    expect(state(ada)).toMatchObject({ aliases: [{ act: alias }], ignored: [{ reason: 'not for them' }] })
    const refused = intendUnalias(state(ada), ada.id, true, alias)
    expect(refused.ok ? null : refused.problem.code).toBe('topic.other')
    ben.gives(orThrow(intendUnalias(state(ben), ben.id, true, alias)))
    expect(state(ada).aliases).toEqual([])
  })

  test('reach one step and merge nothing [TO3]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    proposes(ada, 'Bees', 'Honey')
    proposes(ben, 'Honey', 'Tea')
    expect(aliasesOf(state(ada), 'bees').map(({ other }) => other)).toEqual(['Honey'])
    expect(aliasesOf(state(ada), 'honey').map(({ other }) => other)).toEqual(['Bees', 'Tea'])
    const again = intendAlias(state(ada), ada.id, true, 'honey', 'BEES')
    expect(again.ok ? null : again.problem.code).toBe('topic.known')
    const spelling = intendAlias(state(ada), ada.id, true, 'Bees', 'bees')
    expect(spelling.ok ? null : spelling.problem.code).toBe('topic.malformed')
  })

  test('are no more than two hundred a person, and never about another record [TO4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    for (let n = 0; n < 203; n++) ada.signs('topic.alias', topicsSubject(), { topic: 'Bees', also: `Word ${n}` })
    ben.signs('topic.alias', ada.id, { topic: 'Bees', also: 'Honey' })
    proposes(ben, 'Bees', 'Honey')
    expect(state(ada).aliases.filter(({ person }) => person === ada.id).length).toBe(200)
    expect(state(ada).aliases.filter(({ person }) => person === ben.id).length).toBe(1)
  })
})

test('expertise is the same in any order, twice or not, with forks and parted networks [EX2]', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
    const chance = new Chance(seed)
    const { ada, ben, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben')
    const voices = [ada, ben, ada.addsDevice(), ben.copiesTheFolder()]
    for (let step = 0; step < 24; step++) {
      const person = chance.pick(voices)
      const dice = chance.next()
      if (dice < 0.15) world.partition(voices.slice(0, 2), voices.slice(2))
      else if (dice < 0.3) world.heal()
      else {
        const verb = chance.pick(['claim', 'claim', 'drop', 'wish', 'unwish', 'endorse', 'endorse', 'unendorse'])
        person.signs(`expertise.${verb}`, chance.pick(voices).id, { topic: chance.pick(['Bees', 'bees', 'Tea']) })
      }
    }
    world.heal()
    for (const person of [ada, ben]) {
      expect(plain(seen(inAnotherOrder(world.acts(), world.workspace, chance), person))).toBe(plain(of(person)))
    }
  }), { numRuns: 25 })
})
