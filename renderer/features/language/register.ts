import { useTabs } from '../../workbench/tabs.ts'
import type { Feature } from '../../workbench/registry/feature.ts'

export const language: Feature = {
  commands: () => [{ id: 'language', title: 'language.choose', run: () => useTabs().open('settings') }],
  settings: [{ id: 'language', order: 20, words: 'language.label', finds: ['language.label', 'language.text'], load: () => import('./LanguageChoice.vue') }],
}
