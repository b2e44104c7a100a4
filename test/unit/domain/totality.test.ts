// A fold never throws on any act that verifies, whatever its type and body, and its order of arrival never matters.
import fc from 'fast-check'
import type { z } from 'zod'
import { beforeAll, describe, expect, test } from 'vitest'
import { isCanonicalValue, type Json } from '#shared/acts/canonical.ts'
import { cryptoReady } from '#shared/acts/crypto.ts'
import type { PersonId, TextHash } from '#shared/base/ids.ts'
import type { CountedAct, PresentContext, RecordConcept } from '#shared/domain/fold.ts'
import { recordId } from '#shared/domain/record/id.ts'
import { RECORD_KINDS } from '#shared/domain/record/kinds.ts'
import { conceptOf, concepts, recordConcepts } from '#shared/domain/registry.ts'
import { anyBody, type Things } from '../../harness/any-body.ts'
import { Chance, plain } from '../../harness/chance.ts'
import { FakeLedger, idFrom } from './fake.ts'

beforeAll(() => cryptoReady)

const NONCE = '0'.repeat(32)
const people = [1, 2, 3, 4].map(idFrom) as PersonId[]
const texts = [11, 12].map(idFrom) as TextHash[]
const types = [...concepts.flatMap((concept) => Object.keys(concept.acts)), 'commitment.nonsense', 'charter.fulfil', 'membership.conquer', 'unheard.of']

/** Anything JSON that an act may hold. */
const anything = fc.dictionary(fc.string(), fc.jsonValue().filter((value) => isCanonicalValue(value)))

interface Move { type: number; odd: Record<string, unknown> | null; seed: number; by: number; hears: boolean; knows: number[]; owned: boolean; member: boolean }

const move: fc.Arbitrary<Move> = fc.record({
  type: fc.noBias(fc.nat()), odd: fc.option(anything, { freq: 9 }), seed: fc.noBias(fc.nat()), by: fc.integer({ min: 0, max: 3 }),
  hears: fc.boolean(), knows: fc.array(fc.nat(30), { maxLength: 4 }), owned: fc.boolean(), member: fc.boolean(),
})

type Concept = Pick<(typeof concepts)[number], 'acts'> & { readonly kinds?: readonly string[] }
const shapeOf = (schema: z.core.$ZodType | undefined): object => (schema as z.core.$ZodObject | undefined)?._zod.def.shape ?? {}
const opens = (type: string): boolean => Object.hasOwn(shapeOf(conceptOf(type)?.acts[type]), 'nonce')

function bodyOf(type: string, known: readonly CountedAct[], { kinds }: { readonly kinds?: readonly string[] }, seed: number): Record<string, Json> {
  const schema = conceptOf(type)?.acts[type]
  const things: Things = {
    people, texts, opener: people[0]!, nonce: NONCE, kinds: kinds && kinds.length > 0 ? kinds : RECORD_KINDS, acts: known.map(({ id }) => id), revisions: known.filter((act) => opens(act.type)).map(({ id }) => id),
  }
  return schema ? anyBody(schema, things, new Chance(seed)) as Record<string, Json> : {}
}

/** The act that begins a record, as often as it takes for one that has effect. */
function beginning(concept: RecordConcept<unknown>, subject: string, seed: number): { readonly type: string; readonly body: Record<string, Json> } {
  const could = Object.keys(concept.acts).filter(opens)
  for (let tries = 0; tries < 400; tries++) {
    const chance = new Chance(seed + tries)
    const type = chance.pick(could)
    const shape = shapeOf(concept.acts[type])
    // Whose it is follows rules of its own in each: some of what there could be is tried.
    const sides = { parents: [], people: people.slice(0, 1 + chance.below(2)), to: chance.pick([[], people.slice(2, 3)]), gives: undefined, share: undefined }
    const { gives: _g, share: _s, ...body } = { ...bodyOf(type, [], concept, seed + tries), ...Object.fromEntries(Object.entries(sides).filter(([key]) => Object.hasOwn(shape, key))) } as Record<string, Json>
    const ledger = new FakeLedger()
    ledger.add(type, subject, body, { person: people[0]! })
    if (concept.ignored(concept.fold(ledger.acts, ledger.index)).length === 0) return { type, body }
  }
  throw new Error(`nothing begins a record of ${concept.id}`)
}

