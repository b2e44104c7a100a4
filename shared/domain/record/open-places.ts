// Places of words that still wait for somebody to fill them, as templates leave them: "Why now:" with nothing after it, and
// "To buy ... from ...". Said before the words are signed; it closes nothing, since they may be meant as they stand.
import { fieldWords } from './field-words.ts'
import type { TermsView } from './view.ts'
import { plainText } from './words.ts'

/** Dots that stand for a word, not those that let a sentence trail off. */
const GAP = /(?:^|\s)(?:\.\.\.|…)/u

/** The lines they stand in, in reading order, each once. */
export function openPlaces(of: TermsView): string[] {
  const written = [[of.title], ...of.sections.map(({ words }) => plainText(words).split('\n')), ...fieldWords(of).map((text) => text.split('\n'))]
  return [...new Set(written.flatMap((lines) => openLines(lines.map((one) => one.trim()).filter((one) => one !== ''))))]
}

/** What ends in a colon leads to what follows, unless that is another beginning. */
const openLines = (lines: readonly string[]): string[] =>
  lines.filter((line, at) => GAP.test(line) || (line.endsWith(':') && (lines[at + 1] ?? ':').endsWith(':')))
