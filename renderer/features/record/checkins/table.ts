// Check-ins and the stepping stones ahead as the rows of one table, by day.
import type { KeepingView, StoneView } from '../../../../shared/protocol/contract.ts'
import { today } from '../../../ui/when.ts'
import { checkinsOf, type Entry } from '../inspector/checkins.ts'

export type Order = 'newest' | 'oldest'
/** What somebody said at one time, or a stone that waits for its day. */
export interface Group {
  readonly key: string
  readonly on: string
  readonly entry: Entry | null
  readonly ahead: StoneView | null
}

/** Of one day, what is ahead is the later. */
export function tableOf(keeping: Pick<KeepingView, 'checkins' | 'stones'>, order: Order): readonly Group[] {
  const said = checkinsOf(keeping).map((entry): Group => ({ key: entry.id, on: today(new Date(entry.at)), entry, ahead: null }))
  const ahead = keeping.stones.flatMap((stone): Group[] => (stone.by === null || stone.state === 'reached' ? [] : [{ key: stone.id, on: stone.by, entry: null, ahead: stone }]))
  const groups = [...said, ...ahead].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return order === 'newest' ? groups.reverse() : groups
}
