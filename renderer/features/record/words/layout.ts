// Lines as they stand on paper: numbers counted up, rows and cells gathered into tables.
import type { Line } from './changes.ts'

export interface TextPart { readonly type: 'text'; readonly line: Line; readonly number: number }
export interface ImagePart { readonly type: 'image'; readonly image: NonNullable<Line['image']> }
export interface TablePart { readonly type: 'table'; readonly head: readonly (readonly Part[])[] | null; readonly rows: readonly (readonly (readonly Part[])[])[] }
export type Part = TextPart | ImagePart | TablePart

const isRow = (line: Line): boolean => line.kind === 'head' || line.kind === 'row'

export function partsOf(lines: readonly Line[]): readonly Part[] {
  const parts: Part[] = []
  const counts: number[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    if (isRow(line) || line.kind === 'cell') {
      const end = endOfTable(lines, at)
      parts.push(tableOf(lines.slice(at, end)))
      at = end
      continue
    }
    if (line.image) parts.push({ type: 'image', image: line.image })
    if (!line.image || line.runs.length > 0) parts.push({ type: 'text', line, number: count(counts, line) })
    at++
  }
  return parts
}

/** Numbers count up among neighbours of one depth. */
function count(counts: number[], line: Line): number {
  counts.length = line.depth + 1
  const number = line.kind === 'number' ? (counts[line.depth] ?? 0) + 1 : 0
  counts[line.depth] = line.kind === 'paragraph' ? (counts[line.depth] ?? 0) : number
  return number
}

/** A table's lines stand deeper than what follows it. */
function endOfTable(lines: readonly Line[], start: number): number {
  const { depth } = lines[start]!
  let end = start + 1
  while (end < lines.length && lines[end]!.depth >= depth && (lines[end]!.depth > depth || ['head', 'row', 'cell', 'paragraph'].includes(lines[end]!.kind))) {
    // The next table begins with a head of its own.
    if (lines[end]!.kind === 'head' && lines[end]!.depth === depth) break
    end++
  }
  return end
}

function tableOf(lines: readonly Line[]): TablePart {
  const { depth } = lines[0]!
  const rows: { head: boolean; cells: Line[][] }[] = []
  for (const line of lines) {
    if (isRow(line) && line.depth === depth) rows.push({ head: line.kind === 'head', cells: [] })
    // Where only what changed is shown, a row may have been left out.
    else if (rows.length === 0) rows.push({ head: false, cells: [[line]] })
    else if (line.kind === 'cell' && line.depth === depth) rows.at(-1)!.cells.push([line])
    else rows.at(-1)!.cells.at(-1)?.push(line)
  }
  const [first, ...rest] = rows.map(({ head, cells }) => ({ head, cells: cells.map((cell) => partsOf(asText(cell))) }))
  return first?.head ? { type: 'table', head: first.cells, rows: rest.map((row) => row.cells) } : { type: 'table', head: null, rows: rows.length > 0 ? [first!, ...rest].map((row) => row.cells) : [] }
}

/** In a cell, its first line is a paragraph like the others, at the outermost depth. */
const asText = ([first, ...rest]: readonly Line[]): Line[] => (first ? [{ ...first, kind: 'paragraph' as const }, ...rest].map((line) => ({ ...line, depth: Math.max(0, line.depth - first.depth) })) : [])
