// Markdown that was pasted, as blocks; what else is asked for while typing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { block as blockSchema, plainText, type Block } from '#shared/domain/record/words.ts'
import { inlineOf, looksLikeMarkdown, markdownBlocks } from '../../../../renderer/features/record/draft/markdown.ts'
import { nodesOf } from '../../../../renderer/features/record/draft/nodes-of.ts'
import { sliceOfText } from '../../../../renderer/features/record/draft/pasting.ts'
import { draftSchema } from '../../../../renderer/features/record/draft/schema/index.ts'
import { askedIn } from '../../../../renderer/features/record/draft/triggers.ts'
import { placesOf } from '../../../../renderer/features/record/draft/unseen-arrivals.ts'

const schema = draftSchema()
const said = (text: string): Block => ({ type: 'paragraph', content: [{ text }] })

describe('Markdown', () => {
  it('is read as headings, lists, checklists and tables', () => {
    const text = '# How\n\nFirst line\nsecond line\n\n- rye\n- wheat\n  1. spelt\n\n- [x] flour\n- [ ] salt\n\n| Day | Who |\n| --- | --- |\n| Mon | Ada |\n| Tue |\n\nend'
    expect(looksLikeMarkdown(text)).toBe(true)
    expect(markdownBlocks(text)).toEqual([
      { type: 'heading', content: [{ text: 'How' }] },
      said('First line\nsecond line'),
      { type: 'bullets', items: [[said('rye')], [said('wheat'), { type: 'numbers', items: [[said('spelt')]] }]] },
      { type: 'checklist', items: [{ done: true, words: [said('flour')] }, { done: false, words: [said('salt')] }] },
      { type: 'table', head: true, rows: [[[said('Day')], [said('Who')]], [[said('Mon')], [said('Ada')]], [[said('Tue')], []]] },
      said('end'),
    ])
  })

  it('has bold, italic and links, and leaves alone what only looks so', () => {
    expect(inlineOf('**bread** and *milk* or [the rota](https://example.org)')).toEqual([
      { text: 'bread', marks: ['bold'] }, { text: ' and ' }, { text: 'milk', marks: ['italic'] }, { text: ' or ' }, { text: 'the rota', link: 'https://example.org' },
    ])
    expect(inlineOf('2 * 3 * 4, snake_case_name, [x](javascript:alert(1)) and \\*this\\*').map((run) => run.text).join('')).toBe('2 * 3 * 4, snake_case_name, [x](javascript:alert(1)) and *this*')
    expect(inlineOf('[x](javascript:alert(1))').every((run) => run.link === undefined)).toBe(true)
    for (const text of ['We meet at 5 - or later', '2 * 3 * 4', 'A letter.\n\nSecond.']) expect(looksLikeMarkdown(text)).toBe(false)
  })

  it('of any kind becomes blocks that terms allow and an editor draws, with every word', () => {
    const piece = fc.constantFrom('# ', '- ', '1. ', '  - ', '[ ] ', '[x] ', '| a | b |\n', '| --- | --- |\n', '**', '*', '_', '[w](https://e.org)', '[w](', '\n', '\n\n', 'word', ' ', '\\*', '<script>', '😀', '\t')
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      const blocks = markdownBlocks(text)
      for (const one of blocks) expect(blockSchema.safeParse(one).success).toBe(true)
      for (const node of nodesOf(blocks, schema)) node.check()
      const count = (of: string): number => of.split('word').length
      expect(count(plainText(blocks))).toBe(count(text))
    }), { numRuns: 500 })
  })

  it('of a megabyte is read to its end: what takes time by its square would not come to it', () => {
    for (const text of ['- x\n'.repeat(200_000), '*'.repeat(900_000), '[a]('.repeat(200_000), '| a '.repeat(200_000), `${'  '.repeat(400_000)}- x`, '__a'.repeat(200_000)]) {
      expect(sliceOfText(text, schema, false).content.size).toBeGreaterThan(0)
    }
  })
})

describe('plain text', () => {
  it('is a paragraph for each block of lines; an address alone is a link', () => {
    const slice = sliceOfText('One\ntwo\n\nThree', schema, false)
    expect(slice.content.childCount).toBe(2)
    expect(slice.content.firstChild!.firstChild!.text).toBe('One')
    expect(sliceOfText(' https://example.org/a ', schema, false).content.firstChild!.marks[0]!.attrs['href']).toBe('https://example.org/a')
    expect(sliceOfText('# not a heading', schema, true).content.firstChild!.type.name).toBe('paragraph')
  })
})

describe('what is asked for while typing', () => {
  it.each([['/', 'block', ''], ['Hello @Be', 'person', 'Be'], ['see #calm hand', 'record', 'calm hand'], ['(see [[rota', 'record', 'rota'], ['@Ada Novak', 'person', 'Ada Novak']])('%s', (text, kind, query) => {
    expect(askedIn(text)).toMatchObject({ kind, query })
  })
  it.each(['ada@example', 'and/or', '1 / 2', 'a # b', '/two words', 'C#', ''])('%s asks for nothing', (text) => expect(askedIn(text)).toBe(null))
})

describe('what came in out of sight', () => {
  it('stands above or below, in order; what is in sight has been seen', () => {
    const at = (of: string, top: number): { of: string; top: number; bottom: number } => ({ of, top, bottom: top + 20 })
    const { above, below } = placesOf([at('far', -300), at('seen', 100), at('near', -40), at('under', 900)], { top: 40, bottom: 800 })
    expect([above.map((place) => place.of), below.map((place) => place.of)]).toEqual([['far', 'near'], ['under']])
  })
})
