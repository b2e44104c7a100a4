// Who I am on this device, which workspaces there are, what is being joined, which signatures are held.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Problem } from '../../shared/base/result.ts'
import type { HeldView, JoinView, Overview, Params, WorkspaceSummary } from '../../shared/protocol/contract.ts'
import { keepWorkspace, linkTo, windowName, windowWorkspace } from '../host/windows.ts'
import { problemOf, useHost } from './host.ts'

/** Joins as a list with one of them replaced or added. */
export const withJoin = (joins: readonly JoinView[], join: JoinView): readonly JoinView[] =>
  joins.some((known) => known.id === join.id) ? joins.map((known) => (known.id === join.id ? join : known)) : [...joins, join]

export const useOverview = defineStore('overview', () => {
  const host = useHost()
  const overview = ref<Overview | null>(null)
  const chosen = ref<string | null>(null)
  /** Why there is no overview although the host answers. */
  const problem = ref<Problem | null>(null)

  const workspaces = computed<readonly WorkspaceSummary[]>(() => (overview.value?.workspaces ?? []).filter((ws) => !ws.left))
  const workspace = computed<WorkspaceSummary | null>(
    () => workspaces.value.find((ws) => ws.id === chosen.value) ?? workspaces.value[0] ?? null,
  )
  const held = computed<readonly HeldView[]>(() => overview.value?.held ?? [])
  const joins = computed<readonly JoinView[]>(() => overview.value?.joins ?? [])

  host.hear((event) => {
    if (event.event === 'overview') overview.value = event.overview
    else if (!overview.value) return
    else if (event.event === 'held') overview.value = { ...overview.value, held: event.held }
    else if (event.event === 'join') overview.value = { ...overview.value, joins: withJoin(overview.value.joins, event.join) }
  })

  async function load(): Promise<void> {
    problem.value = null
    overview.value = await host.call('app.overview', {})
    if (chosen.value === null && overview.value.identity) {
      // This window's own, else the one that was looked at last in any.
      const kept = windowWorkspace() ?? (await host.call('app.kept', { key: 'workspace' }).catch(() => ({ value: null }))).value
      chosen.value ??= kept
    }
  }
  /** A connection that was lost meanwhile is nothing to tell of here: what is back is read again. */
  const read = (): void => void load().catch((error: unknown) => { if (host.reach === 'connected') problem.value = problemOf(error) })
  host.whenBack(read)

  function choose(id: string): void {
    chosen.value = id
    keepWorkspace(id)
    void host.call('app.keep', { key: 'workspace', value: id }).catch(() => {})
  }

  /** One window a workspace: opened a second time, the browser shows the one that is there. */
  async function openWindow(id: string): Promise<void> {
    // In the desktop window the preload script hears it.
    if (!/^https?:$/.test(location.protocol)) return window.postMessage({ parley: 'window', workspace: id }, location.origin)
    const { url } = await host.call('app.url', {})
    if (url === null) choose(id)
    else window.open(linkTo(url, id), windowName(id))
  }

  async function create(name: string, device: string, passphrase: string): Promise<readonly string[]> {
    const { words } = await host.call('identity.create', {
      name, keepWords: true, ...(device ? { device } : {}), ...(passphrase ? { passphrase } : {}),
    })
    await load()
    return words
  }

  /** Recovery words that wait to be written down. */
  const waitingWords = async (): Promise<readonly string[] | null> => (await host.call('identity.words', {})).words
  /** They stand on paper: from now on they are kept nowhere. */
  async function written(): Promise<void> {
    await host.call('identity.written', {})
    await load()
  }

  async function unlock(passphrase: string): Promise<void> {
    await host.call('identity.unlock', { passphrase })
    await load()
  }

  async function found(name: string, purpose: string, charter?: Params<'workspace.create'>['charter']): Promise<void> {
    const made = await host.call('workspace.create', { name, ...(purpose && { purpose }), ...(charter && { charter }) })
    await load()
    choose(made.id)
  }

  async function leave(id: string, text: string): Promise<void> {
    await host.call('workspace.leave', { workspace: id, ...(text ? { text } : {}) })
    await load()
  }

  async function setTheme(theme: Overview['theme']): Promise<void> {
    if (overview.value) overview.value = { ...overview.value, theme }
    await host.call('app.theme', { theme })
  }

  const sendHeld = (id: string): Promise<unknown> => host.call('held.send', { held: id })
  /** Held signatures that were taken back from here: they go without having been given. */
  const takenBack = new Set<string>()
  const wasTakenBack = (id: string): boolean => takenBack.has(id)
  async function takeBack(id: string): Promise<void> {
    takenBack.add(id)
    try {
      await host.call('held.takeBack', { held: id })
    } catch (error) {
      takenBack.delete(id)
      throw error
    }
  }

  return { overview, problem, workspace, workspaces, held, joins, load, read, choose, openWindow, create, waitingWords, written, unlock, found, leave, setTheme, sendHeld, takeBack, wasTakenBack }
})
