// From the fields of a draft, which may be half written, to those that are signed.
import { fail, ok, type Result } from '../../base/result.ts'
import {
  fits, isItem, LIST_NAMES, SINGLE_NAMES, specsOf, type CommitmentFields, type ItemOf, type ListName,
} from './fields.ts'

/** Fields as they would be signed, with what is still empty left out. */
export function draftFields(of: CommitmentFields): CommitmentFields {
  const singles = SINGLE_NAMES.filter((name) => of[name] !== undefined).map((name) => [name, of[name]])
  const lists = LIST_NAMES.map((name) => [name, written(name, of[name] ?? [])] as const).filter(([, items]) => items.length > 0)
  return Object.fromEntries([...singles, ...lists]) as CommitmentFields
}

/** An item in which nobody wrote anything yet is not there: a choice and a person alone say nothing. */
const written = <Name extends ListName>(list: Name, items: readonly ItemOf<Name>[]): readonly ItemOf<Name>[] =>
  items.filter((item) => specsOf(list).some(([key, spec]) =>
    spec.is !== 'one of' && spec.is !== 'person' && String((item as unknown as Record<string, unknown>)[key] ?? '').trim() !== ''))

/** Problems: `draft.item` names list, item and field; `draft.whose` a line of somebody who is no party; `draft.dates`. */
export function fieldsToSign(of: CommitmentFields, parties: readonly string[]): Result<CommitmentFields> {
  const fields = draftFields(of)
  for (const list of LIST_NAMES) {
    for (const item of fields[list] ?? []) {
      const fault = itemFault(list, item, parties)
      if (fault) return fault
    }
  }
  return datesFault(fields) ?? ok(fields)
}

const NAMES: Readonly<Record<ListName, string>> = {
  activities: 'An activity', stones: 'A stepping stone', conditions: 'A condition', time: 'A line of hours', seasons: 'A season',
  goals: 'A development goal', links: 'A link',
}

function itemFault(list: ListName, item: { readonly id: string }, parties: readonly string[]): Result<never> | null {
  const fields = item as unknown as Record<string, unknown>
  const details = (field: string) => ({ list, item: item.id, field })
  for (const [key, spec] of specsOf(list)) {
    const value = fields[key]
    if (value === undefined && spec.optional) continue
    if (!fits(spec, value)) {
      return spec.is === 'person'
        ? fail('draft.item', `${NAMES[list]} says not yet whose it is.`, 'Choose one of the people in it.', details(key))
        : fail('draft.item', `${NAMES[list]} is not written to its end yet.`, 'Fill in what is missing, or take it out.', details(key))
    }
    if (spec.is === 'person' && !parties.includes(value as string)) {
      return fail('draft.whose', `${NAMES[list]} belongs to somebody who is not part of this.`, 'Choose one of the people in it, or add them.', details(key))
    }
  }
  return isItem(list, item) ? null : fail('draft.item', `${NAMES[list]} can not be signed as it is.`, 'Write it anew, or take it out.', details('id'))
}

function datesFault(of: CommitmentFields): Result<never> | null {
  if (of.from !== undefined && of.until !== undefined && of.until < of.from) {
    return fail('draft.dates', 'This would end before it begins.', 'Look at the two dates again.', { field: 'until' })
  }
  const season = of.seasons?.find((one) => one.to < one.from)
  return season ? fail('draft.dates', 'A season would end before it begins.', 'Look at its two dates again.', { list: 'seasons', item: season.id, field: 'to' }) : null
}
