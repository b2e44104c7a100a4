// The one list of concepts. Host, command line, search, desk and export walk it and know no concept by name.
import { charter } from './charter/index.ts'
import { commitment } from './commitment/index.ts'
import { decision } from './decision/index.ts'
import { epoch } from './epoch/index.ts'
import { experiment } from './experiment/index.ts'
import { expertise, topics } from './expertise/index.ts'
import { fail, type Result } from '../base/result.ts'
import type { Concept, RecordConcept } from './fold.ts'
import { hours } from './hours/index.ts'
import { group } from './group/index.ts'
import { membership } from './membership/index.ts'
import { minutes } from './minutes/index.ts'
import { openOffer } from './openoffer/index.ts'
import { profile } from './profile/index.ts'
import { question } from './question/index.ts'
import type { RecordKind } from './record/kinds.ts'
import { remark } from './remark/index.ts'
import { role } from './role/index.ts'
import { template } from './template/index.ts'

/** Concepts whose subjects are records: listed, searched, exported; most of them drafted, offered and signed. */
export const recordConcepts: readonly RecordConcept<unknown>[] = [commitment, openOffer, charter, group, question, decision, role, minutes, experiment]

export const concepts: readonly Concept<unknown>[] = [membership, epoch, profile, expertise, topics, remark, template, hours, ...recordConcepts]

const byPrefix = new Map(concepts.flatMap((concept) => concept.prefixes.map((prefix) => [prefix, concept] as const)))
const records = new Map(recordConcepts.map((concept) => [concept.id, concept]))

const prefixOf = (type: string): string => type.slice(0, Math.max(0, type.indexOf('.')))

/** The concept that knows acts of this type, or null: such acts are kept and passed on, and have no effect. */
export const conceptOf = (type: string): Concept<unknown> | null => byPrefix.get(prefixOf(type)) ?? null

export const recordConceptOf = (type: string): RecordConcept<unknown> | null => records.get(prefixOf(type)) ?? null

/** By its id, as in `RecordRow.concept`. */
export const recordConcept = (id: string): RecordConcept<unknown> | null => records.get(id) ?? null

/** The concept that a kind of draft becomes a record of; null where records of that kind can be drafted here and not offered. */
export const recordConceptOfKind = (kind: RecordKind): RecordConcept<unknown> | null =>
  recordConcepts.find((concept) => concept.kinds.includes(kind)) ?? null

export const noConcept = (): Result<never> =>
  fail('offer.kind-unknown', 'This version of Parley can write such words and can not offer them yet.', 'Keep the draft; nothing in it is lost.')
