// Says the whole page in the language that was chosen, and turns it round where that is read from the right.
import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useLanguage } from '../../stores/language.ts'
import { sayLike } from '../../ui/said.ts'

export function useLanguageOfPage(): void {
  const { locale, availableLocales, setLocaleMessage } = useI18n({ useScope: 'global' })
  const store = useLanguage()
  watch(() => store.language, async ({ tag, dir, words, host }) => {
    if (!availableLocales.includes(tag)) setLocaleMessage(tag, await words())
    const said = await host?.()
    if (store.language.tag !== tag) return
    locale.value = tag
    sayLike(said ?? null)
    document.documentElement.lang = tag
    document.documentElement.dir = dir
  }, { immediate: true })
}
