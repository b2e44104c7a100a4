import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, TermsView } from '#shared/protocol/contract.ts'
import { changesBetween, excerpt, linesOf, runsBetween } from '../../../renderer/features/record/words/changes.ts'
import { difference } from '#shared/domain/record/difference.ts'
import { plainText, sameToken, tokensOf } from '#shared/domain/record/tokens.ts'

const paragraph = (text: string): Block => ({ type: 'paragraph', content: [{ text }] })
const ADA = 'a'.repeat(64)
const BEN = 'b'.repeat(64)
const terms = (words: Partial<Record<'why' | 'ada' | 'ben', string>>, more: Partial<TermsView> = {}): TermsView => ({
  title: 'Bread on Fridays',
  kind: 'mutual',
  sections: [
    ...(words.why ? [{ voice: 'why' as const, words: [paragraph(words.why)] }] : []),
    ...(words.ada ? [{ voice: 'promises' as const, person: ADA, words: [paragraph(words.ada)] }] : []),
    ...(words.ben ? [{ voice: 'promises' as const, person: BEN, words: [paragraph(words.ben)] }] : []),
  ],
  ...more,
})

describe('a difference by words', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })

  it('gives the newer words without what was removed, and the older without what was added', () => {
    fc.assert(fc.property(letters, letters, (before, after) => {
      const pieces = difference(before, after, String)
      expect(pieces.filter((piece) => piece.change !== 'removed').map((piece) => piece.item)).toEqual(after)
      expect(pieces.filter((piece) => piece.change !== 'added').map((piece) => piece.item)).toEqual(before)
    }))
  })

  it('keeps as much as a longest common subsequence does', () => {
    const longest = (a: readonly string[], b: readonly string[]): number => {
      if (a.length === 0 || b.length === 0) return 0
      return a[0] === b[0] ? 1 + longest(a.slice(1), b.slice(1)) : Math.max(longest(a.slice(1), b), longest(a, b.slice(1)))
    }
    const short = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
    fc.assert(fc.property(short, short, (before, after) => {
      expect(difference(before, after, String).filter((piece) => piece.change === 'same')).toHaveLength(longest(before, after))
    }))
  })

  it('stays quick on long words: too large a middle is shown as replaced', () => {
    const before = Array.from({ length: 3000 }, (_, i) => `x${i}`)
    const after = Array.from({ length: 3000 }, (_, i) => `y${i}`)
    const pieces = difference(['same', ...before], ['same', ...after], String)
    expect(pieces).toHaveLength(6001)
    expect(pieces[0]).toEqual({ change: 'same', item: 'same' })
  })
})

describe('words as tokens', () => {
  it('part a word from the sign beside it', () => {
    expect(plainText([paragraph('At home, only.')])).toBe('At home, only.')
    const texts = tokensOf([paragraph('home, only.')]).map((token) => (token.type === 'word' ? token.text : token.kind))
    expect(texts).toEqual(['paragraph', 'home', ',', ' ', 'only', '.'])
  })

  it('see bold words as other words', () => {
    const [, plain] = tokensOf([paragraph('bread')])
    const [, bold] = tokensOf([{ type: 'paragraph', content: [{ text: 'bread', marks: ['bold'] }] }])
    expect(sameToken(plain!, bold!)).toBe(false)
  })

  it('say how deep an item of a list lies', () => {
    const nested: Block = { type: 'bullets', items: [[paragraph('one'), { type: 'numbers', items: [[paragraph('deep')]] }]] }
    expect(tokensOf([nested]).filter((token) => token.type === 'break')).toEqual([
      { type: 'break', kind: 'bullet', depth: 1 }, { type: 'break', kind: 'number', depth: 2 },
    ])
  })
})

