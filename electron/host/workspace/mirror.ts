// Keeps the mirror of acts in the workspace's document: own acts are written after their commit, what appears from
// elsewhere is taken into the ledger like acts from anywhere, and what somebody deletes or garbles is written again.
import type * as Y from 'yjs'
import { actId } from '#shared/acts/act.ts'
import { packAct, unpackAct, type PackedAct } from '#shared/acts/packed.ts'
import { isId, type ActId } from '#shared/base/ids.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import type { Verifier } from '../exchange/verify.ts'
import type { Committed, Ledger } from '../store/ledger.ts'

/** Shortest pause before what went missing is written again; the longest is twice that. */
const RESTORE_MS = 2000
/** Whoever deletes for ever would make the document grow for ever. */
const MAX_RESTORED = 3

export class Mirror {
  readonly #doc: Y.Doc
  readonly #ledger: Ledger
  readonly #verifier: Verifier
  readonly #refused: (what: string) => void
  #turn: Promise<unknown> = Promise.resolve()
  /** Entries that went missing, to be written again unless someone else was quicker. */
  readonly #missing = new Set<ActId>()
  /** How often each was written again. */
  readonly #restored = new Map<ActId, number>()
  #timer: NodeJS.Timeout | null = null

  constructor(doc: Y.Doc, ledger: Ledger, verifier: Verifier, refused: (what: string) => void) {
    this.#doc = doc
    this.#ledger = ledger
    this.#verifier = verifier
    this.#refused = refused
    mirrorOf(doc).observe(this.#onEntries)
  }

  committed(batch: Committed): void {
    if (batch.circle !== 'workspace' || batch.own.length === 0) return
    this.#doc.transact(() => {
      for (const id of batch.own) mirrorOf(this.#doc).set(id, packAct(this.#ledger.packed(id)!))
    })
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer)
    mirrorOf(this.#doc).unobserve(this.#onEntries)
  }

  #onEntries = (event: Y.YMapEvent<Uint8Array>, transaction: Y.Transaction): void => {
    if (transaction.local) return
    const acts: PackedAct[] = []
    for (const [key, change] of event.changes.keys) {
      if (!isId(key)) {
        this.#refused('mirror.malformed')
        continue
      }
      if (this.#ledger.has('workspace', key as ActId)) {
        if (change.action !== 'add' && !this.#isSound(key as ActId)) this.#miss(key as ActId)
        continue
      }
      if (change.action === 'delete') continue
      const entry = mirrorOf(this.#doc).get(key)
      const act = entry instanceof Uint8Array ? unpackAct(entry) : null
      if (act) acts.push(act)
      else this.#refused('mirror.malformed')
    }
    if (acts.length === 0) return
    this.#turn = this.#turn.then(() => this.#take(acts)).catch(() => this.#refused('mirror.failed'))
  }

  #isSound(id: ActId): boolean {
    const entry = mirrorOf(this.#doc).get(id)
    const act = entry instanceof Uint8Array ? unpackAct(entry) : null
    return act !== null && actId(act.bytes) === id
  }

  #miss(id: ActId): void {
    this.#refused('mirror.deleted')
    if ((this.#restored.get(id) ?? 0) >= MAX_RESTORED) return
    this.#missing.add(id)
    // At a time of one's own, or all who notice would write it at once.
    this.#timer ??= setTimeout(() => this.#restore(), RESTORE_MS * (1 + Math.random()))
  }

  #restore(): void {
    this.#timer = null
    this.#doc.transact(() => {
      for (const id of this.#missing) {
        if (this.#isSound(id)) continue
        mirrorOf(this.#doc).set(id, packAct(this.#ledger.packed(id)!))
        this.#restored.set(id, (this.#restored.get(id) ?? 0) + 1)
      }
    })
    this.#missing.clear()
  }

  async #take(acts: readonly PackedAct[]): Promise<void> {
    const arrivals = (await this.#verifier.verify(acts, this.#refused)).filter(({ verified }) => {
      if (verified.act.circle === 'workspace') return true
      this.#refused('act.circle')
      return false
    })
    await this.#ledger.take(arrivals, 'mirror')
  }
}
