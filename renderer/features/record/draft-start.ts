// Whom the next draft is with, and what it starts from, when it was begun elsewhere than on its own page.
import { defineStore, storeToRefs } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { RecordKind } from '../../../shared/domain/record/kinds.ts'
import type { DraftMeta } from '../../../shared/protocol/contract.ts'
import { useKept } from '../../stores/kept.ts'
import { useTabs } from '../../workbench/tabs.ts'

/** What it has already: a title, a group it belongs to, a record it tries anew. */
export type StartMeta = Partial<Omit<DraftMeta, 'kind' | 'gives' | 'receives'>>

const useStart = defineStore('draft-start', () => {
  const to = ref<string | null>(null)
  const more = shallowRef<StartMeta>({})
  useKept(['start'], { to, more })
  return { to, more }
})

export const useDraftStart = () => {
  const { to, more } = storeToRefs(useStart())
  const clear = (): void => {
    to.value = null
    more.value = {}
  }
  return { to, more, clear }
}

/** Opens the page on which a record of that kind begins. */
export function beginRecord(kind: RecordKind, more: StartMeta = {}, to: string | null = null): void {
  const start = useDraftStart()
  start.to.value = to
  start.more.value = more
  useTabs().open('begin', kind)
}
