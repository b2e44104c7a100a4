// A new item of a list, as it stands before anything was typed in it.
import type { ListName } from '../../../../shared/domain/record/fields.ts'

export type AnyItem = { readonly id: string; readonly person?: string; readonly sort?: string } & Readonly<Record<string, unknown>>

const FIRST: Readonly<Partial<Record<ListName, Readonly<Record<string, unknown>>>>> = {
  activities: { authority: 'act' }, stones: { direction: 'up' }, conditions: { sort: 'condition' }, measures: { direction: 'up' }, criteria: { sort: 'success' },
}
/** Characters an item's id may have. */
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

export const freshItem = (list: ListName, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({ ...FIRST[list], ...given })

/** 14 letters: two people who add at once don't meet in one id. */
export const freshId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(14)), (byte) => LETTERS[byte % LETTERS.length]).join('')
