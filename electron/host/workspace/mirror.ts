// Keeps the mirror of acts in the workspace's document: own acts are written after their commit, and what appears from
// elsewhere is taken into the ledger like acts from anywhere.
import type * as Y from 'yjs'
import { packAct, unpackAct, type PackedAct } from '#shared/acts/packed.ts'
import { isId, type ActId } from '#shared/base/ids.ts'
import { mirrorOf } from '#shared/document/mirror.ts'
import { verifyAll } from '../exchange/verify.ts'
import type { Committed, Ledger } from '../store/ledger.ts'

export class Mirror {
  readonly #doc: Y.Doc
  readonly #ledger: Ledger
  readonly #refused: (what: string) => void
  #turn: Promise<unknown> = Promise.resolve()

  constructor(doc: Y.Doc, ledger: Ledger, refused: (what: string) => void) {
    this.#doc = doc
    this.#ledger = ledger
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
    mirrorOf(this.#doc).unobserve(this.#onEntries)
  }

  #onEntries = (event: Y.YMapEvent<Uint8Array>, transaction: Y.Transaction): void => {
    if (transaction.local) return
    const acts: PackedAct[] = []
    for (const [key, change] of event.changes.keys) {
      if (change.action === 'delete' || !isId(key) || this.#ledger.has('workspace', key as ActId)) continue
      const entry = mirrorOf(this.#doc).get(key)
      const act = entry instanceof Uint8Array ? unpackAct(entry) : null
      if (act) acts.push(act)
      else this.#refused('mirror.malformed')
    }
    if (acts.length === 0) return
    this.#turn = this.#turn.then(() => this.#take(acts)).catch(() => this.#refused('mirror.failed'))
  }

  async #take(acts: readonly PackedAct[]): Promise<void> {
    const arrivals = await verifyAll(acts, this.#refused)
    await this.#ledger.take(arrivals.filter(({ verified }) => verified.act.circle === 'workspace'), 'mirror')
  }
}
