// The lines that stand in minutes, as words alone: the page reads them too, so nothing here signs or hashes.
import type { Block, InlineText, TermsView, Voice } from '../record/view.ts'
import { runText } from '../record/words.ts'

export interface LineWords {
  readonly words: string
  /** Ticked off in the minutes. */
  readonly done: boolean
  /** Who is mentioned in it; for whoever reads it, no more. */
  readonly people: readonly string[]
}

/** Each paragraph, item and row of one voice, in reading order; the same words once. */
export function lineWordsIn(terms: Pick<TermsView, 'sections'>, voice: Voice): LineWords[] {
  const found = new Map<string, LineWords>()
  const add = (runs: readonly InlineText[], done: boolean): void => {
    const words = runs.map(runText).join('').replace(/\s+/gu, ' ').trim()
    if (words !== '' && !found.has(words)) found.set(words, { words, done, people: [...new Set(runs.flatMap(({ person }) => person ?? []))] })
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
