// What the workspace's charter says follows a decision without advice: asked for where that is about to be decided, or was.
import { ref, watch, type Ref } from 'vue'
import type { CharterSays } from '../../../shared/protocol/methods/charter.ts'
import { useHost } from '../../stores/host.ts'
import { useRecords } from '../../stores/records.ts'

/** Null until it is wanted and known. What can't be had is not shown; it closes nothing. */
export function useCharterSays(wanted: () => boolean): Ref<CharterSays | null> {
  const host = useHost()
  const records = useRecords()
  const says = ref<CharterSays | null>(null)
  watch([wanted, () => records.workspace], async ([now, workspace]) => {
    says.value = now && workspace ? await host.call('charter.says', { workspace }).catch(() => null) : null
  }, { immediate: true })
  return says
}
