// Advice that a decision came of.
import type { PersonId } from '../../base/ids.ts'
import type { Decision } from './fold.ts'

/** Advice of theirs was taken up, or in part, in words that are proposed or were decided on. */
export const wasUsed = (of: Decision, person: PersonId): boolean => [...of.advisers, ...of.outcomes.flatMap(({ advisers }) => advisers)]
  .some((one) => one.person === person && one.advice.some(({ answers }) => answers.some(({ used }) => used !== 'no')))
