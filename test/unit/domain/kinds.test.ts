// The table of kinds: what each may say is what its terms allow, and nothing else.
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { fragmentNames, readSections, writeSections } from '#shared/document/draft.ts'
import { draftFields, fieldsOfKind, fieldsToSign } from '#shared/domain/record/fields-of-draft.ts'
import { goneBy } from '#shared/domain/record/gone-by.ts'
import { LIST_NAMES, LISTS, SINGLE_NAMES, SINGLES, type CommitmentFields, type FieldSpec, type ListName, type SingleName } from '#shared/domain/record/fields.ts'
import { KINDS, RECORD_KINDS, VOICES, type RecordKind } from '#shared/domain/record/kinds.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { encodeTerms, parseTerms, paragraphs, readTerms, type DraftedTerms } from '#shared/domain/record/terms.ts'
import { idFrom } from './fake.ts'

beforeAll(() => cryptoReady)

const ada = idFrom(1)
const sampleOf = (spec: FieldSpec): unknown => {
  switch (spec.is) {
    case 'text': return 'Words'
    case 'person': return ada
    case 'record': return idFrom(7)
    case 'amount': case 'hours': case 'days': return '7'
    case 'date': return '2026-12-01'
    case 'dates': return ['2026-12-01']
    case 'one of': return spec.values[0]
    case 'whole': return spec.min
  }
}
const itemOf = (list: ListName): object => ({ id: 'a1', ...Object.fromEntries(Object.entries(LISTS[list] as Record<string, FieldSpec>).map(([key, spec]) => [key, sampleOf(spec)])) })
const single = (name: SingleName): CommitmentFields => ({ [name]: sampleOf(SINGLES[name]) })
const list = (name: ListName): CommitmentFields => ({ [name]: [itemOf(name)] })
const bare = (kind: RecordKind): DraftedTerms => ({ kind, title: 'Bread', sections: [], parties: [{ person: ada, name: 'Ada' }] })
const drafted = RECORD_KINDS.filter((kind) => kind !== 'charter')

describe('a kind of record', () => {
  test.each(drafted)('%s signs every voice and field that it has, and reads them back', (kind) => {
    const { voices, singles, lists, format } = KINDS[kind]
    const full: DraftedTerms = {
      ...bare(kind), sections: voices.map((voice) => ({ voice, ...(voice === 'promises' && { person: ada }), words: paragraphs(voice) })),
      ...Object.assign({}, ...singles.map(single), ...lists.map(list)) as CommitmentFields,
    }
    const bytes = encodeTerms(full)
    expect(bytes.ok && readTerms(bytes.value)?.format).toBe(format)
    expect(bytes.ok && parseTerms(bytes.value)).toEqual(full)
  })

  test.each(drafted)('%s signs nothing that is not its own', (kind) => {
    const { voices, singles, lists } = KINDS[kind]
    for (const voice of VOICES) {
      expect(encodeTerms({ ...bare(kind), sections: [{ voice, words: paragraphs('x') }] }).ok, voice).toBe(voices.includes(voice))
    }
    for (const name of SINGLE_NAMES) expect(encodeTerms({ ...bare(kind), ...single(name) }).ok, name).toBe(singles.includes(name))
    for (const name of LIST_NAMES) expect(encodeTerms({ ...bare(kind), ...list(name) }).ok, name).toBe(lists.includes(name))
  })

  test.each(RECORD_KINDS)('%s takes from a draft what it has and leaves the rest there', (kind) => {
    const all = Object.assign({}, ...SINGLE_NAMES.map(single), ...LIST_NAMES.map(list)) as CommitmentFields
    expect(new Set(Object.keys(draftFields({ kind, ...all })))).toEqual(new Set([...KINDS[kind].singles, ...KINDS[kind].lists]))
  })

  test.each(RECORD_KINDS)('%s puts plain text where a draft of it is read', (kind) => {
    expect(KINDS[kind].voices).toContain(KINDS[kind].main)
    expect(sidesOf({ kind, gives: [ada], receives: [] })).toEqual({ gives: [ada], signs: [], receives: [] })
    const draft = new Y.Doc()
    const sections = KINDS[kind].voices.map((voice) => ({ voice, ...(voice === 'promises' && { person: ada }), words: paragraphs(voice) }))
    writeSections(draft, sections, null)
    expect(readSections(draft, { kind, gives: [ada] })).toEqual(sections)
  })

  test('of a commitment reads in the order in which it always was signed', () => {
    expect(fragmentNames({ kind: 'letter', gives: ['a', 'b'] })).toEqual(['words', 'why', 'promises:a', 'promises:b', 'term', 'slips'])
    expect(fragmentNames({ kind: 'charter', gives: ['a'] })).toEqual(['words', 'why', 'promises:a', 'term', 'slips'])
  })
})

