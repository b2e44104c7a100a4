// Meetings of a group, from the rows of their minutes. Pure.
import type { RecordRow } from '../../../shared/protocol/contract.ts'

export interface Meetings {
  /** The minutes that are begun and not signed, the soonest first: what is on the table next. */
  readonly next: RecordRow | null
  readonly later: readonly RecordRow[]
  /** Signed, the newest first. */
  readonly kept: readonly RecordRow[]
}

const ofGroup = (row: RecordRow, group: string): boolean => row.kind === 'minutes' && row.links.some(({ how, record }) => how === 'of group' && record === group)
const dayOf = (row: RecordRow): string => row.on ?? ''

export function meetingsOf(rows: Iterable<RecordRow>, group: string): Meetings {
  const all = [...rows].filter((row) => ofGroup(row, group))
  // One without a day is being planned: it stands before those that have one.
  const open = all.filter(({ state }) => state === 'draft').sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.updatedAt - b.updatedAt))
  const kept = all.filter(({ state }) => state === 'signed').sort((a, b) => (dayOf(a) > dayOf(b) ? -1 : dayOf(a) < dayOf(b) ? 1 : b.updatedAt - a.updatedAt))
  return { next: open[0] ?? null, later: open.slice(1), kept }
}

/** Who promised a line of minutes, by the records that name these minutes and are called as the line is. */
export function promisedFrom(rows: Iterable<RecordRow>, minutes: string, words: string): RecordRow | null {
  const title = [...words].slice(0, 200).join('')
  return [...rows].find((row) => row.concept === 'commitment' && row.state !== 'draft' && row.title === title && row.links.some(({ record }) => record === minutes)) ?? null
}
