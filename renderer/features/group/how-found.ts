// Which of what groups show is meant by what was typed, and their topics, each once. Pure.
import { topicKey } from '../../../shared/domain/expertise/topic-key.ts'
import type { HowRow } from '../../../shared/protocol/methods/groups.ts'

const plain = (words: string): string => words.normalize('NFC').trim().toLocaleLowerCase()

export function howSaying(rows: readonly HowRow[], typed: string): readonly HowRow[] {
  const wanted = plain(typed)
  return wanted === '' ? rows : rows.filter((one) => [one.title, one.text ?? '', one.topic, one.groupTitle].some((words) => plain(words).includes(wanted)))
}

/** By their first spelling, in order. */
export const topicsOnce = (topics: readonly string[]): readonly string[] =>
  [...new Map(topics.toReversed().map((one) => [topicKey(one), one])).values()].sort((a, b) => a.localeCompare(b))
