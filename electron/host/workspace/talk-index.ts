// Where things are that are looked up from the other end: who is named where, what links here, which record has a tag.
// Written beside the rows, in their transaction, from the acts of one record; never the truth, always made again from it.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { fromUtf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { isOpen, shownWording, type LinkKind, type Remarks } from '#shared/domain/remark/index.ts'

/**
 * `names`: a remark names a person or record. `waits`: it waits for a person. `asks`: it is an open question. `terms`: the
 * record's words name another record. `missing`: its words are not on this device.
 */
type What = 'tag' | `link ${LinkKind}` | 'names' | 'waits' | 'asks' | 'terms' | 'missing'

export interface Pointing {
  readonly subject: RecordId
  readonly what: What
  readonly target: string
  /** The remark it stands in; '' where it stands in none. */
  readonly act: ActId | ''
  readonly person: PersonId | ''
}

export interface RemarkMatch {
  readonly id: RecordId
  readonly act: ActId
  readonly person: PersonId
  readonly snippet: string
}

export class TalkIndex {
  readonly #db: DatabaseSync
  readonly #forget: StatementSync
  readonly #forgetWords: StatementSync
  readonly #forgetRows: StatementSync
  readonly #point: StatementSync
  readonly #row: StatementSync
  readonly #words: StatementSync
  readonly #to: StatementSync

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#forget = db.prepare('delete from pointing where subject = ?')
    this.#forgetWords = db.prepare('delete from remark_words where rowid in (select n from remark_rows where subject = ?)')
    this.#forgetRows = db.prepare('delete from remark_rows where subject = ?')
    this.#point = db.prepare('insert or replace into pointing (subject, what, target, act, person) values (?,?,?,?,?)')
    this.#row = db.prepare('insert into remark_rows (subject, act, person) values (?,?,?) returning n')
    this.#words = db.prepare('insert into remark_words (rowid, words) values (?,?)')
    this.#to = db.prepare('select subject, what, target, act, person from pointing where target = ? and what = ?')
  }

  /** Inside a transaction. `terms`: the words that are shown of the record; `text` finds what was said. */
  keep(subject: RecordId, remarks: Remarks | null, terms: Uint8Array | null, text: (hash: TextHash) => Uint8Array | null): void {
    this.#forget.run(subject)
    for (const target of idsIn(terms)) if (target !== subject) this.#point.run(subject, 'terms', target, '', '')
    this.#forgetWords.run(subject)
    this.#forgetRows.run(subject)
    if (!remarks) return
    for (const { tag, by } of remarks.tags) for (const person of by) this.#point.run(subject, 'tag', tag, '', person)
    for (const { to, as, by } of remarks.links) for (const person of by) this.#point.run(subject, `link ${as}`, to, '', person)
    for (const one of remarks.remarks) {
      // What was taken back is not found again, by its words or by whom it named.
      if (one.takenBack !== null) continue
      const wording = shownWording(one)
      for (const { id } of wording.mentions) this.#point.run(subject, 'names', id, one.id, one.person)
      for (const person of one.waitsFor) this.#point.run(subject, 'waits', person, one.id, one.person)
      if (isOpen(one)) this.#point.run(subject, 'asks', one.person, one.id, one.person)
      const bytes = text(wording.text)
      if (!bytes) this.#point.run(subject, 'missing', wording.text, one.id, one.person)
      else this.#words.run((this.#row.get(subject, one.id, one.person) as { n: number }).n, said(bytes))
    }
  }

  to(target: string, what: What): Pointing[] {
    return this.#to.all(target, what) as unknown as Pointing[]
  }

  /** Every pointing of a kind. */
  all(what: What): Pointing[] {
    return this.#db.prepare('select subject, what, target, act, person from pointing where what = ?').all(what) as unknown as Pointing[]
  }

  /** Tags with how many records have each, the most used first. */
  tags(): { tag: string; records: number }[] {
    return this.#db.prepare("select target as tag, count(distinct subject) as records from pointing where what = 'tag' group by target order by records desc, target limit 500")
      .all() as unknown as { tag: string; records: number }[]
  }

  /** Remarks in which the words are, best first. `query` is FTS5 syntax (search.ts makes it). */
  find(query: string, limit: number): RemarkMatch[] {
    return this.#db.prepare(`
      select remark_rows.subject as id, remark_rows.act, remark_rows.person, snippet(remark_words, 0, char(1), char(2), '…', 18) as snippet
      from remark_words join remark_rows on remark_rows.n = remark_words.rowid where remark_words match ? order by bm25(remark_words) limit ?
    `).all(query, limit) as unknown as RemarkMatch[]
  }
}

const said = (bytes: Uint8Array): string => {
  try {
    return fromUtf8(bytes)
  } catch {
    return ''
  }
}

/** Ids that words name, whatever block they stand in: records among them are looked up by whoever asks. */
function idsIn(terms: Uint8Array | null): string[] {
  return terms ? [...new Set(said(terms).match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])] : []
}
