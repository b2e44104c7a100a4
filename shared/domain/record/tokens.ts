// Words of a section as a flat run: words with their marks, and the breaks between paragraphs, items and cells.
import type { Block, ImageBlock, InlineMark, InlineText } from './view.ts'

/** `open` and `done` are items of a checklist; `head` and `row` begin a row of a table, `cell` a cell in it. */
export type BreakKind = 'paragraph' | 'heading' | 'bullet' | 'number' | 'open' | 'done' | 'head' | 'row' | 'cell' | 'image'
/** What a run of words names, beside saying it. */
export type Meaning = Pick<InlineText, 'link' | 'person' | 'record'>
export type Word = { readonly type: 'word'; readonly text: string; readonly marks: readonly InlineMark[] } & Meaning
export type Token =
  | Word
  /** Opens a paragraph or a list item at a depth, 0 outermost. */
  | { readonly type: 'break'; readonly kind: BreakKind; readonly depth: number; readonly image?: ImageBlock }

/** A word, a run of spaces, or one other sign: so a changed comma does not change its word. */
const WORDS = /[\p{L}\p{N}\p{M}'’_]+|\s+|[^\s]/gu

export function tokensOf(blocks: readonly Block[], depth = 0, kind: BreakKind = 'paragraph'): Token[] {
  return blocks.flatMap((block, at): Token[] => {
    const opens = at === 0 ? kind : 'paragraph'
    switch (block.type) {
      case 'paragraph': return [{ type: 'break', kind: opens, depth }, ...block.content.flatMap(wordsOf)]
      case 'heading': return [{ type: 'break', kind: opens === 'paragraph' ? 'heading' : opens, depth }, ...block.content.flatMap(wordsOf)]
      case 'bullets': return block.items.flatMap((item) => tokensOf(item, depth + 1, 'bullet'))
      case 'numbers': return block.items.flatMap((item) => tokensOf(item, depth + 1, 'number'))
      case 'checklist': return block.items.flatMap(({ done, words }) => tokensOf(words, depth + 1, done ? 'done' : 'open'))
      case 'table': return block.rows.flatMap((row, at) => [
        { type: 'break', kind: block.head && at === 0 ? 'head' : 'row', depth: depth + 1 } as const,
        ...row.flatMap((cell) => (cell.length > 0 ? tokensOf(cell, depth + 1, 'cell') : [{ type: 'break', kind: 'cell', depth: depth + 1 } as const])),
      ])
      case 'image': return [{ type: 'break', kind: 'image', depth, image: block }]
    }
  })
}

/** What names a person, a record or an address is one word, however many it is written with. */
export function wordsOf({ text, marks = [], link, person, record }: InlineText): Word[] {
  const meaning: Meaning = { ...(link !== undefined && { link }), ...(person !== undefined && { person }), ...(record !== undefined && { record }) }
  if (person !== undefined || record !== undefined) return [{ type: 'word', text, marks, ...meaning }]
  return [...text.matchAll(WORDS)].map(([word]) => ({ type: 'word', text: word, marks, ...meaning }))
}

export const sameMeaning = (a: Meaning, b: Meaning): boolean => a.link === b.link && a.person === b.person && a.record === b.record

/** The same for tokens that say the same, and for no others. */
export const keyOf = (token: Token): string => JSON.stringify(token.type === 'word'
  ? [token.text, [...token.marks].sort(), token.link ?? null, token.person ?? null, token.record ?? null]
  : [token.kind, token.depth, token.image?.image ?? null, token.image?.alt ?? null])
export const sameToken = (a: Token, b: Token): boolean => keyOf(a) === keyOf(b)

export const plainText = (blocks: readonly Block[]): string =>
  tokensOf(blocks).map((token) => (token.type === 'word' ? token.text : '\n')).join('').trim()
