// Acts whose causal past is not complete here, by the first parent each one misses.
import type { VerifiedAct } from '#shared/acts/act.ts'
import type { ActId } from '#shared/base/ids.ts'

/** Most acts kept while their causal past is incomplete. More are dropped: reconcile brings them again. */
const MAX_WAITING = 20_000
/** And most bytes of them: they are held in memory. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024

export class WaitingActs {
  readonly #byParent = new Map<ActId, Map<ActId, VerifiedAct>>()
  #count = 0
  #bytes = 0

  get count(): number {
    return this.#count
  }

  /** `known`: it waits already; `full`: it is not kept. */
  keep(missing: ActId, verified: VerifiedAct): 'kept' | 'known' | 'full' {
    if (this.#byParent.get(missing)?.has(verified.id)) return 'known'
    if (this.#count >= MAX_WAITING || this.#bytes + verified.bytes.length > MAX_WAITING_BYTES) return 'full'
    // Copies: as it came it is a view of the message that brought it, which would be held as a whole.
    this.restore(missing, { ...verified, bytes: verified.bytes.slice(), signature: verified.signature.slice() })
    return 'kept'
  }

  /** One that was kept before, as it stands on disk. */
  restore(missing: ActId, verified: VerifiedAct): void {
    const children = this.#byParent.get(missing) ?? new Map<ActId, VerifiedAct>()
    this.#byParent.set(missing, children.set(verified.id, verified))
    this.#count++
    this.#bytes += verified.bytes.length
  }

  /** Those that missed this one; they wait no longer. */
  release(parent: ActId): VerifiedAct[] {
    const children = this.#byParent.get(parent)
    if (!children) return []
    this.#byParent.delete(parent)
    this.#count -= children.size
    for (const { bytes } of children.values()) this.#bytes -= bytes.length
    return [...children.values()]
  }

  clear(): void {
    this.#byParent.clear()
    this.#count = 0
    this.#bytes = 0
  }
}
