// An address where another host's rendezvous may be, and what is known of it.
import type { Dial } from './dial.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** The same while somebody who was lost a moment ago is looked for. */
const HURRIED_PAUSE_MS = 250
/** A socket that lasted so long, in ms, was a good one. */
const LASTED_MS = 5000

export interface Candidate {
  readonly address: string
  /** `seen`: of a host that came here itself. */
  origin: 'first' | 'given' | 'seen'
  /** Of the host that answered there last, in its present run. */
  name: string | null
  /** The topics shared with it; null where it has not been asked since there are new ones. */
  shared: readonly string[] | null
  /** Whether it answered when last dialled; null before. */
  answers: boolean | null
  failures: number
  /** In ms, as all times here. */
  dueAt: number
  triedAt: number
  dial: Dial | null
  /** Let go, not lost. */
  released: boolean
  /** Whether it was reached by other ways before it answered. */
  wasReached: boolean
  /** Whether the host has been told that it answered. */
  told: boolean
}

export const candidate = (address: string, origin: Candidate['origin'], now: number): Candidate => ({
  address, origin, name: null, shared: null, answers: null, failures: 0, dueAt: now, triedAt: -1,
  dial: null, released: false, wasReached: false, told: false,
})

export const due = (one: Candidate, now: number): boolean => one.dial === null && one.dueAt <= now

export function tried(one: Candidate, dial: Dial, now: number): void {
  Object.assign(one, { dial, triedAt: now, released: false, wasReached: false, told: false })
}

/** Its socket is gone. After each failure it is left alone for longer, with `chance` (0 to 1) in it; not so in a hurry, where it has answered before. */
export function failed(one: Candidate, released: boolean, now: number, chance: number, hurry: boolean): void {
  const openSince = one.dial?.openSince ?? null
  const lasted = openSince !== null && now - openSince > LASTED_MS
  one.dial = null
  if (lasted) one.failures = 0
  if (!released) one.answers = false
  // One that was let go though nobody else reaches it shares nothing, or tells nothing: no hurry either.
  const longest = hurry && one.name !== null ? HURRIED_PAUSE_MS : LONGEST_PAUSE_MS
  const pause = Math.min(longest, FIRST_PAUSE_MS * 2 ** Math.min(one.failures++, 10))
  // One that lasted was cut on the way, most likely: it is looked at once whether there is a way again.
  one.dueAt = (released ? one.wasReached : lasted) ? now : now + Math.round(pause * (0.75 + chance / 2))
}

/** Its try is given up in favour of another, at once. */
export const restarted = (one: Candidate): void => void Object.assign(one, { released: true, wasReached: true })

/** Ms until it is tried again. */
export const pauseOf = (one: Candidate, now: number): number => Math.max(0, one.dueAt - now)
