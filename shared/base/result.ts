// Errors a person can act on are values. An exception is a bug.

/** What happened, what it means for one's work, and the way out. `code` is stable: scripts and tests rely on it. */
export interface Problem {
  readonly code: string
  /** What happened and what it means, in a sentence or two. */
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const problem = (code: string, message: string, remedy: string, details?: Problem['details']): Problem =>
  details ? { code, message, remedy, details } : { code, message, remedy }

export const fail = <T = never>(
  code: string, message: string, remedy: string, details?: Problem['details'],
): Result<T> => ({ ok: false, problem: problem(code, message, remedy, details) })

/** Carries a Problem through code that can only throw (RPC clients, streams). */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(of: Problem) {
    super(of.message)
    this.name = 'ProblemError'
    this.problem = of
  }
}

export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new ProblemError(result.problem)
}
