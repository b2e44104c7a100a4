// The desk of the workspace in view, as the host worked it out, and what a person arranges on it.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { DeskView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'
import { useReading } from './reading.ts'

export const useDesk = defineStore('desk', () => {
  const host = useHost()
  const overview = useOverview()
  const view = shallowRef<DeskView | null>(null)
  /** The one need that is open on the desk. */
  const open = ref<string | null>(null)
  const workspace = computed(() => overview.workspace?.id ?? null)

  async function load(): Promise<void> {
    const id = workspace.value
    if (!id) return
    const shown = await host.call('desk.show', { workspace: id })
    if (id === workspace.value) view.value = shown
  }
  const { problem, read } = useReading(load)

  host.hear((event) => {
    if (event.event === 'desk' && event.desk.workspace === workspace.value) view.value = event.desk
  })
  watch(workspace, () => {
    view.value = null
    open.value = null
    read()
  }, { immediate: true })
  host.whenBack(read)

  const here = (): { workspace: string } => {
    if (!workspace.value) throw new Error('no workspace in view')
    return { workspace: workspace.value }
  }
  const later = (key: string, until: string | null): Promise<null> => host.call('desk.later', { ...here(), key, until })
  const looked = (upto: number, id?: string): Promise<null> => host.call('desk.looked', { ...here(), upto, ...(id ? { id } : {}) })
  const setHours = (hours: number | null): Promise<null> => host.call('desk.hours', { ...here(), hours })
  const remind = (text: string, at: string, record?: string): Promise<{ readonly id: string }> =>
    host.call('desk.remind', { ...here(), text, at, ...(record ? { record } : {}) })
  const forget = (reminder: string): Promise<null> => host.call('desk.forget', { ...here(), reminder })

  /** Words addressed to me that need no answer. */
  const heard = (remark: string): Promise<null> => host.call('talk.heard', { ...here(), remark })

  return { view, open, problem, read, load, later, looked, setHours, remind, forget, heard }
})
