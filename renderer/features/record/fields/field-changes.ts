// What of the fields changed, as lines a person reads: under whose promise, what it was and is, in a sentence.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { fieldChanges } from '../../../../shared/domain/record/changes.ts'
import { LIST_NAMES, specsOf, type ListName, type SingleName } from '../../../../shared/domain/record/fields.ts'
import type { TermsChange, TermsView } from '../../../../shared/protocol/contract.ts'
import type { PartVoice } from '../paper/paper-parts.ts'
import { useVoices } from '../voices.ts'
import { SINGLE_WORDS, useFieldWords } from './field-words.ts'

export interface FieldLine {
  readonly key: string
  /** What stands in the margin there: "Ada promises". */
  readonly place: string
  readonly before: string
  readonly after: string
}

type ListChange = Extract<TermsChange, { what: ListName }>
const isList = (change: TermsChange): change is ListChange => LIST_NAMES.includes(change.what as ListName)

/** How many places differ beside the words, which are drawn word by word. */
export const fieldsApart = (before: TermsView, after: TermsView): number => fieldChanges(before, after).length

const PEOPLE_WORDS = { parties: 'field.parties', witnesses: 'field.witnesses' } as const

/** Where a list stands on paper that has no person of its own. */
const STANDS: Readonly<Record<ListName, PartVoice>> = {
  activities: 'hours', stones: 'hours', time: 'hours', seasons: 'hours', conditions: 'conditions', goals: 'hours', links: 'links',
  measures: 'measures', criteria: 'success', turns: 'turns', topics: 'topics', outputs: 'outputs',
}
const BY_SORT: Readonly<Record<string, PartVoice>> = { condition: 'conditions', boundary: 'boundaries', success: 'success', closing: 'closing' }

export function useFieldChanges(nameOf: (person: string) => string): ComputedRef<(before: TermsView, after: TermsView) => readonly FieldLine[]> {
  const { t } = useI18n()
  const say = useFieldWords(nameOf)
  const voice = useVoices(nameOf)

  /** A field beside the words an item is known by, as it would be said. */
  function said(field: string, item: Readonly<Record<string, unknown>>): string {
    const value = say.value.value(field, item[field])
    if (value === '') return ''
    if (field === 'target') return t('change.wanted', { value: say.value.wanted(item) })
    if (field === 'baseline') return t('change.now', { value })
    return field === 'by' ? t('change.by', { day: value }) : value
  }
  /** All of an item in a line: "Written notes, 18 of 20 wanted, by Fri 12 June". */
  function whole(list: ListName, item: object | undefined): string {
    if (!item) return ''
    const values = item as Readonly<Record<string, unknown>>
    if (list === 'links') return `${t('paper.link', { how: say.value.value('how', values['how']) })} ${String(values['title'])}`
    if (list === 'measures') return [String(values['measure'] ?? ''), say.value.watched(values)].filter((part) => part !== '').join(', ')
    const targeted = values['target'] !== undefined
    const parts = specsOf(list).flatMap(([field]) => {
      if (field === 'person' || field === 'sort' || (targeted && (field === 'unit' || field === 'direction'))) return []
      return [said(field, values)]
    })
    return parts.filter((part) => part !== '').join(', ')
  }
  function listLine({ what, item, person }: ListChange, before: TermsView, after: TermsView): FieldLine {
    const find = (terms: TermsView): object | undefined => terms[what]?.find((one) => one.id === item)
    const { sort = '' } = (find(after) ?? find(before) ?? {}) as { sort?: string }
    const place = voice.value(person && what !== 'turns' ? { voice: what === 'goals' ? 'goals' : 'promises', person } : { voice: BY_SORT[sort] ?? STANDS[what] })
    return { key: `${what}/${item}`, place, before: whole(what, find(before)), after: whole(what, find(after)) }
  }

  return computed(() => (before, after) => fieldChanges(before, after).flatMap((change): readonly FieldLine[] => {
    if (isList(change)) return [listLine(change, before, after)]
    if (change.what === 'words' || change.what === 'title') return []
    if (change.what === 'parties' || change.what === 'witnesses') return [{ key: change.what, place: t(PEOPLE_WORDS[change.what]), before: change.before ?? '', after: change.after ?? '' }]
    const single: SingleName = change.what
    return [{ key: single, place: t(SINGLE_WORDS[single]), before: say.value.value(single, before[single]), after: say.value.value(single, after[single]) }]
  }))
}
