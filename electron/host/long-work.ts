// Work that takes a while, as the one who asked for it sees it: told how far it is, and stopped where they say so or are gone.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { SessionContext } from './contract/handlers.ts'
import { nextTurn } from './next-turn.ts'

export interface Pace {
  /**
   * So many of so many steps are behind. Gives everything else a turn, in which a stop may come: then this throws
   * `work.stopped`, and whoever works puts back what was begun. So it is not called where there is no way back.
   */
  step(done: number, all: number): Promise<void>
}

/** Of work that nobody follows or stops. */
export const atEase: Pace = { step: nextTurn }

export class LongWork {
  readonly #stops = new Map<string, () => void>()

  /** `work`: the asker's name for it; none where nobody wants to hear. */
  async run<T>(session: SessionContext, work: string | undefined, what: (pace: Pace) => Promise<T>): Promise<T> {
    if (work === undefined) return what(atEase)
    let stopped = false
    const stop = (): void => { stopped = true }
    this.#stops.set(keyOf(session, work), stop)
    session.onClose(stop)
    try {
      return await what({
        step: async (done, all) => {
          session.send({ event: 'work', work, done, all })
          await nextTurn()
          if (stopped) throw new ProblemError(problem('work.stopped', 'This was stopped before it was done, so nothing of it was kept.', 'Begin again whenever you like.'))
        },
      })
    } finally {
      this.#stops.delete(keyOf(session, work))
    }
  }

  stop(session: SessionContext, work: string): void {
    this.#stops.get(keyOf(session, work))?.()
  }
}

const keyOf = (session: SessionContext, work: string): string => `${session.id} ${work}`
