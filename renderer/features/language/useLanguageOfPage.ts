// Says the whole page in the language that was chosen, and turns it round where that is read from the right.
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useLanguage } from '../../stores/language.ts'

export function useLanguageOfPage(): void {
  const { locale, availableLocales, setLocaleMessage } = useI18n({ useScope: 'global' })
  const store = useLanguage()
  watch(() => store.language, async ({ tag, dir, words }) => {
    if (!availableLocales.includes(tag)) setLocaleMessage(tag, await words())
    if (store.language.tag !== tag) return
    locale.value = tag
    document.documentElement.lang = tag
    document.documentElement.dir = dir
  }, { immediate: true })
}
