// What has not been used for long fades. Shown by dates, by the host's date, and never in a fold: two machines may differ.

/** After so many days without use a topic is shown with when it was last used. */
const FADES_AFTER_DAYS = 365
const DAY_MS = 86_400_000

/**
 * Newest of some moments, each in ms by its author's clock; moments after `now` count as now, since a clock that is ahead
 * keeps nothing fresh for ever. Null where there is none.
 */
export function lastUsed(moments: readonly number[], now: number): number | null {
  return moments.length === 0 ? null : Math.min(now, Math.max(...moments))
}

export const isFaded = (last: number | null, now: number): boolean => last !== null && now - last > FADES_AFTER_DAYS * DAY_MS
