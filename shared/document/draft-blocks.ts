// Between the rich text of a draft, as an editor keeps it in Yjs, and the blocks that terms are made of.
//
// Reading is total: whatever a peer put there, blocks come out that terms allow, and no words are lost because of the box
// they stand in. The same words give the same blocks however they were typed. Comments leave no trace. A suggestion that
// nobody took is not part of the words: what it would add is left out, what it would take out stands.
import * as Y from 'yjs'
import { isHex } from '../base/bytes.ts'
import { isAddress, WORD_CAPS, type Block, type InlineMark, type InlineText } from '../domain/record/words.ts'
import { runsOf } from './text-runs.ts'

/** Names in the editor's schema. */
export const NODES = {
  paragraph: 'paragraph', heading: 'heading', bullets: 'bulletList', numbers: 'orderedList', item: 'listItem',
  checklist: 'taskList', checkItem: 'taskItem', table: 'table', row: 'tableRow', cell: 'tableCell', headCell: 'tableHeader',
  image: 'image', break: 'hardBreak', person: 'mention', record: 'recordLink',
} as const
export const SUGGESTED = { insertion: 'insertion', deletion: 'deletion' } as const

const MARKS: readonly InlineMark[] = ['bold', 'italic']
const LOOKS: readonly string[] = [...MARKS, 'link', SUGGESTED.insertion]
/** Deeper than this, boxes are taken apart: canonical terms end at 32 levels of JSON. */
const MAX_NESTING = 5
/** Deeper than any editor nests, and far from where reading would exhaust the stack. */
const MAX_DEPTH = 40

/** Stands in text where a suggested line break between paragraphs needs something to hold on to. */
const PLACEHOLDER = /\u200B/g

export const blocksOf = (parent: Y.XmlFragment): Block[] => read(parent, 0, 0)

function read(parent: Y.XmlFragment, nesting: number, depth: number): Block[] {
  if (depth > MAX_DEPTH) return []
  return parent.toArray().flatMap((node): Block[] => {
    if (!(node instanceof Y.XmlElement)) return []
    if (node.nodeName === NODES.image) return imageOf(node)
    if (nesting >= MAX_NESTING && LISTS.includes(node.nodeName)) return elements(node).flatMap((inner) => read(inner, nesting, depth + 2))
    switch (node.nodeName) {
      case NODES.bullets: case NODES.numbers: return listOf(node, nesting, depth)
      case NODES.checklist: return checklistOf(node, nesting, depth)
      case NODES.table: return tableOf(node, nesting, depth)
      default: return textBlock(node, depth)
    }
  })
}

const LISTS: readonly string[] = [NODES.bullets, NODES.numbers, NODES.checklist, NODES.table]

const elements = (of: Y.XmlFragment): Y.XmlElement[] => of.toArray().filter((one): one is Y.XmlElement => one instanceof Y.XmlElement)

function textBlock(node: Y.XmlElement, depth: number): Block[] {
  const content = joinRuns(readInline(node, depth))
  if (!content.some((run) => run.text.trim() !== '')) return []
  return [{ type: node.nodeName === NODES.heading ? 'heading' : 'paragraph', content }]
}

function listOf(node: Y.XmlElement, nesting: number, depth: number): Block[] {
  const items = elements(node).map((item) => read(item, nesting + 1, depth + 2)).filter((item) => item.length > 0)
  return items.length > 0 ? [{ type: node.nodeName === NODES.bullets ? 'bullets' : 'numbers', items }] : []
}

function checklistOf(node: Y.XmlElement, nesting: number, depth: number): Block[] {
  const items = elements(node).map((item) => ({ done: attribute(item, 'checked') === true, words: read(item, nesting + 1, depth + 2) }))
    .filter((item) => item.words.length > 0)
  return items.length > 0 ? [{ type: 'checklist', items }] : []
}

/** Rows as long as the longest; what is beyond the caps of a table stands below it. Rows and columns without a word are left out. */
function tableOf(node: Y.XmlElement, nesting: number, depth: number): Block[] {
  const all = elements(node).map((row) => elements(row).map((cell) => ({ head: cell.nodeName === NODES.headCell, words: read(cell, nesting + 1, depth + 3) })))
  const filled = all.filter((row) => row.some((cell) => cell.words.length > 0))
  const kept = filled.slice(0, WORD_CAPS.rows)
  const columns = Math.max(0, ...kept.map((row) => row.length))
  const used = Array.from({ length: columns }, (_, at) => at).filter((at) => kept.some((row) => (row[at]?.words.length ?? 0) > 0))
  const shown = used.slice(0, WORD_CAPS.columns)
  const beyond = [...kept.flatMap((row) => used.slice(WORD_CAPS.columns).flatMap((at) => row[at]?.words ?? [])), ...filled.slice(WORD_CAPS.rows).flatMap((row) => row.flatMap((cell) => cell.words))]
  if (shown.length === 0) return beyond
  const rows = kept.map((row) => shown.map((at) => row[at]?.words ?? []))
  const head = kept[0] === all[0] && kept[0]!.every((cell) => cell.head)
  return [{ type: 'table', head, rows }, ...beyond]
}

