// Gathers work until the end of a turn of the event loop, so that one transaction serves all of it (group commit).
// Patient work, such as a long catch-up, waits as long as more of it keeps coming: a commit writes nearly every page of
// the indexes again, whether it holds a hundred acts or a thousand. Anything impatient takes it along.

/** How long after the last piece of patient work it is done, and after the first at the most. */
const PATIENCE_MS = 60
const LONGEST_MS = 400
/** Patient work of this weight is done at once: more would keep a keystroke waiting. */
const FULL = 2 * 1024 * 1024

export class Turns<Job> {
  readonly #run: (jobs: readonly Job[]) => void
  #jobs: Job[] = []
  #soon: NodeJS.Immediate | null = null
  #later: NodeJS.Timeout | null = null
  #weight = 0
  #since = 0

  constructor(run: (jobs: readonly Job[]) => void) {
    this.#run = run
  }

  /** `weight` of patient work, in bytes to be written; null where somebody waits. */
  add(job: Job, weight: number | null): void {
    this.#jobs.push(job)
    if (weight !== null) this.#weight += weight
    if (weight === null || this.#weight >= FULL) this.#soon ??= setImmediate(() => this.flush())
    else this.#wait()
  }

  flush(): void {
    if (this.#soon) clearImmediate(this.#soon)
    if (this.#later) clearTimeout(this.#later)
    this.#soon = null
    this.#later = null
    this.#weight = 0
    const jobs = this.#jobs.splice(0)
    if (jobs.length > 0) this.#run(jobs)
  }

  #wait(): void {
    const now = performance.now()
    if (this.#later) clearTimeout(this.#later)
    else this.#since = now
    this.#later = setTimeout(() => this.flush(), Math.min(PATIENCE_MS, Math.max(0, this.#since + LONGEST_MS - now)))
  }
}
