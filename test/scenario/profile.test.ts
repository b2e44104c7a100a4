// What people say of themselves: rules P1 to P6.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { attentionOn, intendProfile, profile, type Profile, type ProfileChange } from '#shared/domain/profile/index.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'
import type { Replica } from '../harness/replica.ts'

const seen = (replica: Replica, of: Person): Profile => profile.fold(replica.record(of.id).filter((act) => act.type.startsWith('profile.')), replica.index)
const of = (person: Person, by: Person = person): Profile => seen(by.device.replica, person)
const says = (person: Person, change: ProfileChange): ActId =>
  person.gives(orThrow(intendProfile(of(person), { person: person.id, member: true, change: change as never })))
const why = (person: Person): string[] => of(person).ignored.map((one) => one.reason)

describe('what a person says of themselves', () => {
  test('is seen by everyone, and each field stays until something else is said of it [P2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    says(ada, { pronouns: 'she/her', languages: ['Dutch', 'English'], hours: 32 })
    says(ada, { about: 'Bees.' })
    says(ada, { hours: null })
    for (const person of [ada, ben]) expect(of(ada, person).words).toEqual({ pronouns: 'she/her', languages: ['Dutch', 'English'], about: 'Bees.' })
    expect(of(ada).said.hours).toBeUndefined()
  })

  test('is said by nobody else, nor from a device that is not theirs, nor once they left [P1]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    says(ada, { does: 'Bread' })
    ben.signs('profile.say', ada.id, { does: 'Nothing much' })
    ben.signs('profile.say', ada.id, { does: 'Nothing much' }, ada.id)
    chidi.leaves()
    chidi.signs('profile.say', chidi.id, { does: 'Still here' })
    expect(of(ada).words).toEqual({ does: 'Bread' })
    expect(why(ada).sort()).toEqual(['device not theirs', 'not for them'])
    expect(of(chidi).words).toEqual({})
    expect(why(chidi)).toEqual(['not a member'])
  })

  test('from two devices apart comes to the same on every machine, whatever their clocks say [P2]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ada.addsDevice()
    phone.yearsOff = -10
    world.partition([ada, ben], [phone])
    says(ada, { does: 'Bread', pronouns: 'she/her' })
    says(phone, { does: 'Cheese', contact: 'By phone' })
    world.heal()
    const both = of(ada).words
    expect(both).toMatchObject({ pronouns: 'she/her', contact: 'By phone' })
    expect(['Bread', 'Cheese']).toContain(both.does)
    for (const person of [ben, phone]) expect(plain(of(ada, person))).toBe(plain(of(ada)))
    // Ten years behind, and yet newer: it knows what was said before.
    says(phone, { does: 'Bread and cheese' })
    expect(of(ada, ben).words.does).toBe('Bread and cheese')
  })

  test('keeps every name that was said [P3]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    says(ada, { name: 'Ada de Wit' })
    says(ada, { name: 'Ada Okafor' })
    says(ada, { name: 'Ada de Wit' })
    expect(of(ada, ben).words.name).toBe('Ada de Wit')
    expect(of(ada, ben).names).toEqual(['Ada de Wit', 'Ada Okafor'])
  })

  test('is taken whole or not at all, and what has no effect changes nothing [P4]', async () => {
    const { ada } = await people('Ada')
    says(ada, { hours: 20 })
    const bodies = [
      {}, { hours: -1, does: 'x' }, { hours: 169 }, { name: '' }, { name: ' Ada' }, { name: 'Ada\u202egnihton' }, { unheard: 1 },
      { languages: ['a', 'a'] }, { week: ['ask'] }, { attention: { kind: 'gone' } }, { attention: { kind: 'away', until: '2026-02-30' } },
      { photo: 'nothing' }, { about: 'x'.repeat(4001) }, { about: ' ' },
    ]
    for (const body of bodies) ada.signs('profile.say', ada.id, body as never)
    ada.signs('profile.burn', ada.id, {})
    expect(of(ada).words).toEqual({ hours: 20 })
    expect(new Set(why(ada))).toEqual(new Set(['malformed body', 'unknown verb']))
  })

  test('names who stands in, and asks that person for nothing [P5]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const before = ben.device.replica.record(ben.id).length
    says(ada, { attention: { kind: 'away', until: '2026-06-01', note: 'On the river', standIn: ben.id } })
    expect(of(ada, ben).words.attention).toEqual({ kind: 'away', until: '2026-06-01', note: 'On the river', standIn: ben.id })
    expect(of(ben).words).toEqual({})
    expect(ben.device.replica.record(ben.id).length).toBe(before)
    expect(() => says(ada, { attention: { kind: 'away', standIn: ada.id } })).toThrow('Nobody stands in for themselves.')
  })

  test('is away up to the last day, by the date of who looks [P6]', async () => {
    const { ada } = await people('Ada')
    says(ada, { attention: { kind: 'away', until: '2026-06-01' } })
    const { words } = of(ada)
    expect(['2026-05-31', '2026-06-01', '2026-06-02'].map((day) => attentionOn(words, day)?.kind ?? null)).toEqual(['away', 'away', null])
    expect(attentionOn({ attention: { kind: 'focus' } }, '2999-01-01')).toEqual({ kind: 'focus' })
    expect(attentionOn({}, '2026-06-01')).toBeNull()
  })

  test('is refused with a way out where it can not be said', async () => {
    const { ada } = await people('Ada')
    const tried = (change: object, more: object = {}) => {
      const result = intendProfile(of(ada), { person: ada.id, member: true, change, ...more })
      return result.ok ? null : result.problem.code
    }
    expect(tried({ does: null })).toBe('profile.same')
    expect(tried({ name: null })).toBe('profile.name')
    expect(tried({ does: 'two\nlines' })).toBe('profile.malformed')
    expect(tried({}, { picture: new Uint8Array(100) })).toBe('profile.photo')
    expect(tried({ does: 'Bread' }, { member: false })).toBe('profile.left')
    expect(tried({ does: 'Bread' })).toBeNull()
  })
})

test('a profile is the same in any order, twice or not, with forks and parted networks', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
    const chance = new Chance(seed)
    const { ada, ben, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben')
    const voices = [ada, ben, ada.addsDevice(), ada.copiesTheFolder()]
    for (let step = 0; step < 20; step++) {
      const person = chance.pick(voices)
      const dice = chance.next()
      if (dice < 0.2) world.partition(voices.slice(0, 2), voices.slice(2))
      else if (dice < 0.35) world.heal()
      else person.signs('profile.say', chance.pick(voices).id, { [chance.pick(['does', 'name', 'role'])]: chance.pick(['Bread', 'Cheese', null]) })
    }
    world.heal()
    for (const person of [ada, ben]) {
      const other = inAnotherOrder([...world.acts()], world.workspace, chance)
      expect(plain(seen(other, person))).toBe(plain(of(person)))
    }
  }), { numRuns: 25 })
})
