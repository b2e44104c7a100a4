// Roles: designed for oneself, handed on by consent, laid down at once. Rules RO1 to RO9.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProblemError } from '#shared/base/result.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { role, type Role } from '#shared/domain/role/index.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { contextOf, type Letter, type LetterDraft } from '../harness/letter.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'

const state = (person: Person, of: Letter): Role => of.state(person) as Role
const holders = (person: Person, of: Letter): string[] => state(person, of).holders.map((id) => person.world.nameOf(id))

function announces(person: Person, title: string, more: Partial<LetterDraft> = {}): Letter {
  const made = person.drafts(title, { kind: 'role', ...more })
  person.offers(made).toAnyone()
  return made
}

/** Asks others to go on with it. */
const asks = (person: Person, of: Letter, ...to: readonly Person[]) => of.give(person, 'handon', { to: to.map(({ id }) => id), text: 'You know the boilers.' })
const takesOn = (person: Person, of: Letter, change: Partial<LetterDraft> = {}) => of.give(person, 'takeon', { offer: person.offerOf(of.with(change), [person], []) })

/** The code of what a person is refused. */
function refused(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    const { problem } = error as ProblemError
    if (!problem) throw error
    return problem.code
  }
}
const needs = (person: Person, of: Letter): string[] =>
  role.desk!(state(person, of), { me: person.id, member: contextOf(person).member ?? false, text: contextOf(person).text }).needs.map(({ kind }) => kind)

