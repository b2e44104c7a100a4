// The ledger's rows: what is read and written, and nothing of what it means.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { readAct, type SignedAct, type VerifiedAct } from '#shared/acts/act.ts'
import type { Place } from '#shared/acts/causal.ts'
import { hash } from '#shared/acts/crypto.ts'
import { fromHex, toHex } from '#shared/base/bytes.ts'
import type { ActId, Circle, DeviceId, TextHash } from '#shared/base/ids.ts'
import type { CountedAct } from '#shared/domain/fold.ts'

export type Authority = Pick<CountedAct, 'owned' | 'member'>

export interface ActRow extends SignedAct {
  readonly id: ActId
  readonly circle: Circle
  readonly authority: Authority
}

export interface SkeletonRow {
  readonly id: ActId
  readonly circle: Circle
  readonly device: DeviceId
  readonly seq: number
  readonly prev: Place | null
  readonly seen: readonly Place[]
}

const packPlaces = (places: readonly Place[]): Uint8Array | null =>
  places.length === 0 ? null : new Uint8Array(Int32Array.from(places).buffer)

const unpackPlaces = (bytes: Uint8Array | null): readonly Place[] =>
  bytes === null ? [] : Array.from(new Int32Array(bytes.slice().buffer))

export class LedgerRows {
  readonly #insertAct: StatementSync
  readonly #insertText: StatementSync
  readonly #insertOwnText: StatementSync
  readonly #selectText: StatementSync
  readonly #selectOwnText: StatementSync
  readonly #insertWaiting: StatementSync
  readonly #deleteWaiting: StatementSync
  readonly #bySubject: StatementSync
  readonly #byIds: StatementSync
  readonly #signed: StatementSync
  readonly #textsByHash: StatementSync
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#insertAct = db.prepare('insert into acts (id, circle, subject, device, seq, prev, seen, authority, bytes, signature) values (?,?,?,?,?,?,?,?,?,?)')
    this.#insertText = db.prepare('insert or ignore into texts (hash, bytes) values (?, ?)')
    this.#insertOwnText = db.prepare('insert or ignore into own_texts (hash, bytes) values (?, ?)')
    this.#selectOwnText = db.prepare('select bytes from own_texts where hash = ?')
    this.#selectText = db.prepare('select bytes from texts where hash = ?')
    this.#insertWaiting = db.prepare('insert or ignore into waiting (id, bytes, signature) values (?,?,?)')
    this.#deleteWaiting = db.prepare('delete from waiting where id = ?')
    this.#bySubject = db.prepare('select id, circle, authority, bytes, signature from acts where circle = ? and subject = ? order by n')
    // Many in one go, in the order asked: a call for each costs twice as much as what it reads.
    this.#byIds = db.prepare('select a.id, a.circle, a.authority, a.bytes, a.signature from json_each(?) as asked cross join acts as a on a.id = unhex(asked.value)')
    this.#signed = db.prepare('select a.bytes, a.signature from json_each(?) as asked cross join acts as a on a.id = unhex(asked.value)')
    this.#textsByHash = db.prepare('select t.bytes from json_each(?) as asked left join texts as t on t.hash = unhex(asked.value)')
    // Bare columns: objects with names and ids as text cost twice as much again, for ten thousand acts.
    this.#signed.setReturnArrays(true)
    this.#textsByHash.setReturnArrays(true)
  }

  putAct(verified: VerifiedAct, circle: Circle, prev: Place | null, seen: readonly Place[], authority: Authority): void {
    const { act, id, bytes, signature } = verified
    this.#insertAct.run(fromHex(id), circle, act.subject, act.device, act.seq, prev, packPlaces(seen), (authority.member ? 1 : 0) | (authority.owned ? 2 : 0), bytes, signature)
  }

  /** Words of the circle of one's own devices are kept apart: nothing that is asked for by its hash is looked up there. */
  putText(circle: Circle, text: Uint8Array, named = hash(text)): void {
    (circle === 'workspace' ? this.#insertText : this.#insertOwnText).run(named, text)
  }

  /** As the workspace knows it. */
  sharedText(textHash: TextHash): Uint8Array | null {
    const row = this.#selectText.get(fromHex(textHash)) as { bytes: Uint8Array } | undefined
    return row?.bytes ?? null
  }

  text(textHash: TextHash): Uint8Array | null {
    const own = (): Uint8Array | null => (this.#selectOwnText.get(fromHex(textHash)) as { bytes: Uint8Array } | undefined)?.bytes ?? null
    return this.sharedText(textHash) ?? own()
  }

  putWaiting(verified: VerifiedAct): void {
    this.#insertWaiting.run(fromHex(verified.id), verified.bytes, verified.signature)
  }

  dropWaiting(id: ActId): void {
    this.#deleteWaiting.run(fromHex(id))
  }

  *waiting(): Iterable<VerifiedAct> {
    for (const row of this.#db.prepare('select id, bytes, signature from waiting').all() as unknown as { id: Uint8Array; bytes: Uint8Array; signature: Uint8Array }[]) {
      yield { id: toHex(row.id) as ActId, act: readAct(row.bytes), bytes: row.bytes, signature: row.signature }
    }
  }

  ofSubject(circle: Circle, subject: string): ActRow[] {
    return (this.#bySubject.all(circle, subject) as unknown as RawAct[]).map(toRow)
  }

  byId(id: ActId): ActRow | null {
    return this.byIds([id])[0] ?? null
  }

  /** Those of them that are here, in the order given. */
  byIds(ids: readonly ActId[]): ActRow[] {
    return (this.#byIds.all(JSON.stringify(ids)) as unknown as RawAct[]).map(toRow)
  }

  /** As they travel: those of them that are here, in the order given. */
  signed(ids: readonly ActId[]): SignedAct[] {
    return (this.#signed.all(JSON.stringify(ids)) as unknown as [Uint8Array, Uint8Array][]).map(([bytes, signature]) => ({ bytes, signature }))
  }

  /** Those of them that are here, by their hashes. */
  texts(hashes: Iterable<string>): Map<string, Uint8Array> {
    const names = [...new Set(hashes)]
    const rows = this.#textsByHash.all(JSON.stringify(names)) as unknown as [Uint8Array | null][]
    const here = new Map<string, Uint8Array>()
    for (const [i, [bytes]] of rows.entries()) if (bytes !== null) here.set(names[i]!, bytes)
    return here
  }

  /** Acts of one chain in the workspace circle beyond a seq, oldest first. */
  ofDeviceAfter(device: DeviceId, seq: number, most: number): ActRow[] {
    const rows = this.#db.prepare("select id, circle, authority, bytes, signature from acts where device = ? and circle = 'workspace' and seq > ? order by seq limit ?")
    return (rows.all(device, seq, most) as unknown as RawAct[]).map(toRow)
  }

  /** What the causal index needs of every act, in order of intake. */
  *skeleton(): Iterable<SkeletonRow> {
    // Hex made by the database, bare columns, one row at a time: a byte array and two objects for each of a hundred
    // thousand acts had cost three times as much.
    const select = this.#db.prepare('select lower(hex(id)), circle, device, seq, prev, seen from acts order by n')
    select.setReturnArrays(true)
    for (const [id, circle, device, seq, prev, seen] of select.iterate() as unknown as Iterable<[ActId, Circle, DeviceId, number, number | null, Uint8Array | null]>) {
      yield { id, circle, device, seq, prev, seen: unpackPlaces(seen) }
    }
  }
}

interface RawAct { id: Uint8Array; circle: Circle; authority: number; bytes: Uint8Array; signature: Uint8Array }

const toRow = (row: RawAct): ActRow =>
  ({ id: toHex(row.id) as ActId, circle: row.circle, authority: { member: (row.authority & 1) !== 0, owned: (row.authority & 2) !== 0 }, bytes: row.bytes, signature: row.signature })
