// Single facts that are kept beside a ledger: whose device this is, whether it is a sample, and what the list of
// workspaces says of it before the ledger is read.
import type { DatabaseSync } from 'node:sqlite'
import type { PersonId } from '#shared/base/ids.ts'
import type { WorkspaceSummary } from '#shared/protocol/contract.ts'
import { inTransactionIfRoom } from '../store/database.ts'

export class Facts {
  readonly #db: DatabaseSync
  #me: PersonId | '' = ''

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** Of made-up people. Once said, it stays so. */
  get sample(): boolean {
    return this.#read('sample') !== null
  }

  markSample(): void {
    this.#write('sample', '1')
  }

  /** The person whose device this is; '' until that is known. */
  get me(): PersonId {
    if (!this.#me) this.#me = (this.#read('me') ?? '') as PersonId | ''
    return this.#me as PersonId
  }

  set me(person: PersonId) {
    this.#me = person
    this.#write('me', person)
  }

  /** As it was last known. */
  get summary(): WorkspaceSummary | null {
    const kept = this.#read('summary')
    return kept === null ? null : JSON.parse(kept) as WorkspaceSummary
  }

  /** Where the disk has no room, the next change tries again. */
  keepSummary(summary: WorkspaceSummary): void {
    inTransactionIfRoom(this.#db, () => this.#write('summary', JSON.stringify(summary)))
  }

  #read(key: string): string | null {
    const row = this.#db.prepare('select value from facts where key = ?').get(key) as { value: string } | undefined
    return row?.value ?? null
  }

  #write(key: string, value: string): void {
    this.#db.prepare('insert or replace into facts (key, value) values (?, ?)').run(key, value)
  }
}
