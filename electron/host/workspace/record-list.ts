// Records and drafts as lists and pages show them: what the ledger says, and beside it what is being written, what was
// put away and what was kept of a document left behind.
import type { RecordId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import type { RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import type { DraftDesk } from './draft-desk.ts'
import { draftDetail } from './draft-detail.ts'
import type { People } from './people.ts'
import type { Records } from './records.ts'
import type { SharedDocument } from './shared-document.ts'
import type { Shelf } from './shelf.ts'

export interface RecordListOptions {
  readonly records: Records
  readonly people: People
  readonly shelf: Shelf
  readonly document: () => SharedDocument
}

export class RecordList {
  readonly #options: RecordListOptions

  constructor(options: RecordListOptions) {
    this.#options = options
  }

  /** A record or draft as a list shows it; null where it is none that concerns me. */
  row(id: RecordId): RecordRow | null {
    return this.#shelved(this.#row(id))
  }

  /** As `row`, without what only a list shows: for whoever looks through thousands. */
  keptRow(id: RecordId): RecordRow | null {
    const kept = this.#options.records.kept(id)
    return kept ? this.#shelved(kept) : this.row(id)
  }

  /**
   * Newest first, and before them what is only drafted. A list of everything reads the documents; a shorter one does not
   * wait for them: its drafts follow as an event.
   */
  rows(most: number): RecordRow[] {
    const document = this.#options.document()
    const records = this.#options.records.newest(most).map((id) => this.row(id)).filter((row) => row !== null)
    return [...this.#drafted(most === Infinity ? document.drafts : document.draftsIfRead), ...records].slice(0, most)
  }

  /** All that `row` may know, in the order of `rows`. */
  ids(): RecordId[] {
    const { records, document } = this.#options
    return [...this.#drafted(document().draftsIfRead).map(({ id }) => id as RecordId), ...records.newest(Infinity)]
  }

  /** What is only drafted, the last edited first: documents hold drafts in an order of their own, which is another on each device. */
  #drafted(drafts: DraftDesk | null): RecordRow[] {
    const { records } = this.#options
    const rows = (drafts?.ids() ?? []).filter((id) => !records.has(id)).map((id) => this.row(id)).filter((row) => row !== null)
    return rows.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1))
  }

  /** Throws `record.unknown`. */
  detail(id: RecordId): RecordDetail {
    const { records, people, document } = this.#options
    const row = this.row(id)
    if (!row) return orThrow(fail('record.unknown', 'There is no such record on this device.', 'Look it up in the list; it may not have arrived yet.'))
    const { drafts } = document()
    const aside = drafts.aside(id)
    if (!records.has(id)) return { ...draftDetail(row, drafts.state(id).meta, people), ...(aside && { aside }) }
    const folded = orThrow(records.fold(id))
    return { ...records.detail(folded), flags: row.flags, draft: drafts.circleOf(id) ? id : null, ...(aside && { aside }) }
  }

  #shelved(row: RecordRow | null): RecordRow | null {
    return row && !row.flags.includes('put away') && this.#options.shelf.isAway(row.id as RecordId) ? { ...row, flags: [...row.flags, 'put away'] } : row
  }

  #row(id: RecordId): RecordRow | null {
    const { records } = this.#options
    const document = this.#options.document()
    const record = records.row(id)
    if (record && !document.draftsIfRead) return record
    const { drafts } = document
    const drafted = drafts.circleOf(id) !== null
    const row = record ?? (drafted && drafts.concernsMe(id) ? drafts.row(id) : null)
    if (!row || !drafted) return row
    const flags = [...row.flags]
    if (!record && drafts.isAside(id)) flags.push('put away')
    if (record?.words && !drafts.aside(id) && drafts.differsFrom(id, record.words)) flags.push('edited since offer')
    if (document.kept.has(id) && document.keptOf(id)) flags.push('text kept')
    return { ...row, flags }
  }
}
