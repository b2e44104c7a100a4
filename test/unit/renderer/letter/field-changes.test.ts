import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommitmentFields, Stone } from '../../../../shared/domain/record/fields.ts'
import { termsChanges } from '../../../../shared/domain/record/changes.ts'
import { fieldsApart } from '../../../../renderer/features/record/fields/field-changes.ts'
import { pairsOf } from '../../../../renderer/features/record/fields/pairs.ts'
import { metaOf } from '../../../../renderer/features/commitment/quick/quick-meta.ts'
import { peopleAdded, sameShape } from '../../../../renderer/features/record/reading.ts'
import { isMissingFrom, partsOf } from '../../../../renderer/features/record/paper/paper-parts.ts'
import type { RecordDetail, RevisionView, TermsView } from '../../../../shared/protocol/contract.ts'

const ADA = 'a'.repeat(64)
const BEN = 'b'.repeat(64)
const CHIDI = 'c'.repeat(64)
const stone = (id: string, more: Partial<Stone> = {}): Stone => ({ id, person: ADA, measure: 'Written notes', ...more })

describe('what changed in the fields', () => {
  it('keeps what was taken out where it stood', () => {
    const before: CommitmentFields = { stones: [stone('a'), stone('b'), stone('c')] }
    expect(pairsOf('stones', before, { stones: [stone('a'), stone('c'), stone('d')] }).map((pair) => [pair.id, pair.before !== null, pair.after !== null])).toEqual([
      ['a', true, true], ['b', true, false], ['c', true, true], ['d', false, true],
    ])
  })

  const fields = fc.record({
    stones: fc.option(fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), person: fc.constantFrom(ADA, BEN), measure: fc.string(), target: fc.option(fc.constantFrom('1', '2.5'), { nil: undefined }) }), { selector: (one) => one.id }), { nil: undefined }),
    goals: fc.option(fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b'), person: fc.constantFrom(ADA, BEN), words: fc.string() }), { selector: (one) => one.id }), { nil: undefined }),
    hours: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }), rhythm: fc.option(fc.string(), { nil: undefined }),
  }) as fc.Arbitrary<CommitmentFields>

  const whole = (of: CommitmentFields): TermsView => ({ title: 'Bread', kind: 'letter', sections: [], ...of })

  it('is nothing between the same, the same both ways round, and every item exactly once', () => {
    fc.assert(fc.property(fields, fields, (one, other) => {
      expect(fieldsApart(whole(one), whole(structuredClone(one)))).toBe(0)
      expect(fieldsApart(whole(one), whole(other))).toBe(fieldsApart(whole(other), whole(one)))
      const ids = pairsOf('stones', one, other).map((pair) => pair.id)
      expect(new Set(ids)).toEqual(new Set([...(one.stones ?? []), ...(other.stones ?? [])].map((item) => item.id)))
      expect(ids.length).toBe(new Set(ids).size)
      expect(pairsOf('stones', one, other).flatMap((pair) => (pair.after ? [pair.id] : []))).toEqual((other.stones ?? []).map((item) => item.id))
    }))
  })

  it('is told of the one field of an item that keeps its id', () => {
    const before = whole({ stones: [stone('a', { target: '16' }), stone('b')] })
    const after = whole({ stones: [stone('b'), stone('a', { target: '18' })], until: '2026-08-31' })
    expect(termsChanges(before, after)).toMatchObject([{ what: 'stones', item: 'a', fields: [{ field: 'target', before: '16', after: '18' }] }, { what: 'until' }])
  })
})

