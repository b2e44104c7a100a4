// Whom one act names: so many at most, and as members of one group at most. Whoever asks more people signs several, one after
// another: each is an asking of its own, and what was asked stays asked where a later one fails.

/** Most people that one act asks or waives. */
export const MAX_ASKED = 200

export interface Asking {
  readonly people: readonly string[]
  /** The record as whose members they are asked; null: by themselves, or as everybody. */
  readonly group: string | null
}

export const inParts = <T>(all: readonly T[], most = MAX_ASKED): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most))

/**
 * Everybody named, once each. Who is in two of the groups is asked with the smaller one, so that it keeps its name beside a
 * larger one that holds it whole.
 */
export function askingsOf(people: readonly string[], groups: readonly { readonly record: string | null; readonly people: readonly string[] }[]): Asking[] {
  const left = new Set(people)
  const asked: Asking[] = []
  const ask = (some: readonly string[], group: string | null): void => {
    const fresh = some.filter((person) => left.delete(person))
    asked.push(...inParts(fresh).map((part) => ({ people: part, group })))
  }
  for (const { record, people: members } of groups.filter(({ record }) => record !== null).toSorted((a, b) => a.people.length - b.people.length)) ask(members, record)
  ask([...left], null)
  return asked
}
