// The table of fields as zod schemas: for terms that are signed, and for the host contract.
import { z } from 'zod'
import { distinct } from '../schema.ts'
import { fits, isDraftItem, isItem, LIST_NAMES, MAX_ITEMS, SINGLES, SINGLE_NAMES, type CommitmentFields, type ItemOf, type ListName, type SingleFields, type SingleName } from './fields.ts'

type Singles = { readonly [Name in SingleName]-?: z.ZodOptional<z.ZodType<NonNullable<SingleFields[Name]>, NonNullable<SingleFields[Name]>>> }
type Lists = { readonly [Name in ListName]-?: z.ZodOptional<z.ZodType<readonly ItemOf<Name>[], readonly ItemOf<Name>[]>> }

const single = <Name extends SingleName>(name: Name) =>
  z.custom<NonNullable<SingleFields[Name]>>((value) => fits(SINGLES[name], value), `a ${name} that fits`).optional()

const list = <Name extends ListName>(name: Name) =>
  z.array(z.custom<ItemOf<Name>>((value) => isItem(name, value), `one of ${name}`)).min(1).max(MAX_ITEMS)
    .refine((items) => distinct(items.map((item) => (item as { id: string }).id)), 'each id once').optional()

/** As signed: every item whole, an empty list absent. */
export const singleSchemas = Object.fromEntries(SINGLE_NAMES.map((name) => [name, single(name)])) as unknown as Singles
export const listSchemas = Object.fromEntries(LIST_NAMES.map((name) => [name, list(name)])) as unknown as Lists

const draftList = <Name extends ListName>(name: Name) =>
  z.array(z.custom<ItemOf<Name>>((value) => isDraftItem(name, value), `one of ${name}`)).max(MAX_ITEMS).optional()

/** As written in a draft: items may be half there, a list may be empty. */
export const draftListSchemas = Object.fromEntries(LIST_NAMES.map((name) => [name, draftList(name)])) as unknown as Lists

/** What changes in a draft's fields: what is left out stays, null takes a field out. */
export const singleChanges = Object.fromEntries(SINGLE_NAMES.map((name) => [name, single(name).nullable()])) as unknown as {
  readonly [Name in SingleName]-?: z.ZodOptional<z.ZodNullable<z.ZodType<NonNullable<SingleFields[Name]>, NonNullable<SingleFields[Name]>>>>
}

/** The fields of something that was read with these schemas, and nothing else of it. */
export function fieldsIn(of: CommitmentFields): CommitmentFields {
  const names = [...SINGLE_NAMES, ...LIST_NAMES]
  return Object.fromEntries(names.filter((name) => of[name] !== undefined).map((name) => [name, of[name]])) as CommitmentFields
}
