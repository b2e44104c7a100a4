// What the words of a group say that the page, the desk and hours need. Words that are not here say nothing.
import type { CalendarDate } from '../../base/clock.ts'
import type { PersonId } from '../../base/ids.ts'
import { focusOf, type Revision } from '../agreement/index.ts'
import { dayOf } from '../../base/calendar.ts'
import type { PresentContext } from '../fold.ts'
import { parseTerms } from '../record/terms.ts'
import type { TermsView } from '../record/view.ts'
import type { Group } from './fold.ts'
import { DEFAULT_TURN_WEEKS, type TurnRule } from './turns.ts'

/** The revision whose words are shown: the one that holds, else the one on offer, else the last there was. */
export function shownRevision(of: Group): Revision | null {
  const { binding, offer, last } = focusOf(of.agreement)
  return binding ?? offer ?? last
}

export function shownTerms(of: Group, text: PresentContext['text']): TermsView | null {
  const shown = shownRevision(of)
  return shown && parseTerms(text(shown.terms))
}

/** [G4] The offer says whether a welcome is needed; its words only repeat it. */
export const joiningOf = (of: Group): 'open' | 'welcome' => (shownRevision(of)?.welcome ? 'welcome' : 'open')

/** Null where nothing goes round: no turns, or no words here. */
export function turnRuleOf(of: Group, terms: TermsView | null, isHere: (person: PersonId) => boolean): TurnRule | null {
  const how = terms?.facilitation
  if (!terms || (how !== 'order' && how !== 'time')) return null
  const members = new Set(of.members.map(({ person }) => person))
  const named = [...new Set((terms.turns ?? []).map(({ person }) => person as PersonId))]
  const cycle = named.length > 0 ? named : [...shownRevision(of)?.people ?? []]
  return {
    how, weeks: terms.turnWeeks ?? DEFAULT_TURN_WEEKS, from: firstDay(of, terms), cycle: cycle.length > 0 ? cycle : [...members],
    isMember: (person) => members.has(person) && isHere(person), swaps: of.swaps,
  }
}

/** Turns count from where the words hold, else from the day the charter came to hold. */
const firstDay = (of: Group, terms: TermsView): CalendarDate => terms.from ?? dayOf(of.chartered ?? 0)
