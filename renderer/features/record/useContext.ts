import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { useWhen } from '../../ui/when.ts'
import { contextOf, type Told } from './row-marks.ts'

/** The line under a record's title, in the language of the page. */
export function useContext(): ComputedRef<(row: RecordRow, told?: Told) => string> {
  const { t } = useI18n()
  const when = useWhen()
  return computed(() => (row: RecordRow, told?: Told) =>
    contextOf(row, when.value.soon, when.value.moment, told).map(({ key, values }) => t(key, values)).join(' · '))
}
