// RFC 8785 as far as acts reach into it: text, order of keys, no fractions.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, isCanonicalValue, MAX_DEPTH, type Json } from '../../../shared/acts/canonical.ts'

const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)])

describe('canonical JSON', () => {
  it('orders keys by UTF-16 code units, as in RFC 8785, 3.2.3', () => {
    const input = {
      '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', 1: 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonical(input)) as object).length).toBe(7)
    const inOrder = [...canonical(input).matchAll(/:"([^"]*)"/g)].map((match) => match[1])
    expect(inOrder).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('escapes text as in RFC 8785, 3.2.2.2', () => {
    expect(canonical('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"')
    expect(canonical('\b\t\n\f\r\u0000\u001f\u007f\u2028')).toBe('"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028"')
  })

  it('writes literals and whole numbers without any freedom', () => {
    expect(canonical([null, true, false, 0, -1, 9007199254740991, -9007199254740991])).toBe('[null,true,false,0,-1,9007199254740991,-9007199254740991]')
    expect(canonical({ b: [{}, []], a: '' })).toBe('{"a":"","b":[{},[]]}')
  })

  it.each([
    ['a fraction', 0.5], ['minus zero', -0], ['an unsafe integer', 2 ** 53], ['not a number', NaN], ['infinity', Infinity],
    ['a lone surrogate', 'a\ud800'], ['a lone surrogate in a key', { '\udc00': 1 }], ['undefined', undefined],
    ['a key that some readers drop', JSON.parse('{"__proto__":1}') as unknown], ['nesting beyond the limit', nested(MAX_DEPTH + 1)],
    ['a function', () => 1], ['a big integer', 1n],
  ])('refuses %s', (_, value) => {
    expect(isCanonicalValue(value)).toBe(false)
    expect(isCanonicalValue({ deeper: [value] })).toBe(false)
  })

  it('takes nesting up to the limit', () => {
    expect(isCanonicalValue(nested(MAX_DEPTH))).toBe(true)
  })

  it('gives one text to equal values, whatever the order they were made in, and the value back', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '1', '"', '\\', '\n', '\u0007', '\u20ac', '\ufb33', '\ud83d\ude00'), maxLength: 4 })
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null), fc.boolean(), fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)), text,
        fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    const shuffled = (of: Json): Json => {
      if (Array.isArray(of)) return of.map(shuffled)
      if (of === null || typeof of !== 'object') return of
      return Object.fromEntries(Object.entries(of).reverse().map(([key, item]) => [key, shuffled(item as Json)]))
    }
    fc.assert(fc.property(value, (of) => {
      expect(isCanonicalValue(of)).toBe(true)
      expect(canonical(shuffled(of))).toBe(canonical(of))
      // Not toEqual, which takes an empty key beside others for a difference now and then.
      expect(isDeepStrictEqual(JSON.parse(canonical(of)), of)).toBe(true)
    }))
  })
})
