import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf } from '../../../renderer/features/search/excerpt.ts'
import { folded, match, wordsOf } from '../../../renderer/workbench/palette/fuzzy.ts'
import { chosenLately, pieces, ranked, readQuery, readRecent, shownOf, type Found } from '../../../renderer/workbench/palette/ranking.ts'
import type { Entry } from '../../../renderer/workbench/registry/sources.ts'

const find = (query: string, text: string, also?: string) => match(wordsOf(query), folded(text), also === undefined ? undefined : folded(also))
const marked = (query: string, text: string): string[] => (find(query, text)?.ranges ?? []).map(([start, end]) => text.slice(start, end))

describe('finding by a few letters', () => {
  it('marks the letters where they stand, whatever accent or case', () => {
    expect(marked('handov', 'A calm Handover at shift change')).toEqual(['Handov'])
    expect(marked('zielinski', 'Tomasz Zieliński')).toEqual(['Zieliński'])
    expect(marked('shift calm', 'A calm handover at shift change')).toEqual(['calm', 'shift'])
    expect(marked('hdover', 'Handover')).toEqual(['H', 'dover'])
    expect(marked('سلام', 'قول سلام للجميع')).toEqual(['سلام'])
  })

  it('finds nothing in letters that are strewn by chance', () => {
    expect(find('abt', 'Audit notes for the big table')).toBeNull()
    expect(find('milk xyz', 'The milk round')).toBeNull()
    expect(find('ben', 'The milk round', 'Ben Okafor')).not.toBeNull()
    // The letters that stand there are not marked where the word is found elsewhere.
    expect(find('calm bexn', 'A calm b e x', 'bexn')?.ranges).toEqual([[2, 6]])
    expect(find('calm bexn', 'A calm b e x ...... n', 'bexn')?.ranges).toEqual([[2, 6]])
  })

  it('holds the start of a word for better than its middle, and that for better than strewn letters', () => {
    const scores = ['Round of milk', 'Background', 'Robust unlaundered'].map((text) => find('round', text)?.score ?? -Infinity)
    expect(scores[0]).toBeGreaterThan(scores[1]!)
    expect(scores[1]).toBeGreaterThan(scores[2]!)
  })

  it('is not led astray by signs of patterns, long texts or emoji', () => {
    expect(find('(.*)+', 'What (.*)+ means')).not.toBeNull()
    expect(find('x'.repeat(5000), 'x')).toBeNull()
    expect(marked('kite', '🪁 kite day')).toEqual(['kite'])
  })
})

const entry = (key: string, words: string, more: Partial<Entry> = {}): Entry => ({ key, words, run: () => {}, ...more })
const goTo = (...entries: Entry[]): Found => ({ source: { group: 'goTo' }, entries })
const shownFor = (found: readonly Found[], text: string, recent: ReadonlyMap<string, number>, alone = false) => shownOf(found.map((one) => ranked(one, text, recent, alone)))
const keys = (found: readonly Found[], text: string, recent = new Map<string, number>()): string[] => shownFor(found, text, recent).map(({ key }) => key)

describe('the palette', () => {
  it('puts what was chosen lately first while nothing is typed', () => {
    const found = goTo(entry('a', 'Audit'), entry('b', 'Boiler'), entry('c', 'Cover'))
    expect(keys([found], '')).toEqual(['a', 'b', 'c'])
    expect(keys([found], '', new Map([['c', 1], ['b', 0]]))).toEqual(['c', 'b', 'a'])
  })

  it('keeps its groups in order, shows each thing once, and no more than there is room for', () => {
    const found: Found[] = [
      { source: { group: 'words', matched: true }, entries: [entry('w', 'Milk in the words'), entry('a', 'Milk')] },
      { source: { group: 'do', most: 1 }, entries: [entry('d1', 'Milk the cow'), entry('d2', 'Milk the goat')] },
      goTo(entry('a', 'Milk')),
    ]
    expect(keys(found, 'milk')).toEqual(['a', 'd1', 'w'])
    expect(shownFor(found, 'milk', new Map(), true)).toHaveLength(4)
  })

  it('never has a signing action first', () => {
    const signs = { source: { group: 'do' } as const, entries: [entry('sign', 'Accept rev 3', { signs: true }), entry('open', 'Accept nothing yet, compare')] }
    expect(keys([signs], 'accept')).toEqual(['open', 'sign'])
    expect(keys([{ ...signs, entries: [signs.entries[0]!] }, { source: { group: 'words', matched: true }, entries: [entry('w', 'accepted')] }], 'accept')).toEqual(['w', 'sign'])
  })

  it('reads the sign that is typed first', () => {
    expect(readQuery('@ben', ['@', '>'])).toEqual({ sign: '@', text: 'ben' })
    expect(readQuery(' ben', ['@', '>'])).toEqual({ sign: null, text: 'ben' })
  })

  it('remembers what was chosen, newest last, and survives nonsense', () => {
    expect(chosenLately(['a', 'b'], 'a')).toEqual(['b', 'a'])
    expect(readRecent('{"a":1}')).toEqual([])
    expect(readRecent('[')).toEqual([])
    expect(readRecent('["a",7]')).toEqual(['a'])
  })

  it('cuts a text at what matched', () => {
    expect(pieces('handover', [[0, 4]])).toEqual([{ text: 'hand', marked: true }, { text: 'over', marked: false }])
    expect(pieces('ab', [[0, 2], [1, 9]]).map(({ text }) => text).join('')).toBe('ab')
  })

  it('says a title once, and marks what was found behind it where it stands', () => {
    const marks = ({ text, found }: ReturnType<typeof excerptOf>) => [text, ...found.map(([from, to]) => text.slice(from, to))]
    expect(marks(excerptOf({ title: 'Bread by post', snippet: '\u0001Bread\u0002 by post We bake \u0001bread\u0002.' }))).toEqual(['We bake bread.', 'bread'])
    expect(marks(excerptOf({ title: 'Bread', snippet: '…of \u0001bread\u0002 and rye' }))).toEqual(['…of bread and rye', 'bread'])
    expect(marks(excerptOf({ title: 'Bread', snippet: '\u0001Bread and\u0002 rye' }))).toEqual(['and rye', 'and'])
    expect(marks(excerptOf({ title: '', snippet: '' }))).toEqual([''])
  })

  it('leaves out nothing that a look at each letter would find', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'Z', '0', '7', ' ', 'é', 'ß', 'س', '🪁', '-'), maxLength: 12 })
    fc.assert(fc.property(fc.array(fc.tuple(texts, texts), { maxLength: 20 }), texts, (all, typed) => {
      const words = wordsOf(typed)
      fc.pre(words.length > 0)
      const entries = all.map(([text, also], i) => entry(String(i), text, { also }))
      const looked = entries.filter((one) => match(words, folded(one.words), folded(one.also ?? '')) !== null).map(({ key }) => key)
      expect(keys([goTo(...entries)].map((one) => ({ ...one, source: { ...one.source, most: 40 } })), typed).sort()).toEqual(looked.sort())
    }), { numRuns: 500 })
  })
})
