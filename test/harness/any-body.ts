// Bodies of acts made by chance from their schemas: right in form, and about whatever there is. So every concept, those to
// come included, is tried with what a changed program could sign.
import { z } from 'zod'
import type { Json } from '#shared/acts/canonical.ts'
import { utf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId, TextHash } from '#shared/base/ids.ts'
import { isItemId } from '#shared/domain/record/fields.ts'
import { actRef, deviceRef, nonce, personRef, textRef } from '#shared/domain/schema.ts'
import type { Chance } from './chance.ts'

/** What there is to be named. */
export interface Things {
  readonly people: readonly PersonId[]
  readonly acts: readonly ActId[]
  /** Those of the acts that offer words. */
  readonly revisions: readonly ActId[]
  readonly texts: readonly TextHash[]
  readonly opener: PersonId
  readonly nonce: string
  readonly kinds: readonly string[]
}

type Def = z.core.$ZodTypes['_zod']['def']
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def

/** Values for the fields of a body that only mean something when they are right. */
const named = (key: string, things: Things, chance: Chance): Json | undefined => {
  if (key === 'opener') return things.opener
  if (key === 'nonce') return things.nonce
  if (key === 'kind') return chance.pick(things.kinds)
  if (key === 'revision' && things.revisions.length > 0 && chance.next() < 0.8) return chance.pick(things.revisions)
  return undefined
}

export function anyBody(schema: z.core.$ZodType, things: Things, chance: Chance): Json {
  if (schema === personRef || schema === deviceRef) return chance.pick(things.people)
  if (schema === actRef) return things.acts.length === 0 || chance.next() < 0.02 ? 'ab'.repeat(32) : newest(things.acts, chance)
  if (schema === textRef) return chance.pick(things.texts)
  if (schema === nonce) return things.nonce
  const def = defOf(schema)
  switch (def.type) {
    case 'object': {
      const body: Record<string, Json> = {}
      for (const [key, field] of Object.entries(def.shape)) {
        if (defOf(field).type === 'optional' && chance.next() < 0.5) continue
        body[key] = named(key, things, chance) ?? anyBody(field, things, chance)
      }
      return body
    }
    case 'optional': case 'nullable': case 'readonly': case 'default': return anyBody(def.innerType, things, chance)
    case 'array': {
      const items = Array.from({ length: chance.below(4) }, () => anyBody(def.element, things, chance))
      return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
    }
    case 'union': return anyBody(chance.pick(def.options), things, chance)
    case 'enum': return chance.pick(Object.values(def.entries)) as Json
    case 'literal': return chance.pick(def.values) as Json
    case 'boolean': return chance.next() < 0.5
    case 'number': return chance.pick([0, 1, 2, 5, 12, 50, 100, 9000])
    case 'string': return fitting(schema, chance)
    case 'custom': return fitting(schema, chance)
    case 'pipe': return anyBody(def.in, things, chance)
    default: throw new Error(`no value for a schema of type ${def.type}: teach test/harness/any-body.ts`)
  }
}

/** What people say is mostly about what was said last. */
const newest = (acts: readonly ActId[], chance: Chance): ActId =>
  (chance.next() < 0.7 ? chance.pick(acts.slice(-6)) : chance.pick(acts))

const LINES = ['2026-06-01', '2020-01-01', '5', '-3', '2.5', 'a1', 'Bread on Fridays', 'x', '00', 'ab'.repeat(16), 'ab'.repeat(32), 'A'.repeat(86)]

/** Whatever of a few lines the schema takes: a date, a number as text, an id of an item, words. */
function fitting(schema: z.core.$ZodType, chance: Chance): string {
  const fits = LINES.filter((text) => z.safeParse(schema, text).success)
  if (fits.length > 0) return chance.pick(fits)
  throw new Error(`no text fits a schema (${JSON.stringify(defOf(schema).type)}, item id ${isItemId('a1')}): teach test/harness/any-body.ts one`)
}

/** Words that acts may name. */
export const SOME_WORDS = ['As we said.', 'It snowed.', 'Nobody came.'].map((text) => utf8(text))
