import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { draftFields, fieldsToSign } from '#shared/domain/record/fields-of-draft.ts'
import { isAmount, isItem, LIST_NAMES, readAmount, type CommitmentFields } from '#shared/domain/record/fields.ts'
import { textHash } from '#shared/domain/record/id.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { firstReview } from '#shared/domain/record/term.ts'
import { addMonths } from '#shared/base/calendar.ts'
import { encodeTerms, parseTerms, paragraphs, termsWords, type DraftedTerms } from '#shared/domain/record/terms.ts'
import { idFrom } from './fake.ts'

beforeAll(() => cryptoReady)

const ada = idFrom(1)
const ben = idFrom(2)
const full: CommitmentFields = {
  due: '2027-03-31', review: '2026-09-01', hours: 4, priority: 'Nobody starts a shift guessing', from: '2026-05-04', until: '2027-08-31',
  reviews: ['2026-12-01', '2027-03-01'], everyMonths: 3, rhythm: 'Every quarter, over soup', formality: 'formal', medium: 'written',
  activities: [{ id: 'a1', person: ada, what: 'Keep the stock book', authority: 'decide' }],
  stones: [{ id: 's1', person: ada, measure: 'Shifts with a written note', unit: 'of 20', baseline: '11', target: '18', direction: 'up', by: '2026-06-12' }, { id: 's2', person: ben, measure: 'The cellar is dry' }],
  conditions: [{ id: 'c1', sort: 'boundary', words: 'No calls after eight' }],
  time: [{ id: 't1', person: ada, hours: '2.5' }], seasons: [{ id: 'y1', from: '2026-07-01', to: '2026-08-31', hours: '0' }],
  goals: [{ id: 'g1', person: ben, words: 'Learn to read the boiler', by: '2026-12-01' }],
  links: [{ id: 'l1', how: 'supersedes', record: idFrom(9), title: 'Last year\'s letter' }],
}
const letter: DraftedTerms = {
  kind: 'letter', title: 'Our year', sections: [{ voice: 'why', words: paragraphs('To bake well') }], ...full,
  parties: [{ person: ada, name: 'Ada' }, { person: ben, name: 'Ben' }], witnesses: [{ person: idFrom(3), name: 'Chidi' }],
}
const bytesOf = (of: DraftedTerms): Uint8Array => {
  const encoded = encodeTerms(of)
  if (!encoded.ok) throw new Error(encoded.problem.message)
  return encoded.value
}

describe('terms with fields', () => {
  test('read back as they were, and every word in them can be found', () => {
    expect(parseTerms(bytesOf(letter))).toEqual(letter)
    const words = termsWords(parseTerms(bytesOf(letter))!)
    for (const part of ['Keep the stock book', 'Shifts with a written note', 'of 20', 'No calls after eight', 'Learn to read the boiler', 'over soup', 'guessing']) expect(words).toContain(part)
    expect(words).not.toContain(ada)
  })

  test('words from before there were fields keep their hash', () => {
    const old: DraftedTerms = {
      kind: 'mutual', title: 'Bread on Fridays', due: '2026-05-28', review: '2026-05-01', hours: 2,
      sections: [{ voice: 'why', words: paragraphs('So that nobody\nbakes alone') }, { voice: 'promises', person: ada, words: [{ type: 'bullets', items: [paragraphs('Rye')] }] }],
      parties: [{ person: ada, name: 'Ada' }],
    }
    expect(textHash(bytesOf(old))).toBe('ec32487dbbdcdbae1dbe5db25ff2441f4935d154628d3be3d56d399e90fa6b62')
  })

  test('fields that do not fit, unknown ones and too many are refused', () => {
    const stone = full.stones![0]!
    const odd: Partial<DraftedTerms>[] = [
      { stones: [{ ...stone, target: '18.0' }] }, { stones: [{ ...stone, id: 'NO' }] }, { stones: [stone, stone] }, { stones: [{ ...stone, more: 1 } as never] },
      { stones: [{ ...stone, measure: ' ' }] }, { stones: [{ ...stone, measure: 'x'.repeat(301) }] }, { stones: [] }, { stones: Array.from({ length: 201 }, (_, n) => ({ ...stone, id: `s${n}` })) },
      { time: [{ id: 't', person: ada, hours: '169' }] }, { everyMonths: 0 }, { reviews: [] }, { until: '2026-02-30' }, { formality: 'loose' as never }, { links: [{ ...full.links![0]!, record: 'x' }] },
    ]
    for (const part of odd) expect(encodeTerms({ ...letter, ...part }).ok, JSON.stringify(part).slice(0, 80)).toBe(false)
    expect(encodeTerms({ ...letter, stones: Array.from({ length: 200 }, (_, n) => ({ ...stone, id: `s${n}` })) }).ok).toBe(true)
  })
})

