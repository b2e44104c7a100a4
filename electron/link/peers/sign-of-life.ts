// Whether the other end of a link is still there: it is asked when it has been silent, and given up when it stays so.
import type { LinkTiming } from './surroundings.ts'

export interface SignOfLifeNeeds {
  ping(n: number): void
  /** It was silent for too long. */
  dead(): void
}

export class SignOfLife {
  /** In ms; null before the first answer. */
  roundTrip: number | null = null
  readonly #needs: SignOfLifeNeeds
  readonly #timing: LinkTiming
  readonly #timer: ReturnType<typeof setInterval>
  #silentTicks = 0
  #sent: { readonly n: number; readonly at: number } | null = null

  constructor(needs: SignOfLifeNeeds, timing: LinkTiming) {
    this.#needs = needs
    this.#timing = timing
    this.#timer = setInterval(() => this.#tick(), timing.ping)
  }

  /** Anything has arrived. */
  heard(): void {
    this.#silentTicks = 0
  }

  answered(n: number): void {
    if (this.#sent?.n === n) this.roundTrip = performance.now() - this.#sent.at
  }

  /** There is reason to believe that the other end is gone: unless something arrives at once, so it is. */
  doubt(): void {
    if (this.#silentTicks === 0) return
    this.#silentTicks = Math.max(this.#silentTicks, Math.floor(this.#timing.dead / this.#timing.ping) - 1)
    this.#ask()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Counted in own ticks, so that a link whose own process stood still doesn't blame the other. */
  #tick(): void {
    this.#silentTicks++
    if (this.#silentTicks * this.#timing.ping > this.#timing.dead) return this.#needs.dead()
    if (this.#silentTicks >= 2 || this.roundTrip === null) this.#ask()
  }

  #ask(): void {
    const n = ((this.#sent?.n ?? 0) + 1) >>> 0
    this.#sent = { n, at: performance.now() }
    this.#needs.ping(n)
  }
}
