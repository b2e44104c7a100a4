// The templates that come with Parley. Each is a data file of plain words; nothing in the program depends on which is taken.
// The files of one concept are listed in one file beside them: `en/commitments.ts`, `en/groups.ts` and so on.
import type { RecordKind, Voice } from '../record/kinds.ts'
import { paragraphs } from '../record/terms.ts'
import type { CommitmentFields, Section, TermsView } from '../record/view.ts'
import { commitments } from './en/commitments.ts'
import { decisions } from './en/decisions.ts'
import { experiments } from './en/experiments.ts'
import { groups } from './en/groups.ts'
import { minutes } from './en/minutes.ts'
import { roles } from './en/roles.ts'
import { placeOf } from './places.ts'

export interface BuiltInTemplate {
  readonly id: string
  readonly name: string
  /** Whom it fits, in a sentence or two. */
  readonly fits: string
  readonly months: number | null
  readonly reviewMonths: number | null
  /** People stand as places. */
  readonly terms: TermsView
}

export interface TemplateFile {
  readonly id: string
  readonly name: string
  readonly fits: string
  readonly kind: string
  readonly title: string
  readonly months?: number
  readonly reviewMonths?: number
  /** Words by voice; `promises 1` are those of the first person. */
  readonly words: Readonly<Record<string, string | undefined>>
  readonly fields?: object
}

function read({ id, name, fits, kind, title, months, reviewMonths, words, fields }: TemplateFile): BuiltInTemplate {
  const sections = Object.entries(words).flatMap(([key, text]): Section[] => {
    const place = /^promises (\d+)$/.exec(key)?.[1]
    return text === undefined ? [] : [{ ...(place ? { voice: 'promises', person: placeOf(Number(place)) } : { voice: key as Voice }), words: paragraphs(text) }]
  })
  return {
    id, name, fits, months: months ?? null, reviewMonths: reviewMonths ?? null,
    terms: { kind: kind as RecordKind, title, sections, ...placed(fields ?? {}) },
  }
}

/** In a file people are numbers. */
const placed = (fields: object): CommitmentFields => JSON.parse(JSON.stringify(fields), (key, value: unknown) =>
  key === 'person' && typeof value === 'number' ? placeOf(value) : value) as CommitmentFields

export const BUILT_IN: readonly BuiltInTemplate[] = [...commitments, ...groups, ...roles, ...experiments, ...decisions, ...minutes].map(read)
