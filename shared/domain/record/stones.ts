// Where a stepping stone stands, by what was found and by a date. Shown, never decided: no rule reads it.
import type { CalendarDate } from '../../base/clock.ts'
import type { Amount, Stone } from './fields.ts'

export type StoneState = 'to come' | 'under way' | 'due' | 'reached'

/** Readings in the order of their dates. A reading without a value says that the stone is reached. */
export function stoneState(
  stone: Pick<Stone, 'target' | 'direction' | 'by'>, readings: readonly { readonly value: Amount | null }[], asOf: CalendarDate,
): StoneState {
  const last = readings.at(-1)
  if (last && meets(stone, last.value)) return 'reached'
  if (stone.by !== undefined && stone.by <= asOf) return 'due'
  return last ? 'under way' : 'to come'
}

function meets({ target, direction }: Pick<Stone, 'target' | 'direction'>, value: Amount | null): boolean {
  if (value === null) return true
  if (target === undefined) return false
  return direction === 'down' ? Number(value) <= Number(target) : Number(value) >= Number(target)
}
