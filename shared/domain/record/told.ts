// What an act is called when it is told of. Most go by their own verb; what is signed to begin or change a record is an `offer` to the
// rules whatever the record is, and something else to people: nobody offers a role, minutes, or what they promise by themselves.
import type { TextHash } from '../../base/ids.ts'
import { isRecordKind, type RecordKind, type RowKind } from './kinds.ts'
import { sidesOf } from './sides.ts'
import type { DraftMeta } from './view.ts'

/** What people do by an `offer`; a decision's words have a verb of their own. */
export type Way = 'offer' | 'promise' | 'ask' | 'note' | 'announce' | 'sign' | 'propose'

/** Of words on offer: their kind, whose yes they need, and those of them who give something, where it is not all. */
interface Offered {
  readonly kind: RecordKind
  readonly people: readonly string[]
  readonly gives?: readonly string[] | undefined
}

/** `author` wrote it; `spoken`: its words say that it was said aloud. */
export function wayOf({ kind, people, gives = people }: Offered, author: string, spoken = false): Way {
  if (spoken) return 'note'
  switch (kind) {
    // Beside its giver a promise needs only those whom it was said to.
    case 'promise': return gives.length < people.length ? 'note' : gives.includes(author) ? 'promise' : 'ask'
    case 'open request': return 'ask'
    default: return wayOfKind(kind)
  }
}

/** Before anything is known but what is to be written. */
export function wayOfKind(kind: RowKind): Way {
  switch (kind) {
    case 'promise': return 'promise'
    case 'role': return 'announce'
    case 'minutes': return 'sign'
    case 'decision': return 'propose'
    default: return 'offer'
  }
}

/** What `author` would do by signing a draft as it stands. */
export function wayOfDraft(meta: Pick<DraftMeta, 'kind' | 'gives' | 'receives' | 'medium'>, author: string): Way {
  const { gives, signs } = sidesOf(meta)
  return wayOf({ kind: meta.kind, people: [...gives, ...signs], gives }, author, meta.medium === 'verbal')
}

/** What an act is told by. Its body may say anything. */
export interface ActTold { readonly type: string; readonly body: Readonly<Record<string, unknown>>; readonly person: string }

/** The type of an act, `concept.verb`, with the verb that it is told by; `isSpoken`: whether words, by their hash, say that they were said aloud. */
export function toldType({ type, body, person }: ActTold, isSpoken: (terms: TextHash) => boolean): string {
  const [concept, verb] = partsOf(type)
  const { kind, people, gives = people, terms } = body
  if (verb !== 'offer' || !isRecordKind(kind) || !Array.isArray(people) || !Array.isArray(gives)) return type
  return `${concept}.${wayOf({ kind, people, gives }, person, typeof terms === 'string' && isSpoken(terms as TextHash))}`
}

export const verbOf = (type: string): string => partsOf(type)[1]

function partsOf(type: string): readonly [concept: string, verb: string] {
  const at = type.indexOf('.')
  return [type.slice(0, Math.max(0, at)), type.slice(at + 1)]
}
