// Words people can say aloud.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cryptoReady, sign, verify } from '#shared/acts/crypto.ts'
import { utf8 } from '#shared/base/bytes.ts'
import { keyCode, newRecovery, spareFromWords } from '#shared/formats/words.ts'

beforeAll(() => cryptoReady)

describe('recovery words', () => {
  it('are twelve, new each time, and give back the spare key that was written down with them', () => {
    const { words, spare } = newRecovery()
    expect(words.length).toBe(12)
    const key = spareFromWords(words)!
    expect(key.id).toBe(spare)
    expect(verify(utf8('x'), sign(utf8('x'), key), spare)).toBe(true)
    expect(newRecovery().words).not.toEqual(words)
  })

  it('are read in capitals and with spaces around them', () => {
    const { words, spare } = newRecovery()
    expect(spareFromWords([` ${words.join(' ').toUpperCase()} `])?.id).toBe(spare)
  })

  it('are refused with a wrong, missing or misplaced word, not taken for another key', () => {
    const { words } = newRecovery()
    expect(spareFromWords(words.slice(1))).toBeNull()
    expect(spareFromWords([])).toBeNull()
    expect(spareFromWords([...words.slice(0, 11), 'parley'])).toBeNull()
    // The checksum has four bits: one of sixteen wrong words passes, so many are tried.
    let passed = 0
    fc.assert(fc.property(fc.nat(11), fc.nat(11), (a, b) => {
      const other = newRecovery().words
      const mixed = words.map((word, i) => (i === a ? other[b]! : word))
      if (mixed.join() !== words.join() && spareFromWords(mixed)) passed++
    }), { numRuns: 200 })
    expect(passed).toBeLessThan(40)
    expect(passed).toBeGreaterThan(0)
  })

  it('stand for the same key in every version of this program', () => {
    const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ')
    expect(spareFromWords(words)?.id).toBe('a59dbd0eb4d1415dac004ff12c43a0b2a20b797936da805a99c3a88e0a22f4d3')
  })
})

describe('key codes', () => {
  it('are four words, the same for the same ids, others for others', () => {
    const code = keyCode('ab'.repeat(32))
    expect(code.split(' ').length).toBe(4)
    expect(keyCode('ab'.repeat(32))).toBe(code)
    expect(new Set(Array.from({ length: 2000 }, (_, n) => keyCode(String(n)))).size).toBe(2000)
  })

  it('do not run ids together', () => {
    expect(keyCode('ab', 'c')).not.toBe(keyCode('a', 'bc'))
    expect(keyCode('ab', 'c')).not.toBe(keyCode('c', 'ab'))
  })

  it('use the whole list', () => {
    const words = new Set(Array.from({ length: 4000 }, (_, n) => keyCode(`${n}`)).flatMap((code) => code.split(' ')))
    expect(words.size).toBeGreaterThan(2000)
  })
})
