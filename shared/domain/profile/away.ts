// [P6] Who is away or wants no interruption today: by the host's date, which enters no fold.
import type { CalendarDate } from '../../base/clock.ts'
import type { Attention, ProfileWords } from './acts.ts'

/** Null where nothing was said, or the last day of it is over. */
export function attentionOn(words: ProfileWords, asOf: CalendarDate): Attention | null {
  const { attention } = words
  if (!attention || (attention.until !== undefined && attention.until < asOf)) return null
  return attention
}
