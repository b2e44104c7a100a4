// How the values a search can be narrowed by are said.
import type { RecordKind } from '../../../shared/domain/record/kinds.ts'
import type { Facet } from '../../../shared/protocol/contract.ts'
import { KIND_WORDS } from '../record/kind-words.ts'

export const FACET_TITLES: Readonly<Partial<Record<Facet['key'], string>>> = { state: 'find.state', kind: 'find.kind', tag: 'find.tag', with: 'find.with' }

/** Each filter as one would type it, and what it finds. */
export const FILTER_WORDS = [
  ['find.withTyped', 'find.withSays'], ['find.byTyped', 'find.bySays'], ['find.stateTyped', 'find.stateSays'],
  ['find.kindTyped', 'find.kindSays'], ['find.tagTyped', 'find.tagSays'], ['find.isTyped', 'find.isSays'],
] as const

const STATES: Readonly<Record<string, string>> = {
  'draft': 'state.draft', 'offered': 'state.offered', 'in force': 'state.inForce', 'declined': 'state.declined',
  'fulfilled': 'state.fulfilled', 'released': 'state.released', 'ended': 'state.ended',
}

/** What a person wrote is shown as written; a kind or state that is not known here is shown by its name. */
export function facetWords({ key, value, label }: Pick<Facet, 'key' | 'value' | 'label'>, t: (key: string) => string): string {
  if (key === 'state' && STATES[value]) return t(STATES[value])
  const kind = KIND_WORDS[value as RecordKind] as string | undefined
  return key === 'kind' && kind ? t(kind) : label
}

export const stateWords = (state: string, t: (key: string) => string): string => facetWords({ key: 'state', value: state, label: state }, t)
