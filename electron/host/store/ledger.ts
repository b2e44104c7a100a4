// The ledger: every act that counts, append-only, fsynced, the only input to every view.
//
// Giving and taking wait for one another in a queue; each turn of the event loop commits what has gathered in one
// transaction (group commit). An act is in memory, shown and answered for only after its commit; when a commit fails,
// memory is read again from disk, so the two never differ.
import type { DatabaseSync } from 'node:sqlite'
import { MAX_SEEN, MAX_TEXT_BYTES, personOf, readAct, signAct, type Act, type SignedAct, type VerifiedAct } from '#shared/acts/act.ts'
import type { Place } from '#shared/acts/causal.ts'
import type { Json } from '#shared/acts/canonical.ts'
import { hash, type DeviceKey } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { Clock } from '#shared/base/clock.ts'
import { Emitter } from '#shared/base/disposable.ts'
import type { ActId, Circle, DeviceId, PersonId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { CountedAct } from '#shared/domain/fold.ts'
import { MAX_PACKED_TEXTS, type PackedAct } from '#shared/acts/packed.ts'
import { CircleChains } from './circle-chains.ts'
import { inTransaction, storageProblem } from './database.ts'
import { LedgerRows } from './ledger-rows.ts'
import { Turns } from './turns.ts'

/** What somebody wants to say. The ledger adds chain, causal past and signature. */
export interface Intent {
  readonly circle: Circle
  readonly type: string
  readonly subject: string
  readonly body: Readonly<Record<string, Json>>
  readonly texts?: readonly Uint8Array[]
}

/** A verified act from elsewhere, with such texts of it as came along. */
export interface Arrival {
  readonly verified: VerifiedAct
  readonly texts: readonly Uint8Array[]
}

export interface Committed {
  readonly circle: Circle
  readonly acts: readonly CountedAct[]
  /** Acts given here, among `acts`. */
  readonly own: readonly ActId[]
  readonly source: string
}

export type Authority = Pick<CountedAct, 'owned' | 'member'>
export type BareAct = Omit<CountedAct, keyof Authority>

/** Judges authority on an act's causal past, once, in order of intake, and is shown every act in that order. */
export interface Judge {
  judge(circle: Circle, act: BareAct, chains: CircleChains): Authority
  reset(): void
}

export interface LedgerOptions {
  readonly db: DatabaseSync
  readonly workspace: WorkspaceId
  readonly clock: Clock
  readonly judge: Judge
  readonly signer: () => { readonly key: DeviceKey; readonly person: PersonId | '' }
  readonly refused: (what: string) => void
}

type Job =
  | { kind: 'give'; intent: Intent; act?: CountedAct; done: (act: CountedAct) => void; failed: (error: unknown) => void }
  | { kind: 'take'; arrivals: readonly Arrival[]; source: string; done: (counted: number) => void; failed: (error: unknown) => void }

/** Most bytes of texts that travel beside an act; a message must stay within what a link carries. */
const MAX_PACKED_TEXT_BYTES = 4 * 1024 * 1024
/** Most acts kept while their causal past is incomplete. More are dropped: reconcile brings them again. */
const MAX_WAITING = 20_000
/** And most bytes of them: they are held in memory. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024
/** So many acts at once are a catch-up, for which nobody watches each one arrive. */
const CATCH_UP = 64

export class Ledger {
  readonly onCommit = new Emitter<Committed>()
  readonly #options: LedgerOptions
  readonly rows: LedgerRows
  readonly #circles = new Map<Circle, CircleChains>()
  /** Waiting acts by the first parent they miss. */
  readonly #waiting = new Map<ActId, Map<ActId, VerifiedAct>>()
  #waitingCount = 0
  #waitingBytes = 0
  readonly #wanted = new Set<TextHash>()
  readonly #turns = new Turns<Job>((jobs) => this.#commit(jobs))
  #loaded = false
  #closed = false

  constructor(options: LedgerOptions) {
    this.#options = options
    this.rows = new LedgerRows(options.db)
  }

  /** Chains of a circle; the first call reads them from disk. */
  chains(circle: Circle): CircleChains {
    this.#load()
    let chains = this.#circles.get(circle)
    if (!chains) this.#circles.set(circle, (chains = new CircleChains()))
    return chains
  }

  /** The chains are in memory. Until then a list is shown from cached rows. */
  get loaded(): boolean {
    return this.#loaded
  }

  get waitingCount(): number {
    this.#load()
    return this.#waitingCount
  }

  /** Signs and commits. Resolves after the fsync; rejects with ProblemError where nothing was given. */
  give(intent: Intent): Promise<CountedAct> {
    return new Promise((done, failed) => this.#enqueue({ kind: 'give', intent, done, failed }))
  }

  /** Takes verified acts in. Resolves with how many began to count; those with an incomplete past wait. */
  take(arrivals: readonly Arrival[], source: string): Promise<number> {
    return new Promise((done, failed) => this.#enqueue({ kind: 'take', arrivals, source, done, failed }))
  }

  has(circle: Circle, id: ActId): boolean {
    return this.chains(circle).place(id) !== undefined
  }

  /** Acts of one record, in order of intake. */
  actsOf(circle: Circle, subject: string): CountedAct[] {
    const chains = this.chains(circle)
    return this.rows.ofSubject(circle, subject).map((row) => countedFrom(row, chains))
  }

  text(textHash: TextHash): Uint8Array | null {
    return this.rows.text(textHash)
  }

  /** The text as colleagues may have it: one that only acts of my own circle name is not among them. */
  sharedText(textHash: TextHash): Uint8Array | null {
    return this.rows.sharedText(textHash)
  }

  /** The act as it travels, with such texts of it as are here and fit beside it. Null where it does not count here. */
  packed(id: ActId): PackedAct | null {
    return this.packedMany([id])[0] ?? null
  }

  /** Those of them that count here, in the order given. */
  packedMany(ids: readonly ActId[]): PackedAct[] {
    const acts = this.rows.byIds(ids).map(({ bytes, signature }) => ({ bytes, signature, names: textsNamedBy(readAct(bytes).body) }))
    const here = this.rows.texts(new Set(acts.flatMap(({ names }) => [...names])))
    return acts.map(({ bytes, signature, names }) => ({ bytes, signature, texts: fitting([...names].flatMap((name) => here.get(name) ?? [])) }))
  }

  /** Marks texts as missing here, so that they are taken when someone brings them. */
  askFor(texts: readonly TextHash[]): void {
    for (const text of texts) this.#wanted.add(text)
  }

  /** Keeps a text that was asked for; others are refused: then false. */
  keepWanted(textHash: TextHash, text: Uint8Array): boolean {
    if (text.length > MAX_TEXT_BYTES || !this.#wanted.delete(textHash)) {
      this.#options.refused('text.unasked')
      return false
    }
    inTransaction(this.#options.db, () => this.rows.putText('workspace', text))
    return true
  }

  dispose(): void {
    this.#closed = true
    this.#turns.flush()
    this.onCommit.dispose()
  }

  #enqueue(job: Job): void {
    if (this.#closed) {
      job.failed(new ProblemError(problem('host.closing', 'Parley is closing, so this was not given.', 'Open Parley again and try once more.')))
      return
    }
    this.#turns.add(job, job.kind === 'take' && job.arrivals.length >= CATCH_UP)
  }

  #commit(jobs: readonly Job[]): void {
    const batches: Committed[] = []
    const answers: (() => void)[] = []
    try {
      this.#load()
      inTransaction(this.#options.db, () => {
        for (const job of jobs) answers.push(this.#run(job, batches))
      })
    } catch (error) {
      this.#unload()
      const { shown, ofDisk } = failureOf(error)
      // One that can't be given must not take down what others gave in the same turn.
      if (!ofDisk && jobs.length > 1) for (const job of jobs) this.#commit([job])
      else for (const job of jobs) job.failed(shown)
      return
    }
    for (const batch of batches) this.onCommit.emit(batch)
    for (const answer of answers) answer()
  }

  #run(job: Job, batches: Committed[]): () => void {
    if (job.kind === 'give') {
      const { chains, counted } = this.#giveNow(job.intent)
      const given = counted.at(-1)!
      batches.push({ circle: job.intent.circle, acts: this.#drain(job.intent.circle, chains, counted), own: counted.map((act) => act.id), source: 'own' })
      return () => job.done(given)
    }
    const counted = new Map<Circle, CountedAct[]>()
    for (const { verified, texts } of job.arrivals) {
      const circle = verified.act.circle
      const admitted = this.#admit(circle, verified)
      if (admitted !== 'refused') this.#keepTexts(verified.act, texts)
      if (typeof admitted === 'string') continue
      const list = counted.get(circle) ?? []
      counted.set(circle, list)
      list.push(...this.#drain(circle, this.chains(circle), [admitted]))
    }
    let sum = 0
    for (const [circle, acts] of counted) {
      sum += acts.length
      batches.push({ circle, acts, own: [], source: job.source })
    }
    return () => job.done(sum)
  }

  /** Knots first where more tips are known than one act may name (R4), then the act itself. */
  #giveNow(intent: Intent): { chains: CircleChains; counted: CountedAct[] } {
    const chains = this.chains(intent.circle)
    const counted: CountedAct[] = []
    while (this.#others(chains).length > MAX_SEEN) {
      counted.push(this.#append(chains, { circle: intent.circle, type: 'knot.tie', subject: '', body: {} }))
    }
    for (const text of intent.texts ?? []) {
      if (text.length > MAX_TEXT_BYTES) {
        throw new ProblemError(problem('text.too-long', 'This text is longer than a letter can hold (1 MiB), so it was not given.', 'Shorten it, or split it into two records.'))
      }
      this.rows.putText(intent.circle, text)
    }
    counted.push(this.#append(chains, intent))
    return { chains, counted }
  }

  #others(chains: CircleChains): Place[] {
    const own = chains.headsOf(this.#options.signer().key.id).at(-1)
    return chains.tips().filter((tip) => tip !== own)
  }

  #append(chains: CircleChains, intent: Intent): CountedAct {
    const { key, person } = this.#options.signer()
    const head = chains.headsOf(key.id).at(-1)
    const founding = intent.type === 'workspace.found' || intent.type === 'person.found'
    const act: Act = {
      v: 1,
      workspace: intent.type === 'workspace.found' ? '' : this.#options.workspace,
      circle: intent.circle,
      type: intent.type,
      subject: intent.subject,
      body: intent.body,
      person: founding ? '' : person,
      device: key.id,
      seq: head === undefined ? 0 : chains.seq(head) + 1,
      prev: head === undefined ? '' : chains.id(head),
      seen: this.#others(chains).slice(0, MAX_SEEN).map((place) => chains.id(place)).sort(),
      at: this.#options.clock.now(),
    }
    const counted = this.#admit(intent.circle, signAct(act, key))
    if (typeof counted === 'string') throw new Error(`own act ${intent.type} was not admitted`)
    return counted
  }

  /** Counts the act if its past is complete; lets it wait if not; refuses what contradicts its own chain. */
  #admit(circle: Circle, verified: VerifiedAct): CountedAct | 'known' | 'waiting' | 'refused' {
    const chains = this.chains(circle)
    const { act, id } = verified
    if (chains.place(id) !== undefined) return 'known'
    if (act.workspace === '' ? id !== (this.#options.workspace as string) : act.workspace !== this.#options.workspace) {
      this.#options.refused('act.workspace')
      return 'refused'
    }
    const parents = act.prev === '' ? act.seen : [act.prev, ...act.seen]
    const missing = parents.find((parent) => chains.place(parent) === undefined)
    if (missing !== undefined) return this.#wait(missing, verified) ? 'waiting' : 'refused'
    const prev = act.prev === '' ? null : chains.place(act.prev)!
    if (prev !== null && (chains.device(prev) !== act.device || chains.seq(prev) !== act.seq - 1)) {
      this.#options.refused('act.chain')
      return 'refused'
    }
    const seen = act.seen.map((parent) => chains.place(parent)!)
    return this.#count(circle, chains, verified, prev, seen)
  }

  #count(circle: Circle, chains: CircleChains, verified: VerifiedAct, prev: Place | null, seen: readonly Place[]): CountedAct {
    const { act, id } = verified
    const place = chains.add(id, act.device, act.seq, prev, seen)
    const bare: BareAct = {
      id, type: act.type, subject: act.subject, body: act.body as Record<string, Json>, person: personOf(id, act),
      device: act.device, seq: act.seq, at: act.at, place,
    }
    const authority = this.#options.judge.judge(circle, bare, chains)
    const counted: CountedAct = { ...bare, ...authority }
    this.rows.putAct(verified, circle, prev, seen, authority)
    return counted
  }

  /** Acts that waited for these, and for those, and so on. */
  #drain(circle: Circle, chains: CircleChains, counted: CountedAct[]): CountedAct[] {
    for (let i = 0; i < counted.length; i++) {
      const children = this.#waiting.get(counted[i]!.id)
      if (!children) continue
      this.#waiting.delete(counted[i]!.id)
      this.#waitingCount -= children.size
      for (const child of children.values()) {
        this.rows.dropWaiting(child.id)
        this.#waitingBytes -= child.bytes.length
        if (child.act.circle !== circle || chains.place(child.id) !== undefined) continue
        const admitted = this.#admit(circle, child)
        if (typeof admitted !== 'string') counted.push(admitted)
      }
    }
    return counted
  }

  #wait(missing: ActId, verified: VerifiedAct): boolean {
    const children = this.#waiting.get(missing) ?? new Map<ActId, VerifiedAct>()
    if (children.has(verified.id)) return true
    if (this.#waitingCount >= MAX_WAITING || this.#waitingBytes + verified.bytes.length > MAX_WAITING_BYTES) {
      this.#options.refused('act.waiting')
      return false
    }
    this.#waiting.set(missing, children)
    children.set(verified.id, verified)
    this.#waitingCount++
    this.#waitingBytes += verified.bytes.length
    this.rows.putWaiting(verified)
    return true
  }

  /** Keeps only texts that the act names, so that nobody can fill a disk with texts of nothing. */
  #keepTexts(act: Act, texts: readonly Uint8Array[]): void {
    if (texts.length === 0) return
    const named = textsNamedBy(act.body)
    for (const text of texts) {
      const name = text.length <= MAX_TEXT_BYTES ? hash(text) : null
      if (name && named.has(toHex(name))) this.rows.putText(act.circle, text, name)
      else this.#options.refused('text.unasked')
    }
  }

  #load(): void {
    if (this.#loaded) return
    this.#loaded = true
    this.#options.judge.reset()
    for (const row of this.rows.skeleton()) {
      const chains = this.#circles.get(row.circle) ?? new CircleChains()
      this.#circles.set(row.circle, chains)
      chains.add(row.id, row.device, row.seq, row.prev, row.seen)
    }
    for (const row of this.rows.ofSubject('workspace', '')) {
      const chains = this.#circles.get(row.circle)!
      this.#options.judge.judge(row.circle, countedFrom(row, chains), chains)
    }
    for (const verified of this.rows.waiting()) {
      const chains = this.#circles.get(verified.act.circle)
      const parents = verified.act.prev === '' ? verified.act.seen : [verified.act.prev, ...verified.act.seen]
      const missing = parents.find((parent) => chains?.place(parent) === undefined)
      if (missing === undefined) continue
      const children = this.#waiting.get(missing) ?? new Map<ActId, VerifiedAct>()
      this.#waiting.set(missing, children.set(verified.id, verified))
      this.#waitingCount++
      this.#waitingBytes += verified.bytes.length
    }
  }

  #unload(): void {
    this.#circles.clear()
    this.#waiting.clear()
    this.#waitingCount = 0
    this.#waitingBytes = 0
    this.#loaded = false
  }
}

