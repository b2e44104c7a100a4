// How a stepping stone stands, from its readings and today's date. A picture for the eye, no rule: nothing follows from it.
import type { Stone } from '../../../../shared/domain/record/fields.ts'
import type { StoneState } from '../../../ui/UiStone.vue'

export interface StoneReading { readonly date: string; readonly value: number }

/** Whether the newest reading is at the target or beyond it; without a target, or without a direction up, that there is one. */
export function isReached(stone: Pick<Stone, 'target' | 'direction'>, newest: StoneReading | undefined): boolean {
  if (!newest) return false
  if (stone.target === undefined) return newest.value > 0
  const target = Number(stone.target)
  return stone.direction === 'down' ? newest.value <= target : newest.value >= target
}

/** `before`: the same stone in the words that held before, where there are any. `readings` in the order of their days. */
export function stoneState(stone: Stone, readings: readonly StoneReading[], today: string, before: Stone | null = null): StoneState {
  if (isReached(stone, readings.at(-1))) return 'reached'
  if (stone.by !== undefined && stone.by <= today) return 'due'
  if (readings.length > 0) return 'under way'
  return before?.by !== undefined && stone.by !== undefined && stone.by > before.by ? 'moved' : 'to come'
}
