// From the fields of a draft, which may be half written, to those that are signed.
import { fail, ok, type Result } from '../../base/result.ts'
import {
  fits, isItem, LIST_NAMES, SINGLE_NAMES, specsOf, type CommitmentFields, type ItemOf, type ListName,
} from './fields.ts'
import { KINDS, type RecordKind } from './kinds.ts'
import { contradicts, directionOf } from './lines.ts'

/** Fields as they would be signed, with what is still empty left out; of a kind, only those that it has. */
export function draftFields(all: CommitmentFields & { readonly kind?: RecordKind }): CommitmentFields {
  const of = all.kind === undefined ? all : fieldsOfKind(all.kind, all)
  const singles = SINGLE_NAMES.filter((name) => of[name] !== undefined).map((name) => [name, of[name]])
  const lists = LIST_NAMES.map((name) => [name, written(name, of[name] ?? [])] as const).filter(([, items]) => items.length > 0)
  return Object.fromEntries([...singles, ...lists]) as CommitmentFields
}

/** What a draft holds beyond that stays in it, for a kind that it may become, and is not signed. */
export function fieldsOfKind(kind: RecordKind, of: CommitmentFields): CommitmentFields {
  const names = [...KINDS[kind].singles, ...KINDS[kind].lists]
  return Object.fromEntries(names.filter((name) => of[name] !== undefined).map((name) => [name, of[name]])) as CommitmentFields
}

/** An item in which nobody wrote anything yet is not there: a choice and a person alone say nothing, but where a person is all. */
function written<Name extends ListName>(list: Name, items: readonly ItemOf<Name>[]): readonly ItemOf<Name>[] {
  const specs = specsOf(list)
  const telling = specs.filter(([, { is }]) => is !== 'one of' && is !== 'person')
  return items.filter((item) => (telling.length > 0 ? telling : specs).some(([key]) => String((item as unknown as Record<string, unknown>)[key] ?? '').trim() !== ''))
}

/** Problems: `draft.item` names list, item and field; `draft.whose` a line of somebody who is no party; `draft.dates`; `draft.measure`. */
export function fieldsToSign(of: CommitmentFields & { readonly kind?: RecordKind }, parties: readonly string[]): Result<CommitmentFields> {
  const fields = draftFields(of)
  for (const list of LIST_NAMES) {
    for (const item of fields[list] ?? []) {
      const fault = itemFault(list, item, parties)
      if (fault) return fault
    }
  }
  return datesFault(fields) ?? measureFault(fields) ?? ok(fields)
}

const NAMES: Readonly<Record<ListName, string>> = {
  activities: 'An activity', stones: 'A stepping stone', conditions: 'A condition', time: 'A line of hours', seasons: 'A season',
  goals: 'A development goal', measures: 'A measure', criteria: 'A criterion', turns: 'A turn of facilitation', topics: 'A topic', outputs: 'An output', links: 'A link',
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
  const fault = (message: string, details: Readonly<Record<string, string>>): Result<never> => fail('draft.dates', message, 'Look at the two dates again.', details)
  if (of.from !== undefined && of.until !== undefined && of.until < of.from) return fault('This would end before it begins.', { field: 'until' })
  const last = of.until
  if (last !== undefined) {
    if (of.review !== undefined && of.review > last) return fault('This would be looked at again after it has ended.', { field: 'review' })
    if (of.reviews?.some((date) => date > last)) return fault('One of the dates to look at it again comes after it has ended.', { field: 'reviews' })
    if (of.adviceBy !== undefined && of.adviceBy > last) return fault('Advice would still be asked for after it has ended.', { field: 'adviceBy' })
  }
  const { from, adviceBy, review } = of
  if (from !== undefined && review !== undefined && review < from) return fault('This would be looked at again before it begins.', { field: 'review' })
  if (from !== undefined && of.reviews?.some((date) => date < from)) return fault('One of the dates to look at it again comes before it begins.', { field: 'reviews' })
  if (adviceBy !== undefined && review !== undefined && review < adviceBy) return fault('This would be looked back at while advice is still asked for.', { field: 'review' })
  if (adviceBy !== undefined && from !== undefined && from < adviceBy) return fault('This would begin before the advice is in.', { field: 'adviceBy' })
  const season = of.seasons?.find((one) => one.to < one.from)
  return season ? fault('A season would end before it begins.', { list: 'seasons', item: season.id, field: 'to' }) : null
}

/** A stop rule that holds from the start, or a hope that lies behind, would say the opposite of what is meant. */
function measureFault(of: CommitmentFields): Result<never> | null {
  for (const one of of.measures ?? []) {
    const { id: item, measure, baseline, hoped } = one
    const fault = (message: string, field: string): Result<never> =>
      fail('draft.measure', message, 'Look at its numbers and its direction again.', { list: 'measures', item, field })
    if (baseline !== undefined && hoped !== undefined && baseline !== hoped && directionOf({ baseline, hoped }) !== directionOf(one)) {
      return fault(`What is hoped for of "${measure}" lies behind where it begins.`, 'hoped')
    }
    if (contradicts(one)) return fault(`"${measure}" would be stopped by reaching what is hoped for.`, 'stop')
  }
  return null
}
