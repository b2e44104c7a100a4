// What stands in the margin beside a section.
import { useI18n } from 'vue-i18n'
import { computed, type ComputedRef } from 'vue'
import { firstNameOf } from '../../ui/people.ts'
import { MARGIN_WORDS } from './margin-words.ts'
import type { PartVoice } from './paper/paper-parts.ts'

const NAMED = { promises: 'voice.promises', goals: 'voice.goals' } as const
const WORDS: Readonly<Record<Exclude<PartVoice, keyof typeof NAMED>, string>> = {
  ...MARGIN_WORDS, title: 'voice.title', due: 'voice.due', review: 'voice.review',
  hours: 'voice.hours', places: 'voice.places', conditions: 'voice.conditions', boundaries: 'voice.boundaries', links: 'voice.links', aloud: 'voice.said', witnesses: 'field.witnesses',
  measures: 'margin.measures', success: 'margin.success', closing: 'margin.closing', turns: 'fields.turns', topics: 'margin.topics', outputs: 'margin.outputs',
  met: 'fields.on', coming: 'margin.people', size: 'margin.size', budget: 'fields.spendHours', advice: 'fields.adviceBy', own: 'margin.own', alone: 'margin.alone', part: 'role.partPaper',
}
const hasName = (voice: PartVoice): voice is keyof typeof NAMED => Object.hasOwn(NAMED, voice)

export function useVoices(nameOf: (person: string) => string): ComputedRef<(place: { readonly voice: PartVoice; readonly person?: string | null | undefined }) => string> {
  const { t } = useI18n()
  return computed(() => ({ voice, person }) => (hasName(voice) ? t(NAMED[voice], { name: firstNameOf(nameOf(person ?? '')) }) : t(WORDS[voice])))
}
