// Records that belong to a group: by their own words, which every list knows at once, or by a link that somebody made beside
// them, which only the host knows.
import { computed, type ComputedRef } from 'vue'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { useHost } from '../../stores/host.ts'
import { useLive } from '../../stores/live.ts'
import { useRecords } from '../../stores/records.ts'
import { useTalk } from '../../stores/talk.ts'

export function useAround(group: () => string): ComputedRef<readonly RecordRow[]> {
  const host = useHost()
  const records = useRecords()
  const talk = useTalk()
  const named = computed(() => [...records.rows.values()].filter((row) => row.links.some(({ how, record }) => how === 'of group' && record === group())))
  const linked = computed(() => (talk.views.get(group())?.links ?? []).map(({ id }) => id).join(' '))
  const told = useLive(() => [group(), linked.value].join(' '), (workspace) => host.call('group.around', { workspace, id: group() }))
  // As the list has them now; what the host told may be older.
  return computed(() => [...new Map([...named.value, ...(told.value.value ?? []).map(({ row }) => records.rows.get(row.id) ?? row)].map((row) => [row.id, row])).values()].sort((a, b) => b.updatedAt - a.updatedAt))
}
