// Who stands on which side of what a draft would offer. `people` of an offer are those whose yes it needs; `gives` says
// which of them promise something, where not all do.
import { KINDS } from './kinds.ts'
import type { DraftMeta } from './view.ts'

export interface Sides {
  readonly gives: readonly string[]
  /** Needed, and promising nothing. */
  readonly signs: readonly string[]
  /** Not needed. */
  readonly receives: readonly string[]
}

/**
 * Of a promise one gives and the others receive; what was only said counts once they acknowledge it, so they are needed.
 * Colleagues sign a letter beside those who promise in it. An open offer, a role, a decision are their owner's alone.
 */
export function sidesOf(meta: Pick<DraftMeta, 'kind' | 'gives' | 'receives' | 'medium'>): Sides {
  const { people } = KINDS[meta.kind]
  const gives = people === 'one' || people === 'one to others' ? meta.gives.slice(0, 1) : meta.gives
  const others = [...new Set(meta.receives)].filter((person) => !gives.includes(person))
  if (people === 'some' || (meta.kind === 'promise' && meta.medium === 'verbal')) return { gives, signs: others, receives: [] }
  return { gives, signs: [], receives: people === 'one to others' ? others : [] }
}

/** Whom the words of a draft name, in their order, and who is there beside them: nobody witnesses what they take part in. */
export function namedIn(meta: Pick<DraftMeta, 'kind' | 'gives' | 'receives' | 'medium' | 'witnesses'>): { readonly parties: readonly string[]; readonly witnesses: readonly string[] } {
  const { gives, signs, receives } = sidesOf(meta)
  const parties = [...new Set([...gives, ...signs, ...receives])]
  return { parties, witnesses: [...new Set(meta.witnesses ?? [])].filter((person) => !parties.includes(person)) }
}
