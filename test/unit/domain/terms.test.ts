import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { cryptoReady } from '#shared/acts/crypto.ts'
import { utf8 } from '#shared/base/bytes.ts'
import type { PersonId } from '#shared/base/ids.ts'
import { recordId, textHash } from '#shared/domain/record/id.ts'
import { encodeTerms, parseTerms, paragraphs, readTerms, termsBytes, termsWords, type DraftedTerms } from '#shared/domain/record/terms.ts'
import { idFrom } from './fake.ts'

beforeAll(() => cryptoReady)

const ada = idFrom(1) as PersonId
const drafted: DraftedTerms = {
  kind: 'mutual', title: 'Bread on Fridays', due: '2026-05-28', hours: 2,
  sections: [
    { voice: 'why', words: paragraphs('So that nobody\nbakes alone') },
    { voice: 'promises', person: ada, words: [{ type: 'bullets', items: [paragraphs('Rye'), paragraphs('Wheat')] }] },
  ],
  parties: [{ person: ada, name: 'Ada' }],
}
const bytesOf = (of: DraftedTerms): Uint8Array => {
  const encoded = encodeTerms(of)
  if (!encoded.ok) throw new Error(encoded.problem.message)
  return encoded.value
}

describe('terms', () => {
  test('are the same bytes for the same words, and read back as they were', () => {
    expect(textHash(bytesOf(drafted))).toBe(textHash(bytesOf({ ...drafted, sections: [...drafted.sections] })))
    expect(parseTerms(bytesOf(drafted))).toEqual({
      kind: 'mutual', title: 'Bread on Fridays', due: '2026-05-28', hours: 2, sections: drafted.sections, parties: drafted.parties,
    })
    expect(termsWords(parseTerms(bytesOf(drafted))!)).toBe('Bread on Fridays\nSo that nobody\nbakes alone\nRye\nWheat')
  })

  test('of a charter carry the rules of the workspace', () => {
    const bytes = termsBytes({
      format: 'parley/charter/1', kind: 'charter', title: 'Hollin Bank', name: 'Hollin Bank', purpose: 'To bake.', removalShare: 67, twentyPercent: 20,
    })
    expect(readTerms(bytes)).toMatchObject({ name: 'Hollin Bank', removalShare: 67 })
    expect(termsWords(parseTerms(bytes)!)).toContain('67 % of the others')
    expect(parseTerms(bytes)).toMatchObject({ twentyPercent: 20 })
    const fields = { kind: 'charter' as const, title: 'Us', twentyPercent: 15, withoutAdvice: 'We talk first.', sections: [], parties: [] }
    expect(parseTerms(bytesOf(fields))).toMatchObject({ twentyPercent: 15, withoutAdvice: 'We talk first.' })
    expect(termsWords(parseTerms(bytesOf(fields))!)).toContain('We talk first.')
    expect(encodeTerms({ ...fields, twentyPercent: 101 })).toMatchObject({ ok: false, problem: { code: 'terms.malformed' } })
    expect(readTerms(bytesOf({ kind: 'charter', title: 'Us', sections: [], parties: [] }))).toMatchObject({ format: 'parley/charter/1', name: 'Us' })
  })

  test('without a title, or too long, are refused in words', () => {
    expect(encodeTerms({ ...drafted, title: '  ' })).toMatchObject({ ok: false, problem: { code: 'terms.title' } })
    const long = { ...drafted, sections: [{ voice: 'words' as const, words: paragraphs('x'.repeat(1024 * 1024)) }] }
    expect(encodeTerms(long)).toMatchObject({ ok: false, problem: { code: 'terms.too-long' } })
    expect(encodeTerms({ ...drafted, due: '2026-02-30' })).toMatchObject({ ok: false, problem: { code: 'terms.malformed' } })
  })

  test('reading is total: anything else is null', () => {
    const good = new TextDecoder().decode(bytesOf(drafted))
    const spoiled = [
      '', '{}', 'null', '[]', `${good} `, good.replace('{', '{ '), good.replace('commitment/1', 'commitment/9'), good.replace('"hours":2', '"hours":200'),
      good.replace('"hours":2', '"hours":2,"more":1'), `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ]
    for (const text of spoiled) expect(parseTerms(utf8(text)), text.slice(0, 60)).toBeNull()
    expect(parseTerms(null)).toBeNull()
    expect(parseTerms(new Uint8Array([0xff, 0xfe]))).toBeNull()
    expect(parseTerms(new Uint8Array(1024 * 1024 + 1))).toBeNull()
    fc.assert(fc.property(fc.uint8Array(), (bytes) => parseTerms(bytes) === null))
    fc.assert(fc.property(fc.json(), (text) => parseTerms(utf8(text)) === null))
  })

  test('fields that are there and undefined are left out', () => {
    const loose = { ...drafted, review: undefined, hours: undefined, sections: [{ voice: 'words', person: undefined, words: [{ type: 'paragraph', content: [{ text: 'x', marks: undefined }] }] }] }
    expect(parseTerms(bytesOf(loose as unknown as DraftedTerms))?.sections).toEqual([{ voice: 'words', words: paragraphs('x') }])
  })

  test('nested lists deeper than an act may hold are not read', () => {
    const nested = (depth: number): DraftedTerms['sections'][number]['words'] => {
      let words: DraftedTerms['sections'][number]['words'] = paragraphs('deep')
      for (let level = 0; level < depth; level++) words = [{ type: 'bullets', items: [words] }]
      return words
    }
    expect(encodeTerms({ ...drafted, sections: [{ voice: 'words', words: nested(3) }] }).ok).toBe(true)
    expect(encodeTerms({ ...drafted, sections: [{ voice: 'words', words: nested(40) }] }).ok).toBe(false)
    expect(encodeTerms({ ...drafted, title: 'half a pair \ud83d' }).ok).toBe(false)
    // Whatever is accepted for signing can be read by everybody else.
    for (let depth = 0; depth < 40; depth++) {
      const encoded = encodeTerms({ ...drafted, sections: [{ voice: 'words', words: nested(depth) }] })
      if (encoded.ok) expect(parseTerms(encoded.value), `depth ${depth}`).not.toBeNull()
    }
    expect(encodeTerms({ ...drafted, sections: [{ voice: 'words', words: nested(20_000) }] }).ok).toBe(false)
  })
})

describe('a record\'s id', () => {
  test('says of which concept it is, who opened it, and which of theirs it is [AG1]', () => {
    const nonce = '0'.repeat(32)
    const ids = [
      recordId('commitment', ada, nonce), recordId('charter', ada, nonce), recordId('commitment', idFrom(2) as PersonId, nonce),
      recordId('commitment', ada, '1'.repeat(32)),
    ]
    expect(new Set(ids).size).toBe(4)
    expect(recordId('commitment', ada, nonce)).toBe(ids[0])
  })
})
