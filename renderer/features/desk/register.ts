import { useRecords } from '../../stores/records.ts'
import type { Feature } from '../../workbench/registry/feature.ts'

export const desk: Feature = {
  pages: [{ kind: 'desk', load: () => import('./DeskPage.vue'), head: (_, say) => ({ words: say('frame.desk'), icon: 'tray' }) }],
  parts: [{
    id: 'desk', order: 10, words: 'frame.desk', command: 'cmd.desk', icon: 'tray', fill: 'tray-fill', keys: ['Alt+1'], page: 'desk',
    badge: () => ({ count: [...useRecords().rows.values()].filter((row) => row.needsMe !== null).length, says: 'frame.needsYou' }),
  }],
}
