// How somebody's being away is said, wherever it is shown: before asking, before offering, on the profile.
import { useI18n } from 'vue-i18n'
import type { AttentionView } from '../../../../shared/protocol/contract.ts'
import { useWhen } from '../../../ui/when.ts'

export function useAttention(): (attention: AttentionView) => string {
  const { t } = useI18n()
  const when = useWhen()
  return ({ kind, until }) => {
    const day = until === null ? null : when.value.soon(until)
    if (kind === 'focus') return day === null ? t('away.focus') : t('away.focusUntil', { day })
    return day === null ? t('away.away') : t('away.until', { day })
  }
}
