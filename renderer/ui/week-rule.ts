// How weeks are counted where the person lives; where the browser can't tell, from Monday as ISO 8601 does.
import { computed, type ComputedRef } from 'vue'
import { ISO_WEEK, type WeekRule } from '../../shared/base/calendar.ts'
import { useRegion } from './region.ts'

interface WeekInfo { readonly firstDay: number; readonly minimalDays?: number }
type Telling = Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo }

export function weekRuleOf(language: string): WeekRule {
  try {
    const locale: Telling = new Intl.Locale(language)
    const { firstDay, minimalDays } = locale.getWeekInfo?.() ?? locale.weekInfo ?? ISO_WEEK
    // Newer browsers leave out `minimalDays`: weeks from Monday are counted by ISO, others from the first of January.
    return { firstDay, minimalDays: minimalDays ?? (firstDay === 1 ? 4 : 1) }
  } catch {
    return ISO_WEEK
  }
}

export function useWeekRule(): ComputedRef<WeekRule> {
  const region = useRegion()
  return computed(() => weekRuleOf(region.value))
}