function imageOf(node: Y.XmlElement): Block[] {
  const [image, alt, width, height] = ['hash', 'alt', 'width', 'height'].map((name) => attribute(node, name))
  if (typeof image !== 'string' || !isHex(image, 32) || !isPixels(width) || !isPixels(height)) return []
  return [{ type: 'image', image, alt: typeof alt === 'string' ? alt.slice(0, WORD_CAPS.alt).toWellFormed() : '', width, height }]
}

const isPixels = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= WORD_CAPS.pixels

/** Yjs types attributes as strings; an editor writes any JSON. */
const attribute = (node: Y.XmlElement, name: string): unknown => node.getAttribute(name)

/** Text of any element, known or not. */
function readInline(element: Y.XmlElement, depth: number): InlineText[] {
  if (depth > MAX_DEPTH) return []
  return element.toArray().flatMap((node): InlineText[] => {
    if (node instanceof Y.XmlText) return textRuns(node)
    if (!(node instanceof Y.XmlElement)) return []
    if (node.nodeName === NODES.break) return [{ text: '\n' }]
    if (node.nodeName === NODES.person || node.nodeName === NODES.record) return namedRun(node)
    return readInline(node, depth + 1)
  })
}

function namedRun(node: Y.XmlElement): InlineText[] {
  const [id, label] = [attribute(node, 'id'), attribute(node, 'label')]
  if (typeof label !== 'string' || label.trim() === '') return []
  const text = label.slice(0, WORD_CAPS.name).toWellFormed()
  if (typeof id !== 'string' || !isHex(id, 32)) return [{ text }]
  return [node.nodeName === NODES.person ? { text, person: id } : { text, record: id }]
}

function textRuns(node: Y.XmlText): InlineText[] {
  return runsOf(node, LOOKS).flatMap(({ text: typed, looks }): InlineText[] => {
    if (typed === null || SUGGESTED.insertion in looks) return []
    const text = typed.replace(PLACEHOLDER, '').toWellFormed()
    if (text === '') return []
    const marks = MARKS.filter((mark) => looks[mark])
    const link = addressIn(looks['link'])
    // A line break has no look of its own, or the same words thawed and frozen again would have another hash.
    return text.split(/(\n)/).filter((part) => part !== '').map((part) =>
      (part === '\n' ? { text: part } : { text: part, ...(marks.length > 0 && { marks }), ...(link !== null && { link }) }))
  })
}

function addressIn(value: unknown): string | null {
  const href = typeof value === 'object' && value !== null ? (value as { href?: unknown }).href : null
  return typeof href === 'string' && isAddress(href) ? href : null
}

/** Neighbours of the same look are one run, so that the same words have the same hash however they were typed. */
function joinRuns(runs: readonly InlineText[]): InlineText[] {
  const joined: InlineText[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last && isPlain(last) && isPlain(run) && (last.marks ?? []).join() === (run.marks ?? []).join() && last.link === run.link) {
      joined[joined.length - 1] = { ...last, text: last.text + run.text }
    } else joined.push(run)
  }
  // Halves of one character may have been typed apart.
  return joined.map((run) => ({ ...run, text: run.text.toWellFormed() }))
}

const isPlain = (run: InlineText): boolean => run.person === undefined && run.record === undefined

/** A block as the editor keeps it. */
export function elementOf(block: Block): Y.XmlElement {
  switch (block.type) {
    case 'paragraph': case 'heading': return element(NODES[block.type], inlineNodes(block.content), block.type === 'heading' ? { level: 3 } : {})
    case 'bullets': case 'numbers': return element(NODES[block.type], block.items.map((item) => element(NODES.item, item.map(elementOf))))
    case 'checklist': return element(NODES.checklist, block.items.map(({ done, words }) => element(NODES.checkItem, words.map(elementOf), { checked: done })))
    case 'table': return element(NODES.table, block.rows.map((row, at) => element(NODES.row, row.map((cell) =>
      element(block.head && at === 0 ? NODES.headCell : NODES.cell, cell.length > 0 ? cell.map(elementOf) : [element(NODES.paragraph, [])])))))
    case 'image': return element(NODES.image, [], { hash: block.image, alt: block.alt, width: block.width, height: block.height })
  }
}

function element(name: string, children: readonly (Y.XmlElement | Y.XmlText)[], attributes: Readonly<Record<string, unknown>> = {}): Y.XmlElement {
  const made = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  made.insert(0, [...children])
  return made
}

/** Runs beside one another are one text: that is how an editor keeps them. */
function inlineNodes(runs: readonly InlineText[]): (Y.XmlElement | Y.XmlText)[] {
  const nodes: (Y.XmlElement | Y.XmlText)[] = []
  let length = 0
  for (const run of runs) {
    if (run.person !== undefined) nodes.push(element(NODES.person, [], { id: run.person, label: run.text }))
    else if (run.record !== undefined) nodes.push(element(NODES.record, [], { id: run.record, label: run.text }))
    else {
      for (const [at, line] of run.text.split('\n').entries()) {
        if (at > 0) nodes.push(new Y.XmlElement(NODES.break))
        if (line === '') continue
        let text = nodes.at(-1)
        if (!(text instanceof Y.XmlText)) {
          nodes.push(text = new Y.XmlText())
          length = 0
        }
        text.insert(length, line, lookOf(run))
        length += line.length
      }
    }
  }
  return nodes
}

const lookOf = ({ marks = [], link }: InlineText): Record<string, object> =>
  ({ ...Object.fromEntries(marks.map((mark) => [mark, {}])), ...(link !== undefined && { link: { href: link } }) })
