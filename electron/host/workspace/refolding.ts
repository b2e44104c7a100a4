// Folds records anew after acts came in, and tells which changed: a few at once, many by and by.
import type { Circle, RecordId } from '#shared/base/ids.ts'
import type { Committed } from '../store/ledger.ts'
import type { Records } from './records.ts'

/** Up to so many acts at a time are shown at once; more are a catch-up. */
const SMALL_BATCH = 32
const REFOLD_MS = 400
/** A catch-up that goes on is shown as often as this. */
const REFOLD_BUSY_MS = 2000
const REFOLD_SLICE = 250

export class Refolding {
  readonly #records: Records
  readonly #changed: (ids: readonly RecordId[]) => void
  readonly #dirty = new Map<RecordId, Circle>()
  #timer: NodeJS.Timeout | null = null
  #lastBatch = 0
  #lastRefold = 0

  constructor(records: Records, changed: (ids: readonly RecordId[]) => void) {
    this.#records = records
    this.#changed = changed
  }

  /** Records that these acts are about. */
  committed(batch: Committed): void {
    for (const act of batch.acts) {
      if (act.subject === '') continue
      this.#records.came(act.subject as RecordId)
      this.#outdated(act.subject as RecordId, batch.circle)
    }
    if (batch.own.length > 0 || batch.acts.length <= SMALL_BATCH) this.now(batch.acts.map((act) => act.subject as RecordId))
    else {
      const now = performance.now()
      // Nothing of a catch-up is shown or saved at once: most are over before anybody could read the first of it.
      if (!this.#isCatchingUp()) this.#lastRefold = now
      this.#lastBatch = now
      this.#records.saveLater()
      this.#soon()
    }
  }

  /** Those that acts came in for since they were folded. */
  get waiting(): Iterable<RecordId> {
    return this.#dirty.keys()
  }

  /** Every record, by and by. */
  all(): void {
    this.byAndBy(this.#records.ids())
  }

  byAndBy(ids: readonly RecordId[]): void {
    for (const id of ids) this.#outdated(id, this.#records.circleOf(id)!)
    if (ids.length > 0) this.#soon()
  }

  /** These, whether acts of theirs came in or not. */
  these(ids: readonly RecordId[]): void {
    for (const id of ids) this.#outdated(id, 'workspace')
    this.now(ids)
  }

  /** Those among them that acts came in for. */
  now(ids: readonly RecordId[]): void {
    const changed: RecordId[] = []
    for (const id of ids) {
      const circle = this.#dirty.get(id)
      if (!circle) continue
      this.#dirty.delete(id)
      if (this.#records.refold(id, this.#records.circleOf(id) ?? circle)) changed.push(id)
    }
    if (changed.length > 0) this.#changed(changed)
  }

  /** Folds what is left. */
  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.now([...this.#dirty.keys()])
  }

  #outdated(id: RecordId, circle: Circle): void {
    this.#dirty.set(id, circle)
    this.#records.outdated(id)
  }

  /** In a long catch-up acts are taken in first; lists follow now and then, and at once when it is over. */
  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const now = performance.now()
      if (!this.#isCatchingUp() || now - this.#lastRefold >= REFOLD_BUSY_MS) {
        this.#lastRefold = now
        const ids: RecordId[] = []
        for (const id of this.#dirty.keys()) if (ids.push(id) >= REFOLD_SLICE) break
        this.now(ids)
      }
      if (this.#dirty.size > 0) this.#soon()
    }, this.#isCatchingUp() ? REFOLD_MS / 2 : 0)
  }

  #isCatchingUp(): boolean {
    return performance.now() - this.#lastBatch < REFOLD_MS / 2
  }
}
