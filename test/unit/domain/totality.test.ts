// A fold never throws on any act that verifies, whatever its type and body, and its order of arrival never matters.
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { isCanonicalValue, type Json } from '#shared/acts/canonical.ts'
import { cryptoReady } from '#shared/acts/crypto.ts'
import type { PersonId } from '#shared/base/ids.ts'
import type { CountedAct, PresentContext } from '#shared/domain/fold.ts'
import { recordId } from '#shared/domain/record/id.ts'
import { RECORD_KINDS } from '#shared/domain/record/kinds.ts'
import { conceptOf, concepts, recordConcepts } from '#shared/domain/registry.ts'
import { Chance, plain } from '../../harness/chance.ts'
import { FakeLedger, idFrom } from './fake.ts'

beforeAll(() => cryptoReady)

const NONCE = '0'.repeat(32)
const people = [1, 2, 3, 4].map(idFrom)
const types = [...concepts.flatMap((concept) => Object.keys(concept.acts)), 'commitment.nonsense', 'charter.fulfil', 'membership.conquer', 'unheard.of']

/** Anything JSON that an act may hold. */
const anything = fc.dictionary(fc.string(), fc.jsonValue().filter((value) => isCanonicalValue(value)))
/** Bodies near enough to real ones to get past the schemas. */
const ref = fc.oneof(fc.integer({ min: 1_000_000, max: 1_000_030 }), fc.integer({ min: 1, max: 5 })).map(idFrom)
const person = fc.constantFrom(...people)
const plausible = fc.record({
  kind: fc.constantFrom(...RECORD_KINDS),
  people: fc.uniqueArray(person, { minLength: 1 }), to: fc.uniqueArray(person), terms: ref,
  parents: fc.uniqueArray(ref, { maxLength: 3 }), opener: person, nonce: fc.constant(NONCE), share: fc.integer({ min: 0, max: 100 }),
  gives: fc.option(fc.uniqueArray(person, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 3 }), stone: fc.constantFrom('a', 'b'), value: fc.constantFrom('1', '2.5', '01'),
  on: fc.constantFrom('2026-05-22', '2026-05-32'), template: ref, name: fc.constantFrom('T', ''),
  revision: ref, text: ref, claim: ref, person, invite: ref, admit: ref, device: person, label: fc.string({ minLength: 1, maxLength: 9 }),
  record: person, hours: fc.constantFrom('1.5', '0', '25'), total: fc.constantFrom('3', '-1'), until: fc.constant('2026-05-22'), entry: ref,
  as: fc.constantFrom('adopt', 'drop', 'win'),
  what: ref, title: fc.constant('T'), topic: fc.constant('T'), topics: fc.constant([]), mine: fc.constant('2026-05-22'), theirs: fc.constant('2026-06-22'),
  key: person, uses: fc.integer({ min: 1, max: 3 }), expires: fc.nat(), proof: fc.constant('A'.repeat(86)),
})

/** `to=person`: filled with what stands under the other name. */
const KEYS: Record<string, string[]> = {
  offer: ['kind', 'people', 'gives', 'to', 'terms', 'parents', 'opener', 'nonce'], accept: ['revision', 'terms'], decline: ['revision'],
  question: ['revision', 'text'], withdraw: ['revision'], stepout: [], checkin: ['revision', 'text'], fulfil: ['revision'],
  reading: ['revision', 'stone', 'value', 'on'], risk: ['revision'], clear: ['revision'], save: ['name', 'terms'], retire: ['template'],
  acknowledge: ['claim'], release: ['revision', 'person'], invite: ['key', 'uses', 'expires'], revoke: ['invite'],
  call: ['opener', 'nonce', 'kind', 'title', 'topics'], interest: [], uninterest: [], welcome: ['person'], facilitate: ['until'], handon: ['to=person'], letgo: [],
  swap: ['person', 'mine', 'theirs'], agree: ['what'], publish: ['topic', 'title'], unpublish: ['what'], output: ['title'], learned: ['text'],
  admit: ['invite', 'person', 'device', 'proof'], join: ['admit'], leave: [], add: ['device', 'label', 'proof'], tie: [],
  start: ['revision', 'on'], note: ['text', 'on'], pause: [], resume: [], conclude: ['revision', 'as', 'text'],
  log: ['record', 'hours', 'on'], drop: ['entry'], share: ['total', 'until'],
}

interface Move { type: string; odd: Record<string, unknown> | null; body: Record<string, unknown>; by: number; knows: number[]; owned: boolean; member: boolean }

const move: fc.Arbitrary<Move> = fc.record({
  type: fc.constantFrom(...types), odd: fc.option(anything, { freq: 6 }), body: plausible, by: fc.integer({ min: 0, max: 3 }),
  knows: fc.array(fc.nat(30), { maxLength: 4 }), owned: fc.boolean(), member: fc.boolean(),
})

function ledgerOf(moves: readonly Move[], subject: string): FakeLedger {
  const ledger = new FakeLedger()
  for (const { type, odd, body, by, knows, owned, member } of moves) {
    const keys = KEYS[type.slice(type.indexOf('.') + 1)] ?? Object.keys(body)
    const near = Object.fromEntries(keys.map((key) => key.split('=')).map(([key, from = key]) => [key, body[from!]]).filter(([, value]) => value !== undefined))
    const seen = knows.filter((index) => index < ledger.acts.length).map((index) => ledger.acts[index]!.place)
    ledger.add(type, subject, (odd ?? near) as Record<string, Json>, { person: people[by]! }, seen, { owned: owned || by < 2, member: member || by < 2 })
  }
  return ledger
}

const context = (me: string): PresentContext => ({
  me: me as PersonId, name: (one) => one.slice(-1), text: () => null, asOf: '2026-05-22', reach: () => 'some', delivered: () => false,
})

const ofConcept = (acts: readonly CountedAct[], id: string): CountedAct[] => acts.filter((act) => conceptOf(act.type)?.id === id)

describe('folds', () => {
  test('are total, and so is everything made from them [R1]', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 30 }), fc.constantFrom(...recordConcepts), (moves, concept) => {
      const opener = people[0] as PersonId
      const { acts, index } = ledgerOf(moves, recordId(concept.id, opener, NONCE))
      const state = concept.fold(ofConcept(acts, concept.id), index)
      for (const me of people) concept.detail(state, context(me))
      concept.row(state, context(people[0]!))
      concept.searchText(state, () => null)
      for (const type of Object.keys(concept.acts)) concept.intend(state, type.slice(concept.id.length + 1), { person: opener })
      concept.texts(state)
      // Each act has effect or a reason why not.
      const known = new Set(acts.map((act) => act.id))
      for (const { act } of concept.ignored(state)) expect(known.has(act)).toBe(true)
    }), { numRuns: 400 })
  })

  test('of membership are total', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const { acts, index } = ledgerOf(moves, '')
      const membership = concepts.find((concept) => concept.id === 'membership')!
      membership.fold(ofConcept(acts, 'membership'), index)
    }), { numRuns: 200 })
  })

  test('do not depend on the order in which acts are handed over, nor on duplicates', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 25 }), fc.constantFrom(...recordConcepts), fc.nat(), (moves, concept, seed) => {
      const { acts, index } = ledgerOf(moves, recordId(concept.id, people[0] as PersonId, NONCE))
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
