// Full-text search over records, by SQLite's FTS5. What a person types is words, never query syntax.
import type { DatabaseSync } from 'node:sqlite'
import type { RecordId } from '#shared/base/ids.ts'

export interface Match {
  readonly id: RecordId
  readonly title: string
  readonly snippet: string
}

/** Each word quoted, the last one open-ended, so that results come while typing. Null where there is no word. */
export function matchQuery(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu)
  if (!words) return null
  return words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' ')
}

export function searchRecords(db: DatabaseSync, text: string, limit: number): Match[] {
  const query = matchQuery(text)
  if (query === null) return []
  return db.prepare(`
    select views.subject as id, search.title, snippet(search, -1, char(1), char(2), '…', 18) as snippet
    from search join views on views.n = search.rowid where search match ? order by bm25(search, 4, 1) limit ?
  `).all(query, limit) as unknown as Match[]
}
