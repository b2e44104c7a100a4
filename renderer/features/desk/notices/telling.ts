// This window tells the person of something: by the computer's own notifications where they are allowed and another window
// is in front, else in a line of its own. It says to the host what it shows, so that nobody is told of what they look at.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import type { NoticeView } from '../../../../shared/protocol/contract.ts'
import { useHost } from '../../../stores/host.ts'
import { useNotices } from '../../../stores/notices.ts'
import { useOverview } from '../../../stores/overview.ts'
import { useNames } from '../../../ui/names.ts'
import { useTabs } from '../../../workbench/tabs.ts'
import { needSays } from '../need-words.ts'
import { openAt } from '../open-at.ts'

export type Permission = 'granted' | 'denied' | 'default' | 'none'
export const permissionNow = (): Permission => (typeof Notification === 'undefined' ? 'none' : Notification.permission)

export function useTelling() {
  const { t } = useI18n()
  const host = useHost()
  const notices = useNotices()
  const overview = useOverview()
  const tabs = useTabs()
  const join = useNames()
  const front = ref(isFront())
  const permission = ref(permissionNow())
  /** What is told in a line of this window, until it is opened or put away. */
  const line = shallowRef<readonly NoticeView[]>([])

  function isFront(): boolean {
    return document.visibilityState === 'visible' && document.hasFocus()
  }
  const look = (): void => {
    front.value = isFront()
    permission.value = permissionNow()
  }
  watchEffect(() => {
    const workspace = overview.workspace?.id
    if (!workspace || host.reach !== 'connected') return
    // The tab in front of each group that stands beside another.
    const shown = tabs.groups.flatMap((group) => group.tabs.filter(({ panel }) => panel === group.current))
    notices.here({
      workspace, front: front.value, system: permission.value === 'granted', desk: shown.some(({ kind }) => kind === 'desk'),
      records: shown.filter(({ kind }) => kind === 'record' || kind === 'question').map(({ id }) => id),
    })
  })

  const titleOf = (told: readonly NoticeView[]): string => (told.length === 1 ? told[0]!.title || t('list.untitled') : t('notice.several', { n: told.length }))
  const textOf = (told: readonly NoticeView[]): string => {
    if (told.length > 1) return told.map(({ title }) => title || t('list.untitled')).join(', ')
    const { key, values } = needSays(told[0]!, join.value)
    return t(key, values)
  }

  /** Opens the record at what is asked, or the desk where there are several. */
  function show(told: readonly NoticeView[]): void {
    const [first] = told
    if (!first) return
    if (overview.workspace?.id !== first.workspace) overview.choose(first.workspace)
    if (told.length === 1 && first.record !== '') openAt(first)
    else tabs.open('desk')
    void notices.see(told).catch(() => {})
    line.value = []
  }

  function tell(workspace: string, told: readonly NoticeView[]): void {
    if (!isFront() && permissionNow() === 'granted') {
      const shown = new Notification(titleOf(told), { body: textOf(told), tag: told.length === 1 ? told[0]!.key : `parley:${workspace}`, silent: true })
      shown.onclick = () => {
        window.focus()
        show(told)
        shown.close()
      }
    } else line.value = told
    void notices.told(workspace, told).catch(() => {})
  }

  const stop = host.hear((event) => { if (event.event === 'tell') tell(event.workspace, event.notices) })
  onMounted(() => {
    for (const event of ['focus', 'blur'] as const) window.addEventListener(event, look)
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    stop()
    for (const event of ['focus', 'blur'] as const) window.removeEventListener(event, look)
    document.removeEventListener('visibilitychange', look)
  })
  /** Only what still needs the person: it may have been dealt with elsewhere. */
  const standing = computed(() => line.value.filter((told) => notices.all.some(({ key, seen }) => key === told.key && !seen)))
  return { line: standing, show, titleOf, textOf, away: () => { line.value = [] } }
}
