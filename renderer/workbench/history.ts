// Back and forward over pages and the places in them: which revision was read, which part of the network page.

export interface Place {
  readonly kind: string
  readonly id: string
  /** Where in the page, in its own words; empty is its start. */
  readonly at: string
}
export interface History { readonly places: readonly Place[]; readonly now: number }

export const NOWHERE: History = { places: [], now: -1 }
const MOST = 100
const same = (a: Place, b: Place): boolean => a.kind === b.kind && a.id === b.id && a.at === b.at

/** What lay ahead is forgotten, as in a browser. */
export function visited(history: History, place: Place): History {
  const here = history.places[history.now]
  if (here && same(here, place)) return history
  const places = [...history.places.slice(0, history.now + 1), place].slice(-MOST)
  return { places, now: places.length - 1 }
}

/** One place back or forward, past those that can't be shown any more; null where there is none. */
export function stepped(history: History, by: 1 | -1, canShow: (place: Place) => boolean): { readonly history: History; readonly place: Place } | null {
  for (let now = history.now + by; now >= 0 && now < history.places.length; now += by) {
    const place = history.places[now]!
    if (canShow(place)) return { history: { ...history, now }, place }
  }
  return null
}
