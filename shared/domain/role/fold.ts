// From the acts of one role to who has it and whom they ask to go on with it. Numbers: see index.ts.
import type { PersonId } from '../../base/ids.ts'
import { foldAgreement, type Agreement, type Rules, type Statement } from '../agreement/index.ts'
import type { CountedAct, Ignored, Past } from '../fold.ts'
import { askingsIn, handingStatement, noteLaidDown, nothingHanded, replacedIn, standingHandons, takeHanding, type HandOn } from './handing.ts'

export const ROLE_RULES: Rules = { concept: 'role', mode: 'all', kinds: ['role'], own: true }

export interface Role {
  readonly agreement: Agreement
  /** [RO2] Who has it: one person, or two where it was taken on and changed apart. */
  readonly holders: readonly PersonId[]
  /** [RO4] Who is asked to go on with it now. */
  readonly handons: readonly HandOn[]
  /** [RO5, RO6] In whose place each person may go on with it. */
  readonly mayReplace: ReadonlyMap<PersonId, readonly PersonId[]>
  readonly statements: readonly Statement[]
  readonly ignored: readonly Ignored[]
}

export function foldRole(acts: readonly CountedAct[], past: Past): Role {
  const askings = askingsIn(acts)
  const folded = foldAgreement(acts, past, { ...ROLE_RULES, replaces: (sheet, act) => replacedIn(askings, sheet, past, act) })
  const { agreement, sheet, others, ordered } = folded
  const handing = nothingHanded()
  const ignored = [...agreement.ignored]
  const said = new Map(agreement.statements.map((statement) => [statement.act, statement]))
  for (const act of ordered) if (act.type === 'role.stepout' && said.has(act.id)) noteLaidDown(handing, act)
  for (const act of others) {
    const reason = takeHanding(folded, handing, act)
    if (reason) ignored.push({ act: act.id, reason })
    else said.set(act.id, handingStatement(act, handing))
  }
  const everything: Past = { knows: (a, b) => a === NOW || past.knows(a, b), depth: (place) => past.depth(place) }
  const asked = [...new Set(askings.asked.flatMap(({ to }) => to))].sort()
  return {
    agreement,
    holders: [...new Set(agreement.revisions.filter(({ id }) => agreement.inForce.includes(id)).flatMap(({ people }) => people))],
    handons: standingHandons(folded, handing, agreement.inForce),
    mayReplace: new Map(asked.map((person) => [person, [...replacedIn(askings, sheet, everything, { person, place: NOW })].sort()] as const)
      .filter(([, replaced]) => replaced.length > 0)),
    statements: ordered.flatMap((act) => said.get(act.id) ?? []),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

/** Where somebody stands who is about to sign: behind everything that is here. */
const NOW = -1 as never
