// Everything the page says. English is complete; a language that lacks a sentence falls back to it.
import { createI18n } from 'vue-i18n'
import en from './en/index.ts'
import { inFigures } from './figures.ts'
import { ENGLISH } from './languages.ts'

export function createWords(locale: string = ENGLISH, preferred = (): readonly string[] => navigator.languages) {
  const words = createI18n({ legacy: false, locale, fallbackLocale: ENGLISH, messages: { [ENGLISH]: en } })
  inFigures(words.global, preferred)
  return words
}
