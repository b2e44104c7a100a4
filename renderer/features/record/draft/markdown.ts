// Markdown that was pasted as plain text, as blocks. Only what letters can hold is read; everything else stays the text it is.
import { plainBlocks } from '../../../../shared/document/draft.ts'
import { isAddress, type Block, type ChecklistItem, type InlineMark, type InlineText } from '../../../../shared/domain/record/words.ts'

const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/
const ITEM = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/
const ROW = /^\s*\|?(.+\|.*?)\|?\s*$/
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/
const MAX_LINES = 20_000
/** Longer lines are no Markdown, and matching them could take time that grows with their square. */
const MAX_LINE = 5000
const MAX_DEPTH = 4

/** Whether text is worth reading as Markdown: one line that only Markdown would have. */
export const looksLikeMarkdown = (text: string): boolean =>
  text.split('\n', 400).some((line, at, all) => line.length <= MAX_LINE && ( HEADING.test(line) || ITEM.test(line) || (RULE.test(line) && ROW.test((all[at - 1] ?? '').slice(0, MAX_LINE)))))
  || /\*\*\S[^*\n]{0,500}\*\*|\[[^\]\n]{1,500}\]\((https?:|mailto:)[^)\s]{1,2000}\)/.test(text.slice(0, 100_000))

export function markdownBlocks(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  if (lines.length > MAX_LINES || lines.some((line) => line.length > MAX_LINE)) return plainBlocks(text)
  return blocksFrom(lines, 0)
}

function blocksFrom(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    const heading = HEADING.exec(line)
    const end = listEnd(lines, at, depth)
    if (line.trim() === '') at++
    else if (heading) {
      if (heading[1]!.trim() !== '') blocks.push({ type: 'heading', content: inlineOf(heading[1]!) })
      at++
    } else if (ROW.test(line) && RULE.test(lines[at + 1] ?? '')) {
      const rows = [line]
      let next = at + 2
      while (next < lines.length && ROW.test(lines[next]!)) rows.push(lines[next++]!)
      blocks.push(tableOf(rows))
      at = next
    } else if (end > at) {
      blocks.push(...listsOf(lines.slice(at, end), depth))
      at = end
    } else {
      let next = at + 1
      while (next < lines.length && lines[next]!.trim() !== '' && !HEADING.test(lines[next]!) && listEnd(lines, next, depth) === next) next++
      blocks.push({ type: 'paragraph', content: inlineOf(lines.slice(at, next).map((one) => one.trim()).join('\n')) })
      at = next
    }
  }
  return blocks
}

/** Items and the lines indented below them. */
function listEnd(lines: readonly string[], start: number, depth: number): number {
  if (depth >= MAX_DEPTH || !ITEM.test(lines[start]!)) return start
  let end = start + 1
  while (end < lines.length && (ITEM.test(lines[end]!) || /^\s{2,}\S/.test(lines[end]!) || (lines[end]!.trim() === '' && /^\s{2,}\S/.test(lines[end + 1] ?? '')))) end++
  return end
}

interface Item { readonly kind: 'bullets' | 'numbers' | 'checklist'; readonly done: boolean; readonly lines: string[] }

function listsOf(lines: readonly string[], depth: number): Block[] {
  const base = ITEM.exec(lines[0]!)![1]!.length
  const items: Item[] = []
  for (const line of lines) {
    const found = ITEM.exec(line)
    if (found && found[1]!.length <= base + 1) {
      items.push({ kind: found[4] !== undefined ? 'checklist' : found[3] !== undefined ? 'numbers' : 'bullets', done: /x/i.test(found[4] ?? ''), lines: [found[5]!] })
    } else items.at(-1)!.lines.push(line.slice(Math.min(line.length - line.trimStart().length, base + 2)))
  }
  const blocks: Block[] = []
  for (const { kind, done, lines: own } of items) {
    const words = blocksFrom(own, depth + 1)
    if (words.length === 0) continue
    const last = blocks.at(-1)
    if (kind === 'checklist') {
      const item: ChecklistItem = { done, words }
      if (last?.type === 'checklist') blocks[blocks.length - 1] = { ...last, items: [...last.items, item] }
      else blocks.push({ type: 'checklist', items: [item] })
    } else if (last?.type === kind) blocks[blocks.length - 1] = { ...last, items: [...last.items, words] }
    else blocks.push({ type: kind, items: [words] })
  }
  return blocks
}

function tableOf(lines: readonly string[]): Block {
  const rows = lines.map((line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')))
  const columns = Math.max(...rows.map((row) => row.length))
  return {
    type: 'table', head: true,
    rows: rows.map((row) => Array.from({ length: columns }, (_, at): Block[] => (row[at] ? [{ type: 'paragraph', content: inlineOf(row[at]) }] : []))),
  }
}

const INLINE = /\*\*(\S(?:[^*\n]*\S)?)\*\*|__(\S(?:[^_\n]*\S)?)__|(?<![\w*])\*(\S(?:[^*\n]*[^\s*])?)\*(?!\*)|(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)|\[([^\]\n]+)\]\(([^)\s]+)\)|\\([\\*_#[\]|`])/

/** Bold, italic and links, nested no further than bold in italic. */
export function inlineOf(text: string, marks: readonly InlineMark[] = []): InlineText[] {
  const runs: InlineText[] = []
  const push = (run: string, more: Partial<InlineText> = {}): void => { if (run !== '') runs.push({ text: run, ...(marks.length > 0 && { marks }), ...more }) }
  let rest = text
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    const [all, star, line, emphasis, under, label, address, literal] = found
    push(rest.slice(0, found.index))
    const [bold, italic] = [star ?? line, emphasis ?? under]
    if (bold !== undefined && !marks.includes('bold')) runs.push(...inlineOf(bold, ['bold', ...marks]))
    else if (italic !== undefined && !marks.includes('italic')) runs.push(...inlineOf(italic, [...marks, 'italic']))
    else if (label !== undefined && isAddress(address!)) push(label, { link: address! })
    else push(literal ?? all)
    rest = rest.slice(found.index + all.length)
  }
  push(rest)
  return runs
}
