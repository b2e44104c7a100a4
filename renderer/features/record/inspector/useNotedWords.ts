// A number that was noted with a check-in, in words: what was found, and on which day where that is another than it was said on.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { today, useWhen } from '../../../ui/when.ts'
import { useFieldWords } from '../fields/field-words.ts'
import type { Noted } from './checkins.ts'

export interface NotedWords { readonly value: string; readonly day: string | null }

export function useNotedWords(): ComputedRef<(noted: Noted, saidAt: number) => NotedWords> {
  const { t } = useI18n()
  const when = useWhen()
  const say = useFieldWords(() => '')
  return computed(() => ({ reading: { value, unit, on } }, saidAt) => ({
    value: value === null ? t('stone.reached') : say.value.wanted({ target: value, ...(unit ? { unit } : {}) }),
    day: today(new Date(saidAt)) === on ? null : when.value.day(on),
  }))
}
