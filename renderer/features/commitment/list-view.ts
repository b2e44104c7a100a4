// Other ways to look at the list of commitments than by where they stand: by whom they are with, by kind, by when they are due
// or looked at together; and which of them at all. Pure.
import { addDays } from '../../../shared/base/calendar.ts'
import { isOver } from '../../../shared/domain/record/view.ts'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { earlier } from '../record/rows.ts'
import { GROUPS, groupRows } from './grouping.ts'

export const GROUPINGS = ['state', 'person', 'kind', 'date'] as const
export type Grouping = (typeof GROUPINGS)[number]
export const SHOWN = ['all', 'open', 'due', 'risk', 'mine'] as const
export type Shown = (typeof SHOWN)[number]

/** `words` is a key of the locale, `name` a person's name as it is. */
export interface RowGroup { readonly id: string; readonly words: string | null; readonly name: string | null; readonly rows: readonly RecordRow[] }

const STATE_WORDS: Readonly<Record<(typeof GROUPS)[number], string>> = {
  unavailable: 'paper.unavailableTitle', waiting: 'list.waiting', 'in force': 'list.inForce', drafts: 'list.drafts', offered: 'list.offered', charter: 'list.charter', kept: 'list.kept', ended: 'list.ended',
}
const KIND_GROUPS: readonly { readonly kind: RecordRow['kind']; readonly words: string }[] = [
  { kind: 'letter', words: 'list.kindLetter' }, { kind: 'mutual', words: 'list.kindMutual' }, { kind: 'promise', words: 'list.kindPromise' },
  { kind: 'open offer', words: 'list.kindOpenOffer' }, { kind: 'charter', words: 'list.charter' },
]
const isDue = (row: RecordRow): boolean => row.flags.some((flag) => flag === 'past due' || flag === 'review due' || flag === 'lapsed')

export function shownOf(rows: Iterable<RecordRow>, shown: Shown): readonly RecordRow[] {
  const all = [...rows]
  switch (shown) {
    case 'all': return all
    case 'open': return all.filter((row) => !isOver(row))
    case 'due': return all.filter(isDue)
    case 'risk': return all.filter((row) => row.flags.includes('at risk'))
    case 'mine': return all.filter((row) => row.needsMe !== null)
  }
}

function byDate(rows: readonly RecordRow[], today: string): readonly RowGroup[] {
  const [week, month] = [addDays(today, 7), addDays(today, 31)]
  const place = (row: RecordRow): string => {
    if (isOver(row)) return 'over'
    const date = row.due ?? row.review ?? row.until
    if (date === null) return 'none'
    return date <= today ? 'now' : date <= week ? 'week' : date <= month ? 'month' : 'later'
  }
  const words = { now: 'list.dateNow', week: 'list.dateWeek', month: 'list.dateMonth', later: 'list.dateLater', none: 'list.dateNone', over: 'list.ended' } as const
  return Object.entries(words).map(([id, key]) => ({ id, words: key, name: null, rows: rows.filter((row) => place(row) === id).sort(earlier) }))
}

function byPerson(rows: readonly RecordRow[], locale: string): readonly RowGroup[] {
  const groups = new Map<string, { name: string; rows: RecordRow[] }>()
  const alone: RecordRow[] = []
  const several: RecordRow[] = []
  for (const row of rows) {
    const others = row.kind === 'charter' ? [] : row.parties.filter((party) => !party.you)
    const [other, another] = others
    if (!other) alone.push(row)
    else if (another) several.push(row)
    else {
      const group = groups.get(other.id) ?? { name: other.name, rows: [] }
      group.rows.push(row)
      groups.set(other.id, group)
    }
  }
  const compare = new Intl.Collator(locale).compare
  return [
    ...[...groups].sort(([, a], [, b]) => compare(a.name, b.name)).map(([id, { name, rows: own }]) => ({ id, words: null, name, rows: own.sort(earlier) })),
    { id: 'several', words: 'list.withSeveral', name: null, rows: several.sort(earlier) },
    { id: 'alone', words: 'list.withNobody', name: null, rows: alone.sort(earlier) },
  ]
}

/** Groups in the order they stand, empty ones too. `today` is YYYY-MM-DD. */
export function groupsBy(rows: readonly RecordRow[], by: Grouping, today: string, locale: string): readonly RowGroup[] {
  switch (by) {
    case 'state': {
      const groups = groupRows(rows)
      return GROUPS.map((id) => ({ id, words: STATE_WORDS[id], name: null, rows: groups.get(id) ?? [] }))
    }
    case 'kind': return KIND_GROUPS.map(({ kind, words }) => ({ id: kind, words, name: null, rows: rows.filter((row) => row.kind === kind).sort(earlier) }))
    case 'date': return byDate(rows, today)
    case 'person': return byPerson(rows, locale)
  }
}