/** Mostly acts of this concept, right in form, about what there is; now and then anything. */
function ledgerOf(moves: readonly Move[], subject: string, concept: Concept, ledger = new FakeLedger()): FakeLedger {
  const own = Object.keys(concept.acts)
  for (const { type: chosen, odd, seed, by, hears, knows, owned, member } of moves) {
    const could = chosen % 7 === 0 ? types : own
    const type = could[Math.floor(chosen / 7) % could.length]!
    const body = bodyOf(type, ledger.acts, concept, seed)
    const seen = (hears ? [...ledger.acts.keys()] : knows.filter((index) => index < ledger.acts.length)).map((index) => ledger.acts[index]!.place)
    ledger.add(type, subject, (odd ?? body) as Record<string, Json>, { person: people[by]! }, seen, { owned: owned || by < 2, member: member || by < 2 })
  }
  return ledger
}

function recordOf(moves: readonly Move[], concept: RecordConcept<unknown>): FakeLedger {
  const subject = recordId(concept.id, people[0]!, NONCE)
  const ledger = new FakeLedger()
  const { type, body } = beginning(concept, subject, moves[0]?.seed ?? 0)
  ledger.add(type, subject, body, { person: people[0]! })
  return ledgerOf(moves, subject, concept, ledger)
}

const context = (me: string): PresentContext => ({
  me: me as PersonId, name: (one) => one.slice(-1), text: () => null, asOf: '2026-05-22', reach: () => 'some', delivered: () => false,
})

const ofConcept = (acts: readonly CountedAct[], id: string): CountedAct[] => acts.filter((act) => conceptOf(act.type)?.id === id)

describe('folds', () => {
  test.each(recordConcepts.map((concept) => [concept.id, concept] as const))('of %s are total, and so is everything made from them [R1]', (_, concept) => {
    const [formed, effect] = [new Set<string>(), new Set<string>()]
    fc.assert(fc.property(fc.array(move, { minLength: 1, maxLength: 40, size: 'max' }), (moves) => {
      const opener = people[0]!
      const { acts, index } = recordOf(moves, concept)
      const state = concept.fold(ofConcept(acts, concept.id), index)
      for (const me of people) concept.detail(state, context(me))
      concept.row(state, context(people[0]!))
      concept.searchText(state, () => null)
      for (const type of Object.keys(concept.acts)) concept.intend(state, type.slice(concept.id.length + 1), { person: opener })
      concept.texts(state)
      // Each act has effect or a reason why not.
      const known = new Set(acts.map((act) => act.id))
      const ignored = new Map(concept.ignored(state).map(({ act, reason }) => [act, reason]))
      for (const act of ignored.keys()) expect(known.has(act)).toBe(true)
      for (const act of ofConcept(acts, concept.id)) {
        if (Object.hasOwn(concept.acts, act.type) && ignored.get(act.id) !== 'malformed body') formed.add(act.type)
        if (!ignored.has(act.id)) effect.add(act.type)
      }
    }), { numRuns: 90 })
    expect([...formed].sort(), 'acts that were right in form').toEqual(Object.keys(concept.acts).sort())
    expect(effect.size, 'kinds of acts that had effect').toBeGreaterThan(2)
  })

  test('of membership are total', () => {
    const membership = concepts.find((concept) => concept.id === 'membership')!
    fc.assert(fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const { acts, index } = ledgerOf(moves, '', membership)
      membership.fold(ofConcept(acts, 'membership'), index)
    }), { numRuns: 200 })
  })

  test('do not depend on the order in which acts are handed over, nor on duplicates', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 25 }), fc.constantFrom(...recordConcepts), fc.nat(), (moves, concept, seed) => {
      const { acts, index } = recordOf(moves, concept)
      const mine = ofConcept(acts, concept.id)
      const chance = new Chance(seed)
      expect(plain(concept.fold(chance.shuffle([...mine, ...mine]), index))).toBe(plain(concept.fold(mine, index)))
    }), { numRuns: 200 })
  })

  test('validate says the same of a body as the fold does, and never throws', () => {
    fc.assert(fc.property(fc.constantFrom(...types), fc.anything(), (type, body) => {
      for (const concept of concepts) {
        const reason = concept.validate(type, body)
        if (!Object.hasOwn(concept.acts, type)) expect(reason).toBe('unknown verb')
      }
    }))
  })

  test('an unknown concept has no fold', () => {
    expect(conceptOf('unheard.of')).toBeNull()
    expect(conceptOf('constructor.x')).toBeNull()
    expect(conceptOf('')).toBeNull()
    expect(conceptOf('device.add')?.id).toBe('membership')
  })
})
