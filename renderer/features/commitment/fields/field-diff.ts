// What of the structured fields differs between two sets of words: items by the id they keep, so that a stone whose target
// moved is one change and not a stone less and a stone more.
import {
  LIST_NAMES, SINGLE_NAMES, specsOf, type CommitmentFields, type ItemOf, type ListName, type SingleName,
} from '../../../../shared/domain/record/fields.ts'

export interface ItemPair<Name extends ListName = ListName> {
  readonly id: string
  readonly before: ItemOf<Name> | null
  readonly after: ItemOf<Name> | null
}

export interface FieldValue { readonly field: string; readonly before: unknown; readonly after: unknown }

export interface ItemChange {
  readonly list: ListName
  readonly id: string
  readonly what: 'added' | 'removed' | 'changed'
  /** Whose it is, by the newer words where both say it. */
  readonly person: string | null
  readonly pair: ItemPair
  /** Only what differs. */
  readonly fields: readonly FieldValue[]
}
export interface SingleChange { readonly single: SingleName; readonly before: unknown; readonly after: unknown }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
const valueOf = (item: object | null, field: string): unknown => (item as Record<string, unknown> | null)?.[field]

/** Items of a list in the order of the newer words; those only in the older ones keep their place after the one they followed. */
export function pairsOf<Name extends ListName>(list: Name, before: CommitmentFields | null, after: CommitmentFields | null): readonly ItemPair<Name>[] {
  const older = (before?.[list] ?? []) as readonly ItemOf<Name>[]
  const newer = (after?.[list] ?? []) as readonly ItemOf<Name>[]
  const was = new Map(older.map((item) => [item.id, item]))
  const pairs: ItemPair<Name>[] = newer.map((item) => ({ id: item.id, before: was.get(item.id) ?? null, after: item }))
  const now = new Set(newer.map((item) => item.id))
  let place = 0
  for (const item of older) {
    const at = pairs.findIndex((pair) => pair.id === item.id)
    if (now.has(item.id)) place = at + 1
    else pairs.splice(place++, 0, { id: item.id, before: item, after: null })
  }
  return pairs
}

export function itemChanges(before: CommitmentFields, after: CommitmentFields): readonly ItemChange[] {
  return LIST_NAMES.flatMap((list) => pairsOf(list, before, after).flatMap((pair): ItemChange[] => {
    const fields = specsOf(list).map(([field]) => ({ field, before: valueOf(pair.before, field), after: valueOf(pair.after, field) }))
      .filter((value) => !same(value.before, value.after))
    if (fields.length === 0 && pair.before && pair.after) return []
    const what = !pair.before ? 'added' : !pair.after ? 'removed' : 'changed'
    const person = valueOf(pair.after ?? pair.before, 'person')
    return [{ list, id: pair.id, what, person: typeof person === 'string' ? person : null, pair, fields }]
  }))
}

export const singleChanges = (before: CommitmentFields, after: CommitmentFields): readonly SingleChange[] =>
  SINGLE_NAMES.filter((single) => !same(before[single], after[single])).map((single) => ({ single, before: before[single], after: after[single] }))

/** How many places differ. */
export const fieldsApart = (before: CommitmentFields, after: CommitmentFields): number =>
  itemChanges(before, after).length + singleChanges(before, after).length
