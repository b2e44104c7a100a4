// Whether the paper itself marks what changed since the words that hold: added underlined, removed struck.
import { computed, type ComputedRef } from 'vue'
import type { RecordDetail, RevisionView, TermsView } from '../../../shared/protocol/contract.ts'
import { keptSwitch } from '../../stores/kept-switch.ts'
import { isApart, offeredAgainst, writtenAgainst } from './reading.ts'

export const useMarksShown = keptSwitch('marks', true)

/** Older words that what is read differs from: a revision on offer, or words that nobody has offered yet. */
export const useMarkedSince = (detail: () => RecordDetail | null, shown: () => RevisionView | null, written: () => TermsView | null): ComputedRef<RevisionView | null> => computed(() => {
  const [of, revision] = [detail(), shown()]
  const since = of && (revision ? offeredAgainst(of, revision) : writtenAgainst(of))
  const words = revision ? revision.terms : written()
  return since?.terms && words && isApart(since.terms, words) ? since : null
})
