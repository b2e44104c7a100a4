// What stands in minutes line by line: what is before a meeting, what it left to do. A line binds nobody, whoever stands in it.
import { utf8 } from '../../base/bytes.ts'
import { textHash } from '../record/id.ts'
import type { Block, InlineText, TermsView, Voice } from '../record/view.ts'
import { runText } from '../record/words.ts'

export interface MinutesLine {
  /** Of its words: the same line keeps it from revision to revision. Fits as the id of a link. */
  readonly id: string
  readonly words: string
  /** Ticked off in the minutes. */
  readonly done: boolean
  /** Who is mentioned in it; for whoever reads it, no more. */
  readonly people: readonly string[]
}

/** Each paragraph, item and row of one voice, in reading order; the same words once. */
export function linesIn(terms: Pick<TermsView, 'sections'>, voice: Voice): MinutesLine[] {
  const found = new Map<string, MinutesLine>()
  const add = (runs: readonly InlineText[], done: boolean): void => {
    const words = runs.map(runText).join('').replace(/\s+/gu, ' ').trim()
    if (words === '') return
    const id = `d${textHash(utf8(words)).slice(0, 16)}`
    if (!found.has(id)) found.set(id, { id, words, done, people: [...new Set(runs.flatMap(({ person }) => person ?? []))] })
  }
  const walk = (blocks: readonly Block[], done: boolean): void => {
    for (const block of blocks) {
      switch (block.type) {
        case 'paragraph': add(block.content, done); break
        case 'bullets': case 'numbers': for (const item of block.items) walk(item, done); break
        case 'checklist': for (const item of block.items) walk(item.words, item.done); break
        case 'table': for (const row of block.rows.slice(block.head ? 1 : 0)) add(row.flatMap((cell, at) => [...at === 0 ? [] : [{ text: ' ' }], ...runsOf(cell)]), done); break
        case 'heading': case 'image': break
      }
    }
  }
  for (const section of terms.sections) if (section.voice === voice) walk(section.words, false)
  return [...found.values()]
}

const runsOf = (cell: readonly Block[]): InlineText[] =>
  cell.flatMap((block): InlineText[] => (block.type === 'paragraph' || block.type === 'heading' ? [...block.content] : []))
