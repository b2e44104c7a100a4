// How often a host that ends unasked is started again.

const WINDOW_MS = 60_000
const MOST = 5
const FIRST_PAUSE_MS = 250

/** `ends`: when it ended, this time included, in ms. The pause before the next start, or null to give up. */
export function restartPause(ends: readonly number[], now: number): number | null {
  const recent = ends.filter((end) => now - end < WINDOW_MS).length
  return recent > MOST ? null : FIRST_PAUSE_MS * 2 ** Math.max(0, recent - 1)
}
