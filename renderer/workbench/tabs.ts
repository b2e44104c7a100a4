// What is open in the editor area, kept per workspace. A preview tab gives way to the next one; a pinned one stays.
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useHost } from '../stores/host.ts'
import { useOverview } from '../stores/overview.ts'
import { pageOf } from './registry/registry.ts'

export interface Tab {
  /** Of a page in the registry. */
  readonly kind: string
  /** Of the record, the person ...; empty where there is one page of its kind. */
  readonly id: string
  readonly preview: boolean
}

export interface TabState { readonly tabs: readonly Tab[]; readonly current: number }

export const tabKey = (tab: Pick<Tab, 'kind' | 'id'>): string => `${tab.kind}:${tab.id}`
const same = (a: Pick<Tab, 'kind' | 'id'>, b: Pick<Tab, 'kind' | 'id'>): boolean => tabKey(a) === tabKey(b)

export function opened(state: TabState, tab: Tab): TabState {
  const at = state.tabs.findIndex((known) => same(known, tab))
  if (at >= 0) {
    const tabs = state.tabs.map((known, i) => (i === at && known.preview && !tab.preview ? tab : known))
    return { tabs, current: at }
  }
  const preview = tab.preview ? state.tabs.findIndex((known) => known.preview) : -1
  if (preview >= 0) return { tabs: state.tabs.map((known, i) => (i === preview ? tab : known)), current: preview }
  return { tabs: [...state.tabs, tab], current: state.tabs.length }
}

/** The neighbour to the right takes its place, or the last one left. */
export function closed(state: TabState, tab: Pick<Tab, 'kind' | 'id'>): TabState {
  const at = state.tabs.findIndex((known) => same(known, tab))
  if (at < 0) return state
  const tabs = state.tabs.filter((_, i) => i !== at)
  const current = state.current > at || state.current === tabs.length ? state.current - 1 : state.current
  return { tabs, current: Math.max(0, current) }
}

/** Tabs as they were kept; what isn't a tab any more is left out. */
export function readTabs(text: string | null, isKept: (kind: string) => boolean): TabState {
  const none: TabState = { tabs: [], current: 0 }
  if (text === null) return none
  try {
    const value = JSON.parse(text) as { tabs?: unknown; current?: unknown }
    if (!Array.isArray(value.tabs)) return none
    const tabs = (value.tabs as Partial<Tab>[]).filter((tab) => typeof tab.kind === 'string' && isKept(tab.kind) && typeof tab.id === 'string')
      .map((tab) => ({ kind: tab.kind!, id: tab.id!, preview: tab.preview === true }))
    const current = typeof value.current === 'number' ? Math.min(Math.max(0, value.current), Math.max(0, tabs.length - 1)) : 0
    return { tabs, current }
  } catch {
    return none
  }
}

export const useTabs = defineStore('tabs', () => {
  const host = useHost()
  const overview = useOverview()
  const state = ref<TabState>({ tabs: [], current: 0 })
  const past: string[] = []
  const future: string[] = []
  const workspace = computed(() => overview.workspace?.id ?? null)
  const tabs = computed(() => state.value.tabs)
  const current = computed(() => state.value.tabs[state.value.current] ?? null)

  watch(workspace, async (id) => {
    state.value = { tabs: [], current: 0 }
    if (!id) return
    const kept = await host.call('app.kept', { key: `tabs:${id}` }).catch(() => ({ value: null }))
    if (id !== workspace.value || state.value.tabs.length > 0) return
    const read = readTabs(kept.value, (kind) => !!pageOf(kind) && !pageOf(kind)?.passing)
    state.value = read.tabs.length > 0 ? read : opened(read, { kind: 'desk', id: '', preview: false })
  }, { immediate: true })

  function set(next: TabState): void {
    const before = current.value
    state.value = next
    if (before && current.value && !same(before, current.value)) {
      past.push(tabKey(before))
      future.length = 0
    }
    if (workspace.value) void host.call('app.keep', { key: `tabs:${workspace.value}`, value: JSON.stringify(next) }).catch(() => {})
  }

  const open = (kind: string, id = '', preview = false): void => set(opened(state.value, { kind, id, preview }))
  /** In the group to the right, which is made where there is none. */
  const beside = (kind: string, id = ''): void => open(kind, id)
  const pin = (tab: Tab): void => set(opened(state.value, { ...tab, preview: false }))
  const close = (tab: Pick<Tab, 'kind' | 'id'>): void => set(closed(state.value, tab))

  /** Back and forward among the tabs that were looked at and are still open. */
  function walk(from: string[], to: string[]): void {
    const here = current.value
    for (let key = from.pop(); key !== undefined; key = from.pop()) {
      const at = state.value.tabs.findIndex((tab) => tabKey(tab) === key)
      if (at < 0) continue
      if (here) to.push(tabKey(here))
      state.value = { ...state.value, current: at }
      return
    }
  }
  const back = (): void => walk(past, future)
  const forward = (): void => walk(future, past)

  return { tabs, current, open, beside, pin, close, back, forward }
})