describe('changes between two revisions', () => {
  it('stand under the section they sit in, and sections that stay are left out', () => {
    const before = terms({ why: 'So that nobody goes hungry.', ada: 'I bake 16 loaves.' })
    const after = terms({ why: 'So that nobody goes hungry.', ada: 'I bake 18 loaves.', ben: 'I carry them.' })
    const changes = changesBetween(before, after)
    expect(changes.map((change) => change.place.person ?? change.place.voice)).toEqual([ADA, BEN])
    const runs = linesOf(changes[0]!.pieces, 'both')[0]!.runs
    expect(runs.map((run) => [run.change, run.text])).toEqual([
      ['same', 'I bake '], ['removed', '16'], ['added', '18'], ['same', ' loaves.'],
    ])
  })

  it('are marked without the spaces around them, and lose none', () => {
    const [change] = changesBetween(terms({ ada: 'I bake. I sweep.' }), terms({ ada: 'I bake. She rings Ben. I sweep.' }))
    const runs = linesOf(change!.pieces, 'both')[0]!.runs
    expect(runs.map((run) => run.text).join('')).toBe('I bake. She rings Ben. I sweep.')
    expect(runs.filter((run) => run.change === 'added').map((run) => run.text)).toEqual(['She rings Ben.'])
  })

  it('take a sentence with the stop that ends it', () => {
    const [more] = changesBetween(terms({ ada: 'I bake.' }), terms({ ada: 'I bake. I sweep.' }))
    expect(linesOf(more!.pieces, 'both')[0]!.runs.map((run) => [run.change, run.text])).toEqual([['same', 'I bake.'], ['same', ' '], ['added', 'I sweep.']])
    const [less] = changesBetween(terms({ ada: 'I bake. I sweep.' }), terms({ ada: 'I bake.' }))
    expect(linesOf(less!.pieces, 'both')[0]!.runs.map((run) => [run.change, run.text])).toEqual([['same', 'I bake.'], ['same', ' '], ['removed', 'I sweep.']])
  })

  it('of one value are told word by word', () => {
    expect(runsBetween('16 of 20 notes', '18 of 20 notes', 'both').map((run) => [run.change, run.text])).toEqual([['removed', '16'], ['added', '18'], ['same', ' of 20 notes']])
    expect(runsBetween('', 'Fri 12 June', 'both').map((run) => run.change)).toEqual(['added'])
    expect(runsBetween('Fri 12 June', '', 'after').map((run) => [run.change, run.text])).toEqual([['missing', 'Fri 12 June']])
  })

  it('show each side its own words', () => {
    const [change] = changesBetween(terms({ ada: 'I bake 16 loaves.' }), terms({ ada: 'I bake 18 loaves.' }))
    const text = (side: 'before' | 'after'): string => linesOf(change!.pieces, side).map((line) => line.runs.map((run) => run.text).join('')).join('\n')
    expect(text('before')).toBe('I bake 16 loaves.')
    expect(text('after')).toBe('I bake 18 loaves.')
  })

  it('include a section that was taken out, and the title', () => {
    const before = terms({ why: 'Hunger.', ada: 'I bake.' }, { due: '2026-05-22', hours: 2 })
    const after = terms({ ada: 'I bake.' }, { title: 'Bread on Mondays', due: '2026-05-29' })
    expect(changesBetween(before, after).map((change) => change.place.voice)).toEqual(['title', 'why'])
  })

  it('are none between the same words', () => {
    const words = terms({ why: 'Hunger.' })
    expect(changesBetween(words, structuredClone(words))).toEqual([])
  })

  it('can be told with a few words around them', () => {
    const long = Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ')
    const runs = excerpt([{ change: 'same', nth: 0, text: `${long} `, marks: [] }, { change: 'added', nth: 1, text: 'new', marks: [] }], 3)
    expect(runs[0]!.text).toBe('… w37 w38 w39 ')
    expect(runs[1]!.text).toBe('new')
  })
})

