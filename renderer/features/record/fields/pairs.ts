// Items of two sets of words side by side, by the id they keep: a stone whose target moved is one stone, not one less and
// one more.
import type { CommitmentFields, ItemOf, ListName } from '../../../../shared/domain/record/fields.ts'

export interface ItemPair<Name extends ListName = ListName> {
  readonly id: string
  readonly before: ItemOf<Name> | null
  readonly after: ItemOf<Name> | null
}

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
