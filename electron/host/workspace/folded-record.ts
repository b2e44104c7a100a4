// One record folded from its acts, and the row that shows it.
import type { Circle, RecordId, TextHash } from '#shared/base/ids.ts'
import type { CountedAct, Past, PresentContext, RecordConcept } from '#shared/domain/fold.ts'
import { foldHours, sumOf } from '#shared/domain/hours/index.ts'
import { recordConceptOf } from '#shared/domain/registry.ts'
import { isOpen, remark, type Remarks } from '#shared/domain/remark/index.ts'
import type { RecordRow } from '#shared/protocol/contract.ts'

/** A record as folded now. */
export interface FoldedRecord {
  readonly id: RecordId
  readonly circle: Circle
  readonly concept: RecordConcept<unknown>
  readonly state: unknown
  readonly acts: readonly CountedAct[]
  /** What was said about it; null where nothing was. */
  readonly remarks: Remarks | null
  /** Minutes that people told they spent on it; null where nobody did. */
  readonly spent: number | null
  /** Its words, each read from the disk once: row, desk and search look at the same ones. */
  readonly text: PresentContext['text']
}

/** What acts of one subject are folded with. */
export interface Folding {
  readonly past: Past
  readonly text: PresentContext['text']
  /** Asked for only where acts of several concepts stand on one id. */
  context(): PresentContext
}

/** Null where none of the acts is a record's. */
export function foldedFrom(id: RecordId, circle: Circle, acts: readonly CountedAct[], { past, text, context }: Folding): FoldedRecord | null {
  const could = conceptsOf(acts).map((concept) => {
    const mine = acts.filter((act) => recordConceptOf(act.type) === concept)
    return { concept, acts: mine, state: concept.fold(mine, past) }
  })
  // An id is made for one concept. Acts of another have no effect on it, whichever came first: they must not hide it.
  const folded = could.find(({ concept, state }) => could.length === 1 || concept.row(state, context()).state !== 'draft') ?? could[0]
  return folded ? { id, circle, ...folded, remarks: remarksIn(acts, past), spent: spentIn(acts, past), text } : null
}

/** As its concept shows it, and what was said about it. */
export function rowOf({ concept, state, remarks }: FoldedRecord, context: PresentContext): RecordRow {
  const row = concept.row(state, context)
  if (!remarks) return row
  const tags = remarks.tags.map(({ tag }) => tag)
  return {
    ...row, ...(tags.length > 0 && { tags }),
    ...(remarks.remarks.some(isOpen) && { flags: [...row.flags, 'question open' as const] }),
  }
}

/** The same bytes for the same hash, so that what is made of them can be kept with them. What is missing is looked for again. */
export function readOnce(read: PresentContext['text']): PresentContext['text'] {
  const known = new Map<TextHash, Uint8Array>()
  return (hash) => {
    const text = known.get(hash) ?? read(hash)
    if (text) known.set(hash, text)
    return text
  }
}

/** Most records have none: nothing is folded then. */
function remarksIn(acts: readonly CountedAct[], past: Past): Remarks | null {
  const said = acts.filter((act) => act.type.startsWith('remark.'))
  return said.length === 0 ? null : remark.fold(said, past)
}

/** [HR4] The sum of what was shared. */
function spentIn(acts: readonly CountedAct[], past: Past): number | null {
  const told = acts.filter((act) => act.type === 'hours.share')
  return sumOf(foldHours(told, past).shared) || null
}

const conceptsOf = (acts: readonly CountedAct[]): RecordConcept<unknown>[] =>
  [...new Set(acts.map((act) => recordConceptOf(act.type)))].filter((concept) => concept !== null)
