// My own log of hours, against my own part of the week. Read when first looked at, and again whenever it changed.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { OwnHoursView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useLanguage } from './language.ts'
import { useOverview } from './overview.ts'
import { useReading } from './reading.ts'

export const useHours = defineStore('hours', () => {
  const host = useHost()
  const overview = useOverview()
  const language = useLanguage()
  const workspace = computed(() => overview.workspace?.id ?? null)
  const view = shallowRef<OwnHoursView | null>(null)

  const here = (): string => {
    if (!workspace.value) throw new Error('no workspace in view')
    return workspace.value
  }
  async function load(): Promise<void> {
    const id = workspace.value
    if (!id) return
    const next = await host.call('hours.mine', { workspace: id, rule: language.weeks })
    if (id === workspace.value) view.value = next
  }
  const { problem, read } = useReading(load)
  watch([workspace, () => language.weeks], () => {
    view.value = null
    read()
  }, { immediate: true })
  // Hours a week are set on the desk; own percents come from the charter.
  host.hear((event) => {
    if ((event.event === 'hours' && event.workspace === workspace.value) || (event.event === 'desk' && event.desk.workspace === workspace.value)) read()
  })
  host.whenBack(read)

  /** Minutes left of my own this week; null where my hours are not set. */
  const left = computed(() => view.value?.weeks.at(-1)?.left ?? null)
  async function log(id: string, hours: string, on: string, note: string, share: boolean): Promise<void> {
    await host.call('hours.log', { workspace: here(), id, hours, on, ...(note ? { note } : {}), ...(share ? { share } : {}) })
    await load()
  }
  async function drop(entry: string): Promise<void> {
    await host.call('hours.drop', { workspace: here(), entry })
    await load()
  }
  async function share(id: string): Promise<void> {
    await host.call('hours.share', { workspace: here(), id })
    await load()
  }
  return { view, left, problem, read, load, log, drop, share }
})
