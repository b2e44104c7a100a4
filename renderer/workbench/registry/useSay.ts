import { useI18n } from 'vue-i18n'
import type { Say } from './feature.ts'

/** Says sentences outside templates, in the language of the page. */
export function useSay(): Say {
  const { t } = useI18n()
  return (key, values = {}, count) => (count === undefined ? t(key, values) : t(key, values, count))
}
