// Who is known to have an act, as one quiet word or two.
import type { ActReach } from '../../../../shared/protocol/contract.ts'

export interface WhoHas {
  readonly state: 'delivered' | 'some' | 'not reached'
  /** Others it concerns, besides the one who looks. */
  readonly who: ActReach['who']
  readonly delivered: ActReach['who']
}

/** Null where it concerns nobody else: what one has oneself needs no word. */
export function whoHas(reach: ActReach | undefined, me: string | null): WhoHas | null {
  const who = reach?.who.filter((one) => one.person !== me) ?? []
  if (who.length === 0) return null
  const delivered = who.filter((one) => one.state === 'delivered')
  return { state: delivered.length === who.length ? 'delivered' : delivered.length > 0 ? 'some' : 'not reached', who, delivered }
}
