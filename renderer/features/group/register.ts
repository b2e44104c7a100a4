import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'
import { groupCommands } from './group-acts.ts'

export const group: Feature = {
  pages: [{ kind: 'group-call', keeps: true, load: () => import('./CallGroup.vue'), head: (_, say) => ({ words: say('group.call'), icon: 'users-three' }) }],
  records: [{
    concept: 'group', icon: 'users-three', listPart: 'groups', titles: true, above: () => import('./GroupAbove.vue'), below: () => import('./GroupBelow.vue'), inspector: () => import('./GroupInspector.vue'),
  }],
  parts: [{
    id: 'groups', order: 30, words: 'group.groups', command: 'group.go', icon: 'users-three', fill: 'users-three-fill', load: () => import('./GroupList.vue'),
  }],
  commands: () => [
    { id: 'groups.call', title: 'group.call', icon: 'users-three', menu: 'begin', keys: ['Alt+Shift+G'], run: () => useTabs().open('group-call') },
    ...groupCommands(),
  ],
}
