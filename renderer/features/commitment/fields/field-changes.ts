// What of the fields changed, as lines a person reads: under whose promise, which item, what it was and is.
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { SINGLE_NAMES, specsOf, type CommitmentFields, type ListName } from '../../../../shared/domain/record/fields.ts'
import { firstNameOf } from '../../../ui/people.ts'
import { itemChanges, singleChanges, type ItemChange } from './field-diff.ts'
import { FIELD_WORDS, LIST_WORDS, SINGLE_WORDS, useFieldWords } from './field-words.ts'

export interface FieldLine {
  readonly key: string
  /** Where it stands: "Ada promises, stepping stone". */
  readonly place: string
  /** Which field of it, where one of them changed. */
  readonly field: string
  readonly before: string
  readonly after: string
}

/** The field an item is known by. */
const HEADS: Readonly<Record<ListName, string | null>> = {
  activities: 'what', stones: 'measure', conditions: 'words', time: null, seasons: null, goals: 'words', links: 'title',
}

export function useFieldChanges(nameOf: (person: string) => string): ComputedRef<(before: CommitmentFields, after: CommitmentFields) => readonly FieldLine[]> {
  const { t } = useI18n()
  const say = useFieldWords(nameOf)

  /** All of an item in a line: "Written notes, 18 of 20, Fri 12 June". */
  const whole = (list: ListName, item: object | null): string => {
    if (!item) return ''
    const values = item as Record<string, unknown>
    const parts = specsOf(list).flatMap(([field]) => {
      if (field === 'person' || field === 'record' || (list === 'stones' && (field === 'unit' || field === 'direction'))) return []
      if (list === 'stones' && field === 'target') return [say.value.wanted(values)]
      return [say.value.value(field, values[field])]
    })
    return parts.filter((part) => part !== '').join(', ')
  }
  const placeOf = ({ list, person, pair }: ItemChange, withHead: boolean): string => {
    const head = HEADS[list] ? String((pair.after ?? pair.before as unknown as Record<string, unknown>)[HEADS[list] as never] ?? '') : ''
    const named = person ? t('change.of', { name: firstNameOf(nameOf(person)), list: t(LIST_WORDS[list]) }) : t(LIST_WORDS[list])
    return withHead && head !== '' ? t('change.item', { place: named, item: head }) : named
  }

  return computed(() => (before, after) => [
    ...itemChanges(before, after).flatMap((change): FieldLine[] => {
      const key = `${change.list}/${change.id}`
      if (change.what !== 'changed') return [{ key, place: placeOf(change, false), field: '', before: whole(change.list, change.pair.before), after: whole(change.list, change.pair.after) }]
      return change.fields.map((value) => ({
        key: `${key}/${value.field}`, place: placeOf(change, value.field !== HEADS[change.list]), field: t(FIELD_WORDS[value.field] ?? 'field.words'),
        before: say.value.value(value.field, value.before), after: say.value.value(value.field, value.after),
      }))
    }),
    ...singleChanges(before, after).filter(({ single }) => SINGLE_NAMES.includes(single)).map(({ single, before: was, after: now }) => ({
      key: single, place: t(SINGLE_WORDS[single]), field: '', before: say.value.value(single, was), after: say.value.value(single, now),
    })),
  ])
}
