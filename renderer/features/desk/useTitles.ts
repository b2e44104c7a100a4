// What a record is called on the desk: as in every list, as far as its row is here; else as the desk knows it.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRecords } from '../../stores/records.ts'
import { titleWords } from '../record/rows.ts'

export function useTitles(): ComputedRef<(one: { readonly record: string; readonly title: string; readonly kind?: string }) => string> {
  const { t } = useI18n()
  const records = useRecords()
  return computed(() => ({ record, title, kind }) => {
    const row = kind === 'reminder' ? undefined : records.rows.get(record)
    return row && row.title === title ? titleWords(row, t) : title || t('list.untitled')
  })
}
