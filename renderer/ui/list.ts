// Groups and rows of a long list in one run: where each stands, and finding one's way in it by letters. All of it follows
// from how many rows a group has, so that ten thousand rows are never walked to draw thirty.

export interface ListGroup<Row> {
  readonly id: string
  readonly words: string
  readonly rows: readonly Row[]
  /** Left out: it can't be folded. */
  readonly folded?: boolean
}
/** A heading where there is no row. */
export interface ListItem<Row> {
  readonly key: string
  readonly group: ListGroup<Row>
  readonly row?: Row
  readonly index: number
  /** Px from the top of the run. */
  readonly start: number
  readonly size: number
  /** Among all rows that are not folded away, counted from 1; of a heading, that of the row before it. */
  readonly place: number
}
interface Section<Row> {
  readonly group: ListGroup<Row>
  /** Of its heading. */
  readonly index: number
  readonly start: number
  /** Rows that stand above it, and its own, without what is folded away. */
  readonly above: number
  readonly rows: readonly Row[]
}
export interface ListRun<Row> {
  readonly sections: readonly Section<Row>[]
  /** Headings and rows that are not folded away. */
  readonly count: number
  /** Without headings. */
  readonly rows: number
  /** Px. */
  readonly height: number
  readonly heading: number
  readonly row: number
}

/** Groups without rows are left out. `heading`, `row`: heights, in px. */
export function runOf<Row>(groups: readonly ListGroup<Row>[], heading: number, row: number): ListRun<Row> {
  const sections: Section<Row>[] = []
  let [index, start, above] = [0, 0, 0]
  for (const group of groups) {
    if (group.rows.length === 0) continue
    const rows = group.folded ? [] : group.rows
    sections.push({ group, index, start, above, rows })
    index += 1 + rows.length
    start += heading + rows.length * row
    above += rows.length
  }
  return { sections, count: index, rows: above, height: start, heading, row }
}

export function itemAt<Row>(run: ListRun<Row>, index: number, keyOf: (row: Row) => string): ListItem<Row> | null {
  const section = run.sections.findLast((one) => one.index <= index)
  if (!section || index >= run.count) return null
  const { group, start, above } = section
  const at = index - section.index
  if (at === 0) return { key: `group:${group.id}`, group, index, start, size: run.heading, place: above }
  const row = section.rows[at - 1]!
  return { key: keyOf(row), group, row, index, start: start + run.heading + (at - 1) * run.row, size: run.row, place: above + at }
}

/** What stands so many px from the top; the first or last where nothing does. */
export function indexAt(run: ListRun<unknown>, px: number): number {
  const section = run.sections.findLast((one) => one.start <= px)
  if (!section) return 0
  const within = px - section.start - run.heading
  return section.index + (within < 0 ? 0 : Math.min(section.rows.length, 1 + Math.floor(within / run.row)))
}

/** Null where no row has the key, or it is folded away. */
export function indexOf<Row>(run: ListRun<Row>, key: string, keyOf: (row: Row) => string): number | null {
  for (const { index, rows } of run.sections) {
    const at = rows.findIndex((row) => keyOf(row) === key)
    if (at >= 0) return index + 1 + at
  }
  return null
}

/** The next row whose words begin with the letters, round the end; null where none does. One letter again and again goes on. */
export function typedAhead<Row>(run: ListRun<Row>, from: number, letters: string, wordsOf: (row: Row) => string): number | null {
  const sought = (new Set(letters).size === 1 ? letters[0]! : letters).toLocaleLowerCase()
  const first = from + (sought.length === 1 ? 1 : 0)
  const begins = (row: Row): boolean => wordsOf(row).toLocaleLowerCase().startsWith(sought)
  const found = (least: number, below: number): number | null => {
    for (const { index, rows } of run.sections) {
      const skipped = Math.max(0, least - index - 1)
      for (let at = skipped; at < rows.length && index + 1 + at < below; at++) if (begins(rows[at]!)) return index + 1 + at
    }
    return null
  }
  return found(first, run.count) ?? found(0, first)
}
