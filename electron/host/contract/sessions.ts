// How a browser tab proves that it was opened by the person whose host this is: a one-time token in the fragment of the
// URL (which is never sent to anybody by itself) is exchanged for a session id that the tab keeps.
import { createHash, randomBytes } from 'node:crypto'
import { systemClock, type Clock } from '#shared/base/clock.ts'

/** Long enough to fetch a cup of tea between `parley open` and the click. */
export const TOKEN_MS = 15 * 60_000
const TOKENS_CAP = 32
const SESSIONS_CAP = 256

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

export class PageSessions {
  /** Digest of a token to the time it expires. Looking a digest up tells nothing by how long it takes. */
  readonly #tokens = new Map<string, number>()
  readonly #sessions = new Set<string>()
  readonly #clock: Clock

  constructor(clock: Clock = systemClock) {
    this.#clock = clock
  }

  newToken(): string {
    const token = randomBytes(32).toString('base64url')
    this.#tokens.set(digest(token), this.#clock.now() + TOKEN_MS)
    dropOldest(this.#tokens, TOKENS_CAP)
    return token
  }

  /** A session id for a token that is known, unused and not expired; else null. The token is spent either way. */
  exchange(token: string): string | null {
    const key = digest(token)
    const expires = this.#tokens.get(key)
    this.#tokens.delete(key)
    if (expires === undefined || this.#clock.now() >= expires) return null
    const session = randomBytes(32).toString('base64url')
    this.#sessions.add(digest(session))
    dropOldest(this.#sessions, SESSIONS_CAP)
    return session
  }

  isKnown(session: string): boolean {
    return this.#sessions.has(digest(session))
  }
}

function dropOldest(all: { readonly size: number; keys(): Iterator<string>; delete(key: string): boolean }, cap: number): void {
  while (all.size > cap) {
    const oldest = all.keys().next()
    if (oldest.done) return
    all.delete(oldest.value)
  }
}
