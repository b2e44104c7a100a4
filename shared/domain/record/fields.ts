// The structured fields of a record: what stands beside its words. One table says what each list holds; drafts,
// terms, the host contract and the comparison of revisions read it, so that a field is added in one place.
//
// Every list item has an id that it keeps from revision to revision: readings name a stone by it, and two people who
// edit different items of a draft, or different fields of one, both keep what they wrote.
import { isCalendarDate } from '../../base/clock.ts'
import { isId } from '../../base/ids.ts'
import type { Amount, ItemOf, ListName, SingleName } from './field-shapes.ts'

export type * from './field-shapes.ts'

/** What a value of one field may be. `max`: characters. */
export type FieldSpec =
  | { readonly is: 'text'; readonly max: number; readonly optional?: true }
  | { readonly is: 'person' | 'record' | 'amount' | 'hours' | 'days' | 'date'; readonly optional?: true }
  | { readonly is: 'one of'; readonly values: readonly string[]; readonly optional?: true }
  | { readonly is: 'whole'; readonly min: number; readonly max: number; readonly optional?: true }
  | { readonly is: 'dates'; readonly optional?: true }

const person = { is: 'person' } as const
const words = { is: 'text', max: 1000 } as const
const date = { is: 'date' } as const
const either = <const Values extends readonly string[]>(...values: Values) => ({ is: 'one of', values } as const)
const maybe = <Of extends FieldSpec>(of: Of): Of & { readonly optional: true } => ({ ...of, optional: true })

export const LISTS: { readonly [Name in ListName]: { readonly [Field in Exclude<keyof ItemOf<Name>, 'id'>]-?: FieldSpec } } = {
  activities: { person, what: words, authority: either('act', 'recommend', 'decide') },
  stones: {
    person, measure: { is: 'text', max: 300 }, unit: maybe({ is: 'text', max: 60 }), baseline: maybe({ is: 'amount' }), target: maybe({ is: 'amount' }),
    direction: maybe(either('up', 'down')), by: maybe(date),
  },
  conditions: { sort: either('condition', 'boundary'), words },
  time: { person, hours: { is: 'hours' } },
  seasons: { person: maybe(person), from: date, to: date, hours: { is: 'hours' } },
  goals: { person, words, by: maybe(date) },
  measures: {
    measure: { is: 'text', max: 300 }, unit: maybe({ is: 'text', max: 60 }), baseline: maybe({ is: 'amount' }), hoped: maybe({ is: 'amount' }),
    stop: maybe({ is: 'amount' }), direction: maybe(either('up', 'down')), every: maybe({ is: 'days' }),
  },
  criteria: { sort: either('success', 'closing'), words },
  turns: { person },
  topics: { topic: { is: 'text', max: 80 } },
  outputs: { words, record: maybe({ is: 'record' }) },
  links: { how: either('answers', 'supersedes', 'serves', 'relates to', 'of group', 'forks', 'decided by', 'learned in', 'home of'), record: { is: 'record' }, title: { is: 'text', max: 200 } },
}
export const LIST_NAMES = Object.keys(LISTS) as readonly ListName[]

export const SINGLES: { readonly [Name in SingleName]-?: FieldSpec } = {
  due: date, review: date, hours: { is: 'whole', min: 0, max: 168 },
  priority: { is: 'text', max: 300 }, from: date, until: date, reviews: { is: 'dates' },
  everyMonths: { is: 'whole', min: 1, max: 120 }, rhythm: { is: 'text', max: 300 },
  formality: either('informal', 'formal'), medium: either('written', 'verbal'),
  places: { is: 'whole', min: 1, max: 1000 },
  joining: either('open', 'welcome'), deciding: either('consent', 'advice', 'unanimous', 'majority'), facilitation: either('none', 'order', 'time', 'knows most'),
  turnWeeks: { is: 'whole', min: 1, max: 52 }, spendHours: { is: 'whole', min: 0, max: 100_000 }, adviceBy: date,
  reach: either('one', 'few', 'many', 'all'), undo: either('easy', 'effort', 'hard'), spend: either('none', 'some', 'much'), on: date,
  rolePart: either('second', 'steward'), share: { is: 'whole', min: 0, max: 100 }, twentyPercent: { is: 'whole', min: 0, max: 100 }, withoutAdvice: words,
}
export const SINGLE_NAMES = Object.keys(SINGLES) as readonly SingleName[]

