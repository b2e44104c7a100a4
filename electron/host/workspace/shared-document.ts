// The document part of a workspace: the shared document in its epochs, with the drafts and the mirror in it.
//
// An epoch that begins gets a document of its own, which the link carries at once. Whoever began it fills it from the
// ledger and their drafts and enters it. Others go on working in the one they have until the new one has been exchanged,
// then enter it: drafts it lacks are carried over whole, and what was written in company is added where its drafts lack
// it. What was written while nobody was there is kept instead, and offered.
import type { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import type { ActId, DeviceId, PersonId, RecordId } from '#shared/base/ids.ts'
import { Emitter } from '#shared/base/disposable.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import type { Damage } from '#shared/domain/epoch/index.ts'
import type { DocumentView } from '#shared/protocol/contract.ts'
import type { DocumentLook } from '#shared/protocol/ledger.ts'
import type { Verifier } from '../exchange/verify.ts'
import { inTransactionIfRoom } from '../store/database.ts'
import { FROM_LINK } from '../store/documents.ts'
import type { Committed, Ledger } from '../store/ledger.ts'
import { carryDrafts } from './carry.ts'
import { Comparison, type ComparisonPace } from './comparison.ts'
import { Documents } from './documents.ts'
import { DraftDesk } from './draft-desk.ts'
import type { DraftChange } from './drafts.ts'
import { KeptText, type KeptCopy } from './kept-text.ts'
import { Mirror } from './mirror.ts'
import type { People } from './people.ts'
import type { Records } from './records.ts'
import { Repair, type RepairPace } from './repair.ts'

export interface DocumentPace extends ComparisonPace, RepairPace {
  /** How long a new epoch is waited for that nobody nearby has filled. */
  readonly enterMs: number
  /** Shortest time between two looks at the whole mirror. */
  readonly checkEveryMs: number
}

export const DOCUMENT_PACE: DocumentPace = {
  quietMs: 2000, roundMs: 30_000, pauseMs: 2000, beginEveryMs: 600_000, followAtOnce: 3, followEveryMs: 600_000, enterMs: 60_000, checkEveryMs: 600_000,
}

/** Whoever is by themselves for so long is alone. */
const ALONE_MS = 10_000

/** What the link does with the document. */
export interface DocumentLink {
  readonly connected: ReadonlySet<DeviceId>
  document(update: Uint8Array): void
  tellLook(look: DocumentLook): void
}

export interface SharedDocumentOptions {
  readonly db: DatabaseSync
  readonly ledger: Ledger
  readonly verifier: Verifier
  readonly people: People
  readonly records: Records
  readonly pace: DocumentPace
  /** This device, as it signs now. */
  device(): DeviceId
  /** The founding act: whoever fills a document writes it first. */
  readonly founding: ActId
  me(): PersonId
  now(): number
  giveEpoch(body: { number: number; damage: Damage }): Promise<unknown>
  /** The link must carry another document from now on. */
  relink(): void
  refused(what: string): void
  failed(error: unknown): void
  log(line: string): void
}

/** The document that is carried, and what is done with it. */
interface Carried {
  readonly doc: Y.Doc
  readonly epoch: number
  readonly mirror: Mirror
}

export class SharedDocument {
  /** Drafts are others than before. */
  readonly onChange = new Emitter<readonly RecordId[]>()
  readonly onDraft = new Emitter<DraftChange>()
  readonly kept: KeptText
  readonly repair: Repair
  readonly #options: SharedDocumentOptions
  #documents: Documents | null = null
  #carried: Carried | null = null
  /** As long as there is a link. */
  #comparison: Comparison | null = null
  #drafts: DraftDesk | null = null
  #link: DocumentLink | null = null
  #entering: NodeJS.Timeout | null = null
  #checkedAt = -Infinity
  /** The document that is carried is being exchanged with somebody; else since when it is not, in ms. */
  #inCompany = false
  #aloneSince = -Infinity
  /** Drafts written in here while nobody was there, since the document was last known to be a colleague's too. */
  readonly #alone: Set<RecordId>
  /** There may be something of earlier epochs on disk. */
  #earlier = true
  #busy = false
  #disposed = false

  constructor(options: SharedDocumentOptions) {
    this.#options = options
    this.kept = new KeptText(options.db)
    const alone = options.db.prepare("select value from facts where key = 'alone'").get() as { value: string } | undefined
    this.#alone = new Set(alone ? (JSON.parse(alone.value) as RecordId[]) : [])
    this.repair = new Repair({
      ledger: options.ledger, pace: options.pace, me: options.me, isMember: () => options.people.isMember(options.me()),
      carried: () => this.#documentsHere.carried.epoch, give: options.giveEpoch, log: options.log,
      begin: (number, own) => this.#begin(number, own),
    })
  }

  /** Reads the documents on first use. */
  get drafts(): DraftDesk {
    return (this.#drafts ??= this.#openDesk())
  }

  get draftsIfRead(): DraftDesk | null {
    return this.#drafts
  }

  get mirror(): Mirror {
    return this.#here.mirror
  }

  /** Begins to exchange: what the link must start with. */
  open(): { readonly doc: Y.Doc; readonly epoch: number } {
    this.repair.follow()
    this.#here.mirror.check(this.#options.device())
    const { doc, epoch } = this.#here
    this.#comparison ??= new Comparison({
      ...this.#options.pace, doc, connected: () => (this.#inCompany ? this.#link?.connected : null) ?? new Set(), tell: (look) => this.#link?.tellLook(look),
      same: () => this.#same(), damaged: (how) => this.repair.damaged(how),
    })
    return { doc, epoch }
  }

  /** Changes go through this link from now on, until the returned call. */
  attach(link: DocumentLink): () => void {
    const { doc } = this.#here
    this.#link = link
    // What came from the link need not be sent back to it.
    const send = (update: Uint8Array, origin: unknown): void => { if (origin !== FROM_LINK) link.document(update) }
    doc.on('update', send)
    return () => {
      doc.off('update', send)
      if (this.#link === link) this.#link = null
    }
  }

  /** A colleague's document and this one are exchanged from now on. */
  met(): void {
    this.#inCompany = true
    this.#comparison?.met()
  }

  /** Nobody is connected any more. */
  alone(): void {
    if (this.#inCompany) this.#aloneSince = this.#options.now()
    this.#inCompany = false
  }

  looked(device: DeviceId, look: DocumentLook): void {
    this.#comparison?.heard(device, look)
  }

  take(update: Uint8Array): void {
    try {
      // Parsed to the end before any of it is applied: an update that throws half-way may leave a document wrong.
      Y.decodeUpdate(update)
      Y.applyUpdate(this.#here.doc, update, FROM_LINK)
    } catch {
      this.#options.refused('document.update')
    }
  }

  committed(batch: Committed): void {
    this.mirror.committed(batch)
    this.repair.committed(batch)
  }

  /** What was typed before the document was begun anew and is not in the draft; null where there is nothing. */
  keptOf(id: RecordId): KeptCopy | null {
    const draft = this.drafts.doc(id)
    return draft && this.kept.of(id, draft)
  }

  /** Puts it back into the draft. Throws ProblemError where there is no such draft. */
  putBack(id: RecordId): void {
    this.kept.putBack(id, this.drafts.known(id))
    this.onChange.emit([id])
  }

  letGo(id: RecordId): void {
    this.kept.letGo(id)
    this.onChange.emit([id])
  }

  view(): DocumentView {
    if (!this.#documents) return { epoch: this.repair.state().number, entering: false, damage: null }
    return { epoch: this.#documents.carried.epoch, entering: this.#isEntering, damage: this.repair.damage }
  }

  dispose(): void {
    this.#disposed = true
    if (this.#entering) clearTimeout(this.#entering)
    this.repair.dispose()
    this.#drafts?.dispose()
    this.#letGo()
    this.#documents?.dispose()
    this.onChange.dispose()
    this.onDraft.dispose()
  }

  get #documentsHere(): Documents {
    return (this.#documents ??= new Documents(this.#options.db, this.#options.failed))
  }

  get #here(): Carried {
    return (this.#carried ??= this.#carry())
  }

  get #isEntering(): boolean {
    const { used, carried } = this.#documentsHere
    return used.epoch !== carried.epoch
  }

  #carry(): Carried {
    const { ledger, verifier, refused } = this.#options
    const { epoch, stored: { doc } } = this.#documentsHere.carried
    const mirror = new Mirror({ doc, ledger, verifier, refused, vanishing: () => this.repair.damaged('writings vanish') })
    return { doc, epoch, mirror }
  }

  #letGo(): void {
    this.#carried?.mirror.dispose()
    this.#comparison?.dispose()
    this.#carried = this.#comparison = this.#link = null
  }

  #openDesk(): DraftDesk {
    const { db, people, records, ledger, now, refused } = this.#options
    const { me, used } = this.#documentsHere
    const desk = new DraftDesk({
      circles: { me: me.doc, workspace: used.stored.doc }, db, people, records, now, refused, text: (hash) => ledger.text(hash),
      vanishing: () => this.repair.damaged('writings vanish'), disjoint: (id) => this.#putBackUnder(id),
    })
    desk.onChange.on((change) => {
      if (change.circle === 'workspace' && typeof change.origin !== 'symbol' && change.update.length > 0) this.#written(change.id)
      this.onDraft.emit(change)
    })
    return desk
  }

  #begin(number: number, own: boolean): void {
    this.alone()
    this.#letGo()
    this.#documentsHere.begin(number)
    this.#options.relink()
    this.#earlier = true
    if (own) void this.#here.mirror.fill().then(() => this.#enter())
    else this.#enterSoon()
  }

  /** Where nobody who comes by has filled it, this host does. */
  #enterSoon(): void {
    if (this.#entering) clearTimeout(this.#entering)
    this.#entering = setTimeout(() => {
      this.#entering = null
      if (!this.#isEntering) return
      if (this.#link && this.#link.connected.size > 0) this.#enter()
      else this.#enterSoon()
    }, this.#options.pace.enterMs * (1 + Math.random()))
  }

  /** A colleague holds the same. What is still missing is missing at both. */
  #same(): void {
    const { doc, mirror } = this.#here
    if (this.#isEntering) {
      // Two who hold nothing yet agree as well: whoever began it is still to come.
      if (mirrorOf(doc).has(this.#options.founding)) this.#enter()
      return
    }
    if (this.#alone.size > 0) this.#keepAlone(() => this.#alone.clear())
    if (this.#earlier) this.#documentsHere.dropEarlier()
    this.#earlier = false
    const now = performance.now()
    if (now - this.#checkedAt < this.#options.pace.checkEveryMs) return
    this.#checkedAt = now
    mirror.check()
  }

  #enter(): void {
    if (this.#busy || this.#disposed) return
    this.#busy = true
    this.#goOver().catch((error: unknown) => this.#options.failed(error)).finally(() => { this.#busy = false })
  }

  async #goOver(): Promise<void> {
    const next = this.#documentsHere.carried
    const before = this.drafts.shared
    const had = await carryDrafts(before, next.stored.doc, (id) => !this.#alone.has(id))
    // A still newer epoch may have begun meanwhile.
    if (this.#disposed || this.#documentsHere.carried !== next) return
    const ids = before.ids()
    const copies = had.filter((id) => before.has(id) && this.drafts.concernsMe(id)).map((id) => ({ id, copy: Y.encodeStateAsUpdate(before.open(id)) }))
    this.kept.keep(copies, this.#options.now())
    this.drafts.moveTo(next.stored.doc)
    this.#keepAlone(() => this.#alone.clear())
    this.#documentsHere.enter()
    this.onChange.emit([...new Set([...ids, ...this.drafts.shared.ids()])])
    for (const { id } of copies) if (this.keptOf(id) === null) this.kept.letGo(id)
  }

  /** A colleague who drops out for a moment, or whose link begins anew, has not left anybody alone. */
  #written(id: RecordId): void {
    if (this.#inCompany || this.#alone.has(id) || this.#options.now() - this.#aloneSince < ALONE_MS) return
    this.#keepAlone(() => this.#alone.add(id))
  }

  #keepAlone(change: () => void): void {
    change()
    const put = this.#options.db.prepare("insert or replace into facts (key, value) values ('alone', ?)")
    inTransactionIfRoom(this.#options.db, () => put.run(JSON.stringify([...this.#alone])))
  }

  /** Whoever goes on typing in text from before has put it back: it is what they see. */
  #putBackUnder(id: RecordId): void {
    if (this.kept.has(id)) this.putBack(id)
  }
}
