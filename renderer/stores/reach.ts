// Who is known to have which act, for the records that are open.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ActReach } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

export const useReach = defineStore('reach', () => {
  const host = useHost()
  const overview = useOverview()
  /** By record, then by act. */
  const reaches = shallowRef<ReadonlyMap<string, ReadonlyMap<string, ActReach>>>(new Map())
  const open = new Map<string, number>()

  async function load(record: string): Promise<void> {
    const workspace = overview.workspace?.id
    if (!workspace) return
    const acts = await host.call('records.reach', { workspace, id: record })
    reaches.value = new Map(reaches.value).set(record, new Map(acts.map((act) => [act.act, act])))
  }

  // What reached whom moves with both: a new act, and an exchange.
  host.hear((event) => {
    if (event.event !== 'records' && event.event !== 'status') return
    if (event.workspace !== overview.workspace?.id) return
    for (const record of open.keys()) {
      if (event.event === 'status' || event.rows.some((row) => row.id === record)) void load(record).catch(() => {})
    }
  })
  host.whenBack(() => { for (const record of open.keys()) void load(record).catch(() => {}) })

  /** Keeps it current until what is returned is called. */
  function follow(record: string): () => void {
    open.set(record, (open.get(record) ?? 0) + 1)
    void load(record).catch(() => {})
    return () => {
      const left = (open.get(record) ?? 1) - 1
      if (left > 0) return void open.set(record, left)
      open.delete(record)
      const kept = new Map(reaches.value)
      kept.delete(record)
      reaches.value = kept
    }
  }

  return { reaches, follow }
})
