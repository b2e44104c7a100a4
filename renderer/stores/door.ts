// The way in: what a person is doing before the workbench opens, or beside it when they join or found another workspace.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { JoinView } from '../../shared/protocol/contract.ts'
import { useOverview } from './overview.ts'

export const useDoor = defineStore('door', () => {
  const overview = useOverview()
  /** Recovery words while they are shown: until they are on paper, whatever becomes of this page meanwhile. */
  const words = ref<readonly string[] | null>(null)
  const way = ref<'join' | 'found' | null>(null)
  /** A link that was opened outside Parley and waits to be looked at. */
  const link = ref('')
  const seen = ref<ReadonlySet<string>>(new Set())
  const watched = ref<ReadonlySet<string>>(new Set())

  const waits = computed(() => overview.overview?.wordsWait === true && !overview.overview.locked)
  watch(waits, async (now) => {
    const found = now && words.value === null ? await overview.waitingWords().catch(() => null) : null
    if (found && waits.value) words.value = found
  }, { immediate: true })
  async function written(): Promise<void> {
    await overview.written()
    words.value = null
  }

  /** A join that is under way, or was admitted while this page looked on and whose code was not yet compared. */
  const running = computed<JoinView | null>(() => overview.joins.find((join) => {
    if (join.state === 'waiting' || join.state === 'asking' || join.state === 'refused') return !seen.value.has(join.id)
    return join.state === 'admitted' && watched.value.has(join.id) && !seen.value.has(join.id)
  }) ?? null)

  /** The join page stands while a person chose it, or while there is nothing else to show. */
  const join = computed<'link' | JoinView | null>(() => {
    if (words.value !== null || waits.value || !overview.overview?.identity) return null
    if (running.value && (way.value === 'join' || overview.workspaces.length === 0 || watched.value.has(running.value.id))) return running.value
    return way.value === 'join' ? 'link' : null
  })

  /** Shows what the link invites to. Nothing is sent until the person says so. */
  function openLink(text: string): void {
    link.value = text
    way.value = 'join'
  }

  function watchJoin(id: string): void {
    watched.value = new Set(watched.value).add(id)
  }

  function putAside(id: string): void {
    seen.value = new Set(seen.value).add(id)
    way.value = null
  }

  return { words, waits, written, way, link, join, openLink, watchJoin, putAside }
})
