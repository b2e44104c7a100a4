// What stands chosen while a line is typed. What is typed leads; once it says somebody else, or nobody any more, whom it said
// before goes with it. What was chosen by hand stands until the line says otherwise. Pure.
import type { QuickPromise } from './quick-promise.ts'

type Read = Pick<QuickPromise, 'people' | 'ambiguous' | 'unknown' | 'due'>

const candidatesOf = (read: Read): readonly string[] => read.ambiguous.flatMap(({ candidates }) => candidates)
const namesOf = (read: Read): string => JSON.stringify([read.people, read.ambiguous.map(({ typed }) => typed), read.unknown])

/** `before`: how the line was read when `chosen` stood. Whichever of two of one name was chosen stays while the name does. */
export function peopleAfter(chosen: readonly string[], before: Read | null, now: Read): readonly string[] {
  if (before ? namesOf(before) === namesOf(now) : now.people.length + now.ambiguous.length + now.unknown.length === 0) return chosen
  const meant = new Set(candidatesOf(now))
  if (now.people.length + now.ambiguous.length + now.unknown.length > 0) return [...new Set([...now.people, ...chosen.filter((person) => meant.has(person))])]
  const typed = new Set([...before?.people ?? [], ...(before ? candidatesOf(before) : [])])
  return chosen.filter((person) => !typed.has(person))
}

/** Dates as YYYY-MM-DD; empty: none. */
export function dueAfter(chosen: string, before: Read | null, now: Read): string {
  if (now.due === (before?.due ?? null)) return chosen
  return now.due ?? (chosen === before?.due ? '' : chosen)
}
