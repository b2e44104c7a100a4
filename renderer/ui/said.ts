// What the page did not word itself: its own problems are keys of the locale, in any language; what the host says are English
// sentences, turned where the language of the page has them.
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { turning, type HostWords } from './turning.ts'

const turned = shallowRef<((said: string) => string) | null>(null)

/** From now on in these words; null: in English, as they come. */
export const sayLike = (words: HostWords | null): void => void (turned.value = words && turning(words))

export function useSaid(): (words: string) => string {
  const { t } = useI18n({ useScope: 'global' })
  return (words) => (/^problem\.\w+$/.test(words) ? t(words) : turned.value?.(words) ?? words)
}
