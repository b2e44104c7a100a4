// What the page holds of the host: the client of the contract, and whether it can be reached now.
import type { Disposable } from '../../shared/base/disposable.ts'
import type { HostClient } from '../../shared/protocol/contract.ts'

/** `refused`: there is no session, or it has ended; only `parley open` makes a new one. */
export type Reach = 'connecting' | 'connected' | 'lost' | 'refused'

export interface HostConnection extends HostClient {
  readonly reach: Reach
  onReach(listener: (reach: Reach) => void): Disposable
  /** Tries again at once instead of waiting for the next turn. */
  retry(): void
}
