// The difference between two sequences: a longest common subsequence, found between what both ends share.

export type Change = 'same' | 'added' | 'removed'
export interface Piece<T> { readonly change: Change; readonly item: T }

/** Above this many cells the middle is shown as replaced: a table of 4 million takes 16 MB and about 30 ms. */
const CELLS = 4_000_000

/** Common lengths of all suffixes, row by row: `table[i * (m + 1) + j]` for `before` from i and `after` from j. */
function commonLengths<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Uint32Array {
  const width = after.length + 1
  const table = new Uint32Array((before.length + 1) * width)
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      table[i * width + j] = same(before[i]!, after[j]!)
        ? table[(i + 1) * width + j + 1]! + 1
        : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!)
    }
  }
  return table
}

function middle<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): Piece<T>[] {
  const removed = (item: T): Piece<T> => ({ change: 'removed', item })
  const added = (item: T): Piece<T> => ({ change: 'added', item })
  if (before.length * after.length > CELLS) return [...before.map(removed), ...after.map(added)]
  const table = commonLengths(before, after, same)
  const width = after.length + 1
  const pieces: Piece<T>[] = []
  let i = 0
  let j = 0
  while (i < before.length && j < after.length) {
    if (same(before[i]!, after[j]!)) {
      pieces.push({ change: 'same', item: after[j]! })
      i++
      j++
    } else if (table[(i + 1) * width + j]! >= table[i * width + j + 1]!) pieces.push(removed(before[i++]!))
    else pieces.push(added(after[j++]!))
  }
  return [...pieces, ...before.slice(i).map(removed), ...after.slice(j).map(added)]
}

/** Removed pieces stand before added ones where both meet. Taking `removed` out gives `after`; taking `added` out gives `before`. */
export function difference<T>(before: readonly T[], after: readonly T[], same: (a: T, b: T) => boolean): readonly Piece<T>[] {
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && same(before[start]!, after[start]!)) start++
  let end = 0
  while (end < shortest - start && same(before[before.length - 1 - end]!, after[after.length - 1 - end]!)) end++
  const kept = (item: T): Piece<T> => ({ change: 'same', item })
  return [
    ...after.slice(0, start).map(kept),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end), same),
    ...after.slice(after.length - end).map(kept),
  ]
}
