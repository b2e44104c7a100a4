// The language of the page, chosen once and kept on this device, and the weeks of the region that goes with it. `?lang=` is for
// looking at another one without choosing it.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { weekRuleOf } from '../../shared/base/calendar.ts'
import { LANGUAGES, languageOf } from '../locales/languages.ts'
import { regionOf } from '../ui/region.ts'
import { useHost } from './host.ts'

const KEY = 'language'

export const useLanguage = defineStore('language', () => {
  const host = useHost()
  const asked = new URLSearchParams(location.search).get('lang')
  const chosen = ref<string | null>(null)
  const language = computed(() => languageOf(asked ?? chosen.value))
  /** How the host counts what it tells week by week. */
  const weeks = computed(() => weekRuleOf(regionOf(language.value.tag, navigator.languages)))
  const offered = computed(() => LANGUAGES.filter((one) => !one.trial || one.tag === language.value.tag))

  host.whenBack(() => void host.call('app.kept', { key: KEY }).then(({ value }) => { chosen.value ??= value }).catch(() => {}))

  function choose(tag: string): void {
    chosen.value = tag
    void host.call('app.keep', { key: KEY, value: tag }).catch(() => {})
  }

  return { language, weeks, offered, choose }
})