describe('days that have gone by', () => {
  const today = '2026-05-22'
  test('are told of every kind that has them, the earliest first; when something began is none of them', () => {
    const of = { from: '2020-01-01', due: '2026-05-21', adviceBy: '2020-01-01', review: '2026-05-22', reviews: ['2019-01-01', '2030-01-01'], until: '2025-01-01', stones: [{ id: 's', by: '2024-02-02' }, { id: 't' }] }
    expect(goneBy(of as never, today).map(({ field, day }) => `${field} ${day}`)).toEqual(['reviews 2019-01-01', 'adviceBy 2020-01-01', 'by 2024-02-02', 'until 2025-01-01', 'due 2026-05-21'])
    expect(goneBy({}, today)).toEqual([])
    for (const kind of ['experiment', 'working group', 'letter'] as const) expect(goneBy(fieldsOfKind(kind, { until: '2020-01-01', review: '2020-01-01' }), today), kind).toHaveLength(2)
    expect(goneBy(fieldsOfKind('decision', { adviceBy: '2020-01-01', review: '2021-01-01' }), today)).toHaveLength(2)
  })
})

describe('what contradicts itself', () => {
  const told = (of: CommitmentFields) => {
    const result = fieldsToSign(of, [ada])
    return result.ok ? 'fits' : [result.problem.code, result.problem.details?.['field']]
  }
  const measure = { id: 'm', measure: 'Bread left over' }

  test('is said before it is offered: dates', () => {
    expect(told({ from: '2026-03-01', until: '2026-02-01' })).toEqual(['draft.dates', 'until'])
    expect(told({ until: '2026-02-01', review: '2026-03-01' })).toEqual(['draft.dates', 'review'])
    expect(told({ until: '2026-02-01', reviews: ['2026-01-01', '2026-02-02'] })).toEqual(['draft.dates', 'reviews'])
    expect(told({ until: '2026-02-01', adviceBy: '2026-02-02' })).toEqual(['draft.dates', 'adviceBy'])
    expect(told({ from: '2026-02-01', adviceBy: '2026-02-02' })).toEqual(['draft.dates', 'adviceBy'])
    expect(told({ from: '2026-02-01', review: '2026-01-31' })).toEqual(['draft.dates', 'review'])
    expect(told({ from: '2026-02-01', reviews: ['2026-03-01', '2026-01-31'] })).toEqual(['draft.dates', 'reviews'])
    expect(told({ review: '2026-02-01', adviceBy: '2026-02-02' })).toEqual(['draft.dates', 'review'])
    expect(told({ from: '2026-02-01', review: '2026-02-01', adviceBy: '2026-02-01' })).toBe('fits')
    expect(told({ from: '2026-02-01', until: '2026-02-01', review: '2026-02-01' })).toBe('fits')
  })

  test('is said before it is offered: measures', () => {
    expect(told({ measures: [{ ...measure, baseline: '20', hoped: '10', direction: 'up' }] })).toEqual(['draft.measure', 'hoped'])
    expect(told({ measures: [{ ...measure, baseline: '20', hoped: '10', stop: '5' }] })).toEqual(['draft.measure', 'stop'])
    expect(told({ measures: [{ ...measure, baseline: '20', hoped: '10', stop: '30' }] })).toBe('fits')
    expect(told({ measures: [{ ...measure, hoped: '10', stop: '10', direction: 'up' }] })).toEqual(['draft.measure', 'stop'])
    expect(told({ measures: [measure] })).toBe('fits')
  })

  test('a turn is whole with its person alone', () => {
    expect(draftFields({ turns: [{ id: 't', person: ada }, { id: 'u', person: '' }] })).toEqual({ turns: [{ id: 't', person: ada }] })
  })
})
