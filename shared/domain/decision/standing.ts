// Whether there is something to decide, and anybody to decide it. For what is shown; no rule of the fold asks it.
import type { PersonId } from '../../base/ids.ts'
import type { PresentContext } from '../fold.ts'
import type { Decision, Outcome } from './fold.ts'

/** Still to be decided, or again. */
export const isOpen = (of: Pick<Decision, 'phase'>): boolean => ['framing', 'seeking advice', 'considering', 'contested'].includes(of.phase)

/** Advice is waited for of this person: before it is decided, or where they were asked since. */
export const isOpenTo = (of: Pick<Decision, 'phase' | 'outcomes'>, person: PersonId): boolean =>
  isOpen(of) || (of.phase === 'decided' && of.outcomes.some(({ askedSince }) => askedSince.includes(person)))

/** [AD10] Advice on what was decided, unknown to who decided, that has no answer yet. */
export const lateAdvice = (of: Pick<Decision, 'outcomes'>): Outcome['since'] =>
  of.outcomes.flatMap(({ since }) => since.filter(({ what, answered }) => what === 'advice' && !answered))

/** [AD10] Who says that what was decided touches them, and was neither asked nor answered: of whom there is advice, that is what waits. */
export const lateTouches = (of: Pick<Decision, 'outcomes'>): Outcome['since'] => {
  const advised = new Set(lateAdvice(of).map(({ person }) => person))
  return of.outcomes.flatMap(({ since }) => since.filter(({ what, answered, person }) => what === 'touches' && !answered && !advised.has(person)))
}

/** [AD15] Everybody who has it left the workspace. */
export const nobodyDecides = (of: Pick<Decision, 'deciders'>, { isHere }: Pick<PresentContext, 'isHere'>): boolean =>
  isHere !== undefined && of.deciders.length > 0 && !of.deciders.some((person) => isHere(person))
