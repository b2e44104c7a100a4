// The line under a name in a list: what one had better know before asking, else that they are here, else what they do here; of
// those who say nothing, when they were last met.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PersonView } from '../../../../shared/protocol/contract.ts'
import { useWhen } from '../../../ui/when.ts'
import { useAttention } from './attention.ts'

export function usePersonLine(): ComputedRef<(person: PersonView) => string> {
  const { t } = useI18n()
  const when = useWhen()
  const away = useAttention()
  return computed(() => (person) => {
    if (person.attention) return away(person.attention)
    if (person.you) return t('people.thisIsYou')
    if (person.here) return t('people.here')
    return person.does ?? (person.lastExchange ? t('people.lastExchange', { when: when.value.moment(person.lastExchange) }) : t('people.notYet'))
  })
}
