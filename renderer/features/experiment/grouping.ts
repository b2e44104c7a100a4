// Experiments as the side bar lists them. One that people concluded in different ways stands by itself: none of them is counted
// against another. Pure.
import { daysFrom } from '../../../shared/base/calendar.ts'
import type { ConcludedAs, RecordRow } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'

export interface TrialGroup {
  readonly id: string
  /** A key of the locale. */
  readonly words: string
  readonly rows: readonly RecordRow[]
}

const AS: readonly (readonly [ConcludedAs, string])[] = [['adopt', 'trial.groupAdopted'], ['adapt', 'trial.groupAdapted'], ['drop', 'trial.groupDropped']]
/** What is over, until somebody looks. */
export const FOLDED = ['adopt', 'adapt', 'drop', 'apart', 'over']

const isMine = (row: RecordRow): boolean => row.parties.some(({ you }) => you)
const isOpen = ({ state }: RecordRow): boolean => state === 'looking' || state === 'running' || state === 'paused'

/** The soonest end first, then what moved last. */
const sooner = (a: RecordRow, b: RecordRow): number => {
  const [endA, endB] = [a.until ?? '9999', b.until ?? '9999']
  return endA === endB ? b.updatedAt - a.updatedAt : endA < endB ? -1 : 1
}

/** Of experiments; every one stands in one group. */
export function trialGroups(found: readonly RecordRow[]): readonly TrialGroup[] {
  const all = found.toSorted(sooner)
  const open = all.filter((row) => isOpen(row))
  const asked = open.filter((row) => row.experimentRow?.asksMe)
  const mine = open.filter((row) => isMine(row) && !row.experimentRow?.iConcluded)
  const others = open.filter((row) => !asked.includes(row) && !mine.includes(row))
  const over = all.filter((row) => !isOpen(row) && row.state !== 'draft').toSorted((a, b) => b.updatedAt - a.updatedAt)
  const concluded = ({ experimentRow }: RecordRow): readonly ConcludedAs[] => experimentRow?.concluded ?? []
  return [
    { id: 'asked', words: 'trial.groupAsked', rows: asked },
    { id: 'mine', words: 'trial.groupMine', rows: mine },
    { id: 'running', words: 'trial.groupRunning', rows: others.filter(({ state }) => state !== 'looking') },
    { id: 'looking', words: 'trial.groupLooking', rows: others.filter(({ state }) => state === 'looking') },
    { id: 'drafts', words: 'trial.groupDrafts', rows: all.filter(({ state }) => state === 'draft') },
    ...AS.map(([as, words]) => ({ id: as, words, rows: over.filter((row) => concluded(row).length === 1 && concluded(row)[0] === as) })),
    { id: 'apart', words: 'trial.groupApart', rows: over.filter((row) => concluded(row).length > 1) },
    { id: 'over', words: 'trial.groupOver', rows: over.filter((row) => concluded(row).length === 0) },
  ].filter(({ rows }) => rows.length > 0)
}

export interface TrialMark { readonly icon: IconName; readonly tone: 'plain' | 'moss' | 'ochre' }

export function trialMark(row: RecordRow): TrialMark {
  if (row.flags.includes('stop line reached') || row.experimentRow?.stopped) return { icon: 'hand-palm', tone: 'ochre' }
  switch (row.state) {
    case 'running': return { icon: 'flask', tone: 'moss' }
    case 'paused': return { icon: 'pause', tone: 'plain' }
    case 'looking': return { icon: 'lightbulb', tone: 'plain' }
    case 'concluded': return { icon: 'checks', tone: 'plain' }
    case 'draft': return { icon: 'circle-dashed', tone: 'plain' }
    default: return { icon: 'door-open', tone: 'plain' }
  }
}

export interface Said { readonly key: string; readonly values: Readonly<Record<string, string | number>> }


/** What stands under a title: how far it is, what was learned, or who looks for company. */
export function trialContext(row: RecordRow, today: string, day: (date: string) => string): readonly Said[] {
  const { experimentRow: trial, state, until } = row
  const said = (key: string, values: Said['values'] = {}): Said => ({ key, values })
  const names = row.parties.map(({ name }) => name.split(/\s+/)[0] ?? name).join(', ')
  if (row.unavailable) return [said('row.unavailable')]
  if (trial?.learned && !isOpen(row)) return [said('trial.learnedLine', { text: trial.learned })]
  if (row.needsMe === 'answer') return [said('trial.asksYou')]
  if (row.needsMe === 'accept again') return [said('row.acceptAgain', { rev: row.offer ?? 1 })]
  if (row.flags.includes('stop line reached')) return [said('trial.stopReached')]
  if (trial?.stopped) return [said('trial.stoppedByRule')]
  const ends = until === null ? [] : [said(until < today ? 'trial.ended' : 'trial.ends', { day: day(until) })]
  if (state === 'running' && trial?.started) {
    const [week, weeks] = [Math.floor(daysFrom(trial.started, today) / 7) + 1, until === null ? 0 : Math.ceil((daysFrom(trial.started, until) + 1) / 7)]
    const place = week < 1 ? [said('trial.begins', { day: day(trial.started) })] : weeks >= week ? [said('trial.week', { n: week, of: weeks })] : [said('trial.weekAlone', { n: week })]
    return [...place, ...ends]
  }
  if (state === 'paused') return [said('trial.paused'), ...ends]
  if (state === 'looking') return names === '' ? [said('trial.nobodyYet')] : [said('trial.looksWith', { names })]
  return names === '' ? [] : [said('row.with', { names })]
}
