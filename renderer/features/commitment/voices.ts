// What stands in the margin beside a section.
import { useI18n } from 'vue-i18n'
import { computed, type ComputedRef } from 'vue'
import type { TermsView } from '../../../shared/protocol/contract.ts'
import { firstNameOf } from '../../ui/people.ts'
import type { Place } from './words/changes.ts'

const WORDS: Readonly<Record<Exclude<Place['voice'], 'promises'>, string>> = {
  why: 'voice.why', words: 'voice.words', term: 'voice.term', slips: 'voice.slips',
  title: 'voice.title', due: 'voice.due', review: 'voice.review', hours: 'voice.hours',
}

export function useVoices(nameOf: (person: string) => string): ComputedRef<(place: Place, kind?: TermsView['kind']) => string> {
  const { t } = useI18n()
  return computed(() => (place) =>
    place.voice === 'promises' ? t('voice.promises', { name: firstNameOf(nameOf(place.person ?? '')) }) : t(WORDS[place.voice]))
}
