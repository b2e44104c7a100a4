// Keeps the mirror of acts in the workspace's document: own acts are written after their commit, what appears from
// elsewhere is taken into the ledger like acts from anywhere, and what somebody deletes or garbles is written again.
import type * as Y from 'yjs'
import { ActError, verifyAct } from '#shared/acts/act.ts'
import { packAct, unpackAct, type PackedAct } from '#shared/acts/packed.ts'
import { sameBytes } from '#shared/base/bytes.ts'
import { isId, type ActId, type DeviceId } from '#shared/base/ids.ts'
import { mirrorOf, renewClient } from '#shared/document/mirror.ts'
import type { Verifier } from '../exchange/verify.ts'
import { nextTurn } from '../next-turn.ts'
import { FROM_LEDGER } from '../store/documents.ts'
import type { Committed, Ledger } from '../store/ledger.ts'

/** Shortest pause before what went missing is written again; the longest is twice that. */
const RESTORE_MS = 2000
/** Whoever deletes for ever would make the document grow for ever. */
const MAX_RESTORED = 3
/** Acts looked at or written in one go, so that a hundred thousand leave room for keystrokes. */
const SLICE = 200

export interface MirrorOptions {
  readonly doc: Y.Doc
  readonly ledger: Ledger
  readonly verifier: Verifier
  refused(what: string): void
  /** Acts went missing again and again: to write them once more would not help. */
  vanishing(): void
}

export class Mirror {
  readonly #options: MirrorOptions
  readonly #entries: Y.Map<Uint8Array>
  #turn: Promise<unknown> = Promise.resolve()
  /** Acts whose entries may be missing or garbled, and whether somebody has just touched them. */
  readonly #suspects = new Map<ActId, boolean>()
  #looking = false
  /** Entries that went missing, to be written again unless someone else was quicker. */
  readonly #missing = new Set<ActId>()
  /** How often each was written again. */
  readonly #restored = new Map<ActId, number>()
  #timer: NodeJS.Timeout | null = null
  #disposed = false

  constructor(options: MirrorOptions) {
    this.#options = options
    this.#entries = mirrorOf(options.doc)
    this.#entries.observe(this.#onEntries)
  }

  committed(batch: Committed): void {
    if (batch.circle === 'workspace' && batch.own.length > 0) this.#write(batch.own)
  }

  /** Looks at every act here, or at those of one device, whether its entry is there and sound. */
  check(device?: DeviceId): void {
    const chains = this.#options.ledger.chains('workspace')
    for (let place = 0; place < chains.size; place++) {
      if (device === undefined || chains.device(place) === device) this.#suspects.set(chains.id(place), false)
    }
    this.#look()
  }

  /** Writes every act that has no entry yet. */
  async fill(): Promise<void> {
    const chains = this.#options.ledger.chains('workspace')
    for (let from = 0; from < chains.size && !this.#disposed; from += SLICE) {
      const ids = Array.from({ length: Math.min(SLICE, chains.size - from) }, (_, i) => chains.id(from + i))
      this.#write(ids.filter((id) => !this.#entries.has(id)))
      await nextTurn()
    }
  }

  dispose(): void {
    this.#disposed = true
    if (this.#timer) clearTimeout(this.#timer)
    this.#suspects.clear()
    this.#entries.unobserve(this.#onEntries)
  }

  #write(ids: readonly ActId[]): void {
    if (ids.length === 0) return
    this.#options.doc.transact(() => {
      for (const id of ids) this.#entries.set(id, packAct(this.#options.ledger.packed(id)!))
    }, FROM_LEDGER)
  }

  #onEntries = (event: Y.YMapEvent<Uint8Array>, transaction: Y.Transaction): void => {
    if (transaction.local) return
    const acts: PackedAct[] = []
    for (const key of event.keysChanged as Set<string>) {
      if (!isId(key)) this.#options.refused('mirror.malformed')
      else if (this.#options.ledger.has('workspace', key as ActId)) this.#suspects.set(key as ActId, true)
      else if (this.#entries.has(key)) {
        const act = this.#entry(key as ActId)
        if (act) acts.push(act)
        else this.#options.refused('mirror.malformed')
      }
    }
    this.#look()
    if (acts.length === 0) return
    this.#turn = this.#turn.then(() => this.#take(acts)).catch(() => this.#options.refused('mirror.failed'))
  }

  /** A few at once, many by and by. */
  #look(): void {
    if (this.#looking) return
    let looked = 0
    for (const [id, touched] of this.#suspects) {
      if (looked++ === SLICE) {
        this.#looking = true
        setImmediate(() => {
          this.#looking = false
          this.#look()
        })
        return
      }
      this.#suspects.delete(id)
      if (this.#isSound(id)) continue
      if (touched) this.#options.refused('mirror.deleted')
      this.#miss(id)
    }
  }

  #entry(id: ActId): PackedAct | null {
    const entry = this.#entries.get(id)
    return entry instanceof Uint8Array ? unpackAct(entry) : null
  }

  /** The very bytes, under the signature that is in the ledger or another that its author made. */
  #isSound(id: ActId): boolean {
    const entry = this.#entry(id)
    const own = entry && this.#options.ledger.rows.byId(id)
    if (!own || !sameBytes(entry.bytes, own.bytes)) return false
    if (sameBytes(entry.signature, own.signature)) return true
    try {
      return verifyAct(entry).id === id
    } catch (error) {
      if (error instanceof ActError) return false
      throw error
    }
  }

  #miss(id: ActId): void {
    if ((this.#restored.get(id) ?? 0) >= MAX_RESTORED) return this.#options.vanishing()
    this.#missing.add(id)
    // At a time of one's own, or all who notice would write it at once.
    this.#timer ??= setTimeout(() => this.#restore(), RESTORE_MS * (1 + Math.random()))
  }

  #restore(): void {
    this.#timer = null
    const ids = [...this.#missing].slice(0, SLICE)
    for (const id of ids) this.#missing.delete(id)
    const gone = ids.filter((id) => !this.#isSound(id))
    if (gone.length > 0) renewClient(this.#options.doc)
    this.#write(gone)
    for (const id of gone) this.#restored.set(id, (this.#restored.get(id) ?? 0) + 1)
    if (this.#missing.size > 0) this.#timer = setTimeout(() => this.#restore())
  }

  async #take(acts: readonly PackedAct[]): Promise<void> {
    const { verifier, refused, ledger } = this.#options
    const arrivals = (await verifier.verify(acts, refused)).filter(({ verified }) => {
      if (verified.act.circle === 'workspace') return true
      refused('act.circle')
      return false
    })
    await ledger.take(arrivals, 'mirror')
  }
}
