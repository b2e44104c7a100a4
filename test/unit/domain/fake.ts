// Counted acts without signatures, for tests that need many or strange ones.
import type { Json } from '#shared/acts/canonical.ts'
import { CausalIndex, type Place } from '#shared/acts/causal.ts'
import type { ActId, DeviceId, PersonId } from '#shared/base/ids.ts'
import type { CountedAct } from '#shared/domain/fold.ts'

export const idFrom = (number: number): string => number.toString(16).padStart(64, '0')

/** Chains of acts in one index; who knows what is told act by act. */
export class FakeLedger {
  readonly index = new CausalIndex()
  readonly acts: CountedAct[] = []
  readonly #heads = new Map<string, { seq: number; place: Place }>()

  add(
    type: string, subject: string, body: Record<string, Json>, by: { person: string; device?: string },
    seen: readonly Place[] = [], standing: { owned?: boolean; member?: boolean } = {}, id = idFrom(1_000_000 + this.acts.length),
  ): CountedAct {
    const device = by.device ?? by.person
    const head = this.#heads.get(device)
    const seq = head ? head.seq + 1 : 0
    const place = this.index.add(seq, head ? head.place : null, seen.filter((one) => one !== head?.place))
    this.#heads.set(device, { seq, place })
    const act: CountedAct = {
      id: id as ActId, type, subject, body, person: by.person as PersonId, device: device as DeviceId, seq, at: seq, place,
      owned: standing.owned ?? true, member: standing.member ?? true,
    }
    this.acts.push(act)
    return act
  }
}
