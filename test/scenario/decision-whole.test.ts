// A decision's whole life on three machines whose clocks are ten years apart: advice, one who is away, late advice that
// reopens it, handing on, decided apart, settled, looked back at and undone. After each meeting all see the same.
import { expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import { decision, type Decision } from '#shared/domain/decision/index.ts'
import type { Intention } from '#shared/domain/fold.ts'
import { plain } from '../harness/chance.ts'
import { contextOf } from '../harness/letter.ts'
import { people, type Person } from '../harness/people.ts'

async function begin() {
  const { ada, ben, chidi, world } = await people('Ada', 'Ben', 'Chidi')
  ben.yearsOff = 10
  chidi.yearsOff = -10
  const roof = ada.drafts('A new roof for the dairy', { kind: 'decision', words: 'Of slate, before the winter.', reach: 'many', undo: 'hard', review: '2026-12-01' })
  const all = [ada, ben, chidi]
  const says = (person: Person, verb: string, more: Omit<Intention, 'person'> = {}): ActId => roof.give(person, verb, more)
  const proposes = (person: Person, words: string, more: Omit<Intention, 'person'> = {}): ActId => says(person, 'offer', { ...more, offer: person.offerOf(roof.with({ words }), [person], []) })
  const state = (person: Person): Decision => roof.state(person) as Decision
  const needs = (person: Person): string[] => decision.desk!(state(person), { ...contextOf(person), me: person.id, member: true }).needs.map(({ kind }) => kind)
  const seen = (person: Person) => roof.asSeenBy(person)
  const agree = (): Decision => {
    world.heal()
    for (const person of all) expect(plain(state(person)), person.name).toBe(plain(state(ada)))
    expect(roof.ignored(ada)).toEqual([])
    return state(ada)
  }
  return { ada, ben, chidi, world, roof, says, proposes, state, needs, seen, agree }
}

test('is taken after advice, reopened by what came late, handed on, decided apart, settled, and undone [AD2, AD6, AD7, AD10, AD11, AD13, AD17]', async () => {
  const { ada, ben, chidi, world, says, proposes, needs, seen, agree } = await begin()
  proposes(ada, 'Of slate, before the winter.')
  says(ada, 'ask', { people: [ben.id, chidi.id], text: 'You work under it.' })
  expect([ben, chidi].map(needs)).toEqual([['advise'], ['advise']])

  // Chidi is away. Ben advises; Ada says how she used it, goes on without Chidi, and decides.
  world.partition([ada, ben], [chidi])
  says(ben, 'advise', { text: 'Tin is lighter.', concern: true })
  expect(needs(ada)).toEqual(['answer advice'])
  says(ada, 'answer', { about: ben.id, used: 'no', text: 'Tin is loud over the cows.' })
  says(ada, 'waive', { people: [chidi.id], text: 'At sea until May.' })
  expect(needs(ada)).toEqual(['decide'])
  says(ada, 'decide', { text: 'Slate.', to: [chidi.id] })
  expect(seen(ben).state).toBe('decided')
  expect(seen(chidi).state).toBe('seeking')

  // What Chidi says meanwhile undoes nothing, and is asked after.
  says(chidi, 'touches', { text: 'My hives stand against the wall.' })
  const late = says(chidi, 'advise', { text: 'Not while they swarm.' })
  expect(agree().outcomes.map(({ since }) => since.map(({ what, answered }) => [what, answered]).toSorted())).toEqual([[['advice', false], ['touches', false]]])
  expect(seen(ada)).toMatchObject({ state: 'decided', needsMe: 'answer advice', flags: ['said since'] })
  expect(needs(ada)).toEqual(['answer advice', 'review'])
  says(ada, 'answer', { act: late, used: 'yes', text: 'After the swarm, then.' })
  expect(needs(ada)).toEqual(['review'])
  expect(seen(chidi).flags).toEqual([])

  // Newer words reopen it; what was decided, and what was said of it, stays beside them meanwhile.
  proposes(ada, 'Of slate, after the swarm.')
  expect(agree()).toMatchObject({ phase: 'seeking advice', outcomes: [{ by: ada.id }] })
  expect(seen(ben).decision).toMatchObject({ reopened: true, outcomes: [{ revision: 1, advisers: [{ name: 'Ben', standing: 'answered' }, { name: 'Chidi' }] }] })

  // Handed on, and taken while Ada does not know: each decides apart, rightly by what they knew.
  says(ada, 'handon', { to: [ben.id], text: 'You know the builder.' })
  expect(needs(ben)).toContain('take on')
  world.partition([ada], [ben, chidi])
  says(ben, 'takeon')
  expect(seen(ben).decision!.deciders.map(({ name }) => name)).toEqual(['Ben'])
  says(chidi, 'pass', { text: 'That suits the bees.' })
  says(ben, 'decide', { text: 'In September.' })
  says(ada, 'decidealone', { text: 'The rain comes in.' })
  const apart = agree()
  expect([apart.phase, apart.outcomes.map(({ by, withoutAdvice }) => [by, withoutAdvice]).toSorted()]).toEqual(['contested', [[ada.id, true], [ben.id, false]].toSorted()])
  expect(apart.deciders).toEqual([ben.id])
  for (const person of [ada, ben, chidi]) expect(seen(person)).toMatchObject({ state: 'contested', flags: ['two in force'] })
  expect(() => says(ada, 'decide')).toThrow('Somebody else decides this.')

  // Who decides now settles it, knowing both.
  expect(needs(ben)).toContain('decide')
  says(ben, 'decide', { text: 'In September, both of us say.' })
  expect(agree()).toMatchObject({ phase: 'decided', outcomes: [{ by: ben.id, withoutAdvice: false }] })

  // It is looked back at, and undone; the words, the advice and every outcome stay in its history.
  says(ben, 'review', { outcome: 'adjust', text: 'It leaks at the chimney.' })
  expect(seen(chidi)).toMatchObject({ state: 'reviewed' })
  says(ben, 'review', { outcome: 'undo', text: 'The beams do not carry slate.' })
  const end = agree()
  expect(end).toMatchObject({ phase: 'undone', outcomes: [{ review: { outcome: 'undo', by: ben.id } }] })
  expect(seen(chidi).timeline.map(({ verb }) => verb).toSorted()).toEqual([
    'advise', 'advise', 'answer', 'answer', 'ask', 'decide', 'decide', 'decide', 'decidealone', 'handon', 'pass', 'propose', 'propose', 'review', 'review', 'takeon', 'touches', 'waive',
  ])
})
