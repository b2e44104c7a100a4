// Words that are named and not on this device: whoever is met next is asked for them.
import type { DatabaseSync } from 'node:sqlite'
import type { RecordId, TextHash } from '#shared/base/ids.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Records } from './records.ts'

const MAX_SOUGHT = 200

export class MissingTexts {
  readonly #db: DatabaseSync
  readonly #ledger: Ledger
  readonly #records: Records
  readonly #soughtFor = new Set<TextHash>()

  constructor(db: DatabaseSync, ledger: Ledger, records: Records) {
    this.#db = db
    this.#ledger = ledger
    this.#records = records
  }

  /** Somebody looked for this text and it is not here. */
  lookFor(text: TextHash): void {
    if (this.#soughtFor.size < MAX_SOUGHT) this.#soughtFor.add(text)
  }

  /** Records that wait for a text: their own words, or somebody's about them. */
  records(): RecordId[] {
    return [...new Set([...this.#unavailable(), ...this.#records.talk.all('missing').map(({ subject }) => subject)])]
  }

  texts(): TextHash[] {
    for (const text of this.#soughtFor) if (this.#ledger.text(text) !== null) this.#soughtFor.delete(text)
    const missing = new Set<TextHash>([...this.#soughtFor, ...this.#records.talk.all('missing').map(({ target }) => target as TextHash)])
    for (const id of this.#unavailable()) {
      const folded = this.#records.fold(id)
      if (!folded.ok) continue
      for (const text of folded.value.concept.texts(folded.value.state)) if (this.#ledger.text(text) === null) missing.add(text)
    }
    return [...missing]
  }

  /** Records whose words are not on this device. */
  #unavailable(): RecordId[] {
    const saved = this.#db.prepare('select subject from views where unavailable = 1').all() as unknown as { subject: RecordId }[]
    return [...new Set([...saved.map(({ subject }) => subject), ...this.#records.unsaved()])].filter((id) => this.#records.kept(id)?.unavailable)
  }
}