describe('amounts', () => {
  test('have one way to be written', () => {
    for (const good of ['0', '18', '-3', '2.5', '0.05', '-0.5']) expect(isAmount(good), good).toBe(true)
    for (const bad of ['-0', '01', '1.0', '.5', '1.', '1e3', ' 1', '', '1,5', 7, null, '1'.repeat(14)]) expect(isAmount(bad), String(bad)).toBe(false)
    expect(['2,50', ' 007 ', '+4', '-0,0', '1.2345678', 'x'].map(readAmount)).toEqual(['2.5', '7', '4', '0', null, null])
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 999_999 }), (whole, fraction) =>
      isAmount(readAmount(`${whole}.${String(fraction).padStart(6, '0')}`))))
  })
})

describe('fields of a draft', () => {
  test('what nobody wrote anything into is not signed', () => {
    const blank: CommitmentFields = { activities: [{ id: 'a', person: ada, what: '', authority: 'act' }], stones: [{ id: 's', person: '', measure: '' }], conditions: [] }
    expect(draftFields(blank)).toEqual({})
    expect(fieldsToSign(full, [ada, ben])).toEqual({ ok: true, value: full })
  })

  test('what is half written says what is missing', () => {
    const code = (of: CommitmentFields, parties = [ada, ben]) => {
      const result = fieldsToSign(of, parties)
      return result.ok ? 'fits' : [result.problem.code, result.problem.details?.['field']]
    }
    expect(code({ stones: [{ id: 's', person: '', measure: 'Bread' }] })).toEqual(['draft.item', 'person'])
    expect(code({ stones: [{ id: 's', person: ada, measure: '', target: '3' }] })).toEqual(['draft.item', 'measure'])
    expect(code({ stones: [{ id: 's', person: ben, measure: 'Bread' }] }, [ada])).toEqual(['draft.whose', 'person'])
    expect(code({ seasons: [{ id: 's', from: '2026-08-01', to: '2026-07-01', hours: '1' }] })).toEqual(['draft.dates', 'to'])
    expect(code({ from: '2026-08-01', until: '2026-07-01' })).toEqual(['draft.dates', 'until'])
  })

  test('items of lists are judged by the table alone', () => {
    fc.assert(fc.property(fc.constantFrom(...LIST_NAMES), fc.anything(), (list, value) => typeof isItem(list, value) === 'boolean'))
  })
})

describe('who is needed', () => {
  test('a promise needs its giver; one that was only said, those too whom it was said to', () => {
    expect(sidesOf({ kind: 'promise', gives: ['a', 'x'], receives: ['b', 'a'] })).toEqual({ gives: ['a'], signs: [], receives: ['b'] })
    expect(sidesOf({ kind: 'promise', medium: 'verbal', gives: ['a'], receives: ['b'] })).toEqual({ gives: ['a'], signs: ['b'], receives: [] })
  })
  test('colleagues sign a letter; an open offer is its owner\'s alone; in a mutual one all give', () => {
    expect(sidesOf({ kind: 'letter', gives: ['a'], receives: ['b', 'c'] })).toEqual({ gives: ['a'], signs: ['b', 'c'], receives: [] })
    expect(sidesOf({ kind: 'open offer', gives: ['a'], receives: ['b'] })).toEqual({ gives: ['a'], signs: [], receives: [] })
    expect(sidesOf({ kind: 'mutual', gives: ['a', 'b'], receives: ['c'] })).toEqual({ gives: ['a', 'b'], signs: [], receives: [] })
  })
})

describe('dates of reviews', () => {
  test('months are counted to the same day, or the last there is', () => {
    expect(['2026-01-31', '2027-12-15', '2028-02-29'].map((date, at) => addMonths(date, [1, 2, 12][at]!))).toEqual(['2026-02-28', '2028-02-15', '2029-02-28'])
    expect(addMonths('1999-12-31', 2)).toBe('2000-02-29')
    expect(['2026-08-31', '2026-05-22', '2026-11-30'].map((date, at) => addMonths(date, [6, 12, 3][at]!))).toEqual(['2027-02-28', '2027-05-22', '2027-02-28'])
  })
  test('the first one named, else counted from the beginning', () => {
    expect(firstReview(full)).toBe('2026-09-01')
    expect(firstReview({ reviews: ['2026-12-01', '2026-11-01'] })).toBe('2026-11-01')
    expect(firstReview({ from: '2026-05-04', everyMonths: 3 })).toBe('2026-08-04')
    expect(firstReview({ everyMonths: 3 })).toBeNull()
  })
})
