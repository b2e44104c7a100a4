// How this device stands with the others: with whom, how, since when, and what exists only here.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { PeerView, StatusView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

/** One person with all their devices, the connected one or the one heard of last first. */
export interface PersonPeers {
  readonly person: string
  readonly name: string
  readonly devices: readonly PeerView[]
  /** The device that says most about them. */
  readonly first: PeerView
}

const nearerFirst = (a: PeerView, b: PeerView): number => Number(b.connected) - Number(a.connected) || (b.lastExchange ?? 0) - (a.lastExchange ?? 0)

/** Who is connected first, then who was heard of last. */
export function peersByPerson(peers: readonly PeerView[]): readonly PersonPeers[] {
  const devices = new Map<string, PeerView[]>()
  for (const peer of peers) devices.set(peer.person, [...(devices.get(peer.person) ?? []), peer])
  return [...devices.values()].map((list) => {
    const sorted = list.toSorted(nearerFirst)
    const first = sorted[0]!
    return { person: first.person, name: first.name, devices: sorted, first }
  }).sort((a, b) => nearerFirst(a.first, b.first))
}

export const useStatus = defineStore('status', () => {
  const host = useHost()
  const overview = useOverview()
  const status = shallowRef<StatusView | null>(null)
  const workspace = computed(() => overview.workspace?.id ?? null)

  async function load(): Promise<void> {
    const id = workspace.value
    if (!id) return
    const now = await host.call('status', { workspace: id })
    if (id === workspace.value) status.value = now
  }

  host.hear((event) => {
    if (event.event === 'status' && event.workspace === workspace.value) status.value = event.status
  })
  watch(workspace, () => {
    status.value = null
    void load().catch(() => {})
  }, { immediate: true })
  host.whenBack(() => void load().catch(() => {}))

  const standing = computed(() => status.value?.standing ?? null)
  const people = computed(() => peersByPerson(status.value?.peers ?? []))

  async function look(): Promise<void> {
    await host.call('network.look', {})
  }
  async function add(address: string): Promise<void> {
    await host.call('network.add', { workspace: workspace.value!, address })
    await load()
  }

  return { status, standing, people, load, look, add }
})
