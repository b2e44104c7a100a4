// Records as people see them: acts of one subject, folded by their concept, shown by the host's date. Rows are cached
// beside the ledger with the position they were folded from, so that a list is there before the ledger is read.
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CalendarDate } from '#shared/base/clock.ts'
import type { Circle, DeviceId, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, ok, type Result } from '#shared/base/result.ts'
import type { Given } from '#shared/domain/commitment/capacity.ts'
import { NO_FACTS, type DeskFacts } from '#shared/domain/desk/facts.ts'
import type { CountedAct, Past, PresentContext, RecordConcept } from '#shared/domain/fold.ts'
import { foldHours, sumOf } from '#shared/domain/hours/index.ts'
import { recordConceptOf } from '#shared/domain/registry.ts'
import { remarkNeeds } from '#shared/domain/remark/desk.ts'
import { isOpen, remark, type Remarks } from '#shared/domain/remark/index.ts'
import type { RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import { inTransactionIfRoom } from '../store/database.ts'
import type { Ledger } from '../store/ledger.ts'
import type { People } from './people.ts'
import type { Deliveries } from './standing.ts'
import { TalkIndex } from './talk-index.ts'

interface CachedRow {
  readonly row: RecordRow
  /** The host's date it was shown for: rows with a due or review date are shown anew on another day. */
  readonly asOf: CalendarDate
  /** Highest own seq among its acts, by own device: beyond what colleagues have means "only here". */
  readonly own: Readonly<Record<DeviceId, number>>
  /** What it says to my desk. Not there in rows kept by a Parley that had none. */
  readonly desk?: DeskFacts | undefined
  /** What everybody gives under it; not there in older rows, as above. */
  readonly given?: readonly Given[] | undefined
}

/** A record as folded now. */
export interface FoldedRecord {
  readonly id: RecordId
  readonly circle: Circle
  readonly concept: RecordConcept<unknown>
  readonly state: unknown
  readonly acts: readonly CountedAct[]
  /** What was said about it; null where nothing was. */
  readonly remarks: Remarks | null
  /** Minutes that people told they spent on it; null where nobody did. */
  readonly spent: number | null
  /** Its words, each read from the disk once: row, desk and search look at the same ones. */
  readonly text: PresentContext['text']
}

export interface RecordsOptions {
  readonly db: DatabaseSync
  readonly ledger: Ledger
  readonly people: People
  readonly deliveries: Deliveries
  readonly today: () => CalendarDate
  readonly circles: readonly Circle[]
}

const SAVE_MS = 500
/** How long to wait when the disk had no room. */
const RETRY_MS = 5000
/** Records saved in one go, so that a long catch-up leaves room for keystrokes. */
const SAVE_SLICE = 250
const SAVE_PAUSE_MS = 25
const SAVE_AT = 2000
const MAX_SOUGHT = 200

export class Records {
  readonly #options: RecordsOptions
  /** What is looked up from the other end: tags, links, who is named. As new as the saved rows. */
  readonly talk: TalkIndex
  /** Null until first looked at: a long list opens before its rows are read. */
  readonly #rows = new Map<RecordId, CachedRow | null>()
  readonly #select: StatementSync
  /** Every saved row was read. */
  #filled = false
  /** Grows with every change: the newest records come first. */
  readonly #changed = new Map<RecordId, number>()
  #latest = 0
  readonly #circleOf = new Map<RecordId, Circle>()
  readonly #unsaved = new Set<RecordId>()
  readonly #onlyHere = new Set<RecordId>()
  readonly #soughtFor = new Set<TextHash>()
  #timer: NodeJS.Timeout | null = null

  constructor(options: RecordsOptions) {
    this.#options = options
    this.talk = new TalkIndex(options.db)
    this.#select = options.db.prepare('select row from views where circle = ? and subject = ?')
    this.#read()
  }

  ids(): RecordId[] {
    return [...this.#rows.keys()]
  }

  has(id: RecordId): boolean {
    return this.#cached(id) !== null
  }

  circleOf(id: RecordId): Circle | null {
    return this.#circleOf.get(id) ?? null
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

  /** Records whose words are not on this device. */
  unavailable(): RecordId[] {
    const saved = this.#options.db.prepare('select subject from views where unavailable = 1').all() as unknown as { subject: RecordId }[]
    return [...new Set([...saved.map(({ subject }) => subject), ...this.#unsaved])].filter((id) => this.#cached(id)?.row.unavailable)
  }

  /** Records that wait for a text: their own words, or somebody's about them. */
  waitingForTexts(): RecordId[] {
    return [...new Set([...this.unavailable(), ...this.talk.all('missing').map(({ subject }) => subject)])]
  }

  /** Somebody looked for this text and it is not here: whoever is met next is asked for it. */
  lookFor(text: TextHash): void {
    if (this.#soughtFor.size < MAX_SOUGHT) this.#soughtFor.add(text)
  }

  missingTexts(): TextHash[] {
    for (const text of this.#soughtFor) if (this.#options.ledger.text(text) !== null) this.#soughtFor.delete(text)
    const missing = new Set<TextHash>([...this.#soughtFor, ...this.talk.all('missing').map(({ target }) => target as TextHash)])
    for (const id of this.unavailable()) {
      const folded = this.fold(id)
      if (!folded.ok) continue
      for (const text of folded.value.concept.texts(folded.value.state)) if (this.#options.ledger.text(text) === null) missing.add(text)
    }
    return [...missing]
  }

  fold(id: RecordId): Result<FoldedRecord> {
    const circle = this.#circleOf.get(id)
    const { ledger } = this.#options
    const acts = circle ? ledger.actsOf(circle, id) : []
    const past = ledger.chains(circle ?? 'workspace').index
    const text = readOnce((hash) => ledger.text(hash))
    const could = conceptsOf(acts).map((concept) => {
      const mine = acts.filter((act) => recordConceptOf(act.type) === concept)
      return { concept, acts: mine, state: concept.fold(mine, past) }
    })
    // An id is made for one concept. Acts of another have no effect on it, whichever came first: they must not hide it.
    const folded = could.find(({ concept, state }) => could.length === 1 || concept.row(state, this.context(text)).state !== 'draft') ?? could[0]
    if (!circle || !folded) return fail('record.unknown', 'There is no such record on this device.', 'Look it up in the list; it may not have arrived yet.')
    return ok({ id, circle, ...folded, remarks: remarksIn(acts, past), spent: spentIn(acts, past), text })
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
    if (most === Infinity) this.#fill()
    return [...this.#changed].sort((a, b) => b[1] - a[1]).slice(0, most).map(([id]) => id)
  }

  /** Records that any of these people are party to. */
  idsWith(people: readonly PersonId[]): RecordId[] {
    this.#fill()
    return [...this.#rows].flatMap(([id, cached]) => (cached?.row.parties.some((party) => people.includes(party.id as PersonId)) ? [id] : []))
  }

  /** Records of a concept, by its id. */
  idsOf(concept: string): RecordId[] {
    this.#fill()
    return [...this.#rows].flatMap(([id, cached]) => (cached?.row.concept === concept ? [id] : []))
  }

  /** As it was folded, without what changes by itself: for whoever looks through thousands. */
  kept(id: RecordId): RecordRow | null {
    return this.#cached(id)?.row ?? null
  }

  row(id: RecordId): RecordRow | null {
    const cached = this.#cached(id)
    if (!cached) return null
    if (cached.asOf !== this.#options.today() && (cached.row.due || cached.row.review || cached.row.until || cached.row.groupRow)) return this.refold(id)
    return this.#live(cached)
  }

  /** What the record asks of me and promises me; null where it is none. */
  desk(id: RecordId): DeskFacts | null {
    const cached = this.#cached(id)
    if (!cached) return null
    if (cached.desk) return cached.desk
    return this.refold(id) ? this.#cached(id)?.desk ?? NO_FACTS : null
  }

  /** What everybody gives under it, where it is in force. */
  given(id: RecordId): readonly Given[] {
    const cached = this.#cached(id)
    if (!cached) return []
    if (cached.given) return cached.given
    return this.refold(id) ? this.#cached(id)?.given ?? [] : []
  }

  detail(folded: FoldedRecord): RecordDetail {
    const detail = folded.concept.detail(folded.state, this.context(folded.text))
    return { ...detail, onlyHere: this.row(folded.id)?.onlyHere ?? detail.onlyHere, ...(folded.spent !== null && { spent: folded.spent }) }
  }

  /** Folds anew after acts of the record came in. Null where nothing of it is a record known here. */
  refold(id: RecordId, circle?: Circle): RecordRow | null {
    if (circle) this.#circleOf.set(id, circle)
    const folded = this.fold(id)
    if (!folded.ok) return null
    const row = this.#rowOf(folded.value)
    // Acts without effect, which anyone could sign on the id of somebody's draft, make no record.
    if (row.state === 'draft') return null
    const cached = this.#cacheOf(folded.value, row)
    this.#rows.set(id, cached)
    this.#changed.set(id, ++this.#latest)
    this.#unsaved.add(id)
    this.saveLater()
    return this.#live(cached)
  }

  /** Writes rows and search text that changed. Lost ones are folded again from the ledger, so this may lag. */
  save(most = Infinity): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#unsaved.size === 0) return
    const { db } = this.#options
    const saving = [...this.#unsaved].slice(0, most)
    const saved = inTransactionIfRoom(db, () => {
      const upto = (db.prepare('select coalesce(max(n), 0) as n from acts').get() as { n: number }).n
      const put = db.prepare(`insert into views (circle, subject, upto, unavailable, row) values (?,?,?,?,?)
        on conflict do update set upto = excluded.upto, unavailable = excluded.unavailable, row = excluded.row returning n`)
      // A row of the index has the number of its view: FTS5 finds no row by any other column.
      const index = db.prepare('insert or replace into search (rowid, title, words) values (?,?,?)')
      for (const id of saving) {
        const folded = this.fold(id)
        if (!folded.ok) continue
        const { concept, state, circle, remarks, text } = folded.value
        // Shown anew from what was folded: acts may have come in since the cached row was made.
        const cached = this.#cacheOf(folded.value, this.#rowOf(folded.value))
        const { n } = put.get(circle, id, upto, cached.row.unavailable ? 1 : 0, JSON.stringify({ ...cached, row: this.#live(cached) })) as { n: number }
        index.run(n, cached.row.title, concept.searchText(state, text))
        this.talk.keep(id, remarks, cached.row.words ? text(cached.row.words as TextHash) : null, text)
      }
    })
    if (saved) for (const id of saving) this.#unsaved.delete(id)
    if (this.#unsaved.size > 0) this.#timer = setTimeout(() => this.save(SAVE_SLICE), saved ? SAVE_PAUSE_MS : RETRY_MS)
  }

  /** For who looks things up in what is saved: a few changes at once, a catch-up by and by. */
  catchUp(): void {
    if (this.#unsaved.size <= SAVE_SLICE) this.save()
  }

  /** Once changes pause, or so many have gathered that a crash would cost a slow start. */
  saveLater(): void {
    if (this.#unsaved.size === 0 || (this.#timer && this.#unsaved.size > SAVE_AT)) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.save(SAVE_SLICE), SAVE_MS)
  }

  /** Everything was folded and saved: the next start need not look which rows are behind. */
  dispose(): void {
    this.save()
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#unsaved.size > 0) return
    inTransactionIfRoom(this.#options.db, () => this.#options.db.exec("insert or replace into facts (key, value) select 'views', cast(coalesce(max(n), 0) as text) from acts"))
  }

  /** As its concept shows it, and what was said about it. */
  #rowOf({ concept, state, remarks, text }: FoldedRecord): RecordRow {
    const row = concept.row(state, this.context(text))
    if (!remarks) return row
    const tags = remarks.tags.map(({ tag }) => tag)
    return {
      ...row, ...(tags.length > 0 && { tags }),
      ...(remarks.remarks.some(isOpen) && { flags: [...row.flags, 'question open' as const] }),
    }
  }

  #cacheOf(folded: FoldedRecord, row: RecordRow): CachedRow {
    const { people, today } = this.#options
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
  #live({ row, own }: CachedRow): RecordRow {
    const { people, deliveries, ledger } = this.#options
    if (!ledger.loaded) return row
    const onlyHere = this.#circleOf.get(row.id as RecordId) === 'me' ||
      Object.entries(own).some(([device, seq]) => seq > deliveries.furthest(device as DeviceId))
    if (onlyHere) this.#onlyHere.add(row.id as RecordId)
    const parties = row.parties.map((party) => ({ ...party, name: people.name(party.id as never) }))
    return { ...row, parties, onlyHere }
  }

  #cached(id: RecordId): CachedRow | null {
    const cached = this.#rows.get(id)
    if (cached !== null) return cached ?? null
    const kept = this.#select.get(this.#circleOf.get(id)!, id) as { row: string } | undefined
    // Acts without effect have no row: they are no record.
    if (!kept) this.#rows.delete(id)
    else this.#rows.set(id, JSON.parse(kept.row) as CachedRow)
    return this.#rows.get(id) ?? null
  }

  /** One walk through all rows is far quicker than looking each up. */
  #fill(): void {
    if (this.#filled) return
    this.#filled = true
    const select = this.#options.db.prepare('select subject, row from views')
    for (const { subject, row } of select.iterate() as unknown as Iterable<{ subject: RecordId; row: string }>) {
      if (this.#rows.get(subject) === null) this.#rows.set(subject, JSON.parse(row) as CachedRow)
    }
  }

  #read(): void {
    const { db, circles } = this.#options
    const kept = db.prepare("select cast(value as integer) = (select coalesce(max(n), 0) from acts) as whole from facts where key = 'views'").get() as { whole: number } | undefined
    const newest = "select subject, max(n) as n from acts where circle = ? and subject <> '' group by subject"
    // After a clean end every row is as new as its acts; after another, each is asked.
    const select = db.prepare(kept?.whole ? `select subject, n, 1 as fresh from (${newest})`
      : `select newest.subject, n, exists (select 1 from views where views.circle = ? and views.subject = newest.subject and upto >= n) as fresh from (${newest}) as newest`)
    const stale = new Map<RecordId, number>()
    for (const circle of circles) {
      const rows = select.iterate(...(kept?.whole ? [circle] : [circle, circle])) as unknown as Iterable<{ subject: RecordId; n: number; fresh: number }>
      for (const { subject, n, fresh } of rows) {
        this.#circleOf.set(subject, circle)
        if (fresh) this.#rows.set(subject, null)
        else stale.set(subject, n)
        this.#changed.set(subject, n)
        this.#latest = Math.max(this.#latest, n)
      }
    }
    for (const [id, n] of stale) {
      // Folded late, but changed when its newest act came.
      if (this.refold(id)) this.#changed.set(id, n)
    }
  }
}

/** The same bytes for the same hash, so that what is made of them can be kept with them. What is missing is looked for again. */
function readOnce(read: PresentContext['text']): PresentContext['text'] {
  const known = new Map<TextHash, Uint8Array>()
  return (hash) => {
    const text = known.get(hash) ?? read(hash)
    if (text) known.set(hash, text)
    return text
  }
}

/** Most records have none: nothing is folded then. */
function remarksIn(acts: readonly CountedAct[], past: Past): Remarks | null {
  const said = acts.filter((act) => act.type.startsWith('remark.'))
  return said.length === 0 ? null : remark.fold(said, past)
}

/** [HR4] The sum of what was shared. */
function spentIn(acts: readonly CountedAct[], past: Past): number | null {
  const told = acts.filter((act) => act.type === 'hours.share')
  return told.length === 0 ? null : sumOf(foldHours(told, past).shared)
}

const conceptsOf = (acts: readonly CountedAct[]): RecordConcept<unknown>[] =>
  [...new Set(acts.map((act) => recordConceptOf(act.type)))].filter((concept) => concept !== null)
