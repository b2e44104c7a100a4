// Where the window was when it was last closed, and where it opens now.

export interface Area { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export interface WindowPlace extends Area { readonly maximized: boolean }

export const SMALLEST = { width: 720, height: 480 }
const USUAL = { width: 1280, height: 820 }
/** So much of the title bar must lie on a display for a person to get hold of the window. */
const GRIP = 80

/** The kept text as a place, or null where it is none. Total. */
export function parsePlace(text: string): WindowPlace | null {
  try {
    const { x, y, width, height, maximized } = JSON.parse(text) as Record<string, unknown>
    const numbers = [x, y, width, height]
    if (!numbers.every((value) => Number.isSafeInteger(value)) || typeof maximized !== 'boolean') return null
    return { x: x as number, y: y as number, width: width as number, height: height as number, maximized }
  } catch {
    return null
  }
}

/** Displays come and go: a window that would open out of reach is centred on the first one instead. */
export function placeWithin(kept: WindowPlace | null, displays: readonly Area[]): WindowPlace {
  const first = displays[0] ?? { x: 0, y: 0, ...USUAL }
  const wanted = kept ?? { ...centred(USUAL, first), maximized: false }
  const home = displays.find((display) => graspable(wanted, display)) ?? first
  const width = Math.max(SMALLEST.width, Math.min(wanted.width, home.width))
  const height = Math.max(SMALLEST.height, Math.min(wanted.height, home.height))
  const place = graspable(wanted, home) ? { x: wanted.x, y: wanted.y, width, height } : centred({ width, height }, home)
  return { ...place, maximized: wanted.maximized }
}

function graspable(place: Area, display: Area): boolean {
  const overlap = Math.min(place.x + place.width, display.x + display.width) - Math.max(place.x, display.x)
  return overlap >= GRIP && place.y >= display.y && place.y <= display.y + display.height - GRIP
}

function centred({ width, height }: { readonly width: number; readonly height: number }, display: Area): Area {
  const fitting = { width: Math.min(width, display.width), height: Math.min(height, display.height) }
  return {
    x: display.x + Math.round((display.width - fitting.width) / 2),
    y: display.y + Math.round((display.height - fitting.height) / 2),
    ...fitting,
  }
}
