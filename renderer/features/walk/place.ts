// Where a card goes that speaks of a thing on the screen: beside it where there is room, never over it, always whole.
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export interface Place {
  readonly x: number
  readonly y: number
  /** Around the thing; null where it is not on the screen or fills most of it. */
  readonly ring: Box | null
}

const GAP = 12
const EDGE = 16
const RING = 3

export function placeBeside(thing: Box | null, card: { readonly width: number; readonly height: number }, window: { readonly width: number; readonly height: number }): Place {
  const fit = (at: number, size: number, room: number): number => Math.max(EDGE, Math.min(at, room - size - EDGE))
  const corner = { x: fit(window.width, card.width, window.width), y: fit(window.height - 28, card.height, window.height - 28), ring: null }
  if (!thing || thing.width === 0 || thing.height === 0 || thing.width * thing.height > 0.4 * window.width * window.height) return corner
  const ring = { x: thing.x - RING, y: thing.y - RING, width: thing.width + 2 * RING, height: thing.height + 2 * RING }
  const spots = [
    { x: thing.x + thing.width + GAP, y: thing.y },
    { x: thing.x - card.width - GAP, y: thing.y },
    { x: thing.x, y: thing.y + thing.height + GAP },
    { x: thing.x, y: thing.y - card.height - GAP },
  ].map(({ x, y }) => ({ x: fit(x, card.width, window.width), y: fit(y, card.height, window.height) }))
  const clear = spots.find(({ x, y }) => x + card.width <= thing.x || x >= thing.x + thing.width || y + card.height <= thing.y || y >= thing.y + thing.height)
  return clear ? { ...clear, ring } : { ...corner, ring }
}