describe('a role', () => {
  test('is announced by who designs it, and nobody gives one to another [RO1, AG9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const boiler = announces(ada, 'Steward of the boiler')
    expect(boiler.asSeenBy(ben)).toMatchObject({ state: 'in force', kind: 'role', role: { holders: [{ id: ada.id, you: false }] } })
    const forBen = ada.drafts('Answers the phone', { kind: 'role' })
    expect(refused(() => forBen.give(ada, 'offer', { offer: ada.offerOf(forBen, [ben], []) }))).toBe('offer.own')
    const offer = ada.offerOf(forBen, [ben], [])
    ada.device.replica.keep(offer.terms)
    const body = { kind: 'role', people: [ben.id], to: [], terms: textHash(offer.terms), parents: [], opener: ada.id, nonce: forBen.nonce }
    ada.signs('role.offer', forBen.id, body)
    ada.signs('role.offer', forBen.id, { ...body, people: [ada.id, ben.id] })
    expect(forBen.ignored(ben)).toEqual(['malformed body', 'not for them'])
    expect(state(ben, forBen)).toMatchObject({ holders: [], agreement: { phase: 'draft' } })
  })

  test('is changed by who has it alone, and taken away by nobody [RO2]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const boiler = announces(ada, 'Steward of the boiler')
    expect(refused(() => ben.amends(boiler, { title: 'Nothing', people: [ben] }))).toBe('person.not-party')
    const before = plain(state(ada, boiler))
    const revision = state(ada, boiler).agreement.revisions[0]!
    const offer = ben.offerOf(boiler.with({ title: 'Nothing' }), [ben], [])
    ben.device.replica.keep(offer.terms)
    ben.signs('role.offer', boiler.id, { kind: 'role', people: [ben.id], to: [], terms: textHash(offer.terms), parents: [revision.id], opener: ada.id, nonce: boiler.nonce })
    ben.signs('role.stepout', boiler.id, {})
    ben.signs('role.withdraw', boiler.id, { revision: revision.id })
    ben.signs('role.decline', boiler.id, { revision: revision.id })
    ben.signs('role.accept', boiler.id, { revision: revision.id, terms: revision.terms })
    expect(boiler.ignored(ada)).toHaveLength(5)
    expect(holders(ada, boiler)).toEqual(['Ada'])
    expect(plain({ ...state(ada, boiler), ignored: [], agreement: { ...state(ada, boiler).agreement, ignored: [], tips: [] } }))
      .toBe(plain({ ...JSON.parse(before) as object, ignored: [], agreement: { ...(JSON.parse(before) as Role).agreement, ignored: [], tips: [] } }))
    ada.amends(boiler, { title: 'Steward of both boilers' })
    expect(boiler.asSeenBy(ben)).toMatchObject({ title: 'Steward of both boilers', revision: 2 })
  })

  test('is laid down at once, needing nobody, and its words stay [RO3]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const boiler = announces(ada, 'Steward of the boiler')
    ada.stepsOut(boiler, 'I go to the bakery.')
    expect(boiler.asSeenBy(ben)).toMatchObject({ state: 'ended', title: 'Steward of the boiler', role: { holders: [], held: [{ id: ada.id }] } })
    expect(refused(() => takesOn(ben, boiler))).toBe('take.not-asked')
  })

  test('stays where it is until one who is asked takes it on, in the same words or others [RO4, RO5, AG10]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const boiler = announces(ada, 'Steward of the boiler')
    expect(refused(() => asks(ada, boiler))).toBe('person.choose')
    expect(refused(() => asks(ada, boiler, ada))).toBe('handon.self')
    expect(refused(() => asks(ben, boiler, chidi))).toBe('role.not-yours')
    asks(ada, boiler, ben)
    expect(holders(ben, boiler)).toEqual(['Ada'])
    expect(boiler.asSeenBy(ben)).toMatchObject({ needsMe: 'take on', role: { handons: [{ by: { id: ada.id }, to: [{ id: ben.id, passed: false }], text: 'You know the boilers.' }] } })
    expect([ada, ben, chidi].map((one) => needs(one, boiler))).toEqual([[], ['take on'], []])
    expect(refused(() => takesOn(chidi, boiler))).toBe('take.not-asked')
    takesOn(ben, boiler, { words: 'I look after it in my own way.' })
    expect(holders(ada, boiler)).toEqual(['Ben'])
    expect(boiler.asSeenBy(ada).role).toMatchObject({ held: [{ id: ada.id, revision: 1 }, { id: ben.id, revision: 2 }], handons: [] })
    expect(refused(() => ada.amends(boiler, { title: 'Mine again', people: [ada] }))).toBe('person.not-party')
    ben.amends(boiler, { title: 'Both boilers' })
    expect(boiler.asSeenBy(ada)).toMatchObject({ revision: 3, title: 'Both boilers', state: 'in force' })
    expect(boiler.ignored(ada)).toEqual([])
  })

  test('is not for everybody: who is asked may say so, owes no reason, and may think again [RO5]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const boiler = announces(ada, 'Steward of the boiler')
    asks(ada, boiler, ben)
    boiler.give(ben, 'pass', {})
    expect(needs(ben, boiler)).toEqual([])
    expect(boiler.asSeenBy(ada).role!.handons[0]!.to).toMatchObject([{ id: ben.id, passed: true, text: null }])
    expect(refused(() => boiler.give(chidi, 'pass', {}))).toBe('pass.not-asked')
    takesOn(ben, boiler)
    expect(holders(ada, boiler)).toEqual(['Ben'])
  })

  test('is asked of somebody for one handing on, and that may be taken back [RO6]', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    const boiler = announces(ada, 'Steward of the boiler')
    asks(ada, boiler, ben)
    boiler.give(ada, 'keep', { text: 'I stay on after all.' })
    expect(refused(() => takesOn(ben, boiler))).toBe('take.not-asked')
    expect(refused(() => boiler.give(ada, 'keep', {}))).toBe('handon.none')
    // To and fro: Ben can not come back on what was asked of him before he handed it on.
    asks(ada, boiler, ben, chidi)
    takesOn(ben, boiler)
    expect(refused(() => takesOn(chidi, boiler))).toBe('take.not-asked')
    asks(ben, boiler, ada)
    takesOn(ada, boiler)
    expect(refused(() => takesOn(ben, boiler))).toBe('take.not-asked')
    expect(holders(chidi, boiler)).toEqual(['Ada'])
    // Who takes it on without having heard that it was taken back has it.
    asks(ada, boiler, chidi)
    world.partition([ada, ben], [chidi])
    boiler.give(ada, 'keep', {})
    takesOn(chidi, boiler)
    world.heal()
    expect(holders(ada, boiler)).toEqual(['Chidi'])
  })

  test('may be laid down with somebody named, who finds it waiting [RO3, RO4]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const boiler = announces(ada, 'Steward of the boiler')
    ada.stepsOut(boiler, 'I go to the bakery.', { asking: [ben] })
    expect(boiler.asSeenBy(ben)).toMatchObject({ state: 'ended', needsMe: 'take on' })
    expect(refused(() => takesOn(chidi, boiler))).toBe('take.not-asked')
    takesOn(ben, boiler)
    expect(boiler.asSeenBy(chidi)).toMatchObject({ state: 'in force', role: { holders: [{ id: ben.id }], handons: [] } })
    ben.stepsOut(boiler, undefined, { asking: [ada] })
    ben.amends(boiler, { title: 'Mine after all' })
    expect(refused(() => takesOn(ada, boiler))).toBe('take.not-asked')
    expect(holders(ada, boiler)).toEqual(['Ben'])
  })

  test('names the decision it was announced after, or says of itself that it names none [RO7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const decision = 'd'.repeat(64)
    const boiler = announces(ada, 'Steward of the boiler', { links: [{ id: 'a', how: 'decided by', record: decision, title: 'Who looks after the boiler' }] })
    expect(boiler.asSeenBy(ben).role!.decidedBy).toMatchObject([{ record: decision }])
    expect(announces(ada, 'Second baker').asSeenBy(ben).role!.decidedBy).toEqual([])
  })

  test('taken on and changed apart stands with both, until who took it on goes on from both [RO8]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const boiler = announces(ada, 'Steward of the boiler')
    asks(ada, boiler, ben)
    world.partition([ada], [ben])
    ada.amends(boiler, { title: 'Steward of both boilers' })
    takesOn(ben, boiler)
    world.heal()
    expect(boiler.asSeenBy(ben).flags).toContain('two in force')
    expect(holders(ben, boiler).sort()).toEqual(['Ada', 'Ben'])
    expect(refused(() => ada.amends(boiler, { people: [ada] }))).toBe('offer.drops')
    ben.amends(boiler, { title: 'Both boilers, with Ada\'s changes', people: [ben] })
    expect(boiler.asSeenBy(ada)).toMatchObject({ state: 'in force', role: { holders: [{ id: ben.id }] } })
    expect(boiler.asSeenBy(ada).flags).not.toContain('two in force')
  })

  test('asks its hours of who has it, and its dates are theirs [RO9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const boiler = announces(ada, 'Steward of the boiler', { hours: 6, review: '2026-06-01', until: '2026-12-31' })
    const given = () => role.given!(state(ada, boiler), contextOf(ada).text)
    expect(given()).toEqual([{ person: ada.id, to: [], hours: [{ weekly: 6, from: null, until: '2026-12-31' }] }])
    expect(needs(ada, boiler)).toEqual(['review', 'review'])
    expect(needs(ben, boiler)).toEqual([])
    asks(ada, boiler, ben)
    takesOn(ben, boiler)
    expect(given().map(({ person }) => person)).toEqual([ben.id])
    // What Ada had does not come back to her.
    ben.stepsOut(boiler)
    expect(given()).toEqual([])
    expect(boiler.asSeenBy(ada)).toMatchObject({ state: 'ended', role: { holders: [] } })
  })

  test('stays with who left the workspace until they lay it down, and they are asked nothing', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const boiler = announces(ada, 'Steward of the boiler')
    asks(ada, boiler, ben)
    ada.leaves()
    expect(refused(() => asks(ada, boiler, ben))).toBe('person.left')
    takesOn(ben, boiler)
    expect(holders(ben, boiler)).toEqual(['Ben'])
  })
})

