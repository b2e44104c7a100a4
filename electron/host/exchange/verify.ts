// Verifies foreign acts in slices, so that ten thousand of them do not keep a page waiting for a keystroke.
import { ActError, verifyAct } from '#shared/acts/act.ts'
import type { PackedAct } from '#shared/acts/packed.ts'
import type { Arrival } from '../store/ledger.ts'

const SLICE = 64

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Acts that verify, in the order given. Others are counted by fault and left out: what one relays is not its fault. */
export async function verifyAll(acts: readonly PackedAct[], refused: (what: string) => void): Promise<Arrival[]> {
  const arrivals: Arrival[] = []
  for (const [i, act] of acts.entries()) {
    if (i > 0 && i % SLICE === 0) await nextTurn()
    try {
      arrivals.push({ verified: verifyAct(act), texts: act.texts })
    } catch (error) {
      if (!(error instanceof ActError)) throw error
      refused(error.fault)
    }
  }
  return arrivals
}
