// Names in a row, as the language of the page joins them.
import { computed, type ComputedRef } from 'vue'
import { useRegion } from './region.ts'

/** "Ada", "Ada and Ben", "Ada, Ben and Chidi". */
export const namesIn = (locale: string, names: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)

export function useNames(): ComputedRef<(names: readonly string[]) => string> {
  const region = useRegion()
  return computed(() => (names) => namesIn(region.value, names))
}

/** Of many the first few, and how many more: `more` says them. */
export const fewOf = (names: readonly string[], more: (n: number) => string, most = 4): readonly string[] =>
  (names.length <= most ? names : [...names.slice(0, most - 1), more(names.length - most + 1)])
