// Gathers work until the end of a turn of the event loop, so that one transaction serves all of it (group commit).
// Patient work, such as a long catch-up, waits a little longer for company; anything impatient takes it along.

/** How long patient work waits for more. */
const PATIENCE_MS = 60

export class Turns<Job> {
  readonly #run: (jobs: readonly Job[]) => void
  #jobs: Job[] = []
  #soon: NodeJS.Immediate | null = null
  #later: NodeJS.Timeout | null = null

  constructor(run: (jobs: readonly Job[]) => void) {
    this.#run = run
  }

  add(job: Job, patient: boolean): void {
    this.#jobs.push(job)
    if (patient) this.#later ??= setTimeout(() => this.flush(), PATIENCE_MS)
    else this.#soon ??= setImmediate(() => this.flush())
  }

  flush(): void {
    if (this.#soon) clearImmediate(this.#soon)
    if (this.#later) clearTimeout(this.#later)
    this.#soon = null
    this.#later = null
    const jobs = this.#jobs.splice(0)
    if (jobs.length > 0) this.#run(jobs)
  }
}
