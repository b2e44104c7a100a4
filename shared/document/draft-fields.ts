// Structured fields of a draft in its document. Single ones stand in the map `meta`, beside title and people. Items of
// lists stand in the map `fields`, one entry a field: `stones/<id>/target` -> value. So two people who edit different
// items, or different fields of one item, both keep what they wrote; of two who change the same field, one does. An
// item is there as long as its entry `<list>/<id>/rank` is: what comes late to an item that was taken out shows nothing.
import type * as Y from 'yjs'
import {
  draftItem, isItemId, LIST_NAMES, LISTS, MAX_ITEMS, readable, SINGLES, SINGLE_NAMES, specsOf,
  type CommitmentFields, type FieldLists, type ItemOf, type ListName, type SingleFields,
} from '../domain/record/fields.ts'

const fieldsOf = (draft: Y.Doc): Y.Map<unknown> => draft.getMap('fields')
const metaOf = (draft: Y.Doc): Y.Map<unknown> => draft.getMap('meta')

/** Total: what a peer wrote that does not fit is not there. */
export function readSingles(draft: Y.Doc): SingleFields {
  const meta = metaOf(draft)
  return Object.fromEntries(SINGLE_NAMES.map((name) => [name, readable(SINGLES[name], meta.get(name))])
    .filter(([, value]) => value !== undefined)) as SingleFields
}

/** Every list that has items, in the order that people gave them. */
export function readLists(draft: Y.Doc): FieldLists {
  const found = new Map<ListName, Map<string, Record<string, unknown>>>()
  for (const [key, value] of fieldsOf(draft)) {
    const [list, id, field] = key.split('/', 3) as [ListName, string, string | undefined]
    if (!Object.hasOwn(LISTS, list) || !isItemId(id) || field === undefined) continue
    // A peer may have written any number of others.
    if (field !== 'rank' && !Object.hasOwn(LISTS[list], field)) continue
    const items = found.get(list) ?? new Map<string, Record<string, unknown>>()
    found.set(list, items)
    items.set(id, { ...items.get(id), [field]: value })
  }
  return Object.fromEntries(LIST_NAMES.flatMap((list) => {
    const items = [...found.get(list) ?? []].filter(([, fields]) => isRank(fields['rank']))
      .sort(([a, { rank: one }], [b, { rank: other }]) => (one as number) - (other as number) || (a < b ? -1 : 1))
      .slice(0, MAX_ITEMS).map(([id, fields]) => draftItem(list, id, fields))
    return items.length === 0 ? [] : [[list, items]]
  })) as FieldLists
}

export const readFields = (draft: Y.Doc): CommitmentFields => ({ ...readSingles(draft), ...readLists(draft) })

/** Writes one item, only what differs; a new one goes to the end. `null` takes a field out. */
export function writeItem<Name extends ListName>(
  draft: Y.Doc, list: Name, id: string, change: { readonly [Field in Exclude<keyof ItemOf<Name>, 'id'>]?: ItemOf<Name>[Field] | null }, origin: unknown,
): void {
  const fields = fieldsOf(draft)
  draft.transact(() => {
    for (const [field] of specsOf(list)) {
      const value = (change as Record<string, unknown>)[field]
      if (value !== undefined) put(fields, `${list}/${id}/${field}`, value ?? undefined)
    }
    if (!isRank(fields.get(`${list}/${id}/rank`))) fields.set(`${list}/${id}/rank`, 1 + Math.max(0, ...ranks(fields, list).values()))
  }, origin)
}

/** Takes an item out for all who write in the draft. */
export function removeItem(draft: Y.Doc, list: ListName, id: string, origin: unknown): void {
  const fields = fieldsOf(draft)
  draft.transact(() => {
    for (const key of [...fields.keys()]) if (key.startsWith(`${list}/${id}/`)) fields.delete(key)
  }, origin)
}

/** Puts an item before another, or at the end. */
export function moveItem(draft: Y.Doc, list: ListName, id: string, before: string | null, origin: unknown): void {
  const fields = fieldsOf(draft)
  const ordered = [...ranks(fields, list)].filter(([one]) => one !== id).sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
  const at = before === null ? ordered.length : ordered.findIndex(([one]) => one === before)
  if (at < 0) return
  const low = ordered[at - 1]?.[1] ?? 0
  const high = ordered[at]?.[1]
  draft.transact(() => fields.set(`${list}/${id}/rank`, high === undefined ? low + 1 : (low + high) / 2), origin)
}

/** Writes a whole list, as a form that shows all of it does: only what differs from what stands there. */
export function writeList(draft: Y.Doc, list: ListName, items: readonly { readonly id: string }[], origin: unknown): void {
  const fields = fieldsOf(draft)
  draft.transact(() => {
    const kept = new Set(items.map((item) => item.id))
    for (const id of ranks(fields, list).keys()) if (!kept.has(id)) removeItem(draft, list, id, origin)
    const before = ranks(fields, list)
    let last = 0
    for (const item of items) {
      for (const [field] of specsOf(list)) put(fields, `${list}/${item.id}/${field}`, (item as unknown as Record<string, unknown>)[field])
      const known = before.get(item.id) ?? 0
      last = known > last ? known : last + 1
      put(fields, `${list}/${item.id}/rank`, last)
    }
  }, origin)
}

function put(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (JSON.stringify(map.get(key)) === JSON.stringify(value)) return
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

const isRank = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

function ranks(fields: Y.Map<unknown>, list: ListName): Map<string, number> {
  const found = new Map<string, number>()
  for (const [key, value] of fields) {
    const [of, id, field] = key.split('/', 3)
    if (of === list && id !== undefined && field === 'rank' && isRank(value)) found.set(id, value)
  }
  return found
}
