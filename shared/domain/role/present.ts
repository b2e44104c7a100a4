// A role as lists and pages see it.
import type { PersonId } from '../../base/ids.ts'
import { detailOf, focusOf, rowOf, wordsOf, type Shown } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import { parseTerms } from '../record/terms.ts'
import type { RecordDetail, RecordRow } from '../record/view.ts'
import { ROLE_RULES, type Role } from './fold.ts'
import { isAsked, possibleWith } from './intend.ts'
import type { RolePerson, RoleView } from './view.ts'

export const shown = (of: Role): Shown => ({
  agreement: of.agreement, state: of.agreement.phase, statements: of.statements, kinds: ROLE_RULES.kinds,
  promiseOf: () => null, pending: { acknowledge: new Set() }, possible: (context) => possibleWith(of, context),
})

export function roleRow(of: Role, context: PresentContext): RecordRow {
  const row = rowOf(shown(of), context)
  const { me } = context
  return me !== null && context.member !== false && isAsked(of, me) ? { ...row, needsMe: 'take on' } : row
}

export const roleDetail = (of: Role, context: PresentContext): RecordDetail =>
  ({ ...detailOf(shown(of), context), needsMe: roleRow(of, context).needsMe, role: roleView(of, context) })

function roleView(of: Role, context: PresentContext): RoleView {
  const person = (id: PersonId): RolePerson => ({ id, name: context.name(id), you: id === context.me })
  const { binding, last } = focusOf(of.agreement)
  const terms = parseTerms((binding ?? last) && context.text((binding ?? last)!.terms))
  return {
    holders: of.holders.map(person),
    held: heldIn(of).map(({ people, at, number }) => ({ ...person(people[0]!), from: at, revision: number })),
    handons: of.handons.map((one) => ({
      id: one.act, by: person(one.person), at: one.at, text: wordsOf(one.text, context.text),
      to: one.to.map((id) => {
        const passed = one.passed.find((by) => by.person === id)
        return { ...person(id), passed: passed !== undefined, text: wordsOf(passed?.text ?? null, context.text) }
      }),
    })),
    decidedBy: (terms?.links ?? []).filter(({ how }) => how === 'decided by'),
  }
}

/** The first words of each stretch of time in which one person had it. */
const heldIn = (of: Role): Role['agreement']['revisions'] => of.agreement.revisions
  .filter(({ status, passed }) => status === 'in force' || status === 'ended' || passed)
  .filter(({ people }, at, all) => at === 0 || all[at - 1]!.people[0] !== people[0])
