// The ledger: every act that counts, append-only, fsynced, the only input to every view.
//
// Giving and taking wait for one another in a queue; each turn of the event loop commits what has gathered in one
// transaction (group commit). An act is in memory, shown and answered for only after its commit; when a commit fails,
// memory is read again from disk, so the two never differ.
import type { DatabaseSync } from 'node:sqlite'
import { MAX_SEEN, MAX_TEXT_BYTES, signAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import type { Place } from '#shared/acts/causal.ts'
import type { Json } from '#shared/acts/canonical.ts'
import { hash, type DeviceKey } from '#shared/acts/crypto.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { Clock } from '#shared/base/clock.ts'
import { Emitter } from '#shared/base/disposable.ts'
import type { ActId, Circle, PersonId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { CountedAct } from '#shared/domain/fold.ts'
import type { CircleChains } from './circle-chains.ts'
import { inTransaction, storageProblem } from './database.ts'
import { countedFrom, Intake, type Judge } from './intake.ts'
import { LedgerRows } from './ledger-rows.ts'
import { isNamedBy, packedFrom } from './packing.ts'
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

export interface LedgerOptions {
  readonly db: DatabaseSync
  readonly workspace: WorkspaceId
  readonly clock: Clock
  readonly judge: Judge
  readonly signer: () => { readonly key: DeviceKey; readonly person: PersonId | '' }
  readonly refused: (what: string) => void
}

type Job =
  | { kind: 'give'; intent: Intent; done: (act: CountedAct) => void; failed: (error: unknown) => void }
  | { kind: 'take'; arrivals: readonly Arrival[]; source: string; last: boolean; done: (counted: number) => void; failed: (error: unknown) => void }

/** So many acts at once are a catch-up, for which nobody watches each one arrive. */
const CATCH_UP = 64

export class Ledger {
  readonly onCommit = new Emitter<Committed>()
  readonly #options: LedgerOptions
  readonly rows: LedgerRows
  readonly #intake: Intake
  readonly #wanted = new Set<TextHash>()
  readonly #turns = new Turns<Job>((jobs) => this.#commit(jobs))
  #closed = false

  constructor(options: LedgerOptions) {
    this.#options = options
    this.rows = new LedgerRows(options.db)
    this.#intake = new Intake({ rows: this.rows, workspace: options.workspace, judge: options.judge, refused: options.refused })
  }

  /** Chains of a circle; the first call reads them from disk. */
  chains(circle: Circle): CircleChains {
    return this.#intake.chains(circle)
  }

  /** The chains are in memory. Until then a list is shown from cached rows. */
  get loaded(): boolean {
    return this.#intake.loaded
  }

  get waitingCount(): number {
    return this.#intake.waitingCount
  }

  /** Signs and commits. Resolves after the fsync; rejects with ProblemError where nothing was given. */
  give(intent: Intent): Promise<CountedAct> {
    return new Promise((done, failed) => this.#enqueue({ kind: 'give', intent, done, failed }))
  }

  /**
   * Takes verified acts in. Resolves with how many began to count; those with an incomplete past wait. Many at once are
   * committed with those that follow, unless these are known to be the `last`.
   */
  take(arrivals: readonly Arrival[], source: string, last = false): Promise<number> {
    return new Promise((done, failed) => this.#enqueue({ kind: 'take', arrivals, source, last, done, failed }))
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
    return packedFrom(this.rows, ids)
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
    const isPatient = job.kind === 'take' && job.arrivals.length >= CATCH_UP && !job.last
    this.#turns.add(job, isPatient ? weightOf(job.arrivals) : null)
  }

  #commit(jobs: readonly Job[]): void {
    const batches: Committed[] = []
    const answers: (() => void)[] = []
    try {
      this.#intake.load()
      inTransaction(this.#options.db, () => {
        for (const job of jobs) answers.push(this.#run(job, batches))
      })
    } catch (error) {
      this.#intake.unload()
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
      const counted = this.#giveNow(job.intent)
      const given = counted.at(-1)!
      batches.push({ circle: job.intent.circle, acts: this.#intake.drain(job.intent.circle, counted), own: counted.map((act) => act.id), source: 'own' })
      return () => job.done(given)
    }
    const counted = new Map<Circle, CountedAct[]>()
    for (const { verified, texts } of job.arrivals) {
      const circle = verified.act.circle
      const admitted = this.#intake.admit(circle, verified)
      if (admitted !== 'refused') this.#keepTexts(verified.act, texts)
      if (typeof admitted === 'string') continue
      const list = counted.get(circle) ?? []
      counted.set(circle, list)
      list.push(...this.#intake.drain(circle, [admitted]))
    }
    let sum = 0
    for (const [circle, acts] of counted) {
      sum += acts.length
      batches.push({ circle, acts, own: [], source: job.source })
    }
    return () => job.done(sum)
  }

  /** Knots first where more tips are known than one act may name (R4), then the act itself. */
  #giveNow(intent: Intent): CountedAct[] {
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
    return counted
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
    const counted = this.#intake.admit(intent.circle, signAct(act, key))
    if (typeof counted === 'string') throw new Error(`own act ${intent.type} was not admitted`)
    return counted
  }

  /** Keeps only texts that the act names, so that nobody can fill a disk with texts of nothing. */
  #keepTexts(act: Act, texts: readonly Uint8Array[]): void {
    for (const text of texts) {
      const name = text.length <= MAX_TEXT_BYTES ? hash(text) : null
      if (name && isNamedBy(act.body, toHex(name))) this.rows.putText(act.circle, text, name)
      else this.#options.refused('text.unasked')
    }
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

/** Bytes that taking these in will write, indexes left aside. */
const weightOf = (arrivals: readonly Arrival[]): number =>
  arrivals.reduce((sum, { verified, texts }) => texts.reduce((all, text) => all + text.length, sum + verified.bytes.length), 0)
