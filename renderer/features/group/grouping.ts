// The list of working groups and teams, in the groups a person looks for them in, and the one line under each name.
import { isOver } from '../../../shared/domain/record/view.ts'
import type { RecordRow } from '../../../shared/protocol/contract.ts'

export const GROUPS = ['waiting', 'drafts', 'mine', 'open', 'others', 'ended'] as const
export type Group = (typeof GROUPS)[number]

export const isGroup = (row: Pick<RecordRow, 'kind'>): boolean => row.kind === 'working group' || row.kind === 'team'

export { isOver as hasEnded }

export function groupOf(row: RecordRow): Group {
  if (row.needsMe !== null) return 'waiting'
  if (row.state === 'draft') return 'drafts'
  if (isOver(row)) return 'ended'
  const mine = row.groupRow?.mine ?? null
  if (mine === 'member' || mine === 'waits') return 'mine'
  return row.groupRow?.open && row.groupRow.joining === 'open' ? 'open' : 'others'
}

/** By name: where a group stands says nothing of its worth. Those that ended, the last one first. */
export function groupsOf(rows: Iterable<RecordRow>, locale: string): ReadonlyMap<Group, readonly RecordRow[]> {
  const groups = new Map<Group, RecordRow[]>(GROUPS.map((group) => [group, []]))
  for (const row of rows) if (isGroup(row)) groups.get(groupOf(row))!.push(row)
  const compare = new Intl.Collator(locale).compare
  for (const [group, list] of groups) list.sort(group === 'ended' || group === 'drafts' ? (a, b) => b.updatedAt - a.updatedAt : (a, b) => compare(a.title, b.title))
  return groups
}

export interface Said { readonly key: string; readonly values: Readonly<Record<string, string | number>>; readonly count?: number }

const NEEDS: Readonly<Record<string, string>> = {
  answer: 'group.rowAnswer', 'accept again': 'group.rowAcceptAgain', choose: 'row.choose', welcome: 'group.rowWelcome', agree: 'group.rowAgree',
}
const STATES: Readonly<Record<string, string>> = { paused: 'group.rowPaused', closing: 'group.rowClosing' }

/** How many, then the one thing that is nearest. The page joins and translates them. */
export function contextOf(row: RecordRow, day: (date: string) => string, moment: (at: number) => string): readonly Said[] {
  const said: Said[] = []
  const say = (key: string, values: Said['values'] = {}, count?: number): void => void said.push({ key, values, ...(count === undefined ? {} : { count }) })
  if (row.unavailable) say('row.unavailable')
  if (row.state === 'draft') {
    say(row.onlyHere ? 'row.onlyHere' : 'row.edited', { when: moment(row.updatedAt) })
    return said
  }
  const { size = 0, mine = null, formed } = row.groupRow ?? {}
  const forming = !formed && (row.state === 'called' || row.state === 'forming' || row.state === 'offered')
  if (!isOver(row)) say(forming ? 'group.rowForming' : 'group.rowMembers', { n: size }, size)
  const need = row.needsMe === null ? undefined : NEEDS[row.needsMe]
  if (need) say(need, { rev: row.offer ?? row.revision ?? 1 })
  else if (STATES[row.state]) say(STATES[row.state]!)
  else if (isOver(row)) say('group.rowEnded', { when: moment(row.updatedAt) })
  else if (mine === 'waits') say('group.rowWaits')
  else if (mine === 'interested') say('group.rowInterested')
  else if (row.flags.includes('lapsed') && row.until) say('group.rowWasToEnd', { day: day(row.until) })
  else if (row.flags.includes('review due')) say('row.reviewDue')
  else if (row.review && (!row.until || row.review < row.until)) say('row.review', { day: day(row.review) })
  else if (row.until) say('group.rowEnds', { day: day(row.until) })
  return said
}
