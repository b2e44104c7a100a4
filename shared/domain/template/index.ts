// Templates: words to begin a record of any kind with, but the workspace's charter. Some come with Parley as data files; others a workspace keeps for itself.
//
// [TP1] A member saves the words of a record as a template, for everybody in the workspace. It names nobody: whoever gives
//       something in it is the first person, the second, and so on.
// [TP2] Who saved a template, and nobody else, takes it off the list. What was begun from it stays as it is.
// [TP3] A template binds nobody, and is read like any words: what is malformed, or names a person, is not listed.
//
// Acts have the workspace's id as subject. places.ts people as places; builtin.ts the files that come with Parley.
import { z } from 'zod'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { inOrder, type Concept, type CountedAct, type Ignored, type Past, type Reason } from '../fold.ts'
import { actRef, line, textRef } from '../schema.ts'
import { validateBody } from '../validate.ts'

export { BUILT_IN, type BuiltInTemplate, type TemplateFile } from './builtin.ts'
export { begunFrom, isTemplate, placeOf, templateOf, type Begun } from './places.ts'

const months = z.int().min(1).max(120).optional()

export const templateActs = {
  /** `months`: how long it holds; `reviewMonths`: when it is looked at first; both counted from the day it is begun. */
  'template.save': z.strictObject({ name: line, fits: z.string().max(500).optional(), terms: textRef, months, reviewMonths: months }),
  'template.retire': z.strictObject({ template: actRef }),
} as const

export interface SavedTemplate {
  readonly id: ActId
  readonly by: PersonId
  readonly at: number
  readonly name: string
  readonly fits: string
  readonly terms: TextHash
  readonly months: number | null
  readonly reviewMonths: number | null
}

export interface Templates {
  /** Those on the list, in the order of cause. */
  readonly saved: readonly SavedTemplate[]
  readonly ignored: readonly Ignored[]
}

export const template: Concept<Templates> = {
  id: 'template',
  prefixes: ['template'],
  acts: templateActs,
  validate: (type, body) => validateBody(templateActs, type, body),
  fold(acts, past) {
    const saved = new Map<ActId, { act: CountedAct; one: SavedTemplate }>()
    const retired = new Set<ActId>()
    const ignored: Ignored[] = []
    for (const act of inOrder(acts, past)) {
      const reason = take(act, past, saved, retired)
      if (reason) ignored.push({ act: act.id, reason })
    }
    return {
      saved: [...saved.values()].filter(({ one }) => !retired.has(one.id)).map(({ one }) => one),
      ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
    }
  },
}

function take(act: CountedAct, past: Past, saved: Map<ActId, { act: CountedAct; one: SavedTemplate }>, retired: Set<ActId>): Reason | null {
  const fault = validateBody(templateActs, act.type, act.body)
  if (fault) return fault
  if (!act.owned) return 'device not theirs'
  if (act.type === 'template.retire') {
    const known = saved.get(act.body['template'] as ActId)
    if (!known || !past.knows(act.place, known.act.place)) return 'nothing to undo'
    if (known.one.by !== act.person) return 'not for them'
    retired.add(known.one.id)
    return null
  }
  if (!act.member) return 'not a member'
  const { name, fits, terms, months, reviewMonths } = templateActs['template.save'].parse(act.body)
  saved.set(act.id, { act, one: { id: act.id, by: act.person, at: act.at, name, fits: fits ?? '', terms, months: months ?? null, reviewMonths: reviewMonths ?? null } })
  return null
}
