// What stands in minutes line by line: what is before a meeting, what it left to do. A line binds nobody, whoever stands in it.
import { utf8 } from '../../base/bytes.ts'
import { textHash } from '../record/id.ts'
import type { TermsView, Voice } from '../record/view.ts'
import { lineWordsIn, type LineWords } from './line-words.ts'

export interface MinutesLine extends LineWords {
  /** Of its words: the same line keeps it from revision to revision. Fits as the id of a link. */
  readonly id: string
}

/** Each line of one voice with its id. */
export const linesIn = (terms: Pick<TermsView, 'sections'>, voice: Voice): MinutesLine[] =>
  lineWordsIn(terms, voice).map((line) => ({ id: `d${textHash(utf8(line.words)).slice(0, 16)}`, ...line }))
