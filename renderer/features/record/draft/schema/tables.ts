// Tables of rows and cells, nothing merged. Rows may differ in length for a moment, when two people change columns at once:
// nobody's editor mends that by itself, or two of them would mend against each other. Freezing makes rows equal.
import { Node } from '@tiptap/core'

/** What may stand in a cell: anything but another table. */
const CELL = '(paragraph | heading | bulletList | orderedList | taskList | image)+'

export const table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 'draft-table' }, ['table', ['tbody', 0]]],
})

export const tableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

export const tableCell = Node.create({
  name: 'tableCell', content: CELL, isolating: true,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: () => ['td', 0],
})

export const tableHeader = Node.create({
  name: 'tableHeader', content: CELL, isolating: true,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: () => ['th', { scope: 'col' }, 0],
})
