// The templates that come with Parley. Each is a data file of plain words; nothing in the program depends on which is taken.
import type { RecordKind } from '../record/kinds.ts'
import { paragraphs } from '../record/terms.ts'
import type { CommitmentFields, Section, TermsView } from '../record/view.ts'
import firstWeeks from './en/first-weeks.json' with { type: 'json' }
import handover from './en/handover.json' with { type: 'json' }
import learning from './en/learning-pair.json' with { type: 'json' }
import letter from './en/yearly-letter.json' with { type: 'json' }
import openHours from './en/open-hours.json' with { type: 'json' }
import service from './en/weekly-service.json' with { type: 'json' }
import teams from './en/between-teams.json' with { type: 'json' }
import verbal from './en/verbal-note.json' with { type: 'json' }
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

interface File {
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

function read({ id, name, fits, kind, title, months, reviewMonths, words, fields }: File): BuiltInTemplate {
  const sections = Object.entries(words).flatMap(([key, text]): Section[] => {
    const [voice, place] = key.split(' ') as [Section['voice'], string | undefined]
    return text === undefined ? [] : [{ voice, ...(place && { person: placeOf(Number(place)) }), words: paragraphs(text) }]
  })
  return {
    id, name, fits, months: months ?? null, reviewMonths: reviewMonths ?? null,
    terms: { kind: kind as RecordKind, title, sections, ...placed(fields ?? {}) },
  }
}

/** In a file people are numbers. */
const placed = (fields: object): CommitmentFields => JSON.parse(JSON.stringify(fields), (key, value: unknown) =>
  key === 'person' && typeof value === 'number' ? placeOf(value) : value) as CommitmentFields

export const BUILT_IN: readonly BuiltInTemplate[] = [letter, teams, handover, service, learning, openHours, verbal, firstWeeks].map(read)
