import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import { epoch, mayBegin, MIN_DEPTH_BETWEEN, type Damage, type EpochState } from '#shared/domain/epoch/index.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'
import type { Replica } from '../harness/replica.ts'

const seen = (replica: Replica): EpochState => {
  const acts = replica.record('').filter((act) => act.type.startsWith('document.'))
  return epoch.fold(acts, replica.index)
}
const by = (person: Person): EpochState => seen(person.device.replica)
const begins = (person: Person, number: number, damage: Damage = 'contents differ'): ActId => person.signs('document.epoch', '', { number, damage })
const why = (person: Person): string[] => by(person).ignored.map((one) => one.reason)
const knots = (person: Person, count: number): void => {
  for (let i = 0; i < count; i++) person.signs('knot.tie', '', {})
}

describe('a new epoch of the document', () => {
  test('is begun by a member, and everyone is in it [E1, E4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    expect(by(ada).number).toBe(0)
    begins(ada, 1)
    for (const person of [ada, ben]) expect(by(person)).toMatchObject({ number: 1, begun: [{ person: ada.id, damage: 'contents differ' }] })
  })

  test('is not begun by who left, nor from a device that is nobody\'s [E1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    ben.signs('membership.leave', '', {})
    begins(ben, 1)
    ada.signs('document.epoch', 'f'.repeat(64), { number: 1, damage: 'contents differ' })
    ada.signs('document.end', '', { number: 1 })
    ada.signs('document.epoch', '', { number: 1, damage: 'I felt like it' })
    expect(by(ada).number).toBe(0)
    expect(why(ada).sort()).toEqual(['malformed body', 'not a member', 'unknown verb'])
  })

  test('has the number after the highest that its author knew; nobody skips ahead [E2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    begins(ada, 2)
    begins(ada, 2 ** 31 - 1)
    begins(ada, 1)
    begins(ben, 1)
    begins(ben, 2)
    expect(by(ada).number).toBe(2)
    expect(why(ada)).toEqual(['wrong number', 'wrong number', 'wrong number'])
  })

  test('is one, where two begin it without knowing of each other [E4]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    world.partition([ada], [ben], [chidi])
    begins(ada, 1)
    begins(ben, 1)
    world.heal()
    for (const person of [ada, ben, chidi]) expect(by(person)).toMatchObject({ number: 1, ignored: [] })
    expect(by(chidi).begun.length).toBe(2)
  })

  test('is not overturned by a fork of an act at the same number, however often [E4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const twins = Array.from({ length: 5 }, () => ben.copiesTheFolder())
    begins(ben, 1)
    for (const twin of twins) begins(twin, 1)
    expect(by(ada).number).toBe(1)
  })

  test('is not begun twice in a row by one person, who would rebuild for ever [E3]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    for (let number = 1; number < 20; number++) begins(ben, number)
    expect(by(ada).number).toBe(1)
    expect(why(ada)).toContain('too soon')
    begins(ada, 2)
    begins(ada, 3)
    begins(ben, 3)
    expect(by(ada).number).toBe(3)
  })

  test('is begun twice in a row by one person from no other device of theirs either [E3]', async () => {
    const { ada } = await people('Ada', 'Ben')
    const phone = ada.addsDevice()
    begins(ada, 1)
    begins(phone, 2)
    expect(by(ada).number).toBe(1)
  })

  test('may be begun again by one person alone once much was said [E3]', async () => {
    const { ada } = await people('Ada')
    begins(ada, 1)
    knots(ada, MIN_DEPTH_BETWEEN - 2)
    begins(ada, 2)
    expect(by(ada).number).toBe(1)
    begins(ada, 2)
    expect(by(ada).number).toBe(2)
  })

  test('is offered to be begun just where it would count [E3]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const next = (person: Person): boolean => {
      const { replica } = person.device
      return mayBegin(by(person), person.id, 1 + Math.max(...[...replica.counted.values()].map((act) => replica.index.depth(act.place))))
    }
    expect([next(ada), next(ben)]).toEqual([true, true])
    begins(ada, 1)
    expect([next(ada), next(ben)]).toEqual([false, true])
    knots(ada, MIN_DEPTH_BETWEEN - 1)
    expect(next(ada)).toBe(true)
    begins(ada, 2)
    expect(by(ben).number).toBe(2)
  })

  test('is forgotten by nobody who was away, whatever they begin meanwhile [E2, E4]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    world.partition([ada, ben], [chidi])
    begins(ada, 1)
    begins(ben, 2)
    begins(chidi, 1)
    world.heal()
    for (const person of [ada, ben, chidi]) expect(by(person).number).toBe(2)
  })

  test('changes no agreement, whenever it comes [E5]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    begins(ben, 1)
    ben.accepts(letter)
    const before = plain(letter.commitment(ada))
    begins(ada, 2)
    expect(plain(letter.commitment(ada))).toBe(before)
    expect(letter.asSeenBy(ben).state).toBe('in force')
  })
})

describe('whatever is signed, in any order, twice or not', () => {
  async function aLife(seed: number) {
    const chance = new Chance(seed)
    const { ada, ben, chidi, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi')
    const voices = [ada, ben, chidi, ada.addsDevice(), ben.copiesTheFolder()]
    for (let step = 0; step < 24; step++) {
      const dice = chance.next()
      const person = chance.pick(voices)
      if (dice < 0.15) world.partition(voices.filter((_, i) => i % 2 === 0), voices.filter((_, i) => i % 2 === 1))
      else if (dice < 0.3) world.heal()
      else if (dice < 0.4) knots(person, chance.pick([1, 20, MIN_DEPTH_BETWEEN]))
      else if (dice < 0.45) person.signs('membership.leave', '', {})
      else begins(person, Math.max(0, by(person).number + chance.pick([-1, 0, 1, 1, 1, 2])))
    }
    world.heal()
    return { chance, world, ada }
  }

  test('the epoch is the same, and no more are begun than the rule allows [E2, E3, E4]', { timeout: 180_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => {
      const { chance, world, ada } = await aLife(seed)
      const state = by(ada)
      const other = seen(inAnotherOrder(world.acts(), world.workspace, chance))
      expect(plain(other)).toBe(plain(state))
      const acts = ada.device.replica.record('').filter((act) => act.type === 'document.epoch')
      expect(plain(epoch.fold(chance.shuffle([...acts, ...acts]), ada.device.replica.index))).toBe(plain(state))
      const numbers = new Set(state.begun.map((one) => one.number))
      expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: state.number }, (_, i) => i + 1))
    }), { seed: 4, numRuns: 25 })
  })
})
