// What happened on the network, newest first, of the workspace in view and of this machine.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { TimelineItem } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'
import { useReading } from './reading.ts'

/** How many are read, and kept while more come. */
const MOST = 1000

/** Entries after the host told of new ones, and of known ones that happened again. */
export function withItems(known: readonly TimelineItem[], told: readonly TimelineItem[]): readonly TimelineItem[] {
  const byId = new Map([...known, ...told].map((item) => [item.id, item]))
  return [...byId.values()].sort((a, b) => b.at - a.at || b.id - a.id).slice(0, MOST)
}

export const useTimeline = defineStore('timeline', () => {
  const host = useHost()
  const overview = useOverview()
  const items = shallowRef<readonly TimelineItem[]>([])
  const loaded = ref(false)
  /** Read only once somebody looks at it. */
  const wanted = ref(false)
  const workspace = computed(() => overview.workspace?.id ?? null)

  async function load(): Promise<void> {
    const id = workspace.value
    if (!id || !wanted.value) return
    const read = await host.call('network.timeline', { workspace: id, limit: MOST })
    if (id !== workspace.value) return
    items.value = withItems([], read)
    loaded.value = true
  }
  const { problem, read } = useReading(load)

  host.hear((event) => {
    if (event.event !== 'timeline' || !loaded.value) return
    items.value = withItems(items.value, event.items.filter((item) => item.workspace === null || item.workspace === workspace.value))
  })
  watch([workspace, wanted], () => {
    items.value = []
    loaded.value = false
    read()
  })
  host.whenBack(read)

  return { items, loaded, wanted, problem, read, load }
})
