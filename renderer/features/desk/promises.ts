// What of the records in force I promised, what was promised to me, and what is between us.
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { earlier } from '../commitment/grouping.ts'

export interface Promises {
  readonly promised: readonly RecordRow[]
  readonly toMe: readonly RecordRow[]
  readonly between: readonly RecordRow[]
}

/** A row names who makes a one-way promise first. */
export function promisesOf(rows: Iterable<RecordRow>): Promises {
  const running = [...rows].filter((row) => row.state === 'in force' && !row.unavailable && row.kind !== 'charter' && row.parties.some((party) => party.you)).sort(earlier)
  const oneWay = running.filter((row) => row.kind === 'promise')
  return {
    promised: oneWay.filter((row) => row.parties[0]?.you === true),
    toMe: oneWay.filter((row) => row.parties[0]?.you !== true),
    between: running.filter((row) => row.kind === 'mutual'),
  }
}