/** What to tell those whose act was not given, and whether the disk was at fault. A bug is told as it is. */
function failureOf(error: unknown): { readonly shown: unknown; readonly ofDisk: boolean } {
  if (error instanceof ProblemError) return { shown: error, ofDisk: false }
  try {
    return { shown: storageProblem(error), ofDisk: true }
  } catch {
    return { shown: error, ofDisk: false }
  }
}

/** As many as may travel beside one act. Whoever packs more than others read would keep all that travels in the same message from them. */
function fitting(texts: readonly Uint8Array[]): Uint8Array[] {
  const fit: Uint8Array[] = []
  let room = MAX_PACKED_TEXT_BYTES
  for (const text of texts) {
    if (text.length > room) continue
    room -= text.length
    if (fit.push(text) === MAX_PACKED_TEXTS) break
  }
  return fit
}

/** Every hash a body names: the texts that may travel and stand beside the act. */
export function textsNamedBy(body: Json): Set<string> {
  const named = new Set<string>()
  const walk = (value: Json): void => {
    if (typeof value === 'string') {
      if (value.length === 64 && /^[0-9a-f]{64}$/.test(value)) named.add(value)
    } else if (Array.isArray(value)) value.forEach(walk)
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk)
  }
  walk(body)
  return named
}

export interface ActRow extends SignedAct {
  readonly id: ActId
  readonly circle: Circle
  readonly authority: Authority
}

export function countedFrom(row: ActRow, chains: CircleChains): CountedAct {
  const act = readAct(row.bytes)
  return {
    id: row.id, type: act.type, subject: act.subject, body: act.body as Record<string, Json>, person: personOf(row.id, act),
    device: act.device as DeviceId, seq: act.seq, at: act.at, place: chains.place(row.id)!, ...row.authority,
  }
}

