import type { Feature } from '../../workbench/registry/feature.ts'

export const language: Feature = {
  settings: [{ id: 'language', order: 20, words: 'language.label', finds: ['language.label', 'language.text'], load: () => import('./LanguageChoice.vue') }],
}
