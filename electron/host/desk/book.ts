// What every record and draft of one workspace says to the desk, kept beside them: a record that changed is asked anew,
// the others are not.
import type { PersonId, RecordId } from '#shared/base/ids.ts'
import { BARE_NEED, NO_FACTS, type DeskEntry, type DeskFacts } from '#shared/domain/desk/index.ts'
import type { Workspace } from '../workspace/workspace.ts'

export class DeskBook {
  readonly #workspace: Workspace
  readonly #entries = new Map<RecordId, DeskEntry>()
  #read = false
  #draftsRead = false

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  /** Records and drafts that ask or promise the person something, or are between them and others. */
  entries(): Iterable<DeskEntry> {
    this.#readAll()
    return this.#entries.values()
  }

  get(id: string): DeskEntry | null {
    this.#readAll()
    return this.#entries.get(id as RecordId) ?? null
  }

  changed(ids: readonly RecordId[]): void {
    if (this.#read) for (const id of ids) this.#look(id)
  }

  #readAll(): void {
    const { records, document, ledger } = this.#workspace
    if (!this.#read) {
      this.#read = true
      for (const id of records.newest(Infinity)) this.#look(id)
    }
    // A first list does not wait for the documents; once the ledger is read they may be.
    const drafts = document.draftsIfRead ?? (ledger.loaded ? this.#workspace.drafts : null)
    if (!drafts || this.#draftsRead) return
    this.#draftsRead = true
    for (const id of drafts.ids()) this.#look(id)
  }

  #look(id: RecordId): void {
    const entry = this.#recordEntry(id) ?? this.#draftEntry(id)
    if (entry) this.#entries.set(id, entry)
    else this.#entries.delete(id)
  }

  #recordEntry(id: RecordId): DeskEntry | null {
    const { records, shelf } = this.#workspace
    const said = records.desk(id)
    // What a person said they have read waits for no answer.
    const facts = said && { ...said, needs: said.needs.filter(({ kind, act }) => !(kind === 'mention' || kind === 'asked') || act === null || !shelf.hasHeard(act)) }
    return facts && (facts.mine || facts.needs.length > 0) ? { record: id, title: records.row(id)?.title ?? '', facts, putAway: shelf.isAway(id) } : null
  }

  /** A draft that somebody else opened and shares with the person. */
  #draftEntry(id: RecordId): DeskEntry | null {
    const { records, document, people } = this.#workspace
    const drafts = document.draftsIfRead
    if (!drafts || records.has(id) || drafts.circleOf(id) !== 'workspace' || !drafts.concernsMe(id)) return null
    const opener = drafts.openerOf(id)
    if (opener === null || opener === people.me) return null
    const { parties, title } = drafts.row(id)
    const others = parties.filter(({ you }) => !you).map((party) => party.id as PersonId)
    return { record: id, title, facts: draftFacts(id, opener, others) }
  }
}

const draftFacts = (id: RecordId, opener: PersonId, people: readonly PersonId[]): DeskFacts => ({
  ...NO_FACTS, mine: true,
  needs: [{ ...BARE_NEED, key: `${id}:draft`, kind: 'draft', by: opener, people }],
})
