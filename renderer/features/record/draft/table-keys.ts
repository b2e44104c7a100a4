// Tables by keyboard: Tab from cell to cell, Ctrl Alt arrows add a row or column there, Ctrl Alt Backspace takes the row out
// and with Shift the column, Escape leaves the table below.
import { Extension } from '@tiptap/core'
import { type Node, type ResolvedPos } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'

type Dispatch = ((tr: Transaction) => void) | undefined
type Command = (state: EditorState, dispatch?: Dispatch) => boolean

interface Place {
  readonly table: Node
  /** Position before the table. */
  readonly at: number
  readonly row: number
  readonly column: number
}

export function cellAt(state: EditorState): Place | null {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 1; depth--) {
    if (!isCell($from.node(depth))) continue
    return { table: $from.node(depth - 2), at: $from.before(depth - 2), row: $from.index(depth - 2), column: $from.index(depth - 1) }
  }
  return null
}

const isCell = (node: Node): boolean => node.type.name === 'tableCell' || node.type.name === 'tableHeader'

const emptyCell = (state: EditorState, head: boolean): Node =>
  state.schema.nodes[head ? 'tableHeader' : 'tableCell']!.create(null, state.schema.nodes['paragraph']!.create())

/** Position before a row, and before a cell of it; the end of the row where it has no such cell. */
const beforeRow = ({ table, at }: Place, row: number): number => {
  let pos = at + 1
  for (let i = 0; i < row; i++) pos += table.child(i).nodeSize
  return pos
}
const beforeCell = (place: Place, row: number, column: number): number => {
  let pos = beforeRow(place, row) + 1
  const cells = place.table.child(row)
  for (let i = 0; i < Math.min(column, cells.childCount); i++) pos += cells.child(i).nodeSize
  return pos
}

const caretIn = (tr: Transaction, pos: number): Transaction => tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)), 1)).scrollIntoView()

export const addRow = (by: 0 | 1): Command => (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  const columns = Math.max(...Array.from({ length: place.table.childCount }, (_, i) => place.table.child(i).childCount), 1)
  const cells = Array.from({ length: columns }, () => emptyCell(state, false))
  const pos = beforeRow(place, place.row + by)
  dispatch?.(caretIn(state.tr.insert(pos, state.schema.nodes['tableRow']!.create(null, cells)), pos + 3))
  return true
}

export const addColumn = (by: 0 | 1): Command => (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  const tr = state.tr
  for (let row = place.table.childCount - 1; row >= 0; row--) {
    const head = place.table.child(row).firstChild?.type.name === 'tableHeader'
    tr.insert(beforeCell(place, row, place.column + by), emptyCell(state, head))
  }
  dispatch?.(caretIn(tr, tr.mapping.map(beforeCell(place, place.row, place.column + by), -1) + 2))
  return true
}

export const removeRow: Command = (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  if (place.table.childCount === 1) return removeTable(state, dispatch)
  const from = beforeRow(place, place.row)
  dispatch?.(caretIn(state.tr.delete(from, from + place.table.child(place.row).nodeSize), beforeRow(place, Math.max(0, place.row - 1)) + 3))
  return true
}

export const removeColumn: Command = (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  if (place.table.child(place.row).childCount === 1) return removeTable(state, dispatch)
  const tr = state.tr
  for (let row = place.table.childCount - 1; row >= 0; row--) {
    const cell = place.table.child(row).maybeChild(place.column)
    const from = beforeCell(place, row, place.column)
    if (cell) tr.delete(from, from + cell.nodeSize)
  }
  dispatch?.(caretIn(tr, tr.mapping.map(beforeCell(place, place.row, Math.max(0, place.column - 1))) + 2))
  return true
}

export const removeTable: Command = (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  dispatch?.(caretIn(state.tr.replaceWith(place.at, place.at + place.table.nodeSize, state.schema.nodes['paragraph']!.create()), place.at + 1))
  return true
}

/** Below the table, in a paragraph that is made where there is none. */
export const leaveTable: Command = (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  const end = place.at + place.table.nodeSize
  const tr = state.tr
  if (!tr.doc.resolve(end).nodeAfter?.isTextblock) tr.insert(end, state.schema.nodes['paragraph']!.create())
  dispatch?.(caretIn(tr, end + 1))
  return true
}

const toCell = (by: 1 | -1): Command => (state, dispatch) => {
  const place = cellAt(state)
  if (!place) return false
  const cells: number[] = []
  place.table.forEach((row, offset) => row.forEach((_, inner) => cells.push(place.at + 1 + offset + 1 + inner)))
  const next = cells.indexOf(beforeCell(place, place.row, place.column)) + by
  if (next >= cells.length) return addRow(1)(state, dispatch)
  if (next < 0) return false
  dispatch?.(caretIn(state.tr, cells[next]! + 2))
  return true
}

export const newTable = (rows: number, columns: number): Command => (state, dispatch) => {
  if (cellAt(state) || !state.selection.$from.parent.isTextblock) return false
  const made = Array.from({ length: rows }, (_, row) => state.schema.nodes['tableRow']!.create(null, Array.from({ length: columns }, () => emptyCell(state, row === 0))))
  const $from: ResolvedPos = state.selection.$from
  const empty = $from.parent.content.size === 0 && $from.depth === 1
  const [from, to] = empty ? [$from.before(1), $from.after(1)] : [$from.after(1), $from.after(1)]
  const tr = state.tr.replaceWith(from, to, state.schema.nodes['table']!.create(null, made))
  if (!tr.doc.resolve(tr.mapping.map(to)).nodeAfter) tr.insert(tr.mapping.map(to), state.schema.nodes['paragraph']!.create())
  dispatch?.(caretIn(tr, from + 4))
  return true
}

export const tableKeys = Extension.create({
  name: 'tableKeys',
  priority: 900,
  addKeyboardShortcuts() {
    const run = (command: Command) => (): boolean => command(this.editor.state, this.editor.view.dispatch)
    return {
      Tab: run(toCell(1)),
      'Shift-Tab': run(toCell(-1)),
      'Mod-Alt-ArrowDown': run(addRow(1)),
      'Mod-Alt-ArrowUp': run(addRow(0)),
      'Mod-Alt-ArrowRight': run(addColumn(1)),
      'Mod-Alt-ArrowLeft': run(addColumn(0)),
      'Mod-Alt-Backspace': run(removeRow),
      'Mod-Alt-Shift-Backspace': run(removeColumn),
      Escape: run(leaveTable),
    }
  },
})
