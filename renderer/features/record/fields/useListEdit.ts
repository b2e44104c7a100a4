// Writing items of lists into an open draft: at once, for everybody who is in it. What was taken out last can be put back.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { removeItem, writeItem } from '../../../../shared/document/draft-fields.ts'
import { MAX_ITEMS, type ListName } from '../../../../shared/domain/record/fields.ts'
import type { DraftMeta } from '../../../../shared/protocol/contract.ts'
import type { DraftSession } from '../draft/session.ts'
import { freshId, freshItem, type AnyItem } from './fresh-item.ts'

export interface ListEdit {
  /** The item that was just put here: its first field takes the focus. */
  readonly fresh: Ref<string>
  readonly takenOut: ShallowRef<{ readonly list: ListName; readonly item: AnyItem } | null>
  add(list: ListName, given?: Readonly<Record<string, unknown>>): void
  write(list: ListName, id: string, field: string, value: string | number | null): void
  remove(list: ListName, item: AnyItem): void
  putBack(): void
  isFull(list: ListName): boolean
}

/** Origin of what is written through forms. */
const BY_FORM = 'fields'

export const itemsOf = (meta: DraftMeta, list: ListName): readonly AnyItem[] => (meta[list] ?? []) as unknown as readonly AnyItem[]

export function useListEdit(session: () => DraftSession, meta: () => DraftMeta): ListEdit {
  const fresh = ref('')
  const takenOut = shallowRef<{ readonly list: ListName; readonly item: AnyItem } | null>(null)
  const put = (list: ListName, id: string, change: Readonly<Record<string, unknown>>): void => writeItem(session().doc, list, id, change, BY_FORM)
  return {
    fresh, takenOut,
    add: (list, given = {}) => {
      fresh.value = freshId()
      put(list, fresh.value, freshItem(list, given))
    },
    write: (list, id, field, value) => put(list, id, { [field]: value }),
    remove: (list, item) => {
      takenOut.value = { list, item }
      removeItem(session().doc, list, item.id, BY_FORM)
    },
    putBack: () => {
      if (!takenOut.value) return
      const { id, ...fields } = takenOut.value.item
      put(takenOut.value.list, id, fields)
      takenOut.value = null
    },
    isFull: (list) => itemsOf(meta(), list).length >= MAX_ITEMS,
  }
}
