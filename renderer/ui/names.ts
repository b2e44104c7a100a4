// Names in a row, as the language of the page joins them.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

/** "Ada", "Ada and Ben", "Ada, Ben and Chidi". */
export const namesIn = (locale: string, names: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)

export function useNames(): ComputedRef<(names: readonly string[]) => string> {
  const { locale } = useI18n()
  return computed(() => (names) => namesIn(locale.value, names))
}