test('nobody ever has a role but by their own act, whatever is signed in whatever order [RO1, RO5, RO6]', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
    const chance = new Chance(seed)
    const { ada, ben, chidi, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi')
    const boiler = announces(ada, 'Steward of the boiler')
    const voices = [ada, ben, chidi, ben.addsDevice()]
    voices.forEach((voice, at) => { voice.yearsOff = at * 10 - 10 })
    for (let step = 0; step < 20; step++) {
      const person = chance.pick(voices)
      const dice = chance.next()
      if (dice < 0.15) world.partition(voices.slice(0, 2), voices.slice(2))
      else if (dice < 0.3) world.heal()
      else if (dice < 0.45) refused(() => asks(person, boiler, ...chance.shuffle(voices.filter(({ id }) => id !== person.id)).slice(0, 1)))
      else if (dice < 0.65) refused(() => takesOn(person, boiler))
      else if (dice < 0.75) refused(() => boiler.give(person, chance.pick(['keep', 'pass', 'stepout']), {}))
      else {
        const last = chance.pick(state(person, boiler).agreement.revisions)
        const offer = person.offerOf(boiler, [person], [])
        person.device.replica.keep(offer.terms)
        person.signs('role.offer', boiler.id, { kind: 'role', people: [chance.pick(voices).id], to: [], terms: textHash(offer.terms), parents: [last.id], opener: ada.id, nonce: boiler.nonce })
      }
    }
    world.heal()
    const seen = state(ada, boiler)
    for (const revision of seen.agreement.revisions) expect(revision.people).toEqual([revision.author])
    const order = inAnotherOrder(world.acts(), world.workspace, chance)
    expect(plain(role.fold(order.record(boiler.id), order.index))).toBe(plain(seen))
    for (const voice of voices) expect(plain(state(voice, boiler))).toBe(plain(seen))
    // Whoever has it may always lay it down.
    for (const id of seen.holders) voices.find((voice) => voice.id === id)!.stepsOut(boiler)
    expect(state(ada, boiler).holders).toEqual([])
  }), { numRuns: 30 })
})
