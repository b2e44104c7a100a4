// What a person keeps for themselves on this device: records put away, what was heard, searches with a name. Nothing of it
// is signed and nobody is told. A record that is put away comes back when somebody else does something with it, so that
// nothing is missed by having tidied up.
import type { DatabaseSync } from 'node:sqlite'
import type { ActId, DeviceId, PersonId, RecordId } from '#shared/base/ids.ts'
import { fail, ok, type Result } from '#shared/base/result.ts'
import type { SavedFilter } from '#shared/protocol/methods/talk.ts'
import type { Committed } from '../store/ledger.ts'

const MAX_FILTERS = 100

export class Shelf {
  readonly #db: DatabaseSync
  readonly #me: () => { readonly person: PersonId; readonly devices: readonly DeviceId[] }
  #away: Set<RecordId> | null = null

  constructor(db: DatabaseSync, me: () => { readonly person: PersonId; readonly devices: readonly DeviceId[] }) {
    this.#db = db
    this.#me = me
  }

  isAway(id: RecordId): boolean {
    return this.#all().has(id)
  }

  put(id: RecordId, away: boolean): void {
    if (away) this.#db.prepare('insert or replace into put_away (subject, upto) values (?, (select coalesce(max(n), 0) from acts))').run(id)
    else this.#db.prepare('delete from put_away where subject = ?').run(id)
    if (away) this.#all().add(id)
    else this.#all().delete(id)
  }

  /** What somebody else did brings it back. */
  committed(batch: Committed): RecordId[] {
    const away = this.#all()
    if (away.size === 0) return []
    const { person } = this.#me()
    const back = [...new Set(batch.acts.filter((act) => act.person !== person && away.has(act.subject as RecordId)).map((act) => act.subject as RecordId))]
    for (const id of back) this.put(id, false)
    return back
  }

  hear(remark: ActId): void {
    this.#db.prepare('insert or ignore into heard (act) values (?)').run(remark)
  }

  hasHeard(remark: ActId): boolean {
    return this.#db.prepare('select 1 from heard where act = ?').get(remark) !== undefined
  }

  filters(): SavedFilter[] {
    return this.#db.prepare('select id, name, query from filters order by name collate nocase, id').all() as unknown as SavedFilter[]
  }

  keepFilter(filter: SavedFilter): Result<null> {
    const known = this.filters()
    if (known.length >= MAX_FILTERS && !known.some((one) => one.id === filter.id)) {
      return fail('filter.many', `You keep ${MAX_FILTERS} searches already, so this one was not kept.`, 'Let one go that you no longer need.')
    }
    this.#db.prepare('insert or replace into filters (id, name, query) values (?,?,?)').run(filter.id, filter.name, filter.query)
    return ok(null)
  }

  dropFilter(id: string): void {
    this.#db.prepare('delete from filters where id = ?').run(id)
  }

  /** A crash may have come between an act and what it brings back. */
  mend(): RecordId[] {
    const away = this.#all()
    if (away.size === 0) return []
    const { devices } = this.#me()
    const behind = this.#db.prepare(`select subject from put_away where exists (select 1 from acts where acts.circle in ('workspace', 'me')
      and acts.subject = put_away.subject and acts.n > put_away.upto and acts.device not in (select value from json_each(?)))`)
    const back = (behind.all(JSON.stringify(devices)) as unknown as { subject: RecordId }[]).map((row) => row.subject)
    for (const id of back) this.put(id, false)
    return back
  }

  #all(): Set<RecordId> {
    return (this.#away ??= new Set((this.#db.prepare('select subject from put_away').all() as unknown as { subject: RecordId }[]).map((row) => row.subject)))
  }
}
