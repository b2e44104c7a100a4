// What is open in the editor area. The grid (editor/grid.ts) holds the tabs; here is what stands in it, what one can do
// with it, and where one has been. Kept per workspace, with how far each page was scrolled.
import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import { useHost } from '../stores/host.ts'
import { useOverview } from '../stores/overview.ts'
import { DESK, EMPTY, readLayout, tabKey, writeLayout, type EditorLayout, type Tab } from './editor/layout.ts'
import type { Grid, GroupView } from './editor/grid.ts'
import { NOWHERE, stepped, visited, type History, type Place } from './history.ts'
import { pageOf } from './registry/registry.ts'

export { tabKey, type Tab } from './editor/layout.ts'
export type OpenTab = GroupView['tabs'][number]

const isKept = (kind: string): boolean => !!pageOf(kind) && !pageOf(kind)!.passing
const mayStandTwice = (tab: Pick<Tab, 'kind'>): boolean => pageOf(tab.kind)?.splits ?? false
/** A scrolled page is written down at most this often. */
const KEEP_AFTER_MS = 500

export const useTabs = defineStore('tabs', () => {
  const host = useHost()
  const overview = useOverview()
  const grid = shallowRef<Grid | null>(null)
  const groups = shallowRef<readonly GroupView[]>([])
  const active = ref<string | null>(null)
  const workspace = computed(() => overview.workspace?.id ?? null)
  /** The workspace whose layout stands in the grid. */
  const restored = ref<string | null>(null)
  const scrolled = new Map<string, readonly number[]>()
  /** What was asked for before there was a grid to do it. */
  let waiting: ((grid: Grid) => void)[] = []

  const group = computed(() => groups.value.find(({ id }) => id === active.value) ?? groups.value[0] ?? null)
  const current = computed<OpenTab | null>(() => group.value?.tabs.find(({ panel }) => panel === group.value!.current) ?? null)
  /** Those of the active group. */
  const tabs = computed(() => group.value?.tabs ?? [])

  const history = shallowRef<History>(NOWHERE)
  const places = new Map<string, string>()
  /** Where Back or Forward leads, until the page has taken it. */
  const returned = shallowRef<Place | null>(null)
  const here = (tab: Tab): Place => ({ kind: tab.kind, id: tab.id, at: places.get(tabKey(tab)) ?? '' })

  function mirror(): void {
    if (!grid.value) return
    groups.value = grid.value.groups
    active.value = grid.value.active
    if (restored.value === null) return
    if (current.value) history.value = visited(history.value, here(current.value))
    keep()
  }

  let written = ''
  function keep(): void {
    clearTimeout(timer)
    timer = undefined
    if (!grid.value || restored.value === null) return
    const open = new Set(groups.value.flatMap((one) => one.tabs.map(tabKey)))
    const layout: EditorLayout = { ...grid.value.layout(), scrolled: Object.fromEntries([...scrolled].filter(([key]) => open.has(key))) }
    const text = writeLayout(layout, isKept)
    if (text === written) return
    written = text
    void host.call('app.keep', { key: `editor:${restored.value}`, value: text }).catch(() => {})
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  function keepSoon(): void {
    timer ??= setTimeout(keep, KEEP_AFTER_MS)
  }

  async function restore(id: string | null): Promise<void> {
    if (timer !== undefined) keep()
    restored.value = null
    history.value = NOWHERE
    places.clear()
    scrolled.clear()
    if (!grid.value || id === null) return
    const kept = await host.call('app.kept', { key: `editor:${id}` }).catch(() => ({ value: null }))
    if (id !== workspace.value || !grid.value) return
    const layout = readLayout(kept.value, isKept)
    for (const [key, at] of Object.entries(layout.scrolled)) scrolled.set(key, at)
    try {
      grid.value.restore(layout.root, layout.active)
    } catch {
      grid.value.restore(EMPTY.root, EMPTY.active)
    }
    if (kept.value === null) grid.value.open(DESK)
    written = kept.value ?? ''
    restored.value = id
    const asked = waiting
    waiting = []
    for (const run of asked) run(grid.value)
    mirror()
  }
  watch(workspace, (id) => void restore(id))

  /** The grid is drawn: what was kept comes back. Returns what lets go of it. */
  function attach(drawn: Grid): () => void {
    grid.value = markRaw(drawn)
    void restore(workspace.value)
    return () => {
      keep()
      grid.value = null
      restored.value = null
      groups.value = []
    }
  }

  function does(act: (grid: Grid) => void): void {
    if (grid.value && restored.value !== null) act(grid.value)
    else waiting.push(act)
  }

  const open = (kind: string, id = '', preview = false): void => does((to) => to.open({ kind, id, preview }))
  /** In the group to the right, which is made where there is none. */
  const beside = (kind: string, id = ''): void => does((to) => to.openBeside({ kind, id, preview: false }))
  const show = (panel: string): void => does((to) => to.show(panel))
  const pin = (tab: Pick<OpenTab, 'panel'>): void => does((to) => to.keep(tab.panel))
  /** One tab, or every one of a page where only its kind and id are known. */
  const close = (tab: Pick<Tab, 'kind' | 'id'> & { readonly panel?: string }): void =>
    does((to) => { for (const name of tab.panel === undefined ? to.namesOf(tab) : [tab.panel]) to.close(name) })
  const closeOthers = (panel: string): void =>
    does((to) => { for (const tab of groups.value.find((one) => one.tabs.some((known) => known.panel === panel))?.tabs ?? []) if (tab.panel !== panel) to.close(tab.panel) })
  const split = (direction: 'right' | 'below'): void => does((to) => to.split(direction, mayStandTwice))
  /** Read where the tabs are, so that what depends on it follows them. */
  const canSplit = computed(() => (groups.value.length > 0 && grid.value?.canSplit(mayStandTwice)) || false)

  function walk(by: 1 | -1): void {
    const step = stepped(history.value, by, ({ kind }) => !!pageOf(kind))
    if (!step) return
    history.value = step.history
    const { kind, id, at } = step.place
    places.set(tabKey(step.place), at)
    open(kind, id, true)
    returned.value = step.place
  }
  const back = (): void => walk(-1)
  const forward = (): void => walk(1)
  const canWalk = computed(() => ({ back: history.value.now > 0, forward: history.value.now < history.value.places.length - 1 }))

  /** A place in a page was gone to: Back leads to where one was before. */
  function goTo(kind: string, id: string, at: string): void {
    places.set(tabKey({ kind, id }), at)
    if (current.value && tabKey(current.value) === tabKey({ kind, id })) history.value = visited(history.value, here(current.value))
  }

  const scrolledTo = (key: string): readonly number[] => scrolled.get(key) ?? []
  function keepScroll(key: string, at: readonly number[]): void {
    scrolled.set(key, at)
    keepSoon()
  }

  return {
    groups, active, tabs, current, grid, attach, mirror, open, beside, show, pin, close, closeOthers, split, canSplit, does,
    back, forward, canWalk, returned, goTo, scrolledTo, keepScroll, keep,
  }
})
