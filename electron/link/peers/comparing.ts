// How neighbours notice that one of them lacks something: they compare digests of their documents when they meet, after
// anything that may have gone amiss, and now and then. Who finds a difference asks for what it lacks, of one neighbour at a
// time, so that a newcomer is not sent the whole document by everyone at once. Whatever a peer may claim in a hint, an edit
// is late by no more than the time between two comparisons with any neighbour that has it.
import { sameBytes } from '#shared/base/bytes.ts'
import { Allowance } from '../allowance.ts'

export interface ComparingTiming {
  /** Between two comparisons with the same neighbour, in ms; up to a quarter more or less. */
  readonly every: number
  /** After something that calls for one, in ms. */
  readonly soon: number
  /** An answer is waited for so long, in ms, before another neighbour is asked. */
  readonly answer: number
  /** The document must have been still for so long, in ms, or a difference is only what is under way... */
  readonly still: number
  /** ...unless this many differences were put aside in a row. */
  readonly patience: number
  /** Least time between two questions to the same neighbour, in ms. It doubles up to `longest` while answers bring nothing. */
  readonly gap: number
  readonly longest: number
}

export const COMPARING: ComparingTiming = {
  every: 5000, soon: 250, answer: 5000, still: 300, patience: 3, gap: 4000, longest: 60_000,
}

export interface ComparingNeeds<Link> {
  digest(): Uint8Array
  send(link: Link, digest: Uint8Array, answers: boolean): void
  /** Asks for what is lacking here. The answer is told by `answered`. */
  ask(link: Link): void
  /** Whether this end starts the regular comparison with that neighbour. One of both does. */
  leads(link: Link): boolean
  now(): number
}

interface Standing {
  theirs: Uint8Array | null
  differs: boolean
  putAside: number
  askedAt: number
  gap: number
  readonly allowance: Allowance
}

export class Comparing<Link> {
  readonly #needs: ComparingNeeds<Link>
  readonly #timing: ComparingTiming
  readonly #standings = new Map<Link, Standing>()
  #changedAt = -Infinity
  #asking: { readonly link: Link; readonly timer: ReturnType<typeof setTimeout> } | null = null
  #regular: ReturnType<typeof setTimeout> | undefined
  #soon: ReturnType<typeof setTimeout> | undefined
  #again: ReturnType<typeof setTimeout> | undefined

  constructor(needs: ComparingNeeds<Link>, timing: ComparingTiming = COMPARING) {
    this.#needs = needs
    this.#timing = timing
    this.#schedule()
  }

  opened(link: Link): void {
    const now = this.#needs.now()
    const allowance = new Allowance(4, 20, now)
    this.#standings.set(link, { theirs: null, differs: false, putAside: 0, askedAt: -Infinity, gap: this.#timing.gap, allowance })
    this.#needs.send(link, this.#needs.digest(), false)
  }

  closed(link: Link): void {
    this.#standings.delete(link)
    this.#release(link)
  }

  /** The own document has changed. */
  changed(): void {
    this.#changedAt = this.#needs.now()
  }

  /** Something may have been missed: all neighbours are told the digest before long. */
  compareSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      for (const link of this.#standings.keys()) this.#needs.send(link, this.#needs.digest(), false)
    }, this.#timing.soon * (0.75 + Math.random() / 2))
  }

  heard(link: Link, theirs: Uint8Array, answers: boolean): void {
    const standing = this.#standings.get(link)
    // Each may cost a walk through the document here.
    if (!standing?.allowance.spend(1, this.#needs.now())) return
    standing.theirs = theirs
    if (this.#agrees(standing)) return
    if (!answers) this.#needs.send(link, this.#needs.digest(), true)
    standing.differs = true
    this.#next()
  }

  /** This neighbour has sent what builds on something that is lacking here. */
  lacking(link: Link): void {
    const standing = this.#standings.get(link)
    if (!standing) return
    standing.theirs = null
    standing.differs = true
    this.#next()
  }

  /** The neighbour's whole answer is in. `news` says whether it brought anything. */
  answered(link: Link, news: boolean): void {
    const standing = this.#standings.get(link)
    if (standing) {
      standing.differs = false
      standing.gap = news ? this.#timing.gap : Math.min(standing.gap * 2, this.#timing.longest)
    }
    this.#release(link)
  }

  close(): void {
    clearTimeout(this.#asking?.timer)
    clearTimeout(this.#regular)
    clearTimeout(this.#soon)
    clearTimeout(this.#again)
    this.#standings.clear()
  }

  #schedule(): void {
    this.#regular = setTimeout(() => {
      for (const link of this.#standings.keys()) {
        if (this.#needs.leads(link)) this.#needs.send(link, this.#needs.digest(), false)
      }
      this.#next()
      this.#schedule()
    }, this.#timing.every * (0.75 + Math.random() / 2))
  }

  #agrees(standing: Standing): boolean {
    if (standing.theirs === null || !sameBytes(standing.theirs, this.#needs.digest())) return false
    standing.differs = false
    standing.putAside = 0
    standing.gap = this.#timing.gap
    return true
  }

  /** Asks the next neighbour whose document differs, unless another is asked already. */
  #next(): void {
    if (this.#asking !== null) return
    const now = this.#needs.now()
    for (const [link, standing] of this.#standings) {
      if (!standing.differs || this.#agrees(standing) || now - standing.askedAt < standing.gap) continue
      if (this.#underWay(standing, now)) continue
      standing.askedAt = now
      // To the end of the row: who doesn't answer must not be the first to be asked again.
      this.#standings.delete(link)
      this.#standings.set(link, standing)
      this.#asking = { link, timer: setTimeout(() => this.answered(link, false), this.#timing.answer) }
      return this.#needs.ask(link)
    }
  }

  #release(link: Link): void {
    if (this.#asking?.link === link) {
      clearTimeout(this.#asking.timer)
      this.#asking = null
    }
    this.#next()
  }

  /** While the document is being edited, most differences are edits under way: look again before asking. */
  #underWay(standing: Standing, now: number): boolean {
    if (now - this.#changedAt >= this.#timing.still || ++standing.putAside > this.#timing.patience) {
      standing.putAside = 0
      return false
    }
    standing.differs = false
    this.#again ??= setTimeout(() => {
      this.#again = undefined
      for (const [other, { putAside }] of this.#standings) {
        if (putAside > 0) this.#needs.send(other, this.#needs.digest(), false)
      }
    }, 2 * this.#timing.still)
    return true
  }
}
