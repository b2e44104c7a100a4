// A link that was started ahead of its workspace. Half of what a newcomer waits for after being admitted would be a
// process coming up (0.35 s on two cores): it comes up while the call is answered instead.
import type { Disposable } from '#shared/base/disposable.ts'
import type { ChildRun, ChildRunEvents, Spawner } from './child.ts'

/** So long it is kept for a workspace that has not come. */
const KEEP_MS = 60_000

interface Waiting {
  readonly run: ChildRun
  /** Where its events go: nowhere before it has a workspace. */
  events: ChildRunEvents | null
}

export class SpareChild implements Disposable {
  readonly #spawn: Spawner
  #spare: Waiting | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(spawn: Spawner) {
    this.#spawn = spawn
  }

  /** Starts one, unless one is waiting; in any case it is kept for another minute. */
  ahead(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.dispose(), KEEP_MS).unref()
    if (this.#spare) return
    // It says nothing before it is told to start, and what ends before that is simply no longer there.
    let waiting: Waiting | null = null
    const run = this.#spawn({
      message: (message) => waiting?.events?.message(message),
      ended: (reason) => {
        if (waiting && waiting === this.#spare) this.#spare = null
        waiting?.events?.ended(reason)
      },
    })
    this.#spare = waiting = { run, events: null }
  }

  /** The one that waits, else a new one. */
  readonly spawner: Spawner = (events) => {
    const spare = this.#spare
    if (!spare) return this.#spawn(events)
    clearTimeout(this.#timer)
    this.#spare = null
    spare.events = events
    return spare.run
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#spare?.run.kill()
    this.#spare = null
  }
}
