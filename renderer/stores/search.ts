// Searching everything here, and the searches one keeps: asked of the host as one types, shown when it answers.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Problem } from '../../shared/base/result.ts'
import type { FoundView, SavedFilter } from '../../shared/protocol/contract.ts'
import { problemOf, useHost } from './host.ts'
import { useOverview } from './overview.ts'
import { useReadingIn } from './reading-in.ts'

const AT_ONCE = 60

export const useSearch = defineStore('search', () => {
  const host = useHost()
  const overview = useOverview()
  const readingIn = useReadingIn()
  const typed = ref('')
  const found = shallowRef<FoundView | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const limit = ref(AT_ONCE)
  const filters = shallowRef<readonly SavedFilter[]>([])
  const workspace = computed(() => overview.workspace?.id ?? null)
  /** Somebody looks at the page of results: only then is it kept current. */
  const watched = ref(0)

  let asked = 0
  async function ask(): Promise<void> {
    const mine = ++asked
    const ws = workspace.value
    if (!ws || typed.value.trim() === '') {
      found.value = null
      return
    }
    try {
      const view = await host.call('find', { workspace: ws, text: typed.value.slice(0, 500), limit: limit.value })
      if (mine !== asked) return
      found.value = view
      problem.value = null
      if (view.behind > 0) readingIn.follow()
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    }
  }
  watch(typed, () => { limit.value = AT_ONCE })
  watch([typed, limit, workspace], () => void ask())
  watch(() => readingIn.through, () => { if (watched.value > 0) void ask() })

  let soon: ReturnType<typeof setTimeout> | undefined
  host.hear((event) => {
    if (event.event === 'filters' && event.workspace === workspace.value) filters.value = event.filters
    if (event.event !== 'records' || event.workspace !== workspace.value || watched.value === 0) return
    clearTimeout(soon)
    soon = setTimeout(() => void ask(), 200)
  })
  async function load(): Promise<void> {
    const ws = workspace.value
    filters.value = []
    if (!ws) return
    const kept = await host.call('shelf.filters', { workspace: ws })
    if (ws === workspace.value) filters.value = kept
  }
  watch(workspace, () => void load().catch(() => {}), { immediate: true })
  host.whenBack(() => {
    void load().catch(() => {})
    void ask()
  })

  const more = (): void => { limit.value = Math.min(500, limit.value + AT_ONCE) }
  const keep = (name: string, query: string): Promise<unknown> => host.call('shelf.keepFilter', { workspace: workspace.value!, name, query })
  const drop = (filter: string): Promise<unknown> => host.call('shelf.dropFilter', { workspace: workspace.value!, filter })
  const putAway = (id: string, away: boolean): Promise<unknown> => host.call('shelf.away', { workspace: workspace.value!, id, away })

  return { typed, found, problem, filters, watched, ask, more, keep, drop, putAway }
})
