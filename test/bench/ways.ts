// What a large organisation has: a thousand people, and what they decide, try and do together. Acts are signed and folded by
// the real domain in one replica; disk and network have rows of their own. What looks through all of it is asked of a whole host.
import type { RecordKind } from '#shared/domain/record/kinds.ts'
import { recordConceptOfKind } from '#shared/domain/registry.ts'
import { contextOf } from '../harness/letter.ts'
import { megabytes, percentile, round, type Bench, type Row } from './row.ts'
import { knows, MAKERS, PEOPLE, settle, SIZES } from './valley.ts'
import { whole } from './whole.ts'

function timed(run: () => void): number {
  const from = performance.now()
  run()
  return performance.now() - from
}

/** Heap in use once what is garbage is gone, where Node was started to allow that. */
const heap = (): number => {
  (globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage().heapUsed
}

async function ways(): Promise<Row[]> {
  const before = heap()
  const valley = await settle()
  const missing: string[] = []
  const from = performance.now()
  knows(valley)
  for (const [kind, count] of Object.entries(SIZES) as [RecordKind, number][]) {
    if (!recordConceptOfKind(kind)) missing.push(kind)
    else for (let n = 0; n < count; n++) MAKERS[kind]!(valley)
  }
  const signed = (performance.now() - from) / 1000
  const { replica, people, records } = valley
  const ledger = heap() - before
  const rows: Row[] = [{
    what: `valley of ${PEOPLE}: acts signed and folded`, value: replica.counted.size, unit: 'acts', aim: null,
    note: `in ${round(signed)} s${missing.length > 0 ? `; not yet: ${missing.join(', ')}` : ''}`,
  }]
  const context = contextOf(people[1]!)
  // What has arrived where is asked of others' replicas; here there is one.
  const alone = { ...context, reach: () => 'everyone' as const, delivered: () => true }
  const shown: unknown[] = []
  for (const [kind, ids] of records) {
    const concept = recordConceptOfKind(kind)!
    const folds = ids.map((id) => timed(() => void concept.fold(replica.record(id), replica.index)))
    const details = ids.slice(0, 300).map((id) => {
      const state = concept.fold(replica.record(id), replica.index)
      return timed(() => void concept.detail(state, alone))
    })
    const list = timed(() => { for (const id of ids) shown.push(concept.row(concept.fold(replica.record(id), replica.index), alone)) })
    rows.push(
      { what: `${kind}: fold after one act, p95`, value: round(percentile(folds, 95)), unit: 'ms', aim: '5', note: `${ids.length} of them` },
      { what: `${kind}: view of one, p95`, value: round(percentile(details, 95)), unit: 'ms', aim: '15' },
      { what: `${kind}: all rows from nothing`, value: round(list), unit: 'ms', aim: null, note: `${ids.length} rows; kept beside the ledger, so this is paid once` },
    )
  }
  rows.push({ what: `valley of ${PEOPLE}: heap`, value: megabytes(ledger), unit: 'MB', aim: null, note: `ledger in memory with texts and causal index; ${shown.length} rows take ${megabytes(heap() - before - ledger)} MB more` })
  return rows
}

export const waysRows: readonly Bench[] = [{ name: 'ways', run: ways }, { name: 'whole', run: whole }]
