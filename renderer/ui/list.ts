// Groups and rows of a long list in one run, and finding one's way in it by letters.

export interface ListGroup<Row> {
  readonly id: string
  readonly words: string
  readonly rows: readonly Row[]
  /** Left out: it can't be folded. */
  readonly folded?: boolean
}
/** A heading where there is no row. */
export interface ListItem<Row> { readonly key: string; readonly group: ListGroup<Row>; readonly row?: Row }

/** Groups without rows are left out. */
export const listItems = <Row>(groups: readonly ListGroup<Row>[], keyOf: (row: Row) => string): readonly ListItem<Row>[] =>
  groups.filter(({ rows }) => rows.length > 0).flatMap((group): ListItem<Row>[] => [
    { key: `group:${group.id}`, group }, ...(group.folded ? [] : group.rows.map((row) => ({ key: keyOf(row), group, row }))),
  ])

/** Where each row stands among all rows that are not folded away, counted from 1. */
export function positions<Row>(items: readonly ListItem<Row>[]): ReadonlyMap<string, { readonly place: number; readonly of: number }> {
  const rows = items.filter(({ row }) => row !== undefined)
  return new Map(rows.map(({ key }, i) => [key, { place: i + 1, of: rows.length }]))
}

/** The next row whose words begin with the letters, round the end; null where none does. One letter again and again goes on. */
export function typedAhead<Row>(items: readonly ListItem<Row>[], from: number, letters: string, wordsOf: (row: Row) => string): number | null {
  const sought = (new Set(letters).size === 1 ? letters[0]! : letters).toLocaleLowerCase()
  const first = sought.length === 1 ? 1 : 0
  for (let i = first; i < items.length + first; i++) {
    const at = (from + i) % items.length
    const { row } = items[at]!
    if (row !== undefined && wordsOf(row).toLocaleLowerCase().startsWith(sought)) return at
  }
  return null
}
