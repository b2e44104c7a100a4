// [DK8] What came in since somebody looked, one line a record.
import type { PersonId } from '../../base/ids.ts'
import { verbOf } from '../record/told.ts'

export interface Arrived {
  /** Grows with every act taken in on this device, whatever its author's clock said. */
  readonly n: number
  readonly record: string
  readonly person: PersonId
  /** `concept.verb`, by which it is told. */
  readonly type: string
}

export interface RecordChange {
  readonly record: string
  /** Who did what, in order of arrival; the same by the same person once. */
  readonly by: readonly { readonly person: PersonId; readonly verbs: readonly string[] }[]
  /** Of the newest. */
  readonly n: number
}

export interface Looked {
  /** Everything up to here was looked at. */
  readonly upto: number
  /** Single records that were looked at later. */
  readonly records: ReadonlyMap<string, number>
}

/** The newest first. */
export function changesSince(arrived: readonly Arrived[], looked: Looked, me: PersonId): readonly RecordChange[] {
  const groups = new Map<string, { by: Map<PersonId, string[]>; n: number }>()
  for (const { n, record, person, type } of arrived) {
    if (person === me || n <= looked.upto || n <= (looked.records.get(record) ?? 0)) continue
    const group = groups.get(record) ?? { by: new Map<PersonId, string[]>(), n }
    groups.set(record, group)
    group.n = Math.max(group.n, n)
    const verbs = group.by.get(person) ?? []
    group.by.set(person, verbs)
    const verb = verbOf(type)
    if (!verbs.includes(verb)) verbs.push(verb)
  }
  return [...groups].map(([record, { by, n }]) => ({ record, n, by: [...by].map(([person, verbs]) => ({ person, verbs })) }))
    .sort((a, b) => b.n - a.n)
}
