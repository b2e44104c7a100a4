import { describe, expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import { wordsFor, type Charter } from '#shared/domain/charter/index.ts'
import { parseTerms } from '#shared/domain/record/terms.ts'
import type { Letter } from '../harness/letter.ts'
import { people, Person } from '../harness/people.ts'
import { Device, Replica } from '../harness/replica.ts'

/** What counts between two people, as revision ids. */
function between(charter: Letter, x: Person, y: Person): readonly ActId[] {
  const pair = charter.agreement(x).pairs.find((one) => one.between.includes(x.id) && one.between.includes(y.id))
  return pair?.revisions ?? []
}

async function fourWithCharter(share: number) {
  const all = await people('Ada', 'Ben', 'Chidi', 'Dewi')
  const charter = all.ada.drafts('Hollin Bank', { kind: 'charter', share })
  const first = all.ada.offers(charter).to(all.ben, all.chidi, all.dewi)
  return { ...all, charter, first }
}

describe('a charter', () => {
  test('holds between those who accepted it, once two have [R12, R13]', async () => {
    const { ada, ben, chidi, charter, first } = await fourWithCharter(0)
    expect(charter.asSeenBy(ben)).toMatchObject({ state: 'offered', needsMe: 'answer' })
    ben.accepts(charter)
    expect(charter.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 1, kind: 'charter' })
    expect(between(charter, ada, ben)).toEqual([first])
    expect(between(charter, ada, chidi)).toEqual([])
    expect(charter.asSeenBy(chidi).needsMe).toBe('answer')
  })

  test('of one who founded alone holds with the first who joins and accepts, and not for those who are silent [R12, CH2]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const charter = ada.drafts('Hollin Bank', { kind: 'charter', share: 0 })
    const first = ada.offers(charter).to()
    expect(charter.asSeenBy(ada).state).toBe('offered')
    ben.accepts(charter)
    expect(charter.asSeenBy(ada).state).toBe('in force')
    expect(between(charter, ada, ben)).toEqual([first])
    expect(between(charter, ada, chidi)).toEqual([])
  })

  test('newcomers count towards two, never towards the share of the list [R12]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const charter = ada.drafts('Hollin Bank', { kind: 'charter', share: 100 })
    ada.offers(charter).to(ben)
    ben.accepts(charter)
    const next = ada.amends(charter, { title: 'Hollin Bank, anew' })
    chidi.accepts(charter, next)
    dewi.accepts(charter, next)
    expect(charter.agreement(ada).revisions.find((revision) => revision.id === next)!.status).not.toBe('in force')
  })

  test('one alone binds nobody [R12]', async () => {
    const { ada, charter } = await fourWithCharter(0)
    expect(charter.agreement(ada).pairs).toEqual([])
    expect(charter.agreement(ada).revisions[0]!.threshold!.needed).toBe(2)
  })

  test('says to each what the newest words say that they accepted, and to who accepted none the newest in force [CH5]', async () => {
    const { ada, ben, chidi, dewi, charter, first } = await fourWithCharter(0)
    const says = (person: Person): number | undefined => {
      const words = wordsFor(charter.state(person) as Charter, person.id)
      return words ? parseTerms(person.device.replica.texts.get(words.terms) ?? null)?.twentyPercent : undefined
    }
    expect([ada, ben].map(says)).toEqual([undefined, undefined])
    const fifth = ada.amends(charter, { twentyPercent: 20 })
    ben.accepts(charter, first)
    ben.accepts(charter, fifth)
    chidi.accepts(charter, fifth)
    const tenth = chidi.amends(charter, { twentyPercent: 10 })
    expect([ada, chidi, dewi].map(says)).toEqual([20, 20, 20])
    dewi.accepts(charter, tenth)
    expect([ada, ben, chidi, dewi].map(says)).toEqual([20, 20, 10, 10])
    ada.amends(charter, { twentyPercent: 90 })
    expect([ada, ben].map(says)).toEqual([20, 20])
  })

  test('a next revision carries the share on unless it says another, so that new words do not write it away [CH4]', async () => {
    const { ada, ben, chidi, charter } = await fourWithCharter(75)
    ben.accepts(charter)
    chidi.accepts(charter)
    const shareOf = (id: ActId) => charter.agreement(ada).revisions.find((revision) => revision.id === id)!.share
    const silent = charter.with({ share: undefined })
    const next = charter.give(ben, 'offer', { offer: ben.offerOf(silent, charter.agreement(ben).revisions[0]!.people, []) })
    expect(shareOf(next)).toBe(75)
    expect(shareOf(ben.amends(charter, { title: 'Hollin Bank, looser', share: 25 }))).toBe(25)
  })

  test('a next revision needs the share that its parent asks for [R12]', async () => {
    const { ada, ben, chidi, charter, first } = await fourWithCharter(75)
    for (const person of [ben, chidi]) person.accepts(charter)
    const second = ada.amends(charter, { words: 'And we eat together.' })
    ben.accepts(charter)
    expect(charter.agreement(ada).revisions[1]!.threshold!.needed).toBe(3)
    expect(between(charter, ada, ben)).toEqual([first])
    chidi.accepts(charter)
    expect(between(charter, ada, ben)).toEqual([second])
  })

  test('a parent that does not hold cannot lower the share [R12]', async () => {
    const { ada, ben, chidi, dewi, charter, first } = await fourWithCharter(100)
    for (const person of [ben, chidi, dewi]) person.accepts(charter)
    // Two people try to write the share away in two steps.
    const lower = ada.amends(charter, { words: 'No share.', share: 0 })
    ben.accepts(charter, lower)
    ada.amends(charter, { words: 'Our way.', share: 0, parents: [lower] })
    ben.accepts(charter, charter.agreement(ben).revisions.at(-1)!.id)
    expect(charter.agreement(ada).revisions.map((revision) => revision.threshold!.needed)).toEqual([2, 4, 4])
    expect(between(charter, ada, ben)).toEqual([first])
    expect(between(charter, ada, dewi)).toEqual([first])
  })

  test('A, B take r2: silent C still holds r1 with both [R13]', async () => {
    const { ada, ben, chidi, charter, first } = await fourWithCharter(0)
    for (const person of [ben, chidi]) person.accepts(charter)
    const second = ada.amends(charter, { words: 'And we eat together.' })
    ben.accepts(charter)
    expect(between(charter, ada, ben)).toEqual([second])
    expect(between(charter, ada, chidi)).toEqual([first])
    expect(between(charter, ben, chidi)).toEqual([first])
    expect(charter.asSeenBy(chidi)).toMatchObject({ state: 'in force', needsMe: 'accept again', flags: [] })
    chidi.declines(charter)
    expect(between(charter, ada, chidi)).toEqual([first])
    expect(between(charter, ada, ben)).toEqual([second])
  })

  test('three of four held; D withdraws: r2 stays between A and B [R14]', async () => {
    const { ada, ben, chidi, dewi, charter } = await fourWithCharter(75)
    for (const person of [ben, chidi, dewi]) person.accepts(charter)
    const second = ada.amends(charter, { words: 'And we eat together.' })
    ben.accepts(charter)
    dewi.accepts(charter)
    expect(between(charter, ada, ben)).toEqual([second])
    dewi.withdraws(charter)
    expect(between(charter, ada, ben)).toEqual([second])
    expect(between(charter, ada, dewi)).toEqual([])
  })

  test('who comes later accepts what holds [CH2]', async () => {
    const { ada, ben, world, charter, first } = await fourWithCharter(0)
    ben.accepts(charter)
    const emre = new Person('Emre', world, new Device(new Replica(world.workspace)))
    world.exchange()
    emre.enters(ada)
    expect(charter.asSeenBy(emre).needsMe).toBe('answer')
    emre.accepts(charter)
    expect(between(charter, emre, ben)).toEqual([first])
    // A later revision may be offered by whoever accepted one.
    emre.amends(charter, { words: 'And we sing.', people: [...charter.agreement(emre).revisions[0]!.people, emre] })
    expect(charter.agreement(ada).revisions).toHaveLength(2)
  })

  test('who left is asked no more [CH2]', async () => {
    const { ben, chidi, charter } = await fourWithCharter(0)
    ben.accepts(charter)
    expect(charter.asSeenBy(chidi).needsMe).toBe('answer')
    chidi.leaves()
    expect(charter.asSeenBy(chidi).needsMe).toBeNull()
    expect(charter.asSeenBy(chidi).possible.filter((one) => one.allowed).map((one) => one.verb)).toEqual(['decline', 'stepout'])
  })

  test('two concurrent revisions that both hold are flagged between those who took both [R7, R13]', async () => {
    const { ada, ben, chidi, world, charter } = await fourWithCharter(0)
    for (const person of [ben, chidi]) person.accepts(charter)
    world.partition([ada, chidi], [ben])
    const eat = ada.amends(charter, { words: 'We eat together.' })
    const sing = ben.amends(charter, { words: 'We sing.' })
    world.heal()
    ada.accepts(charter, sing)
    ben.accepts(charter, eat)
    expect(between(charter, ada, ben).toSorted()).toEqual([eat, sing].toSorted())
    expect(charter.asSeenBy(ada)).toMatchObject({ flags: ['two in force'], needsMe: 'choose' })
  })

  test('is not fulfilled or released; it says why', async () => {
    const { ada, ben, charter } = await fourWithCharter(0)
    ben.accepts(charter)
    expect(() => charter.give(ada, 'fulfil', {})).toThrow('nothing in it is kept or released')
    expect(charter.asSeenBy(ada).possible.find((one) => one.verb === 'release')).toMatchObject({ allowed: false })
    ada.signs('charter.fulfil', charter.id, {})
    expect(charter.ignored(ada)).toEqual(['unknown verb'])
  })
})
