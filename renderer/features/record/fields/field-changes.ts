// What of the fields changed, as lines a person reads: under whose promise, which item, what it was and is.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { termsChanges } from '../../../../shared/domain/record/changes.ts'
import { LIST_NAMES, specsOf, type ListName, type SingleName } from '../../../../shared/domain/record/fields.ts'
import type { TermsChange, TermsView } from '../../../../shared/protocol/contract.ts'
import { firstNameOf } from '../../../ui/people.ts'
import { FIELD_WORDS, ITEM_WORDS, SINGLE_WORDS, useFieldWords } from './field-words.ts'

export interface FieldLine {
  readonly key: string
  /** Where it stands: "Ada · Stepping stone · Written notes". */
  readonly place: string
  /** Which field of it, where one of them changed. */
  readonly field: string
  readonly before: string
  readonly after: string
}

type ListChange = Extract<TermsChange, { what: ListName }>
const isList = (change: TermsChange): change is ListChange => LIST_NAMES.includes(change.what as ListName)

/** Changes beside the words themselves, which are drawn word by word. */
const ofFields = (before: TermsView, after: TermsView): readonly TermsChange[] =>
  termsChanges(before, after).filter((change) => change.what !== 'words' && change.what !== 'title')

/** How many places differ beside the words. */
export const fieldsApart = (before: TermsView, after: TermsView): number => ofFields(before, after).length

const PEOPLE_WORDS = { parties: 'field.parties', witnesses: 'field.witnesses' } as const

/** The field an item is known by. */
const HEADS: Readonly<Record<ListName, string | null>> = {
  activities: 'what', stones: 'measure', conditions: 'words', time: null, seasons: null, goals: 'words', links: 'title',
  measures: 'measure', criteria: 'words', turns: null, topics: 'topic', outputs: 'words',
}

export function useFieldChanges(nameOf: (person: string) => string): ComputedRef<(before: TermsView, after: TermsView) => readonly FieldLine[]> {
  const { t } = useI18n()
  const say = useFieldWords(nameOf)

  /** All of an item in a line: "Written notes, 18 of 20, Fri 12 June". */
  function whole(list: ListName, item: object | undefined): string {
    if (!item) return ''
    const values = item as Record<string, unknown>
    const parts = specsOf(list).flatMap(([field]) => {
      if (field === 'person' || field === 'record' || (list === 'stones' && (field === 'unit' || field === 'direction'))) return []
      return [list === 'stones' && field === 'target' ? say.value.wanted(values) : say.value.value(field, values[field])]
    })
    return parts.filter((part) => part !== '').join(', ')
  }
  function placeOf({ what, person, name }: ListChange, withName: boolean): string {
    const place = person ? t('change.of', { name: firstNameOf(nameOf(person)), list: t(ITEM_WORDS[what]) }) : t(ITEM_WORDS[what])
    return withName && name !== '' ? t('change.item', { place, item: name }) : place
  }
  function listLines(change: ListChange, before: TermsView, after: TermsView): readonly FieldLine[] {
    const key = `${change.what}/${change.item}`
    const find = (terms: TermsView): object | undefined => terms[change.what]?.find((item) => item.id === change.item)
    if (change.change !== 'changed') return [{ key, place: placeOf(change, false), field: '', before: whole(change.what, find(before)), after: whole(change.what, find(after)) }]
    return change.fields.map((value) => ({
      key: `${key}/${value.field}`, place: placeOf(change, value.field !== HEADS[change.what]), field: t(FIELD_WORDS[value.field] ?? 'field.words'),
      before: say.value.value(value.field, value.before), after: say.value.value(value.field, value.after),
    }))
  }

  return computed(() => (before, after) => ofFields(before, after).flatMap((change): readonly FieldLine[] => {
    if (isList(change)) return listLines(change, before, after)
    if (change.what === 'words' || change.what === 'title') return []
    if (change.what === 'parties' || change.what === 'witnesses') return [{ key: change.what, place: t(PEOPLE_WORDS[change.what]), field: '', before: change.before ?? '', after: change.after ?? '' }]
    const single: SingleName = change.what
    return [{ key: single, place: t(SINGLE_WORDS[single]), field: '', before: say.value.value(single, before[single]), after: say.value.value(single, after[single]) }]
  }))
}
