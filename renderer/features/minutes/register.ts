import type { Feature } from '../../workbench/registry/feature.ts'

export const minutes: Feature = {
  records: [{ concept: 'minutes', icon: 'notepad', listPart: 'groups', inspector: () => import('./MinutesInspector.vue'), below: () => import('./ToDoLines.vue') }],
}
