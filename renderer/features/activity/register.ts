import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'

export const activity: Feature = {
  pages: [{ kind: 'activity', load: () => import('./ActivityPage.vue'), head: (_, say) => ({ words: say('activity.title'), icon: 'pulse' }) }],
  panels: [{ id: 'activity', order: 10, words: 'activity.title', command: 'panel.showActivity', icon: 'pulse', load: () => import('./ActivityView.vue') }],
  commands: () => [{ id: 'go.activity', title: 'activity.command', icon: 'pulse', menu: 'go', run: () => useTabs().open('activity') }],
}
