// Records as people see them: acts of one subject, folded by their concept, shown by the host's date.
import type { DatabaseSync } from 'node:sqlite'
import type { CalendarDate } from '#shared/base/clock.ts'
import type { Circle, DeviceId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, ok, type Result } from '#shared/base/result.ts'
import type { Given } from '#shared/domain/commitment/capacity.ts'
import { NO_FACTS, type DeskFacts } from '#shared/domain/desk/facts.ts'
import type { PresentContext } from '#shared/domain/fold.ts'
import { remarkNeeds } from '#shared/domain/remark/desk.ts'
import type { RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import type { Ledger } from '../store/ledger.ts'
import { foldedFrom, readOnce, rowOf, type FoldedRecord } from './folded-record.ts'
import { KeptRows, type KeptRow } from './kept-rows.ts'
import { MissingTexts } from './missing-texts.ts'
import type { People } from './people.ts'
import { RowSaving, type Saved } from './row-saving.ts'
import type { Deliveries } from './standing.ts'
import { TalkIndex } from './talk-index.ts'

/** More than changes between two writings, so that only of a long catch-up some are folded twice. */
const FOLDED_KEPT = 2500

export interface RecordsOptions {
  readonly db: DatabaseSync
  readonly ledger: Ledger
  readonly people: People
  readonly deliveries: Deliveries
  readonly today: () => CalendarDate
  readonly circles: readonly Circle[]
}

export class Records {
  readonly #options: RecordsOptions
  /** What is looked up from the other end: tags, links, who is named. As new as the saved rows. */
  readonly talk: TalkIndex
  readonly missing: MissingTexts
  readonly #rows: KeptRows
  readonly #saving: RowSaving
  readonly #onlyHere = new Set<RecordId>()
  /** Shown before the ledger was read. */
  readonly #early = new Map<RecordId, RecordRow>()
  /** As folded when they changed, until they are written or acts came in since. */
  readonly #folded = new Map<RecordId, FoldedRecord>()

  constructor(options: RecordsOptions) {
    const { db, ledger, circles } = options
    this.#options = options
    this.talk = new TalkIndex(db)
    this.missing = new MissingTexts(db, ledger, this)
    this.#rows = new KeptRows(db)
    this.#saving = new RowSaving(db, (id) => this.#toSave(id))
    for (const id of this.#rows.read(circles)) this.refold(id)
  }

  ids(): RecordId[] {
    return this.#rows.ids()
  }

  has(id: RecordId): boolean {
    return this.#rows.get(id) !== null
  }

  circleOf(id: RecordId): Circle | null {
    return this.#rows.circleOf(id)
  }

  /** How many were last shown as being on this device alone. */
  get onlyHere(): number {
    return this.#onlyHere.size
  }

  /** Records shown as being on this device alone that no longer are; each is told once, however often it was read since. */
  takeReached(): RecordId[] {
    const reached = [...this.#onlyHere].filter((id) => this.row(id)?.onlyHere === false)
    for (const id of reached) this.#onlyHere.delete(id)
    return reached
  }

  /** Rows shown as they were kept, before the ledger was read, that are otherwise by what it says; each is told once. */
  takeOtherThanKept(): RecordId[] {
    const said = (row: RecordRow | null) => JSON.stringify([row?.onlyHere, row?.parties])
    const other = [...this.#early].flatMap(([id, row]) => (said(this.row(id)) === said(row) ? [] : [id]))
    this.#early.clear()
    return other
  }

  fold(id: RecordId): Result<FoldedRecord> {
    const circle = this.#rows.circleOf(id)
    const { ledger } = this.#options
    const text = readOnce((hash) => ledger.text(hash))
    const folded = circle && foldedFrom(id, circle, ledger.actsOf(circle, id), { past: ledger.chains(circle).index, text, context: () => this.context(text) })
    return folded ? ok(folded) : fail('record.unknown', 'There is no such record on this device.', 'Look it up in the list; it may not have arrived yet.')
  }

  context(text: PresentContext['text'] = (hash) => this.#options.ledger.text(hash)): PresentContext {
    const { people, today, deliveries } = this.#options
    return {
      me: people.me, member: people.isMember(people.me), isHere: (person) => people.isMember(person), name: people.name, text, asOf: today(),
      reach: deliveries.reach, delivered: deliveries.delivered,
    }
  }

  /** The most recently changed first. */
  newest(most: number): RecordId[] {
    return this.#rows.newest(most)
  }

  /** Records that any of these people are party to. */
  idsWith(people: readonly PersonId[]): RecordId[] {
    return this.#idsWhere((row) => row.parties.some((party) => people.includes(party.id as PersonId)))
  }

  /** Records of a concept, by its id. */
  idsOf(concept: string): RecordId[] {
    return this.#idsWhere((row) => row.concept === concept)
  }

  /** As it was folded, without what changes by itself: for whoever looks through thousands. */
  kept(id: RecordId): RecordRow | null {
    return this.#rows.get(id)?.row ?? null
  }

  row(id: RecordId): RecordRow | null {
    const kept = this.#rows.get(id)
    if (!kept) return null
    if (kept.asOf !== this.#options.today() && (kept.row.due || kept.row.review || kept.row.until || kept.row.groupRow)) return this.refold(id)
    return this.#live(kept)
  }

  /** What the record asks of me and promises me; null where it is none. */
  desk(id: RecordId): DeskFacts | null {
    const kept = this.#rows.get(id)
    if (!kept) return null
    if (kept.desk) return kept.desk
    return this.refold(id) ? this.#rows.get(id)?.desk ?? NO_FACTS : null
  }

  /** What everybody gives under it, where it is in force. */
  given(id: RecordId): readonly Given[] {
    const kept = this.#rows.get(id)
    if (!kept) return []
    if (kept.given) return kept.given
    return this.refold(id) ? this.#rows.get(id)?.given ?? [] : []
  }

  detail(folded: FoldedRecord): RecordDetail {
    const detail = folded.concept.detail(folded.state, this.context(folded.text))
    return { ...detail, onlyHere: this.row(folded.id)?.onlyHere ?? detail.onlyHere, ...(folded.spent !== null && { spent: folded.spent }) }
  }

  /** Folds anew. Null where nothing of it is a record known here. */
  refold(id: RecordId, circle?: Circle): RecordRow | null {
    if (circle) this.#rows.inCircle(id, circle)
    const folded = this.fold(id)
    if (!folded.ok) return null
    const kept = this.#keptOf(folded.value)
    // Acts without effect, which anyone could sign on the id of somebody's draft, make no record.
    if (kept.row.state === 'draft') return null
    this.#rows.put(id, kept)
    if (this.#folded.size < FOLDED_KEPT) this.#folded.set(id, folded.value)
    this.#saving.changed(id)
    return this.#live(kept)
  }

  /** An act of the record came in. */
  came(id: RecordId): void {
    this.#rows.came(id)
  }

  /** What is known of it is no longer how it stands: it is to be folded anew. */
  outdated(id: RecordId): void {
    this.#folded.delete(id)
  }

  /** Those that changed and are not written yet. */
  unsaved(): Iterable<RecordId> {
    return this.#saving.unsaved
  }

  catchUp(): void {
    this.#saving.catchUp()
  }

  saveLater(): void {
    this.#saving.later()
  }

  dispose(): void {
    if (this.#saving.end()) this.#rows.seal()
  }

  #idsWhere(wanted: (row: RecordRow) => boolean): RecordId[] {
    return [...this.#rows.all()].flatMap(([id, { row }]) => (wanted(row) ? [id] : []))
  }

  /** Where acts came in since the kept row was made, it is shown anew. */
  #toSave(id: RecordId): Saved | null {
    const [unchanged, known] = [this.#folded.get(id), this.#rows.get(id)]
    this.#folded.delete(id)
    const folded = unchanged ? ok(unchanged) : this.fold(id)
    if (!folded.ok) return null
    const { concept, state, circle, remarks, text } = folded.value
    const kept = unchanged && known ? known : this.#keptOf(folded.value)
    const words = kept.row.words ? text(kept.row.words as TextHash) : null
    return {
      circle, kept: { ...kept, row: this.#live(kept) }, searchText: concept.searchText(state, text),
      also: () => this.talk.keep(id, remarks, words, text),
    }
  }

  #keptOf(folded: FoldedRecord): KeptRow {
    const { people, today } = this.#options
    const row = rowOf(folded, this.context(folded.text))
    const desk = folded.concept.desk?.(folded.state, { me: people.me, member: people.isMember(people.me), isHere: (person) => people.isMember(person), text: folded.text }) ?? NO_FACTS
    const given = (folded.concept.given?.(folded.state, folded.text) ?? []).map((one) => ({ ...one, record: folded.id, title: row.title }))
    const said = folded.remarks ? remarkNeeds(folded.remarks, folded.id, people.me) : []
    const asked = said.length === 0 ? desk : { ...desk, needs: [...desk.needs, ...said] }
    return { row, asOf: today(), own: this.#ownIn(folded), desk: asked, given }
  }

  #ownIn({ acts }: FoldedRecord): Record<DeviceId, number> {
    const { people } = this.#options
    const mine = new Set(people.get(people.me)?.devices.map((device) => device.id))
    const own: Record<DeviceId, number> = {}
    for (const act of acts) if (mine.has(act.device)) own[act.device] = Math.max(own[act.device] ?? -1, act.seq)
    return own
  }

  /** What changes without an act: names, and how far colleagues have it. */
  #live({ row, own }: KeptRow): RecordRow {
    const { people, deliveries, ledger } = this.#options
    if (!ledger.loaded) {
      this.#early.set(row.id as RecordId, row)
      return row
    }
    const onlyHere = this.circleOf(row.id as RecordId) === 'me' ||
      Object.entries(own).some(([device, seq]) => seq > deliveries.furthest(device as DeviceId))
    if (onlyHere) this.#onlyHere.add(row.id as RecordId)
    const parties = row.parties.map((party) => ({ ...party, name: people.name(party.id as never) }))
    return { ...row, parties, onlyHere }
  }
}
