// The list of commitments in the groups a person looks for them in.
import type { RecordRow } from '../../../shared/protocol/contract.ts'

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

/** What the workspace itself is for is its charter's title: named as such, or it reads like one more letter. */
export function titleWords(row: Pick<RecordRow, 'kind' | 'title'> & { readonly unavailable?: boolean }, t: (key: string, values: Record<string, string>) => string): string {
  if (row.title === '') return t('list.untitled', {})
  return row.kind === 'charter' && !row.unavailable ? t('row.charterTitle', { title: row.title }) : row.title
}

/** Soonest date first where there is one, then what moved last. */
export function earlier(a: RecordRow, b: RecordRow): number {
  const [dueA, dueB] = [a.due ?? a.review ?? '9999', b.due ?? b.review ?? '9999']
  return dueA === dueB ? b.updatedAt - a.updatedAt : dueA < dueB ? -1 : 1
}

export function groupRows(rows: Iterable<RecordRow>): ReadonlyMap<Group, readonly RecordRow[]> {
  const groups = new Map<Group, RecordRow[]>(GROUPS.map((group) => [group, []]))
  for (const row of rows) if (isLetter(row)) groups.get(groupOf(row))!.push(row)
  for (const [group, list] of groups) {
    list.sort(group === 'in force' || group === 'waiting' ? earlier : (a, b) => b.updatedAt - a.updatedAt)
  }
  return groups
}

/** What of a row is searched; made once a row, since ten thousand are asked with each letter. */
const searched = new WeakMap<RecordRow, string>()
function textOf(row: RecordRow): string {
  const known = searched.get(row)
  if (known !== undefined) return known
  const text = [row.title, ...row.parties.map((party) => party.name)].join(' ').toLocaleLowerCase()
  searched.set(row, text)
  return text
}

/** Rows whose title or people hold every word typed. What was put away is found by its words, and stands in no list. */
export function findRows(rows: Iterable<RecordRow>, typed: string): readonly RecordRow[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  return [...rows].filter((row) => (words.length === 0
    ? !row.flags.includes('put away') || row.needsMe !== null
    : words.every((word) => textOf(row).includes(word))))
}
