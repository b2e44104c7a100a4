// How weeks are counted where the person lives.
import { computed, type ComputedRef } from 'vue'
import { weekRuleOf, type WeekRule } from '../../shared/base/calendar.ts'
import { useRegion } from './region.ts'

export function useWeekRule(): ComputedRef<WeekRule> {
  const region = useRegion()
  return computed(() => weekRuleOf(region.value))
}