describe('gaps on the side that lacks words', () => {
  const told = (before: readonly Block[], after: readonly Block[], side: 'before' | 'after') => {
    const of = (words: readonly Block[]): TermsView => ({ title: '', kind: 'mutual', sections: [{ voice: 'why', words }] })
    const [change] = changesBetween(of(before), of(after))
    return linesOf(change!.pieces, side).map((line) => line.runs.map((run) => (run.change === 'missing' ? `[${run.text}]` : run.text)).join(''))
  }
  const [bake, ring, sweep] = ['I bake.', 'I ring Ben.', 'I sweep.'].map(paragraph) as [Block, Block, Block]

  it('stand where words came or went, and not where others took their place', () => {
    expect(told([paragraph('I bake 16 loaves.')], [paragraph('I bake 18 loaves. I ring Ben.')], 'before')).toEqual(['I bake 16 loaves. [I ring Ben.]'])
    expect(told([paragraph('I bake. I sweep.')], [paragraph('I bake.')], 'after')).toEqual(['I bake. [I sweep.]'])
  })

  it('are lines of their own where a whole line came or went, wherever it stands', () => {
    expect(told([bake, sweep], [ring, bake, sweep], 'before')).toEqual(['[I ring Ben.]', 'I bake.', 'I sweep.'])
    expect(told([bake, sweep], [bake, ring, sweep], 'before')).toEqual(['I bake.', '[I ring Ben.]', 'I sweep.'])
    expect(told([bake, sweep, ring], [bake, sweep], 'after')).toEqual(['I bake.', 'I sweep.', '[I ring Ben.]'])
    const list = (...items: Block[]): Block => ({ type: 'bullets', items: items.map((item) => [item]) })
    expect(told([list(bake)], [list(bake, ring)], 'before')).toEqual(['I bake.', '[I ring Ben.]'])
  })

  it('tear no line apart that was parted in two', () => {
    expect(told([paragraph('I bake and sweep.')], [paragraph('I bake'), paragraph('and sweep.')], 'before')).toEqual(['I bake and sweep.'])
  })

  it('are a row of a table, with its cells', () => {
    const table = (...rows: string[][]): Block => ({ type: 'table', head: false, rows: rows.map((row) => row.map((cell) => [paragraph(cell)])) })
    const [change] = changesBetween(terms({}, { sections: [{ voice: 'why', words: [table(['a', 'b'])] }] }), terms({}, { sections: [{ voice: 'why', words: [table(['a', 'b'], ['c', 'd'])] }] }))
    expect(linesOf(change!.pieces, 'before').filter((line) => line.missing).map((line) => [line.kind, line.runs.map((run) => run.text).join()])).toEqual([['row', ''], ['cell', 'c'], ['cell', 'd']])
  })

  it('have the same number on both sides, so that one change is found on each', () => {
    const [change] = changesBetween(terms({ ada: 'I bake 16 loaves.' }), terms({ ada: 'I bake 18 loaves. I ring Ben.' }))
    const numbers = (side: 'before' | 'after') => linesOf(change!.pieces, side).flatMap((line) => line.runs.filter((run) => run.change !== 'same').map((run) => run.nth))
    expect([numbers('before'), numbers('after')]).toEqual([[1, 2], [1, 2]])
  })

  it('never cost a side a word of its own', () => {
    const words = fc.array(fc.constantFrom('bake', 'ring', 'sweep', 'rest'), { minLength: 1, maxLength: 5 }).map((said) => paragraph(said.join(' ')))
    const text = fc.array(words, { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(text, text, (before, after) => {
      fc.pre(plainText(before) !== plainText(after))
      const own = (side: 'before' | 'after') => told(before, after, side).map((line) => line.replace(/\s*\[[^\]]*\]\s*/g, ' ').replace(/\s+/g, ' ').trim()).filter((line) => line !== '')
      expect(own('before')).toEqual(before.map((line) => plainText([line])))
      expect(own('after')).toEqual(after.map((line) => plainText([line])))
    }))
  })
})
