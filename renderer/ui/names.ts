// Names in a row, as the language of the page joins them.
import { computed, type ComputedRef } from 'vue'
import { useRegion } from './region.ts'

/** "Ada", "Ada and Ben", "Ada, Ben and Chidi". */
export const namesIn = (locale: string, names: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)

export function useNames(): ComputedRef<(names: readonly string[]) => string> {
  const region = useRegion()
  return computed(() => (names) => namesIn(region.value, names))
}
