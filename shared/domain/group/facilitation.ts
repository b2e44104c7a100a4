// Who facilitates and whose turn it is, as shown on a day. [G9] to [G12], [G21]
import type { PersonId } from '../../base/ids.ts'
import { wordsOf } from '../agreement/index.ts'
import type { PresentContext } from '../fold.ts'
import type { TermsView } from '../record/view.ts'
import type { Group } from './fold.ts'
import { repliesOf } from './needs.ts'
import { phaseOf } from './standing.ts'
import { turnsFrom } from './turns.ts'
import type { FacilitationView, GroupPerson } from './view.ts'
import { turnRuleOf } from './words.ts'

const MOST_TURNS = 12

export function facilitationOf(of: Group, terms: TermsView | null, context: PresentContext): FacilitationView {
  const isHere = context.isHere?.bind(context) ?? (() => true)
  const named = (person: PersonId): GroupPerson => ({ id: person, name: context.name(person), you: person === context.me })
  const now = of.facilitators.filter(({ person, until }) => isHere(person) && (until === null || until >= context.asOf))
  // Of what is over it is nobody's turn.
  const rule = phaseOf(of, isHere, context.asOf) === 'closed' ? null : turnRuleOf(of, terms, isHere)
  const last = now.at(-1)?.person ?? of.lastTook
  const turns = rule ? turnsFrom(rule, context.asOf, last, now.length > 0, Math.min(MOST_TURNS, new Set(rule.cycle.filter(rule.isMember)).size)) : []
  const replies = repliesOf(of, context.me)
  const begun = turns[0] !== undefined && (turns[0].from === null || turns[0].from <= context.asOf)
  return {
    how: terms?.facilitation ?? 'none', turnWeeks: terms?.turnWeeks ?? null,
    now: now.map((one) => ({ ...named(one.person), at: one.at, until: one.until, phase: wordsOf(one.text, context.text) })),
    turns: turns.map((turn, index) => ({ person: named(turn.person), from: turn.from, until: turn.until, now: index === 0 && begun, swapped: turn.swapped })),
    yours: begun && turns[0]!.person === context.me && !now.some(({ person }) => person === context.me),
    asked: of.asked.map((one) => ({ ...named(one.to), at: one.at, text: wordsOf(one.text, context.text), act: one.act, by: named(one.person), replies: replies(one.act) })),
    swaps: of.swaps.map((one) => ({ act: one.act, by: named(one.person), to: named(one.with), mine: one.mine, theirs: one.theirs, agreed: one.agreed, replies: replies(one.act) })),
  }
}
