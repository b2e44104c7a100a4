import { useDesk } from '../../stores/desk.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { NEVER_QUIET } from '../../../shared/domain/desk/index.ts'
import { useNotices } from '../../stores/notices.ts'
import { useBell } from './notices/bell.ts'

async function hushAnHour(): Promise<void> {
  const notices = useNotices()
  await notices.loadRules().then(() => notices.setRules({ ...notices.rules ?? NEVER_QUIET, until: Date.now() + 3_600_000 })).catch(() => {})
}

export const desk: Feature = {
  pages: [{ kind: 'desk', load: () => import('./DeskPage.vue'), head: (_, say) => ({ words: say('frame.desk'), icon: 'tray' }) }],
  parts: [{
    id: 'desk', order: 10, words: 'frame.desk', command: 'cmd.desk', icon: 'tray', fill: 'tray-fill', keys: ['Alt+1'], page: 'desk', load: () => import('./DeskSide.vue'),
    badge: () => ({ count: useDesk().view?.needs.length ?? 0, says: 'frame.needsYou' }),
  }],
  settings: [{
    id: 'notices', order: 40, words: 'notice.rules', finds: ['notice.quiet', 'notice.system', 'notice.hush'], load: () => import('./notices/NoticeSettings.vue'),
  }],
  commands: () => [
    { id: 'notices.hush', title: 'notice.hushCommand', icon: 'bell-z', run: () => void hushAnHour() },
    { id: 'notices', title: 'notice.bell', icon: 'bell', keys: ['Alt+Shift+B'], menu: 'view', run: () => { useBell().open = !useBell().open } },
  ],
}
