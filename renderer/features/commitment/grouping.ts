// The list of commitments in the groups a person looks for them in.
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { earlier } from '../record/rows.ts'

export const GROUPS = ['unavailable', 'waiting', 'in force', 'drafts', 'offered', 'charter', 'kept', 'ended'] as const
export type Group = (typeof GROUPS)[number]

/** Something drafted, offered and signed. Groups, experiments, decisions and questions stand in lists of their own. */
const LETTERS: ReadonlySet<string> = new Set(['commitment', 'openoffer', 'charter'])
export const isLetter = (row: Pick<RecordRow, 'concept'>): boolean => LETTERS.has(row.concept)

/** What asks for my answer stands before all that can be read, wherever it is in its life. Of words that are not here nothing is called agreed. */
export function groupOf(row: RecordRow): Group {
  if (row.unavailable) return 'unavailable'
  if (row.needsMe !== null) return 'waiting'
  if (row.kind === 'charter' && (row.state === 'offered' || row.state === 'in force')) return 'charter'
  switch (row.state) {
    case 'draft': return 'drafts'
    case 'offered': return 'offered'
    case 'in force': return 'in force'
    case 'fulfilled': return 'kept'
    default: return 'ended'
  }
}

export function groupRows(rows: Iterable<RecordRow>): ReadonlyMap<Group, readonly RecordRow[]> {
  const groups = new Map<Group, RecordRow[]>(GROUPS.map((group) => [group, []]))
  for (const row of rows) if (isLetter(row)) groups.get(groupOf(row))!.push(row)
  for (const [group, list] of groups) {
    list.sort(group === 'in force' || group === 'waiting' ? earlier : (a, b) => b.updatedAt - a.updatedAt)
  }
  return groups
}
