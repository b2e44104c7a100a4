// What signed words may hold, kind by kind: only the voices, single fields and lists that kinds.ts names for it.
import { z } from 'zod'
import { line, personRef } from '../schema.ts'
import type { CommitmentFields, SingleFields } from './fields.ts'
import { listSchemas, singleSchemas } from './fields-schema.ts'
import { KINDS, RECORD_KINDS, type RecordKind, type TermsFormat, type Voice } from './kinds.ts'
import type { Section } from './view.ts'
import { block } from './words.ts'

const sectionsOf = (voices: readonly Voice[]) => z.array(z.strictObject({
  voice: z.enum(voices),
  /** Whose promises, where the voice is `promises`. */
  person: personRef.optional(),
  words: z.array(block),
})).max(1000)

/** Names as they were when this was offered. */
const parties = z.array(z.strictObject({ person: personRef, name: line })).max(500)

interface Named {
  readonly person: string
  readonly name: string
}

/** Words of every kind but the workspace's charter. */
export interface KindTerms extends CommitmentFields {
  readonly format: TermsFormat
  readonly kind: Exclude<RecordKind, 'charter'>
  readonly title: string
  readonly sections: readonly Section[]
  readonly parties: readonly Named[]
  readonly witnesses?: readonly Named[]
}

const only = <Shape extends object>(shape: Shape, names: readonly (keyof Shape)[]): Partial<Shape> =>
  Object.fromEntries(names.map((name) => [name, shape[name]])) as Partial<Shape>

const kindTerms = (kind: KindTerms['kind']) => {
  const { format, voices, singles, lists } = KINDS[kind]
  return z.strictObject({
    format: z.literal(format), kind: z.literal(kind), title: line, sections: sectionsOf(voices), parties, witnesses: parties.min(1).optional(),
    ...only(singleSchemas, singles), ...only(listSchemas, lists),
  })
}

const percent = z.int().min(0).max(100)
const paragraph = z.string().max(20_000)

/** The workspace's charter. More rules come as concepts need them; each is a field with a default meaning when absent. */
const charterTerms = z.strictObject({
  format: z.literal('parley/charter/1'),
  kind: z.literal('charter'),
  title: line,
  /** Of the workspace. */
  name: line,
  purpose: paragraph.optional(),
  /** How advice is sought before one decides, in words. */
  adviceRule: paragraph.optional(),
  /** Percent of the others who must support a removal. */
  removalShare: percent.optional(),
  sections: sectionsOf(KINDS.charter.voices).optional(),
  parties: parties.optional(),
  ...only(singleSchemas, KINDS.charter.singles),
})
export interface CharterTerms extends SingleFields {
  readonly format: 'parley/charter/1'
  readonly kind: 'charter'
  readonly title: string
  readonly name: string
  readonly purpose?: string | undefined
  readonly adviceRule?: string | undefined
  readonly removalShare?: number | undefined
  readonly sections?: readonly Section[] | undefined
  readonly parties?: readonly Named[] | undefined
}
export type Terms = KindTerms | CharterTerms

const kinds = RECORD_KINDS.filter((kind) => kind !== 'charter').map(kindTerms)

export const terms = z.discriminatedUnion('kind', [charterTerms, ...kinds]) as unknown as z.ZodType<Terms>
