// Which roles stand where. A list of who looks after what; nothing is counted or compared. Pure.
import type { RecordRow } from '../../../shared/protocol/contract.ts'

export interface RoleGroups {
  /** I am asked to go on with them. */
  readonly asked: readonly RecordRow[]
  readonly mine: readonly RecordRow[]
  readonly others: readonly RecordRow[]
  readonly drafts: readonly RecordRow[]
  readonly over: readonly RecordRow[]
}

const byTitle = (a: RecordRow, b: RecordRow): number => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1)

export function rolesIn(rows: Iterable<RecordRow>): RoleGroups {
  const all = [...rows].filter(({ kind, flags }) => kind === 'role' && !flags.includes('put away')).sort(byTitle)
  const asked = all.filter(({ needsMe }) => needsMe === 'take on')
  const held = all.filter(({ state, needsMe }) => state === 'in force' && needsMe !== 'take on')
  return {
    asked, mine: held.filter(({ parties }) => parties.some(({ you }) => you)), others: held.filter(({ parties }) => !parties.some(({ you }) => you)),
    drafts: all.filter(({ state }) => state === 'draft'), over: all.filter(({ state, needsMe }) => state !== 'in force' && state !== 'draft' && needsMe !== 'take on'),
  }
}

/** Those that somebody has now. */
export const rolesOf = (rows: Iterable<RecordRow>, person: string): readonly RecordRow[] =>
  [...rows].filter(({ kind, state, parties }) => kind === 'role' && state === 'in force' && parties.some(({ id }) => id === person)).sort(byTitle)
