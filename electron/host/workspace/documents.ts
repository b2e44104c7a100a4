// The documents of one workspace: the one of my own devices, and the shared one in its epochs.
//
// While an epoch begins there are two shared ones: drafts are still worked on in the one in use, and the link carries
// the next, until it has been exchanged and is entered. What was left behind stays on disk until it is dropped.
import type { DatabaseSync } from 'node:sqlite'
import { inTransactionIfRoom } from '../store/database.ts'
import { dropStored, StoredDocument, storedNames } from '../store/documents.ts'

const SHARED = 'workspace'
/** The first keeps the name it had before there were epochs. */
const nameOf = (epoch: number): string => (epoch === 0 ? SHARED : `${SHARED}/${epoch}`)

interface Shared {
  readonly epoch: number
  readonly stored: StoredDocument
}

export class Documents {
  readonly me: StoredDocument
  readonly #db: DatabaseSync
  readonly #failed: (error: unknown) => void
  #used: Shared
  #next: Shared | null = null

  constructor(db: DatabaseSync, failed: (error: unknown) => void) {
    this.#db = db
    this.#failed = failed
    this.me = new StoredDocument(db, 'me', failed)
    const kept = db.prepare("select value from facts where key = 'epoch'").get() as { value: string } | undefined
    this.#used = this.#open(Number(kept?.value ?? 0))
  }

  /** What drafts are worked on in. */
  get used(): Shared {
    return this.#used
  }

  /** What the link carries. */
  get carried(): Shared {
    return this.#next ?? this.#used
  }

  /** From now on the link carries this epoch; where it was begun before, with what is there of it. */
  begin(epoch: number): void {
    this.#next?.stored.dispose()
    this.#next = this.#open(epoch)
  }

  /** What was begun is in use from now on. */
  enter(): void {
    if (!this.#next) return
    this.#next.stored.flush()
    const before = this.#used.stored
    this.#used = this.#next
    this.#next = null
    // Where the disk has no room it is entered once more at the next start.
    inTransactionIfRoom(this.#db, () => this.#db.prepare("insert or replace into facts (key, value) values ('epoch', ?)").run(String(this.#used.epoch)))
    before.dispose()
  }

  /** Lets go of what earlier epochs left behind. */
  dropEarlier(): void {
    this.carried.stored.flush()
    const living = [this.#used.stored.name, this.carried.stored.name]
    const earlier = storedNames(this.#db, SHARED).filter((name) => !living.includes(name))
    if (earlier.length > 0) inTransactionIfRoom(this.#db, () => { for (const name of earlier) dropStored(this.#db, name) })
  }

  dispose(): void {
    for (const stored of [this.me, this.#used.stored, this.#next?.stored]) stored?.dispose()
  }

  #open(epoch: number): Shared {
    return { epoch, stored: new StoredDocument(this.#db, nameOf(epoch), this.#failed) }
  }
}
