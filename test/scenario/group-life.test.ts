// A whole life of a working group on three replicas: apart in the middle, their clocks ten years from one another.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ProblemError } from '#shared/base/result.ts'
import { GROUP_VERBS } from '#shared/domain/record/verbs.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { calls, charters, membersOf, names, runs, say, stateOf, viewOf } from '../harness/group.ts'
import type { Letter } from '../harness/letter.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'

describe('a working group', () => {
  test('is called, chartered, run, paused and closed by three whose clocks are ten years apart, and all see the same', async () => {
    const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
    ben.yearsOff = 10
    chidi.yearsOff = -10
    const group = calls(ada, 'New packaging law', { why: 'It holds from January.', hours: 2, until: '2026-12-31', review: '2026-09-01' })
    say(ben, group, 'interest')
    charters(ben, group, [ada, chidi])
    ada.accepts(group)
    say(ada, group, 'facilitate')
    // Chidi is away: the others go on without, and Chidi joins what was there.
    world.partition([ada, ben], [chidi])
    say(ada, group, 'handon', { to: [ben.id] })
    say(ben, group, 'facilitate')
    const second = ada.amends(group, { words: 'And we meet on Tuesdays.' })
    ben.accepts(group)
    chidi.accepts(group)
    say(chidi, group, 'output', { title: 'A first list' })
    world.heal()
    for (const person of [ada, ben, chidi]) {
      expect(membersOf(group, person)).toEqual(['Ada', 'Ben', 'Chidi'])
      expect(names(viewOf(group, person).facilitation.now)).toEqual(['Ben'])
      expect(group.asSeenBy(person)).toMatchObject({ state: 'active', revision: 2 })
    }
    expect(viewOf(group, ada).members.find(({ name }) => name === 'Chidi')).toMatchObject({ revision: 1, behind: true })
    expect(group.asSeenBy(chidi).needsMe).toBe('accept again')
    chidi.accepts(group, second)
    // A pause and a closing are proposed apart.
    world.partition([ada], [ben, chidi])
    say(ada, group, 'pause', { text: 'Harvest', until: '2026-10-01' })
    say(ben, group, 'close', { text: 'It is done', home: 'The shelf' })
    say(chidi, group, 'agree')
    expect(group.asSeenBy(chidi).state).toBe('closed')
    expect(group.asSeenBy(ada).state).toBe('active')
    world.heal()
    const seen = [ada, ben, chidi].map((person) => stateOf(group, person))
    expect(plain(seen[1])).toBe(plain(seen[0]))
    expect(plain(seen[2])).toBe(plain(seen[0]))
    for (const person of [ada, ben, chidi]) expect(group.asSeenBy(person).state).toBe('closed')
    expect(viewOf(group, ada)).toMatchObject({ home: { words: 'The shelf' }, outputs: [{ title: 'A first list' }] })
    expect(viewOf(group, ada).life.map(({ what }) => what)).toEqual(['called', 'chartered', 'changed', 'closed'])
  })
})

const VERBS = GROUP_VERBS.filter((verb) => verb !== 'offer' && verb !== 'renew')
/** One says something in the group, as the program lets them, or, now and then, as a changed program would. */
function liveOn(all: readonly Person[], group: Letter, chance: Chance): void {
  const [person, other] = [chance.pick(all), chance.pick(all)]
  const { world } = person
  const dice = chance.next()
  if (dice < 0.06) world.partition(all.filter(() => chance.next() < 0.5), [])
  else if (dice < 0.16) world.heal()
  else if (dice < 0.24) {
    const change = { words: `Otherwise ${chance.below(9)}.`, ...(chance.next() < 0.3 && { joining: 'welcome' as const }) }
    attempt(() => (group.agreement(person).revisions.length === 0 ? charters(person, group, [other], change) : person.amends(group, change)))
  }
  else if (dice < 0.3) {
    const acts = person.device.replica.record(group.id)
    person.signs(`group.${chance.pick(VERBS)}`, group.id, { what: chance.pick(acts).id, person: other.id })
  } else {
    attempt(() => say(person, group, chance.pick([...VERBS, 'accept', 'accept', 'accept', 'agree', 'agree']), {
      text: 'Because', title: 'A list', topic: 'Law', ...(chance.next() < 0.5 && { about: other.id }), mine: '2026-05-22', theirs: '2026-06-19',
    }))
  }
}

function attempt(run: () => void): void {
  try {
    run()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
  }
}

/** Nobody is a member, facilitates, or has agreed to anything without an act of their own that says so. */
function eachForOneself(group: Letter, seenBy: Person): void {
  const state = stateOf(group, seenBy)
  const own = (person: string, ...verbs: readonly string[]): boolean =>
    seenBy.device.replica.record(group.id).some((act) => act.person === person && verbs.includes(act.type.slice('group.'.length)))
  for (const { person } of state.members) expect(own(person, 'offer', 'accept'), 'an own yes').toBe(true)
  for (const { person } of state.facilitators) expect(own(person, 'facilitate'), 'an own taking').toBe(true)
  for (const one of state.proposals) for (const person of one.agreed) expect(own(person, 'pause', 'resume', 'close', 'agree'), 'an own agreeing').toBe(true)
  for (const { person } of state.left) expect(own(person, 'stepout', 'close', 'agree'), 'an own leaving').toBe(true)
}

async function aLife(seed: number) {
  const chance = new Chance(seed)
  const { ada, ben, chidi, dewi, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi', 'Dewi')
  ben.yearsOff = 10
  const all = [ada, ben, chidi, dewi]
  const group = chance.next() < 0.7 ? runs('Law', [ada, ben, chidi], { share: chance.pick([0, 50, 100]), ...(chance.next() < 0.5 && { joining: 'welcome' as const }) }) : calls(ada, 'Law')
  return { chance, all, group, world }
}

describe('whatever people do in a group', () => {
  test('each speaks for oneself, leaving is always possible, and nothing said is lost [G3, G5, G9, G13]', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
      const { chance, all, group, world } = await aLife(seed)
      for (let step = 0; step < 50; step++) {
        liveOn(all, group, chance)
        for (const person of all) eachForOneself(group, person)
      }
      world.heal()
      for (const person of all) {
        const before = stateOf(group, person)
        const known = before.statements.map(({ act }) => act)
        if (before.members.some((one) => one.person === person.id) || before.agreement.waiting.some((one) => one.person === person.id)) {
          person.stepsOut(group)
          const after = stateOf(group, person)
          expect(after.members.map((one) => one.person)).not.toContain(person.id)
          expect(after.agreement.pairs.flatMap(({ between }) => between)).not.toContain(person.id)
          expect(after.facilitators.map((one) => one.person)).not.toContain(person.id)
        }
        expect(stateOf(group, person).statements.map(({ act }) => act)).toEqual(expect.arrayContaining(known))
        group.asSeenBy(person, chance.pick(['0001-01-01', '2026-05-22', '9999-12-31']))
      }
    }), { numRuns: 20, endOnFailure: true })
  }, 180_000)

  test('same acts, same state, in any order and however often', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
      const { chance, all, group, world } = await aLife(seed)
      for (let step = 0; step < 40; step++) liveOn(all, group, chance)
      world.heal()
      const other = inAnotherOrder(world.acts(), world.workspace, chance)
      expect(plain(group.concept.fold(other.record(group.id), other.index))).toBe(plain(stateOf(group, all[0]!)))
    }), { numRuns: 20, endOnFailure: true })
  }, 180_000)
})
