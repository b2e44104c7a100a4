// Everything the page says. English is complete; a language that lacks a sentence falls back to it.
import { createI18n } from 'vue-i18n'
import en from './en/index.ts'
import { ENGLISH } from './languages.ts'

export const createWords = (locale: string = ENGLISH) =>
  createI18n({ legacy: false, locale, fallbackLocale: ENGLISH, messages: { [ENGLISH]: en } })
