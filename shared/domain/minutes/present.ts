// Minutes as lists and pages see them.
import type { PersonId, TextHash } from '../../base/ids.ts'
import { detailOf, focusOf, rowOf, type Shown, wordsOf } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import { parseTerms } from '../record/terms.ts'
import type { RecordDetail, RecordRow } from '../record/view.ts'
import { MINUTES_RULES, type Minutes } from './fold.ts'
import { possibleWith } from './intend.ts'
import { linesIn } from './lines.ts'
import type { MinutesPerson, MinutesView } from './view.ts'

export const shown = (of: Minutes): Shown => ({
  // [MN2] Signed, and in force between nobody.
  agreement: of.agreement, state: of.agreement.phase === 'in force' ? 'signed' : of.agreement.phase, statements: of.statements, kinds: MINUTES_RULES.kinds,
  promiseOf: () => null, pending: { acknowledge: new Set() }, possible: (context) => possibleWith(of, context),
})

export function minutesRow(of: Minutes, context: PresentContext): RecordRow {
  const on = minutesView(of, context).on
  return { ...rowOf(shown(of), context), ...(on !== null && { on }) }
}

export function minutesDetail(of: Minutes, context: PresentContext): RecordDetail {
  const minutes = minutesView(of, context)
  return { ...detailOf(shown(of), context), ...(minutes.on !== null && { on: minutes.on }), minutes }
}

function minutesView(of: Minutes, context: PresentContext): MinutesView {
  const person = (id: PersonId): MinutesPerson => ({ id, name: context.name(id), you: id === context.me })
  const { binding, last } = focusOf(of.agreement)
  const revision = binding ?? last
  const terms = revision ? parseTerms(context.text(revision.terms)) : null
  const numbers = new Map(of.agreement.revisions.map(({ id, number }) => [id, number]))
  return {
    keeper: revision ? person(revision.people[0]!) : null,
    on: terms?.on ?? null,
    groups: (terms?.links ?? []).filter(({ how }) => how === 'of group'),
    there: (revision?.to ?? []).map(person),
    memories: of.memories.map((one) => ({
      id: one.act, person: person(one.person), at: one.at, says: one.says, text: wordsOf(one.text, context.text),
      revision: numbers.get(one.revision)!, newest: one.revision === revision?.id,
    })),
    toDos: terms ? linesIn(terms, 'to do') : [],
  }
}

export const minutesTexts = (of: Minutes): TextHash[] => [...new Set([...of.agreement.revisions.map(({ terms }) => terms), ...of.statements.flatMap(({ text }) => text ?? [])])]
