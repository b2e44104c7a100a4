// How this device stands with the others, in words: one answer for the status bar, its popover and the page of the network.
// The sample is on no network by design, so nothing of it is out of order.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSample } from '../../stores/sample.ts'
import { useStatus } from '../../stores/status.ts'
import type { IconName } from '../../ui/icons.ts'
import { useNames } from '../../ui/names.ts'
import { useWhen } from '../../ui/when.ts'
import { standingSentence, standingWords } from './standing-words.ts'

export interface Standing {
  readonly icon: IconName
  readonly short: string
  readonly title: string
  readonly sentence: string
}

/** Null until the host has said it. */
export function useStanding(): ComputedRef<Standing | null> {
  const { t } = useI18n()
  const when = useWhen()
  const names = useNames()
  const status = useStatus()
  const sample = useSample()
  return computed(() => {
    if (sample.isHere) return { icon: 'hard-drive', short: t('sample.status'), title: t('sample.status'), sentence: t('sample.statusText') }
    const now = status.standing
    return now && { ...standingWords(now, t as never), sentence: standingSentence(now, t as never, when.value.moment, names.value) }
  })
}
