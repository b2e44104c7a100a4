// Everything the page says. English is complete; a locale that lacks a sentence falls back to it.
import { createI18n } from 'vue-i18n'
import en from './en/index.ts'

export const createWords = (locale = 'en') =>
  createI18n({ legacy: false, locale, fallbackLocale: 'en', messages: { en } })
