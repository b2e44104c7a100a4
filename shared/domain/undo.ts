// How a person takes back what they said. The same for consent (R6) and for membership (R15).
import type { Place } from '../acts/causal.ts'
import type { Past } from './fold.ts'

/**
 * [R6] A saying is undone by its own author's undoing u if u knows it; or if the saying does not know u, and u knows a
 * saying of the same thing which knew every undoing that this one knew. The second half is for forks: saying the same
 * again on a branch that never heard of u is the old yes, not a newer one.
 *
 * All places are of one person and one thing. `undoings` are those that know at least one saying ([R11]).
 */
export function isUndone(saying: Place, sayings: readonly Place[], undoings: readonly Place[], past: Past): boolean {
  if (undoings.length === 0) return false
  const known = undoings.filter((undoing) => past.knows(saying, undoing))
  return undoings.some((undoing) => {
    if (past.knows(undoing, saying)) return true
    if (past.knows(saying, undoing)) return false
    return sayings.some((other) =>
      past.knows(undoing, other) && known.every((undoing) => past.knows(other, undoing)))
  })
}

/** [R11] An undoing that knows no saying undoes none. */
export const undoesAny = (undoing: Place, sayings: readonly Place[], past: Past): boolean =>
  sayings.some((saying) => past.knows(undoing, saying))