/** Most items of one list, and most dates of one field. */
export const MAX_ITEMS = 200
const MAX_DATES = 60

/** Rows of a list's table, for those who walk it. */
export const specsOf = (list: ListName): readonly (readonly [string, FieldSpec])[] => Object.entries(LISTS[list] as Record<string, FieldSpec>)

export const isAmount = (value: unknown): value is Amount =>
  typeof value === 'string' && /^-?(0|[1-9]\d{0,11})(\.\d{0,5}[1-9])?$/.test(value) && value !== '-0'

/** What a person typed as a number; null where it is none. A decimal comma is read as a point. */
export function readAmount(text: string): Amount | null {
  const match = /^([+-]?)(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(text.trim())
  if (!match) return null
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  const whole = match[2]!.replace(/^0+(?=\d)/, '')
  const amount = fraction === '' ? whole : `${whole}.${fraction}`
  return match[1] === '-' && amount !== '0' ? `-${amount}` : amount
}

export const isItemId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-z]{1,32}$/.test(value)

/** Whether a value may be signed in that field. */
export function fits(spec: FieldSpec, value: unknown): boolean {
  switch (spec.is) {
    case 'text': return typeof value === 'string' && value.trim() !== '' && value.length <= spec.max
    case 'person': case 'record': return typeof value === 'string' && isId(value)
    case 'amount': return isAmount(value)
    case 'hours': return isAmount(value) && Number(value) >= 0 && Number(value) <= 168
    case 'days': return isAmount(value) && Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= 3650
    case 'date': return typeof value === 'string' && isCalendarDate(value)
    case 'one of': return spec.values.includes(value as string)
    case 'whole': return typeof value === 'number' && Number.isSafeInteger(value) && value >= spec.min && value <= spec.max
    case 'dates': return Array.isArray(value) && value.length > 0 && value.length <= MAX_DATES && value.every((one) => typeof one === 'string' && isCalendarDate(one))
  }
}

/** Whether this is an item of that list as terms hold it: known fields only, each of which fits, the needed ones there. */
export function isItem(list: ListName, value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const { id, ...fields } = value as Record<string, unknown>
  if (!isItemId(id)) return false
  const specs: Record<string, FieldSpec> = LISTS[list]
  if (Object.keys(fields).some((key) => !Object.hasOwn(specs, key))) return false
  return Object.entries(specs).every(([key, spec]) => fields[key] === undefined ? spec.optional === true : fits(spec, fields[key]))
}

/** Whether this can stand in a draft: known fields that hold text, however far it is written. */
export function isDraftItem(list: ListName, value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const { id, ...fields } = value as Record<string, unknown>
  return isItemId(id) && Object.entries(fields).every(([key, field]) =>
    Object.hasOwn(LISTS[list], key) && (field === undefined || (typeof field === 'string' && field.length <= 1000)))
}

/** An item of a draft: fields that don't fit are empty text where needed, and absent where not. */
export function draftItem<Name extends ListName>(list: Name, id: string, fields: Readonly<Record<string, unknown>>): ItemOf<Name> {
  const item: Record<string, unknown> = { id }
  for (const [key, spec] of specsOf(list)) {
    const value = readable(spec, fields[key])
    if (value !== undefined) item[key] = value
    else if (!spec.optional) item[key] = spec.is === 'one of' ? spec.values[0] : ''
  }
  return item as unknown as ItemOf<Name>
}

/** Drafts hold what people are still typing: text is cut to its length, everything else fits or is left out. */
export function readable(spec: FieldSpec, value: unknown): unknown {
  if (spec.is === 'text') return typeof value === 'string' && value !== '' ? value.slice(0, spec.max).toWellFormed() : undefined
  return fits(spec, value) ? value : undefined
}
