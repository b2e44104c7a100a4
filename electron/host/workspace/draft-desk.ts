// Drafts as people work on them: opened alone or together, filled from earlier words, frozen into terms when offered.
import type { DatabaseSync } from 'node:sqlite'
import * as Y from 'yjs'
import { randomBytes } from '#shared/acts/crypto.ts'
import { fromBase64, toBase64, toHex } from '#shared/base/bytes.ts'
import { Emitter } from '#shared/base/disposable.ts'
import type { Circle, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fail, ok, orThrow, type Problem, type Result } from '#shared/base/result.ts'
import { conceptIdOfKind, KINDS } from '#shared/domain/record/kinds.ts'
import { recordId } from '#shared/domain/record/id.ts'
import { parseTerms, termsImages } from '#shared/domain/record/terms.ts'
import { sidesOf } from '#shared/domain/record/sides.ts'
import { signable, type Signable } from './draft-terms.ts'
import { MAX_ENTRY_BYTES } from '#shared/document/drafts.ts'
import { draftImage, IMAGE_CAPS, imageType, keepImage } from '#shared/document/draft-images.ts'
import { hasSuggestions, settleSuggestions } from '#shared/document/draft-suggestions.ts'
import { fragmentNames, plainSection, readAside, readMeta, readOrigin, readSections, writeAside, writeMeta, writeSections, type DraftAside } from '#shared/document/draft.ts'
import type { DraftEntry } from '#shared/protocol/bundle.ts'
import type { AsideView, DraftMeta, RecordRow, TermsView } from '#shared/protocol/contract.ts'
import type { SessionContext } from '../contract/handlers.ts'
import { CircleDrafts, type DraftChange } from './drafts.ts'
import { EditTimes } from './edit-times.ts'
import type { People } from './people.ts'
import type { FoldedRecord } from './folded-record.ts'
import type { Records } from './records.ts'

export type DraftCircle = 'me' | 'workspace'

/** A draft as it would be signed now. */
export type FrozenDraft = Signable

/** What is left out stays as it is; null takes a field out. */
export type MetaChange = { readonly [Key in keyof DraftMeta]?: DraftMeta[Key] | null }

export interface DraftDeskOptions {
  readonly circles: Readonly<Record<DraftCircle, Y.Doc>>
  readonly people: People
  readonly records: Records
  readonly now: () => number
  readonly db: DatabaseSync
  /** What stands beside acts. */
  readonly text: (hash: TextHash) => Uint8Array | null
  readonly refused: (what: string) => void
  /** Shared drafts are taken away again and again by somebody. */
  readonly vanishing: () => void
  /** What was just typed goes on from text that is not in the draft. */
  readonly disjoint: (id: RecordId) => void
}

export class DraftDesk {
  readonly onChange = new Emitter<DraftChange & { circle: Circle }>()
  readonly #options: DraftDeskOptions
  readonly #drafts: Record<DraftCircle, CircleDrafts>
  readonly #edits: EditTimes

  constructor(options: DraftDeskOptions) {
    this.#options = options
    this.#edits = new EditTimes(options.db, options.now)
    this.#drafts = { me: this.#follow('me', options.circles.me), workspace: this.#follow('workspace', options.circles.workspace) }
  }

  /** Those of the workspace, whomever they concern. */
  get shared(): CircleDrafts {
    return this.#drafts.workspace
  }

  /** The workspace's document is another from now on. Who has a draft open is told what it holds there. */
  moveTo(doc: Y.Doc): void {
    const before = this.#drafts.workspace
    this.#drafts.workspace = this.#follow('workspace', doc)
    const open = before.opened()
    before.dispose()
    for (const id of open) {
      const draft = this.doc(id)
      if (draft) this.onChange.emit({ id, update: Y.encodeStateAsUpdate(draft), origin: null, circle: 'workspace' })
    }
  }

