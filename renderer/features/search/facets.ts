// How the values a search can be narrowed by are said.
import type { RecordKind } from '../../../shared/domain/record/kinds.ts'
import type { RecordState } from '../../../shared/domain/record/view.ts'
import type { Facet } from '../../../shared/protocol/contract.ts'
import { KIND_WORDS } from '../record/kind-words.ts'
import { STATE_WORDS } from '../record/row-marks.ts'

export const FACET_TITLES: Readonly<Partial<Record<Facet['key'], string>>> = { state: 'find.state', kind: 'find.kind', tag: 'find.tag', with: 'find.with' }

/** Each filter as one would type it, and what it finds. */
export const FILTER_WORDS = [
  ['find.withTyped', 'find.withSays'], ['find.byTyped', 'find.bySays'], ['find.stateTyped', 'find.stateSays'],
  ['find.kindTyped', 'find.kindSays'], ['find.tagTyped', 'find.tagSays'], ['find.isTyped', 'find.isSays'],
] as const

/** What a person wrote is shown as written; a kind or state that is not known here is shown by its name. */
export function facetWords({ key, value, label }: Pick<Facet, 'key' | 'value' | 'label'>, t: (key: string) => string): string {
  const state = STATE_WORDS[value as RecordState] as string | undefined
  if (key === 'state' && state) return t(state)
  const kind = KIND_WORDS[value as RecordKind] as string | undefined
  return key === 'kind' && kind ? t(kind) : label
}

export const stateWords = (state: string, t: (key: string) => string): string => facetWords({ key: 'state', value: state, label: state }, t)
