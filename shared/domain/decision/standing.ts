// Whether there is something to decide, and anybody to decide it. For what is shown; no rule of the fold asks it.
import type { PresentContext } from '../fold.ts'
import type { Decision, Outcome } from './fold.ts'

/** Still to be decided, or again. */
export const isOpen = (of: Pick<Decision, 'phase'>): boolean => ['framing', 'seeking advice', 'considering', 'contested'].includes(of.phase)

/** [AD10] Advice on what was decided, unknown to who decided, that has no answer yet. */
export const lateAdvice = (of: Pick<Decision, 'outcomes'>): Outcome['since'] =>
  of.outcomes.flatMap(({ since }) => since.filter(({ what, answered }) => what === 'advice' && !answered))

/** [AD15] Everybody who has it left the workspace. */
export const nobodyDecides = (of: Pick<Decision, 'deciders'>, { isHere }: Pick<PresentContext, 'isHere'>): boolean =>
  isHere !== undefined && of.deciders.length > 0 && !of.deciders.some((person) => isHere(person))
