// In which group of the list a decision stands, and the line under its title. Pure.
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import type { Said } from '../record/row-marks.ts'
import { earlier } from '../record/rows.ts'

export const DECISION_GROUPS = ['mine', 'asked', 'following', 'decided', 'over'] as const
export type DecisionGroup = (typeof DECISION_GROUPS)[number]

const DECIDED: readonly string[] = ['decided', 'reviewed']
const OVER: readonly string[] = ['undone', 'dropped']

/** What is handed on to me stands with what I am asked. */
export function decisionGroupOf({ state, decisionRow, needsMe }: RecordRow): DecisionGroup {
  if (DECIDED.includes(state)) return 'decided'
  if (OVER.includes(state)) return 'over'
  if (needsMe === 'advise' || needsMe === 'confirm' || needsMe === 'take on') return 'asked'
  return state === 'draft' || decisionRow?.mine ? 'mine' : 'following'
}

export interface Group { readonly id: DecisionGroup; readonly rows: readonly RecordRow[] }

export function decisionGroups(rows: readonly RecordRow[]): readonly Group[] {
  const groups = new Map<DecisionGroup, RecordRow[]>(DECISION_GROUPS.map((id) => [id, []]))
  for (const row of rows) groups.get(decisionGroupOf(row))!.push(row)
  const newest = (a: RecordRow, b: RecordRow): number => (b.decisionRow?.decidedAt ?? b.updatedAt) - (a.decisionRow?.decidedAt ?? a.updatedAt)
  return [...groups].map(([id, list]) => ({ id, rows: list.sort(id === 'decided' || id === 'over' ? newest : earlier) }))
}

const said = (key: string, values: Said['values'] = {}): Said => ({ key, values })

/** `day` of a calendar date, `moment` of milliseconds. */
export function decisionContext(row: RecordRow, day: (date: string) => string, moment: (at: number) => string, today: string): readonly Said[] {
  const { decisionRow: own, state } = row
  if (row.unavailable) return [said('row.unavailable')]
  if (state === 'draft') return [said('decision.rowDraft')]
  const name = own?.deciders.map((one) => one.name.split(/\s+/)[0]).join(', ') ?? ''
  if (state === 'undone') return [said('decision.rowUndone', { name })]
  if (state === 'dropped') return [said('decision.rowDropped', { name })]
  if (own?.nobodyDecides && !DECIDED.includes(state)) return [said('decision.rowLeft')]
  const who = own?.mine ? [] : [said(DECIDED.includes(state) ? 'decision.rowDecided' : 'decision.rowDecides', { name })]
  if (DECIDED.includes(state)) {
    return [
      ...who, ...(row.flags.includes('review due') ? [said('decision.rowReviewDue')] : own?.decidedAt ? [said('decision.rowOn', { day: moment(own.decidedAt) })] : []),
      ...(row.flags.includes('said since') ? [said(row.needsMe === 'answer advice' ? 'decision.rowAnswerAdvice' : 'decision.rowSince')] : []),
      ...(own?.withoutAdvice ? [said('decision.rowAlone')] : []),
    ]
  }
  // That advice is asked stands over those who are asked.
  const asks = row.needsMe === null || row.needsMe === 'advise' ? [] : [said(NEEDS[row.needsMe] ?? 'row.answer', { rev: row.offer ?? 1 })]
  const by = own?.adviceBy ? [said(own.adviceBy < today ? 'decision.rowWas' : 'decision.rowUntil', { day: day(own.adviceBy) })] : []
  const stage = asks.length > 0 ? asks : state === 'framing' ? [said('decision.rowNobody')] : state === 'contested' ? [said('decision.rowTwice')] : state === 'considering' ? [said('life.considering')] : []
  return [...who, ...stage, ...by]
}

const NEEDS: Readonly<Record<string, string>> = { confirm: 'decision.rowConfirm', 'answer advice': 'decision.rowAnswerAdvice', 'take on': 'role.row' }
