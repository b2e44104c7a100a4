import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'
import { beginRecord } from '../record/draft-start.ts'

export const role: Feature = {
  pages: [
    { kind: 'roles', load: () => import('./RolesPage.vue'), head: (_, say) => ({ words: say('role.roles'), icon: 'identification-badge' }) },
  ],
  records: [{ concept: 'role', icon: 'identification-badge', listPart: 'people', inspector: () => import('./RoleInspector.vue') }],
  commands: () => [
    { id: 'role.new', title: 'role.design', icon: 'identification-badge', menu: 'begin', run: () => beginRecord('role') },
    { id: 'roles', title: 'role.roles', icon: 'identification-badge', menu: 'go', run: () => useTabs().open('roles') },
  ],
}