  /** Where a draft lives; null where there is none. */
  circleOf(id: RecordId): DraftCircle | null {
    if (this.#drafts.me.has(id)) return 'me'
    return this.#drafts.workspace.has(id) ? 'workspace' : null
  }

  /** Drafts that concern me: those I opened and those that name me. */
  ids(): RecordId[] {
    return [...this.#drafts.me.ids(), ...this.#drafts.workspace.ids()].filter((id) => this.circleOf(id) && this.concernsMe(id))
  }

  concernsMe(id: RecordId): boolean {
    const { me } = this.#options.people
    const doc = this.doc(id)
    if (!doc) return false
    const meta = readMeta(doc)
    return readOrigin(doc)?.opener === me || meta.gives.includes(me) || meta.receives.includes(me)
  }

  openerOf(id: RecordId): PersonId | null {
    const doc = this.doc(id)
    return (doc && readOrigin(doc)?.opener as PersonId | undefined) ?? null
  }

  create(meta: DraftMeta, words: string | undefined, circle: DraftCircle): RecordId {
    const { me } = this.#options.people
    const nonce = toHex(randomBytes(16))
    const id = recordId(conceptIdOfKind(meta.kind), me, nonce)
    const doc = this.#drafts[circle].open(id)
    writeMeta(doc, { ...meta, opener: me, nonce, openedAt: this.#options.now() }, null)
    if (words !== undefined) writeSections(doc, [plainSection(meta.kind, words)], null)
    return id
  }

  /** The draft that goes on from a record; made from its newest words where none is open. One that was put aside is gone on with. */
  amend(folded: FoldedRecord, terms: TermsView, words: string | undefined): void {
    const { id } = folded
    const fresh = this.circleOf(id) === null
    const doc = this.doc(id) ?? this.#drafts[folded.circle === 'me' ? 'me' : 'workspace'].open(id)
    if (fresh) {
      const detail = this.#options.records.detail(folded)
      // Who is asked to go on with it writes in their own name.
      const goesOn = folded.concept.goesOn !== undefined && detail.possible.some(({ verb, allowed }) => verb === folded.concept.goesOn && allowed)
      const role = (wanted: string): string[] => (wanted === 'gives' && goesOn ? [this.#options.people.me] : detail.parties.filter((party) => party.role === wanted).map((party) => party.id))
      const { sections: _, parties: _parties, witnesses, ...fields } = terms
      writeMeta(doc, {
        ...fields, kind: terms.kind, gives: role('gives'), receives: folded.circle === 'me' ? role('gives') : [...role('signs'), ...role('receives')],
        ...(witnesses && { witnesses: witnesses.map(({ person }) => person) }),
      }, null)
      writeSections(doc, terms.sections, null)
    } else {
      writeMeta(doc, { gives: this.#named(id, readMeta(doc)).gives }, null)
    }
    writeAside(doc, null, null)
    if (words !== undefined) writeSections(doc, [plainSection(terms.kind, words)], null)
  }

  /** For those who write in a terminal: one section, said anew. */
  replaceWords(id: RecordId, words: string): void {
    const doc = this.known(id)
    writeSections(doc, [plainSection(readMeta(doc).kind, words)], null)
  }

  doc(id: RecordId): Y.Doc | null {
    const circle = this.circleOf(id)
    return circle && this.#drafts[circle].open(id)
  }

  /** Throws ProblemError `draft.unknown`. */
  known(id: RecordId): Y.Doc {
    return this.doc(id) ?? orThrow<Y.Doc>(noDraft())
  }

  /** From my own devices to the workspace's document. */
  share(id: RecordId): void {
    const doc = this.known(id)
    if (this.circleOf(id) === 'workspace') return
    const update = Y.encodeStateAsUpdate(doc)
    if (update.length > MAX_ENTRY_BYTES) {
      orThrow(fail('draft.too-large', 'This draft has grown too large to be shared, so it stays on this device.', 'Start a new draft and paste the words that you need.'))
    }
    Y.applyUpdate(this.#drafts.workspace.open(id), update)
    this.#drafts.me.remove(id)
  }

  /** Entries of the workspace's drafts, as they travel by file. */
  entries(): DraftEntry[] {
    return this.#drafts.workspace.entries()
  }

  /** Adds such entries where they are not here; how many that were. */
  merge(entries: readonly DraftEntry[]): number {
    return this.#drafts.workspace.merge(entries)
  }

  /** Says that I do not go on with it, or takes that back, whoever said it. It stays open to everyone: nobody deletes words for another. */
  putAside(id: RecordId, aside: boolean): void {
    const { people, now } = this.#options
    writeAside(this.known(id), aside ? { by: people.me, at: now() } : null, null)
  }

  /** For good. Only what nobody else ever had: a shared draft belongs to all who write in it. Throws `draft.unknown`, `draft.shared`, `draft.not-aside`. */
  removeOwn(id: RecordId): void {
    this.known(id)
    if (this.circleOf(id) !== 'me') orThrow(fail('draft.shared', 'This draft is shared, so its words are not yours alone to remove. Nothing was removed.', 'Put it aside: it leaves your lists, and stays with the others.'))
    if (!this.isAside(id)) orThrow(fail('draft.not-aside', 'This draft is in use. Nothing was removed.', 'Put it aside first, then remove it.'))
    this.#drafts.me.remove(id)
    this.#edits.forget(id)
  }

  aside(id: RecordId): AsideView | null {
    const { people } = this.#options
    const aside = this.#aside(id)
    return aside && { byName: aside.by === null ? null : people.name(aside.by as PersonId), you: aside.by === people.me, at: aside.at }
  }

  /** Out of my lists: by my own word, or since before it was kept whose word it was. */
  isAside(id: RecordId): boolean {
    const aside = this.#aside(id)
    return aside !== null && (aside.by === null || aside.by === this.#options.people.me)
  }

  push(id: RecordId, update: string, session: SessionContext): void {
    const doc = this.known(id)
    const bytes = fromBase64(update)
    try {
      // A scratch document first: an update that throws half-way may leave the real one wrong.
      Y.applyUpdate(new Y.Doc(), bytes!)
    } catch {
      orThrow(fail('draft.update', 'The page sent an edit that can not be read, so it was not kept.', 'Reload the page; what was kept before is safe.'))
    }
    Y.applyUpdate(doc, bytes!, session)
    if (doc.store.pendingStructs !== null) this.#options.disjoint(id)
  }

  setMeta(id: RecordId, change: MetaChange): void {
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    writeMeta(this.known(id), Object.fromEntries(given.map(([key, value]) => [key, value ?? undefined])), null)
  }

  state(id: RecordId): { update: string; meta: DraftMeta; circle: DraftCircle } {
    const doc = this.known(id)
    return { update: toBase64(Y.encodeStateAsUpdate(doc)), meta: readMeta(doc), circle: this.circleOf(id)! }
  }

  /** The exact words an offer would sign now, and whom it needs. */
  freeze(id: RecordId): Result<FrozenDraft> {
    const doc = this.doc(id)
    return doc ? this.#freezeAs(doc, this.#named(id, readMeta(doc))) : noDraft()
  }

  #freezeAs(doc: Y.Doc, meta: DraftMeta, people: { name(person: PersonId): string } = this.#options.people): Result<FrozenDraft> {
    const voiced = { kind: meta.kind, gives: sidesOf(meta).gives }
    const drafted = signable(meta, readSections(doc, voiced), people)
    if (!drafted.ok) return drafted
    if (hasSuggestions(doc, fragmentNames(voiced))) return fail('draft.suggestions', 'Suggestions in these words are neither taken nor left, so nobody could say what they sign.', 'Take or leave them first.')
    const images = this.#imagesOf(doc, drafted.value.terms)
    if (!images.ok) return images
    const origin = readOrigin(doc)
    const first = origin ? { opener: origin.opener as PersonId, nonce: origin.nonce } : {}
    return ok({ ...drafted.value, offer: { ...drafted.value.offer, ...first, ...(images.value.length > 0 && { images: images.value }) } })
  }

  /** Bytes of the pictures that the words show: from the draft, or from beside what was signed before. */
  #imagesOf(doc: Y.Doc, terms: TermsView): Result<Uint8Array[]> {
    const images = termsImages(terms).map((hash) => draftImage(doc, hash) ?? this.#options.text(hash as TextHash))
    const here = images.filter((bytes) => bytes !== null)
    if (here.length < images.length) return fail('draft.picture-missing', 'A picture in these words is not on this device, so they can not be offered from here.', 'Connect with whoever put it in, or take it out.')
    if (here.length > IMAGE_CAPS.count || here.reduce((sum, bytes) => sum + bytes.length, 0) > IMAGE_CAPS.total) {
      return fail('draft.pictures', `A letter holds ${IMAGE_CAPS.count} pictures of 3 MB together, and this one has more.`, 'Take some of them out.')
    }
    return ok(here)
  }

  /** All suggestions at once, for those who write in a terminal; on the page each is taken or left by itself. */
  settleSuggestions(id: RecordId, how: 'take' | 'leave'): void {
    const doc = this.known(id)
    settleSuggestions(doc, fragmentNames(readMeta(doc)), how, null)
  }

  /** Keeps a picture with a draft, so that it travels with it. Its hash is what the words show it by. */
  addImage(id: RecordId, base64: string): { readonly image: string; readonly type: string } {
    const bytes = fromBase64(base64)
    const type = bytes && imageType(bytes)
    if (!bytes || !type) return orThrow(fail('picture.kind', 'This is not a picture that can be shown here.', 'Use a PNG, JPEG or WebP file.'))
    if (bytes.length > IMAGE_CAPS.bytes) return orThrow(fail('picture.large', 'This picture is larger than 512 kB.', 'Use a smaller one.'))
    const image = keepImage(this.known(id), bytes)
    if (image === null) return orThrow(fail('draft.pictures', `A letter holds ${IMAGE_CAPS.count} pictures of 3 MB together.`, 'Take one of them out first.'))
    return { image, type }
  }

  /** A picture of a draft or of what was signed; null where its bytes are not on this device. */
  image(id: RecordId, hash: string): Uint8Array | null {
    const doc = this.doc(id)
    const bytes = (doc && draftImage(doc, hash)) ?? this.#options.text(hash as TextHash)
    return bytes && imageType(bytes) ? bytes : null
  }

  /** What a list shows of a draft that nobody offered yet. */
  row(id: RecordId): RecordRow {
    const { people } = this.#options
    const doc = this.known(id)
    const meta = readMeta(doc)
    const parties = [...new Set([...meta.gives, ...meta.receives])]
    return {
      id, concept: conceptIdOfKind(meta.kind), kind: meta.kind, title: meta.title, state: 'draft', revision: null, offer: null,
      due: meta.due ?? null, review: meta.review ?? null, until: meta.until ?? null, ...(meta.on !== undefined && { on: meta.on }), links: meta.links ?? [],
      parties: parties.map((person) => ({ id: person, name: people.name(person as PersonId), you: person === people.me })),
      needsMe: null, words: null, unavailable: false, onlyHere: this.circleOf(id) === 'me', flags: [],
      updatedAt: this.#edits.of(id) ?? readOrigin(doc)?.openedAt ?? 0,
    }
  }

  /** The draft's words differ from those of the newest revision. */
  differsFrom(id: RecordId, words: string): boolean {
    const doc = this.doc(id)
    if (!doc) return true
    // Who joined since, or goes by another name now, changes nothing that somebody wrote.
    const offered = parseTerms(this.#options.text(words as TextHash))
    const names = new Map([...offered?.parties ?? [], ...offered?.witnesses ?? []].map(({ person, name }) => [person, name]))
    const says = (meta: DraftMeta): string | null => {
      const frozen = this.#freezeAs(doc, meta, { name: (person) => names.get(person) ?? this.#options.people.name(person) })
      return frozen.ok ? frozen.value.words : null
    }
    const meta = readMeta(doc)
    return says(meta) !== words && says(this.#named(id, meta)) !== words
  }

  /** Where whoever accepts joins, those who did since the draft was begun are among its people: the next words name and ask them too. */
  #named(id: RecordId, meta: DraftMeta): DraftMeta {
    const { records } = this.#options
    const { people, between } = KINDS[meta.kind]
    if (people !== 'all' || between || !records.has(id)) return meta
    const folded = records.fold(id)
    const joined = folded.ok ? records.detail(folded.value).parties.filter(({ stance }) => stance === 'accepted').map((party) => party.id) : []
    return { ...meta, gives: [...new Set([...meta.gives, ...joined])] }
  }

  dispose(): void {
    for (const drafts of Object.values(this.#drafts)) drafts.dispose()
    this.#edits.dispose()
    this.onChange.dispose()
  }

  #follow(circle: DraftCircle, doc: Y.Doc): CircleDrafts {
    const { refused, vanishing } = this.#options
    const drafts = new CircleDrafts(circle, doc, refused, vanishing)
    drafts.onChange.on((change) => {
      this.#edits.edited(change.id)
      this.onChange.emit({ ...change, circle })
    })
    return drafts
  }

  #aside(id: RecordId): DraftAside | null {
    const doc = this.doc(id)
    return doc && readAside(doc)
  }
}

const noDraft = (): { ok: false; problem: Problem } => ({
  ok: false,
  problem: { code: 'draft.unknown', message: 'There is no draft of this on your device.', remedy: 'Start one from the record, or look for it in the list of drafts.' },
})
