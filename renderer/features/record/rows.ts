// Rows of records, whatever list they stand in: what they are called, which stands first, which are found. Pure.
import type { RecordRow } from '../../../shared/protocol/contract.ts'

/** What the workspace itself is for is its charter's title: named as such, or it reads like one more letter. */
export function titleWords(row: Pick<RecordRow, 'kind' | 'title'> & { readonly unavailable?: boolean }, t: (key: string, values: Record<string, string>) => string): string {
  if (row.title === '') return t('list.untitled', {})
  return row.kind === 'charter' && !row.unavailable ? t('row.charterTitle', { title: row.title }) : row.title
}

/** Soonest date first where there is one, then what moved last. */
export function earlier(a: RecordRow, b: RecordRow): number {
  const [dueA, dueB] = [a.due ?? a.review ?? '9999', b.due ?? b.review ?? '9999']
  return dueA === dueB ? b.updatedAt - a.updatedAt : dueA < dueB ? -1 : 1
}

/** What of a row is searched; made once a row, since ten thousand are asked with each letter. */
const searched = new WeakMap<RecordRow, string>()
function textOf(row: RecordRow): string {
  const known = searched.get(row)
  if (known !== undefined) return known
  let text = row.title
  for (const { name } of row.parties) text += ` ${name}`
  text = text.toLocaleLowerCase()
  searched.set(row, text)
  return text
}

/** Rows whose title or people hold every word typed. What was put away is found by its words, and stands in no list. */
export function findRows(rows: Iterable<RecordRow>, typed: string): readonly RecordRow[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  return [...rows].filter((row) => (words.length === 0
    ? !row.flags.includes('put away') || row.needsMe !== null
    : words.every((word) => textOf(row).includes(word))))
}

/** Makes what `findRows` will ask of each row. */
export function readAhead(rows: Iterable<RecordRow>): void {
  for (const row of rows) textOf(row)
}
