// What strangers may have us look at. Decided before any hashing, by where a datagram comes from alone.
import { Allowance } from '../allowance.ts'
import type { Limits } from './limits.ts'

/** An allowance for each of some things that strangers name; the longest silent are forgotten. */
class Each {
  readonly #perSecond: number
  readonly #burst: number
  readonly #most: number
  readonly #known = new Map<string, Allowance>()

  constructor(perSecond: number, burst: number, most: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#most = most
  }

  spend(name: string, now: number): boolean {
    const allowance = this.#known.get(name) ?? new Allowance(this.#perSecond, this.#burst, now)
    this.#known.delete(name)
    this.#known.set(name, allowance)
    if (this.#known.size > this.#most) this.#known.delete(this.#known.keys().next().value!)
    return allowance.spend(1, now)
  }
}

export class Intake {
  readonly #all: Allowance
  readonly #each: Each
  readonly #answers: Allowance
  readonly #answersEach: Each
  readonly #found: Each

  constructor(limits: Limits, now: number) {
    this.#all = new Allowance(limits.inPerSecond, limits.inBurst, now)
    this.#each = new Each(limits.inPerSource, limits.inBurstPerSource, limits.sources)
    this.#answers = new Allowance(limits.answersPerSecond, limits.answerBurst, now)
    this.#answersEach = new Each(limits.answersPerSource, limits.answerBurstPerSource, limits.sources)
    this.#found = new Each(limits.foundPerSecond, limits.foundBurst, limits.keys)
  }

  /** One loud source is stopped before it uses up what all have together. */
  mayLookAt(source: string, now: number): boolean {
    return this.#each.spend(source, now) && this.#all.spend(1, now)
  }

  mayAnswer(source: string, now: number): boolean {
    return this.#answersEach.spend(source, now) && this.#answers.spend(1, now)
  }

  mayTell(about: string, now: number): boolean {
    return this.#found.spend(about, now)
  }
}
