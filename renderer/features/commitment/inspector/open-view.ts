// What stands open to everyone, offered or asked for, with what came of it.
import { computed, ref, watch, type Ref } from 'vue'
import type { OpenOfferView, RecordDetail } from '../../../../shared/protocol/contract.ts'
import { useCommitments } from '../../../stores/commitments.ts'
import { useRecords } from '../../../stores/records.ts'

/** Null until it is read. */
export function useOpenView(detail: () => RecordDetail): Readonly<Ref<OpenOfferView | null>> {
  const store = useCommitments()
  const records = useRecords()
  const view = ref<OpenOfferView | null>(null)
  /** Other records answer it: it is read again whenever one that names it moves. */
  const answers = computed(() => [...records.rows.values()].filter((row) => row.links?.some((link) => link.record === detail().id)).map((row) => `${row.id}:${row.updatedAt}`).join())
  let asked = 0
  watch([detail, answers], async () => {
    const mine = ++asked
    const found = await store.openOffer(detail().id).catch(() => null)
    if (mine === asked) view.value = found
  }, { immediate: true })
  return view
}
