// Where those who take turns stand on a ring: whose turn it is at the top, the next ones clockwise. Pure geometry; total.

/** One turn as it is read out beside the ring. */
export interface RingTurn {
  readonly key: string
  /** From when on: "May", "from 3 May". */
  readonly when: string
  readonly who: string
  readonly now?: boolean
}

export interface Seat {
  /** Index into the order that was given. */
  readonly of: number
  readonly x: number
  readonly y: number
  readonly now: boolean
}

export interface Ring {
  readonly seats: readonly Seat[]
  /** Size of those who wait, or 0: so many that only dots find room. */
  readonly size: 26 | 22 | 18 | 0
  /** From whose turn it is to the next; null where nobody comes next or no turn is running. */
  readonly arrow: string | null
}

/** Beyond this many, dots. */
const FACES = 16
/** Beyond this many no more dots are drawn: it is a picture, the list tells all. */
const DOTS = 40
/** Whose turn it is stands larger, so the others keep this far away. */
const APART = 52

const round = (value: number): number => Math.round(value * 10) / 10

/** `current` is an index into the order; -1: nobody's turn. `size` is the picture's edge, `radius` the ring's. */
export function ringOf(count: number, current: number, { size, radius }: { readonly size: number; readonly radius: number }): Ring {
  const middle = size / 2
  const point = (degrees: number, r = radius): { x: number; y: number } => {
    const turn = ((degrees - 90) * Math.PI) / 180
    return { x: round(middle + r * Math.cos(turn)), y: round(middle + r * Math.sin(turn)) }
  }
  const running = current >= 0 && current < count
  const first = running ? current : 0
  const shown = Math.min(count, DOTS)
  const step = (at: number): number => {
    if (at === 0 || !running || shown < 3) return (at * 360) / Math.max(shown, 1)
    const apart = Math.max(APART, 360 / shown)
    return shown === 2 ? 180 : apart + ((at - 1) * (360 - 2 * apart)) / Math.max(shown - 2, 1)
  }
  const seats = Array.from({ length: shown }, (_, at) => ({ of: (first + at) % count, ...point(step(at)), now: running && at === 0 }))
  return {
    seats,
    size: count <= 8 ? 26 : count <= 11 ? 22 : count <= FACES ? 18 : 0,
    arrow: running && count > 1 ? arc(point, radius, step(1), count) : null,
  }
}

/** Leaves room for both faces; clockwise, so never more than half a turn. */
function arc(point: (degrees: number, r?: number) => { x: number; y: number }, radius: number, to: number, count: number): string {
  const room = (face: number): number => ((face / 2 + 4) / radius) * (180 / Math.PI)
  const [start, end] = [room(40), to - room(count <= 8 ? 26 : 20) - 1]
  const [a, b] = [point(start), point(end)]
  const [left, right] = [point(end - 9, radius + 6), point(end - 11, radius - 4.5)]
  return `M${a.x} ${a.y}A${radius} ${radius} 0 0 1 ${b.x} ${b.y}M${left.x} ${left.y}L${b.x} ${b.y}L${right.x} ${right.y}`
}
