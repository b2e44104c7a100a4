// What needs the person, as the bell shows it; and what this window says of itself, so that one window tells and no other.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { QuietRules } from '../../shared/domain/desk/index.ts'
import type { NoticeView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'

export interface WindowHere {
  readonly workspace: string
  readonly records: readonly string[]
  readonly desk: boolean
  readonly front: boolean
  readonly system: boolean
}

export const useNotices = defineStore('notices', () => {
  const host = useHost()
  const all = shallowRef<readonly NoticeView[]>([])
  const quiet = ref(false)
  /** Workspaces in which I am away or not to be interrupted. */
  const away = shallowRef<readonly string[]>([])
  const rules = shallowRef<QuietRules | null>(null)
  const unseen = computed(() => all.value.filter((notice) => !notice.seen))
  let said: WindowHere | null = null

  host.hear((event) => {
    if (event.event !== 'notices') return
    all.value = event.notices
    quiet.value = event.quiet
    away.value = event.away
  })
  async function load(): Promise<void> {
    const { notices, quiet: isQuiet, away: awayIn } = await host.call('notices.list', {})
    all.value = notices
    quiet.value = isQuiet
    away.value = awayIn
    if (said) await host.call('notices.here', { ...said, records: [...said.records] })
  }
  host.whenBack(() => void load().catch(() => {}))

  /** Says it again only where it changed. */
  function here(now: WindowHere): void {
    if (JSON.stringify(now) === JSON.stringify(said)) return
    said = now
    void host.call('notices.here', { ...now, records: [...now.records] }).catch(() => {})
  }
  const told = (workspace: string, notices: readonly NoticeView[]): Promise<null> =>
    host.call('notices.told', { workspace, keys: notices.map(({ key }) => key) })
  async function see(notices: readonly NoticeView[]): Promise<void> {
    for (const [workspace, seen] of Map.groupBy(notices, (notice) => notice.workspace)) {
      await host.call('notices.seen', { workspace, keys: seen.map(({ key }) => key) })
    }
  }
  let changes = 0
  /** What is chosen while they are read stands. */
  async function loadRules(): Promise<void> {
    const before = changes
    const read = await host.call('notices.rules', {})
    if (changes === before) rules.value = read
  }
  async function setRules(next: QuietRules): Promise<void> {
    changes++
    rules.value = next
    await host.call('notices.setRules', { rules: next })
  }

  return { all, unseen, quiet, away, rules, load, here, told, see, loadRules, setRules }
})
