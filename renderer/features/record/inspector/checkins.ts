// Check-ins as they were said: what somebody noted in numbers and in words at one time stands together.
import type { CheckinView, KeepingView, ReadingView, StoneView } from '../../../../shared/protocol/contract.ts'

/** One form sends its numbers one by one, and its words after them. */
const AT_ONE_TIME_MS = 60_000

/** A stepping stone of a commitment, a measure of an experiment. */
export type Measured = Pick<StoneView, 'id' | 'measure' | 'unit' | 'readings'>
export interface Noted { readonly measured: Measured; readonly reading: ReadingView }
export interface Entry extends Pick<CheckinView, 'id' | 'person' | 'name' | 'you' | 'at' | 'text' | 'confidence' | 'help'> { readonly noted: Noted[] }

/** How sure somebody is, 1 to 5. */
export const SURE_WORDS: Readonly<Record<number, string>> = { 1: 'checkin.sure1', 2: 'checkin.sure2', 3: 'checkin.sure3', 4: 'checkin.sure4', 5: 'checkin.sure5' }

/** In the order of their time. */
export function checkinsOf(checkins: KeepingView['checkins'], measures: readonly Measured[]): readonly Entry[] {
  const entries: Entry[] = checkins.map((checkin) => ({ ...checkin, noted: [] }))
  // Backwards: the numbers before the words are those that were sent with them.
  const all = measures.flatMap((measured) => measured.readings.map((reading) => ({ measured, reading }))).sort((a, b) => b.reading.at - a.reading.at)
  for (const one of all) {
    const { id, person, name, you, at, text } = one.reading
    const near = entries.find((entry) => entry.person === person && Math.abs(entry.at - at) < AT_ONE_TIME_MS && entry.noted.every(({ reading }) => reading.on === one.reading.on))
    if (near) near.noted.unshift(one)
    else entries.push({ id, person, name, you, at, text, confidence: null, help: null, noted: [one] })
  }
  return entries.sort((a, b) => a.at - b.at)
}
