// One's own part of a week in blocks of half an hour, each with the pattern of the record it went into. Pure.
import type { SpentWeekView } from '../../../shared/protocol/contract.ts'

/** More than this would be no picture any more: what is beyond is said in words. */
export const MOST_BLOCKS = 48
const BLOCK = 30

export interface MeterBlock {
  /** Which of the week's records, in their order; null: still open. Beyond `own`, too much. */
  readonly of: number | null
  readonly beyond: boolean
}

/** `own`: minutes; null where no hours are set, so that only what was spent stands there. */
export function blocksOf(week: Pick<SpentWeekView, 'by' | 'minutes'>, own: number | null): readonly MeterBlock[] {
  const spent = week.by.flatMap(({ minutes }, of) => Array.from({ length: Math.max(1, Math.round(minutes / BLOCK)) }, () => of))
  const whole = own === null ? 0 : Math.round(own / BLOCK)
  const length = Math.min(MOST_BLOCKS, Math.max(spent.length, whole))
  return Array.from({ length }, (_, at) => ({ of: spent[at] ?? null, beyond: own !== null && at >= whole }))
}
