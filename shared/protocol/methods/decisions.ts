// Decisions by advice: whom one could ask, and why them. Everything else is said and shown as of any record.
import { z } from 'zod'
import type { FoundWhy, NamedPerson, AttentionView } from './people.ts'
import { id, ws } from './shapes.ts'

/** Why somebody may be affected. */
export type AffectedWhy =
  /** Party to a record, or member of a group, that the words or a link name; or that names this one. */
  | { readonly kind: 'linked'; readonly record: string; readonly title: string; readonly concept: string }
  | { readonly kind: 'named' }

export interface SuggestedPerson extends NamedPerson {
  /** Asked already, or touched by their own word. */
  readonly asked: boolean
  readonly attention: AttentionView | null
}

export interface SuggestedGroup {
  /** Null: everybody here. */
  readonly record: string | null
  readonly title: string
  /** `linked`: the words or a link name it; `mine`: who decides is in it. */
  readonly why: 'linked' | 'mine' | 'everybody'
  /** Its members but those who decide. */
  readonly people: readonly SuggestedPerson[]
}

export interface SuggestionView {
  readonly affected: readonly (SuggestedPerson & { readonly why: readonly AffectedWhy[] })[]
  /** `topic`: under which they were found. */
  readonly experts: readonly (SuggestedPerson & { readonly why: readonly (FoundWhy & { readonly under: string })[] })[]
  readonly groups: readonly SuggestedGroup[]
}

export const decisionRequests = {
  /** In the order of names: nobody is ranked. Of a draft too. */
  'decision.suggest': z.strictObject({ ...ws, id }),
} as const

export interface DecisionResults {
  'decision.suggest': SuggestionView
}
