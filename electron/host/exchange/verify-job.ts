// What host and verifying thread say to each other. Two arrays for each of ten thousand acts cost more to hand over than
// to verify the form of, so the acts of a job go as one.
import type { ActFault, SignedAct } from '#shared/acts/act.ts'
import type { ActId } from '#shared/base/ids.ts'

export interface Joined {
  /** Signature and bytes of each act, one after the other. */
  readonly whole: Uint8Array<ArrayBuffer>
  /** Length of each of those. */
  readonly lengths: Uint32Array<ArrayBuffer>
}
export interface VerifyJob extends Joined {
  readonly job: number
}
/** For each act its id, or why it is none. */
export type Verdicts = readonly (ActId | ActFault)[]
export interface VerifyAnswer {
  readonly job: number
  readonly verdicts: Verdicts
}

export function joined(acts: readonly SignedAct[]): Joined {
  const whole = new Uint8Array(acts.reduce((sum, { bytes, signature }) => sum + signature.length + bytes.length, 0))
  const lengths = new Uint32Array(acts.length * 2)
  let at = 0
  for (const [i, { bytes, signature }] of acts.entries()) {
    whole.set(signature, at)
    whole.set(bytes, at += signature.length)
    at += bytes.length
    lengths[2 * i] = signature.length
    lengths[2 * i + 1] = bytes.length
  }
  return { whole, lengths }
}

/** The acts that `joined` put together, as views. */
export function parted({ whole, lengths }: Joined): SignedAct[] {
  let at = 0
  return Array.from({ length: lengths.length / 2 }, (_, i) => {
    const signature = whole.subarray(at, at += lengths[2 * i]!)
    return { signature, bytes: whole.subarray(at, at += lengths[2 * i + 1]!) }
  })
}