describe('who is part of it', () => {
  const named = (...people: readonly (readonly [string, string])[]) => people.map(([person, name]) => ({ person, name }))
  const words = (kind: TermsView['kind'], more: Partial<TermsView>): TermsView => ({ title: 'Bread', kind, sections: [], ...more })
  const pair = words('mutual', { parties: named([ADA, 'Ada'], [BEN, 'Ben']) })
  const three = words('mutual', { parties: named([ADA, 'Ada'], [BEN, 'Ben'], [CHIDI, 'Chidi']) })

  it('is a change like any other, said by name', () => {
    expect(termsChanges(pair, three)).toEqual([{ what: 'parties', before: 'Ada, Ben', after: 'Ada, Ben, Chidi' }])
    expect(fieldsApart(pair, three)).toBe(1)
    expect(termsChanges(pair, { ...pair, witnesses: named([CHIDI, 'Chidi']) })).toEqual([{ what: 'witnesses', before: null, after: 'Chidi' }])
  })
  it('is the same under another name, and in another order', () => {
    const renamed = words('mutual', { parties: named([BEN, 'Benedikt'], [ADA, 'Ada']), witnesses: named([CHIDI, 'Chidi']) })
    expect(termsChanges({ ...pair, witnesses: named([CHIDI, 'Chidi O.']) }, renamed)).toEqual([])
  })
  it('is said by no words where whoever accepts joins', () => {
    expect(termsChanges(words('team', { parties: pair.parties! }), words('team', { parties: three.parties! }))).toEqual([])
  })
  it('is a change of a draft where its words name nobody, whoever joined meanwhile aside', () => {
    const people = (...ids: readonly string[]) => ids.map((id) => ({ id }))
    const added = (kind: TermsView['kind'], gives: readonly string[]) =>
      peopleAdded({ parties: people(BEN) } as unknown as RecordDetail, { terms: words(kind, { parties: pair.parties! }), needs: people(ADA) } as unknown as RevisionView, { kind, gives: [...gives], receives: [] })
    expect(added('working group', [ADA, BEN, CHIDI])).toEqual([CHIDI])
    expect(added('working group', [ADA, BEN])).toEqual([])
    // Those of a letter stand in its words, and are counted there.
    expect(added('mutual', [ADA, BEN, CHIDI])).toEqual([])
    expect(added('charter', [ADA, CHIDI])).toEqual([])
  })
  it('keeps what was read from being offered once it is somebody else', () => {
    expect(sameShape(pair)).not.toEqual(sameShape(three))
    expect(sameShape(pair)).toEqual(sameShape({ ...pair, parties: named([ADA, 'Ada B.'], [BEN, 'Ben']) }))
  })
})

describe('the order of the paper', () => {
  const words = [{ type: 'paragraph' as const, content: [{ text: 'words' }] }]
  const terms: TermsView = {
    title: 'Bread', kind: 'letter', stones: [stone('a', { person: BEN })], goals: [{ id: 'g', person: ADA, words: 'Rye' }],
    conditions: [{ id: 'x', sort: 'boundary', words: 'Not on Sundays' }, { id: 'y', sort: 'condition', words: 'Flour' }],
    sections: [{ voice: 'words', words }, { voice: 'why', words }, { voice: 'promises', person: ADA, words }, { voice: 'slips', words }],
  }
  it('is why, who promises what, goals, bounds, term, slips; whoever has only fields has a voice too', () => {
    expect(partsOf({ before: terms, after: terms }).map((part) => part.key)).toEqual([
      'why:', `promises:${ADA}`, `promises:${BEN}`, 'words:', `goals:${ADA}`, 'conditions:', 'boundaries:', 'term:', 'slips:',
    ])
  })

  it('has a place for what only one of two says, and knows which of them lacks it', () => {
    const { goals: _, ...less } = terms
    const [goals] = partsOf({ before: terms, after: less }).filter((part) => part.voice === 'goals')
    expect(goals!.items.goals).toMatchObject([{ after: null }])
    expect([isMissingFrom('before', goals!, terms), isMissingFrom('after', goals!, less)]).toEqual([false, true])
    const [why] = partsOf({ before: { ...terms, sections: [] }, after: terms })
    expect([isMissingFrom('before', why!, { ...terms, sections: [] }), isMissingFrom('after', why!, terms)]).toEqual([true, false])
  })
})

describe('a promise in a line as a draft', () => {
  const base = { mine: true, what: 'mend the pump', people: [BEN], due: '2026-06-03' }
  it('has the asked as its giver, and the asker as whom it is made to', () => {
    expect(metaOf({ ...base, kind: 'request' }, ADA)).toMatchObject({ kind: 'promise', gives: [BEN], receives: [ADA], due: '2026-06-03' })
    expect(metaOf({ ...base, kind: 'promise' }, ADA)).toMatchObject({ kind: 'promise', gives: [ADA], receives: [BEN] })
  })
  it('says of what was said aloud that it was, whoever said it', () => {
    expect(metaOf({ ...base, kind: 'verbal', mine: false }, ADA)).toMatchObject({ gives: [BEN], receives: [ADA], medium: 'verbal' })
    expect(metaOf({ ...base, kind: 'verbal' }, ADA)).toMatchObject({ gives: [ADA], receives: [BEN], medium: 'verbal' })
  })
  it('names nobody in an open offer, and cuts no letter in two', () => {
    expect(metaOf({ ...base, kind: 'open', due: '' }, ADA)).toEqual({ title: 'mend the pump', kind: 'open offer', gives: [ADA], receives: [] })
    expect([...metaOf({ ...base, kind: 'open', what: '💧'.repeat(300) }, ADA).title]).toHaveLength(200)
  })
})
