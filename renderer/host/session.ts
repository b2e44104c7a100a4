// A session is asked for once, with the token in the address's fragment: a fragment is never sent to a server and never
// written to a log. It is taken out of the address at once, and the session lives as long as the tab.

const KEPT = 'parley.session'

export interface SessionPlace {
  readonly hash: string
  readonly kept: Pick<Storage, 'getItem' | 'setItem'>
  /** Takes the fragment out of the address. */
  clearHash(): void
  /** Null where the host refuses it. Throws where the host could not be asked. */
  exchange(token: string): Promise<string | null>
  pause(ms: number): Promise<void>
}

/** A token that did not reach the host is not spent: asked again after so many ms. */
const AGAIN_MS = [250, 1000, 3000] as const

/** `#token=abc`, `#t=abc` or `#abc`; null where the fragment holds none. */
export function tokenIn(hash: string): string | null {
  const text = hash.replace(/^#/, '')
  const token = new URLSearchParams(text).get('token') ?? new URLSearchParams(text).get('t') ?? text
  return /^[A-Za-z0-9_-]{16,}$/.test(token) ? token : null
}

/** The session to use, or null where there is none to be had. */
export async function openSession(place: SessionPlace): Promise<string | null> {
  const token = tokenIn(place.hash)
  if (!token) return place.kept.getItem(KEPT)
  place.clearHash()
  const session = await exchanged(place, token)
  if (session) place.kept.setItem(KEPT, session)
  return session ?? place.kept.getItem(KEPT)
}

async function exchanged(place: SessionPlace, token: string): Promise<string | null> {
  for (const ms of AGAIN_MS) {
    try {
      return await place.exchange(token)
    } catch {
      await place.pause(ms)
    }
  }
  return place.exchange(token).catch(() => null)
}

export const browserPlace = (): SessionPlace => ({
  hash: location.hash,
  kept: sessionStorage,
  clearHash: () => history.replaceState(history.state, '', location.pathname + location.search),
  exchange: async (token) => {
    const answer = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    if (!answer.ok) return null
    const body = (await answer.json().catch(() => null)) as { session?: unknown } | null
    return typeof body?.session === 'string' ? body.session : null
  },
  pause: (ms) => new Promise((resolve) => { setTimeout(resolve, ms) }),
})
