// Clocks in the hands of a test.
import type { Clock } from '#shared/base/clock.ts'

/** A clock that tests move. */
export class TestClock implements Clock {
  at: number

  constructor(at = Date.UTC(2026, 4, 22, 9)) {
    this.at = at
  }

  now(): number {
    return this.at
  }

  pass(ms: number): void {
    this.at += ms
  }
}

/** The real time, and as much more as a test lets pass. */
export class LaterClock implements Clock {
  #later = 0

  now(): number {
    return Date.now() + this.#later
  }

  pass(ms: number): void {
    this.#later += ms
  }
}
