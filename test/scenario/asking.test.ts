// Requests, counter-offers and open offers, said on machines that may not hear of each other.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProblemError } from '#shared/base/result.ts'
import { isOpen, takersOf, type Taker } from '#shared/domain/openoffer/index.ts'
import { plain } from '../harness/chance.ts'
import type { Letter } from '../harness/letter.ts'
import { people, type Person } from '../harness/people.ts'

/** What a person tries may be refused; a bug may not. */
function tries(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    if (!(error as ProblemError).problem) throw error
  }
}

describe('a promise that is asked for', () => {
  test('is declined, accepted, or answered with other words that hold for who gave them [CO7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const asked = ada.drafts('Show me the boiler', { kind: 'promise', due: '2026-06-01' })
    ada.offers(asked).asking(ben)
    ben.amends(asked, { due: '2026-07-01' })
    expect(asked.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 2, due: '2026-07-01' })
    ada.amends(asked, { due: '2026-06-15' })
    expect(asked.asSeenBy(ben)).toMatchObject({ state: 'in force', revision: 2, offer: 3, needsMe: 'accept again' })
    ben.declines(asked)
    expect(asked.asSeenBy(ada)).toMatchObject({ state: 'in force', revision: 2, offer: null })
  })

  test('whatever is offered and answered apart, all see the same once they meet, and nobody is bound but by their own yes [CO7]', async () => {
    const move = fc.record({ who: fc.constantFrom('ada' as const, 'ben' as const), does: fc.constantFrom('amends', 'accepts', 'declines', 'withdraws', 'stepsOut'), apart: fc.boolean() })
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 8 }), async (moves) => {
      const { world, ...both } = await people('Ada', 'Ben')
      const asked = both.ada.drafts('Show me the boiler', { kind: 'promise' })
      both.ada.offers(asked).asking(both.ben)
      moves.forEach(({ who, does, apart }, at) => {
        if (apart) world.partition([both.ada], [both.ben])
        else world.heal()
        tries(() => (does === 'amends' ? both[who].amends(asked, { words: `Words ${at}` }) : both[who][does as 'accepts'](asked)))
      })
      world.heal()
      expect(plain(asked.state(both.ada))).toBe(plain(asked.state(both.ben)))
      for (const revision of asked.agreement(both.ada).revisions) {
        if (revision.status === 'in force') expect(revision.signatures.some(({ person, undone }) => person === both.ben.id && !undone)).toBe(true)
      }
    }), { numRuns: 40 })
  })
})

/** Takes up an open offer: a promise of its owner to the taker that names it. */
function takes(taker: Person, offer: Letter, owner: Person): Letter {
  const made = taker.drafts(`For ${taker.name}`, { kind: 'promise', links: [{ id: 'answers', how: 'answers', record: offer.id, title: offer.draft.title }] })
  taker.offers(made).asking(owner)
  return made
}

describe('an open offer', () => {
  test('taken up on two machines at once waits for its owner: each is asked, none is bound, places count what was confirmed [OO2, OO3, OO4]', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(fc.constantFrom('confirm', 'decline', 'leave'), { minLength: 3, maxLength: 3 }), async (places, answers) => {
      const { ada, ben, chidi, dewi, world } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
      const offer = ada.drafts('Four hours a week', { kind: 'open offer', places })
      ada.offers(offer).toAnyone()
      world.partition([ada], [ben], [chidi], [dewi])
      const taken = [ben, chidi, dewi].map((taker) => takes(taker, offer, ada))
      world.heal()
      expect(taken.map((one) => one.asSeenBy(ada).needsMe)).toEqual(['answer', 'answer', 'answer'])
      answers.forEach((answer, at) => { if (answer !== 'leave') ada[answer === 'confirm' ? 'accepts' : 'declines'](taken[at]!) })
      const confirmed = answers.filter((answer) => answer === 'confirm').length
      for (const person of [ada, ben, chidi, dewi]) {
        const all: Taker[] = taken.map((one) => ({ record: one.id, title: '', people: [], state: one.asSeenBy(person).state }))
        expect(takersOf(all).taken).toHaveLength(confirmed)
        expect(isOpen({ places, standing: offer.asSeenBy(person).state === 'in force' }, all)).toBe(confirmed < places)
      }
    }), { numRuns: 15 })
  })

  test('is open again when a place comes free, and not once it is closed [OO1, OO4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const offer = ada.drafts('Four hours a week', { kind: 'open offer', places: 1 })
    ada.offers(offer).toAnyone()
    const taken = takes(ben, offer, ada)
    const open = () => isOpen({ places: 1, standing: offer.asSeenBy(ben).state === 'in force' }, [{ record: taken.id, title: '', people: [], state: taken.asSeenBy(ben).state }])
    expect(open()).toBe(true)
    ada.accepts(taken)
    expect(open()).toBe(false)
    ben.releases(taken)
    expect(open()).toBe(true)
    ada.stepsOut(offer)
    expect(open()).toBe(false)
    expect(taken.asSeenBy(ben).state).toBe('released')
  })
})
