// With whom and when, and what exists only here.
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { PeerView, StatusView } from '../../shared/protocol/contract.ts'
import { useHost } from './host.ts'
import { useOverview } from './overview.ts'

/** The peer something was last exchanged with, if anything ever was. */
export function lastPeer(peers: readonly PeerView[]): PeerView | null {
  return peers.reduce<PeerView | null>(
    (last, peer) => (peer.lastExchange !== null && peer.lastExchange > (last?.lastExchange ?? 0) ? peer : last), null,
  )
}

/** One line a person, the connected device or the one heard of last first. */
export function peersByPerson(peers: readonly PeerView[]): readonly PeerView[] {
  const best = new Map<string, PeerView>()
  for (const peer of peers) {
    const known = best.get(peer.person)
    const better = !known || (peer.connected && !known.connected)
      || (peer.connected === known.connected && (peer.lastExchange ?? 0) > (known.lastExchange ?? 0))
    if (better) best.set(peer.person, peer)
  }
  return [...best.values()].sort((a, b) => Number(b.connected) - Number(a.connected) || (b.lastExchange ?? 0) - (a.lastExchange ?? 0))
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

  const people = computed(() => peersByPerson(status.value?.peers ?? []))
  const last = computed(() => lastPeer(status.value?.peers ?? []))
  const connectedPeople = computed(() => people.value.filter((peer) => peer.connected))

  return { status, people, last, connectedPeople, load }
})
