// What the host shows of people, topics and questions, read again whenever somebody says something new about them.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Problem } from '../../shared/base/result.ts'
import type { HostEvent } from '../../shared/protocol/contract.ts'
import { problemOf, useHost } from './host.ts'
import { useOverview } from './overview.ts'

export interface Live<T> {
  readonly value: Readonly<ShallowRef<T | null>>
  readonly problem: Ref<Problem | null>
  /** What a call of one's own has brought: no need to ask again. */
  set(value: T): void
  again(): Promise<void>
}

const speaksOfPeople = (event: HostEvent, workspace: string): boolean =>
  ((event.event === 'directory' || event.event === 'people') && event.workspace === workspace) ||
  (event.event === 'records' && event.workspace === workspace && event.rows.some((row) => row.concept === 'question' || row.state === 'fulfilled'))

/** `load` runs again when `of` changes, when the host is back, and when what it shows may have changed. */
export function useLive<T>(of: () => unknown, load: (workspace: string) => Promise<T>): Live<T> {
  const host = useHost()
  const overview = useOverview()
  const value = shallowRef<T | null>(null)
  const problem = ref<Problem | null>(null)
  const workspace = (): string | null => overview.workspace?.id ?? null
  let asked = 0
  let busy = false
  let waiting = false

  async function again(): Promise<void> {
    const id = workspace()
    if (id === null) return
    // One call at a time: what changes meanwhile is read once it is back.
    if (busy) {
      waiting = true
      return
    }
    busy = true
    const mine = ++asked
    try {
      const loaded = await load(id)
      if (mine === asked && id === workspace()) {
        value.value = loaded
        problem.value = null
      }
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    } finally {
      busy = false
    }
    if (waiting) {
      waiting = false
      await again()
    }
  }
  function set(next: T): void {
    asked++
    value.value = next
  }

  watch([workspace, of], () => {
    asked++
    value.value = null
    void again()
  }, { immediate: true })
  const deaf = host.hear((event) => {
    const id = workspace()
    if (id !== null && speaksOfPeople(event, id)) void again()
  })
  const gone = host.whenBack(() => { if (value.value !== null) void again() })
  onScopeDispose(() => {
    deaf()
    gone()
  })
  return { value, problem, set, again }
}
