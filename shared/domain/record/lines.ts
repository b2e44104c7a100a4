// Where the lines of a measure lie: how it was, what is hoped for, where one would stop, and which way is better.
import type { Amount, Measure } from './fields.ts'

type Lines = Pick<Measure, 'baseline' | 'hoped' | 'stop' | 'direction'>

/** As the words say, else from how it was to what is hoped for, else from the side on which the stop line lies. */
export function directionOf({ direction, hoped, stop, baseline }: Lines): 'up' | 'down' | null {
  if (direction) return direction
  const pairs: readonly (readonly [Amount | undefined, Amount | undefined])[] = [[baseline, hoped], [stop, hoped], [stop, baseline]]
  const told = pairs.find(([worse, better]) => worse !== undefined && better !== undefined && Number(worse) !== Number(better))
  return told ? (Number(told[1]) > Number(told[0]) ? 'up' : 'down') : null
}

/** A stop line that what is hoped for would reach as well tells nothing. */
export const contradicts = (of: Lines): boolean =>
  of.stop !== undefined && of.hoped !== undefined && reachesStop({ ...of, direction: directionOf(of) ?? 'up' }, of.hoped)

/** At the line or beyond it, on the worse side. With no direction to be known, only the line itself. */
export function reachesStop(of: Lines, value: Amount): boolean {
  if (of.stop === undefined) return false
  const direction = directionOf(of)
  if (direction === null) return Number(value) === Number(of.stop)
  return direction === 'up' ? Number(value) <= Number(of.stop) : Number(value) >= Number(of.stop)
}

export function reachesHope(of: Lines, value: Amount): boolean {
  if (of.hoped === undefined) return false
  return directionOf(of) === 'down' ? Number(value) <= Number(of.hoped) : Number(value) >= Number(of.hoped)
}
