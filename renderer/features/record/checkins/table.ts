// Check-ins as a table: a row for what one person said and found of one day, a column for each thing that is measured.
import type { KeepingView, ReadingView } from '../../../../shared/protocol/contract.ts'
import { today } from '../../../ui/when.ts'
import { checkinsOf, type Entry, type Measured } from '../inspector/checkins.ts'

export type Order = 'newest' | 'oldest'
export type Said = Pick<Entry, 'id' | 'text' | 'confidence' | 'help'>

/** [RD2] lets one person have one reading of one measure on one day, so each has a cell of its own. */
export interface Row extends Pick<Entry, 'person' | 'name' | 'you'> {
  readonly key: string
  /** YYYY-MM-DD: the day that is spoken of. */
  readonly on: string
  /** One for each measure, in their order; null where none was found. */
  readonly cells: readonly (ReadingView | null)[]
  /** In the order of their time. */
  readonly said: readonly Said[]
}

export function tableOf(checkins: KeepingView['checkins'], measures: readonly Measured[], order: Order): readonly Row[] {
  const rows = new Map<string, Entry[]>()
  for (const entry of checkinsOf(checkins, measures)) {
    const key = `${entry.noted[0]?.reading.on ?? today(new Date(entry.at))} ${entry.person}`
    rows.set(key, [...(rows.get(key) ?? []), entry])
  }
  const all = Array.from(rows, ([key, entries]): Row => {
    const { person, name, you } = entries[0]!
    const noted = entries.flatMap((entry) => entry.noted)
    return {
      key, on: key.slice(0, key.indexOf(' ')), person, name, you, said: entries.flatMap(wordsIn),
      cells: measures.map(({ id }) => noted.find((one) => one.measured.id === id)?.reading ?? null),
    }
  }).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return order === 'newest' ? all.reverse() : all
}

/** Words to a number that was noted with others stand with it alone. */
function wordsIn(entry: Entry): readonly Said[] {
  const toNumbers = entry.noted.flatMap(({ reading: { id, text } }): Said[] => (text === null || id === entry.id ? [] : [{ id, text, confidence: null, help: null }]))
  const { text, confidence, help } = entry
  return text === null && confidence === null && help === null ? toNumbers : [...toNumbers, entry]
}
