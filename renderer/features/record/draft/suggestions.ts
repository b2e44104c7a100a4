// The suggestions that stand in a field: found, taken, left.
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'

/** Holds the place of a suggested break between paragraphs: at the end of the first of the two, inside the suggestion. */
export const BREAK = '\u200B'

export interface Suggestion {
  readonly id: string
  readonly person: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly added: string
  readonly removed: string
  readonly from: number
  readonly to: number
}

interface Piece { readonly id: string; readonly kind: 'insertion' | 'deletion'; readonly person: string; readonly at: number; readonly from: number; readonly to: number; readonly text: string }

function piecesOf(doc: Node): Piece[] {
  const pieces: Piece[] = []
  doc.descendants((node, pos) => {
    if (!node.isText) return
    for (const { type, attrs } of node.marks) {
      if (type.name !== 'insertion' && type.name !== 'deletion') continue
      pieces.push({
        id: String(attrs['id']), kind: type.name, person: String(attrs['person']), at: typeof attrs['at'] === 'number' ? attrs['at'] : 0,
        from: pos, to: pos + node.nodeSize, text: node.text ?? '',
      })
    }
  })
  return pieces
}

/** In the order they stand. One suggestion may have several pieces: what it takes out and what it puts there. */
export function suggestionsIn(doc: Node): Suggestion[] {
  const found = new Map<string, Suggestion>()
  for (const piece of piecesOf(doc)) {
    const known = found.get(piece.id) ?? { id: piece.id, person: piece.person, at: piece.at, added: '', removed: '', from: piece.from, to: piece.to }
    const said = piece.text.replaceAll(BREAK, '¶')
    found.set(piece.id, {
      ...known, to: piece.to, at: Math.max(known.at, piece.at),
      ...(piece.kind === 'insertion' ? { added: known.added + said } : { removed: known.removed + said }),
    })
  }
  return [...found.values()]
}

/** Takes a suggestion or leaves it; all of the field where `id` is null. The transaction is empty where there is none. */
export function settle(state: EditorState, how: 'take' | 'leave', id: string | null): Transaction {
  const tr = state.tr
  const pieces = piecesOf(state.doc).filter((piece) => id === null || piece.id === id)
  const stays = how === 'take' ? 'insertion' : 'deletion'
  for (const found of pieces.reverse()) {
    // A word may be in two suggestions, and one of them have taken it away.
    const piece = { ...found, from: tr.mapping.map(found.from, 1), to: tr.mapping.map(found.to, -1) }
    if (piece.to <= piece.from) continue
    if (piece.kind === stays) {
      tr.removeMark(piece.from, piece.to, state.schema.marks[piece.kind]!)
      if (piece.kind === 'insertion') withoutBreaks(tr, piece)
    } else remove(tr, piece)
  }
  return tr
}

function withoutBreaks(tr: Transaction, piece: Piece): void {
  for (let at = piece.text.length - 1; at >= 0; at--) if (piece.text[at] === BREAK) tr.delete(piece.from + at, piece.from + at + 1)
}

/** With a break goes the border to the next paragraph, so that the two are one again. */
function remove(tr: Transaction, piece: Piece): void {
  const $end = tr.doc.resolve(piece.to)
  const broken = piece.kind === 'insertion' && piece.text.endsWith(BREAK) && $end.parentOffset === $end.parent.content.size
  tr.delete(piece.from, piece.to)
  if (!broken) return
  const $at = tr.doc.resolve(piece.from)
  if ($at.parentOffset !== $at.parent.content.size) return
  const after = nextTextStart(tr.doc, piece.from)
  if (after !== null) tr.delete(piece.from, after)
}

/** Where the words of the next paragraph begin, if that is what follows. */
function nextTextStart(doc: Node, from: number): number | null {
  let found: number | null = null
  doc.nodesBetween(from, Math.min(from + 12, doc.content.size), (node, pos) => {
    if (found === null && node.isTextblock && pos >= from) found = pos + 1
    return found === null
  })
  return found
}
