// Words of a section as a flat run: words with their marks, and the breaks between paragraphs and items.
import type { Block, InlineMark } from '../../../../shared/protocol/contract.ts'

export type BreakKind = 'paragraph' | 'bullet' | 'number'
export type Token =
  | { readonly type: 'word'; readonly text: string; readonly marks: readonly InlineMark[] }
  /** Opens a paragraph or a list item at a depth, 0 outermost. */
  | { readonly type: 'break'; readonly kind: BreakKind; readonly depth: number }

/** A word, a run of spaces, or one other sign: so a changed comma does not change its word. */
const WORDS = /[\p{L}\p{N}\p{M}'’_]+|\s+|[^\s]/gu

export function tokensOf(blocks: readonly Block[], depth = 0, kind: BreakKind = 'paragraph'): Token[] {
  const tokens: Token[] = []
  blocks.forEach((block, at) => {
    if (block.type === 'paragraph') {
      tokens.push({ type: 'break', kind: at === 0 ? kind : 'paragraph', depth })
      for (const part of block.content) {
        for (const [text] of part.text.matchAll(WORDS)) tokens.push({ type: 'word', text, marks: part.marks ?? [] })
      }
      return
    }
    const item: BreakKind = block.type === 'bullets' ? 'bullet' : 'number'
    for (const blocksOfItem of block.items) tokens.push(...tokensOf(blocksOfItem, depth + 1, item))
  })
  return tokens
}

export const sameToken = (a: Token, b: Token): boolean =>
  a.type === 'word'
    ? b.type === 'word' && a.text === b.text && a.marks.length === b.marks.length && a.marks.every((mark) => b.marks.includes(mark))
    : b.type === 'break' && a.kind === b.kind && a.depth === b.depth

export const plainText = (blocks: readonly Block[]): string =>
  tokensOf(blocks).map((token) => (token.type === 'word' ? token.text : '\n')).join('').trim()
