import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'

export const calendar: Feature = {
  pages: [{ kind: 'calendar', load: () => import('./CalendarPage.vue'), head: (_, say) => ({ words: say('calendar.title'), icon: 'calendar-blank' }) }],
  commands: () => [{ id: 'calendar', title: 'calendar.title', icon: 'calendar-blank', menu: 'go', run: () => useTabs().open('calendar') }],
}
