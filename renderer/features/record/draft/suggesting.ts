// Suggesting instead of changing: what is typed gets a mark, what is taken out stands struck, until somebody takes or
// leaves it. Suggestions are about words and paragraphs; lists, tables, pictures and looks are changed or left alone.
import { Extension } from '@tiptap/core'
import { Fragment, Slice, type Mark, type Node, type Schema } from '@tiptap/pm/model'
import { PluginKey, Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Mapping, ReplaceStep } from '@tiptap/pm/transform'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { BREAK } from './suggestions.ts'

export interface Suggester {
  readonly on: () => boolean
  readonly me: () => string
  readonly now: () => number
  readonly newId: () => string
  /** Something was tried that can not be suggested. */
  readonly refused: () => void
}

const key = new PluginKey('suggesting')
/** Says of a transaction that it decides about suggestions or adds a comment, rather than being one. */
export const settles = (tr: Transaction): Transaction => tr.setMeta(key, 'settles')

export const suggesting = (by: Suggester) => Extension.create({
  name: 'suggesting',
  priority: 1000,
  dispatchTransaction({ transaction, next }) {
    if (!by.on() || !transaction.docChanged || isOthers(transaction)) return next(transaction)
    const instead = suggestionOf(transaction, this.editor.state, by)
    if (instead) next(instead)
    else by.refused()
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        if (!by.on()) return false
        const { state, view } = this.editor
        if (!state.selection.$from.parent.isTextblock) return true
        view.dispatch(state.tr.replaceSelection(paragraphs(['', ''], state.schema)).scrollIntoView())
        return true
      },
    }
  },
  addProseMirrorPlugins: () => [new Plugin({
    key,
    props: {
      // Pasted looks and boxes can't be suggested; their words can.
      transformPasted: (slice, view) => (by.on() ? paragraphs(linesOf(slice.content), view.state.schema) : slice),
    },
  })],
})

function isOthers(transaction: Transaction): boolean {
  const sync = transaction.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean; isUndoRedoOperation?: boolean; snapshot?: unknown } | undefined
  return transaction.getMeta(key) === 'settles' || sync?.isChangeOrigin === true || sync?.isUndoRedoOperation === true || sync?.snapshot !== undefined
}

const linesOf = (content: Fragment): string[] => {
  const lines: string[] = []
  content.forEach((node) => {
    if (node.isTextblock) lines.push(node.textContent)
    else if (node.isText || node.isInline) lines.push((lines.pop() ?? '') + node.textContent)
    else lines.push(...linesOf(node.content))
  })
  return lines
}

/** Lines as an open slice of paragraphs, as typing and pasting would make it. */
const paragraphs = (lines: readonly string[], schema: Schema): Slice => {
  const nodes = lines.map((line) => schema.nodes['paragraph']!.create(null, line === '' ? [] : [schema.text(line)]))
  return nodes.length === 0 ? Slice.empty : new Slice(Fragment.from(nodes), 1, 1)
}

/** The suggestion that stands for a change; null where there is none. */
export function suggestionOf(change: Transaction, state: EditorState, by: Suggester): Transaction | null {
  if (!change.steps.every((step) => step instanceof ReplaceStep && isWords(step.slice))) return null
  const tr = state.tr
  change.steps.forEach((step, at) => {
    const { from, to, slice } = step as ReplaceStep
    // Back to how the document was, and forward through what this suggestion has done to it so far.
    const back = new Mapping(change.mapping.maps.slice(0, at)).invert()
    suggest(tr, tr.mapping.map(back.map(from, 1)), tr.mapping.map(back.map(to, -1)), slice, state, by)
  })
  return tr.docChanged || change.selectionSet ? tr.scrollIntoView() : null
}

const isWords = (slice: Slice): boolean => {
  let words = true
  slice.content.descendants((node) => { if (!node.isText && !['paragraph', 'heading', 'listItem', 'taskItem', 'hardBreak'].includes(node.type.name)) words = false })
  return words
}

function suggest(tr: Transaction, from: number, to: number, slice: Slice, state: EditorState, by: Suggester): void {
  if (to < from) return
  const forward = state.selection.empty && state.selection.head === from && to > from
  const attributes = { ...(ownBeside(tr.doc, from, to, by.me()) ?? { id: by.newId(), at: by.now() }), person: by.me() }
  const end = strike(tr, from, to, attributes, state.schema)
  const lines = linesOf(slice.content)
  const after = lines.length > 0 ? insert(tr, end, lines, attributes, state.schema) : forward ? end : from
  const at = tr.doc.resolve(Math.min(after, tr.doc.content.size))
  tr.setSelection(TextSelection.near(at, forward ? 1 : -1))
  tr.setStoredMarks(null)
}

/** Strikes words of others and takes out what the same person suggested; where the range ends then. */
function strike(tr: Transaction, from: number, to: number, attributes: { id: string; person: string }, schema: Schema): number {
  const [insertion, deletion] = [schema.marks['insertion']!, schema.marks['deletion']!]
  const start = tr.mapping.maps.length
  const ranges: { from: number; to: number; own: boolean; struck: boolean }[] = []
  tr.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isText) return
    const own = insertion.isInSet(node.marks)?.attrs['person'] === attributes.person
    ranges.push({ from: Math.max(pos, from), to: Math.min(pos + node.nodeSize, to), own, struck: deletion.isInSet(node.marks) !== undefined })
  })
  for (const range of ranges.reverse()) {
    if (range.own) tr.delete(range.from, range.to)
    else if (!range.struck) tr.addMark(range.from, range.to, deletion.create(attributes))
  }
  return tr.mapping.slice(start).map(to)
}

/** Inserts the lines as one suggestion; between two of them a break that can be taken out again. */
function insert(tr: Transaction, at: number, lines: readonly string[], attributes: object, schema: Schema): number {
  const mark = schema.marks['insertion']!.create(attributes)
  let pos = at
  lines.forEach((line, index) => {
    if (index > 0) {
      tr.insert(pos, schema.text(BREAK, [mark]))
      const $pos = tr.doc.resolve(pos + 1)
      const inItem = $pos.depth > 1 && /Item$/.test($pos.node(-1).type.name)
      tr.split(pos + 1, inItem ? 2 : 1)
      pos += 1 + (inItem ? 4 : 2)
    }
    if (line === '') return
    tr.insert(pos, schema.text(line, [mark, ...looksAt(tr.doc, pos)]))
    pos += line.length
  })
  return pos
}

/** Bold beside bold stays bold. */
const looksAt = (doc: Node, pos: number): readonly Mark[] =>
  (doc.resolve(pos).nodeBefore?.marks ?? []).filter((mark) => mark.type.name === 'bold' || mark.type.name === 'italic')

/** One's own suggestion that ends or begins here goes on, as one mark; others' are left as they are. */
function ownBeside(doc: Node, from: number, to: number, me: string): { id: string; at: number } | null {
  for (const node of [doc.resolve(from).nodeBefore, doc.resolve(to).nodeAfter]) {
    const mark = node?.marks.find((one) => one.type.name === 'insertion' || one.type.name === 'deletion')
    if (mark?.attrs['person'] === me) return { id: String(mark.attrs['id']), at: Number(mark.attrs['at']) || 0 }
  }
  return null
}
