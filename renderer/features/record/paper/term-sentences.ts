// For how long, when it is looked at together, and how formally it is meant, as sentences: all that is signed of it.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CommitmentFields } from '../../../../shared/domain/record/fields.ts'
import { useNames } from '../../../ui/names.ts'
import { useWhen } from '../../../ui/when.ts'

export const TERM_SENTENCES = ['span', 'review', 'months', 'rhythm', 'formality'] as const
export type TermSentence = (typeof TERM_SENTENCES)[number]

/** Empty where the words say nothing of it. */
export function useTermSentences(): ComputedRef<(of: CommitmentFields | null) => Readonly<Record<TermSentence, string>>> {
  const { t } = useI18n()
  const when = useWhen()
  const names = useNames()
  return computed(() => (of) => {
    const { from, until, review, reviews = [], everyMonths, rhythm, formality } = of ?? {}
    const day = (date: string): string => when.value.day(date)
    const looks = [...new Set([...(review ? [review] : []), ...reviews])].sort()
    return {
      span: from && until ? t('term.fromUntil', { from: day(from), until: day(until) }) : from ? t('term.from', { from: day(from) }) : until ? t('term.until', { until: day(until) }) : '',
      review: looks.length > 0 ? t('term.review', { days: names.value(looks.map(day)) }) : '',
      months: everyMonths === undefined ? '' : t('term.months', { n: everyMonths }, everyMonths),
      rhythm: rhythm ?? '',
      formality: formality === undefined ? '' : t(formality === 'formal' ? 'term.formal' : 'term.informal'),
    }
  })
}
