// How dates, numbers, weeks and lists are written where the person lives. The language of the page says its words; the
// system says more of the same language: English is read where weeks begin on Sundays, and where they begin on Mondays.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

const languageIn = (tag: string): string => tag.split('-')[0]!.toLowerCase()

/** `preferred` as the system lists them, the most wanted first. BCP 47 tags all. */
export const regionOf = (page: string, preferred: readonly string[]): string =>
  preferred.find((tag) => tag.includes('-') && languageIn(tag) === languageIn(page)) ?? page

export function useRegion(): ComputedRef<string> {
  const { locale } = useI18n()
  return computed(() => regionOf(locale.value, navigator.languages))
}
