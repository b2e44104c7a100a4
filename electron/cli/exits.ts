// Exit codes: part of what scripts rely on.
import type { Problem } from '#shared/base/result.ts'

export const EXIT = {
  ok: 0, refused: 1, usage: 2, notFound: 3, noIdentity: 4, data: 5, host: 6, timeout: 7, bug: 70,
} as const

export const EXIT_WORDS: readonly (readonly [number, string])[] = [
  [EXIT.ok, 'done'],
  [EXIT.refused, 'refused, or not valid: the message says why'],
  [EXIT.usage, 'the command line can’t be understood'],
  [EXIT.notFound, 'a name or id fits nothing, or more than one thing'],
  [EXIT.noIdentity, 'there is no identity here yet, or its key is locked'],
  [EXIT.data, 'the data folder is in use or can’t be used, or the disk is full'],
  [EXIT.host, 'the running Parley went away or does not answer'],
  [EXIT.timeout, 'nobody answered in time'],
  [EXIT.bug, 'a fault in Parley itself'],
]

/** By the stable code of a problem; the first row that fits counts. */
const ROWS: readonly (readonly [RegExp, number])[] = [
  [/^bug$/, EXIT.bug],
  [/^(usage\.|call\.)/, EXIT.usage],
  [/^(identity\.(none|locked)|vault\.(locked|passphrase))$/, EXIT.noIdentity],
  [/^(data|disk|vault)\./, EXIT.data],
  [/^(host|session)\./, EXIT.host],
  [/\.timeout$/, EXIT.timeout],
  [/^workspace\.(none|several)$|\.(ambiguous|choose|unknown)$/, EXIT.notFound],
]

export const exitFor = (problem: Problem): number => ROWS.find(([code]) => code.test(problem.code))?.[1] ?? EXIT.refused
