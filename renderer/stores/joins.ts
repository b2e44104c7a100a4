// Joining somebody's workspace: what the link says, the attempts, the code to compare.
import { defineStore } from 'pinia'
import type { JoinView, Results } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

export const useJoins = defineStore('joins', () => {
  const host = useHost()
  const overview = useOverview()

  const keep = (join: JoinView): JoinView => {
    if (overview.overview) overview.overview = { ...overview.overview, joins: [...overview.joins.filter((known) => known.id !== join.id), join] }
    return join
  }

  const preview = (link: string): Promise<Results['join.preview']> => host.call('join.preview', { link })
  const start = async (link: string): Promise<JoinView> => keep(await host.call('join.start', { link }))
  const addAddress = async (join: string, address: string): Promise<JoinView> => keep(await host.call('join.address', { join, address }))
  const retry = async (join: string): Promise<JoinView> => keep(await host.call('join.retry', { join }))

  async function cancel(join: string): Promise<void> {
    await host.call('join.cancel', { join })
    await overview.load()
  }

  return { preview, start, addAddress, retry, cancel }
})
