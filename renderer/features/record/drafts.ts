// Drafts that I am writing, the last one touched first. Those put away are shown only in their list.
import { computed, type ComputedRef } from 'vue'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { useRecords } from '../../stores/records.ts'

export function useDrafts(): ComputedRef<readonly RecordRow[]> {
  const records = useRecords()
  return computed(() => [...records.rows.values()].filter((row) => row.state === 'draft' && !row.flags.includes('put away')).sort((a, b) => b.updatedAt - a.updatedAt))
}
