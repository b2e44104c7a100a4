// Who broke a rule of the wire by bytes of their own, and for how long they are not let in again. Kept by the host, since
// a link may be ended at any time and keeps nothing.
//
// Held against a peer is only what it alone can have done: form, size, rate, order. What it passes on was written by
// others: acts that don't verify, a document grown too large and squatted entries are refused where they are, and nobody
// is turned away for them.
import { Emitter } from '#shared/base/disposable.ts'
import type { DeviceId } from '#shared/base/ids.ts'

/** Whose bytes they were. */
export type Culprit =
  /** It had proven its key on that connection. */
  | { readonly device: DeviceId; readonly address: string | null }
  /** It had not: the address is all that is known, and others may be behind it. */
  | { readonly device: null; readonly address: string }

/** A peer was cut off for a breach. */
export interface BreachSeen {
  readonly device: DeviceId | null
  readonly address: string | null
  /** The rule by name, such as `frame.oversize`. */
  readonly what: string
  /** Until when it is not let in, in ms since 1970. */
  readonly until: number
  /** How often that happened with it. */
  readonly times: number
}

export interface Ban extends BreachSeen {
  readonly since: number
}

const SECOND = 1000
const HOUR = 3_600_000
/** First and longest spell for a device; each is twice the one before. */
const FIRST = 30 * SECOND
const LONGEST = HOUR
/** An address may stand for many people, and only those that are not known here yet are kept out by it. */
const LONGEST_FOR_ADDRESS = 5 * 60 * SECOND
/** So long after the end of a spell it is forgotten. */
const FORGOTTEN = 24 * HOUR
/** Addresses cost little to come by: the oldest give way. */
const MAX_KEPT = 1000

const FORM = /^(frame|message|window|channel|hint|presence|document|ledger)\./
/** Named like the others, but no breach of the peer's, or of what it may only pass on. */
const OWN = new Set(['message.stalled', 'message.unsendable', 'document.unsendable', 'document.too-much', 'ledger.not-taken', 'ledger.quota'])
const HANDSHAKE = new Set(['handshake.malformed', 'handshake.repeated', 'handshake.reflected'])

/** Whether a refusal by this name is held against the peer on whose connection it came about. */
export const isHeldAgainst = (what: string): boolean =>
  HANDSHAKE.has(what) || (FORM.test(what) && !OWN.has(what) && !what.startsWith('ledger.failed'))

export class Bans {
  readonly onBreach = new Emitter<BreachSeen>()
  readonly #now: () => number
  readonly #bans = new Map<string, Ban>()

  /** `now` in ms since 1970. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Turns the culprit away for a spell, longer each time. */
  breach(culprit: Culprit, what: string): BreachSeen {
    this.#forget()
    const key = keyOf(culprit)
    const now = this.#now()
    const earlier = this.#bans.get(key)
    const times = (earlier?.times ?? 0) + 1
    const longest = culprit.device === null ? LONGEST_FOR_ADDRESS : LONGEST
    const ban: Ban = { ...culprit, what, times, since: now, until: now + Math.min(longest, FIRST * 2 ** (times - 1)) }
    this.#bans.delete(key)
    this.#bans.set(key, ban)
    const [oldest] = this.#bans.keys()
    if (this.#bans.size > MAX_KEPT && oldest !== undefined) this.#bans.delete(oldest)
    this.onBreach.emit(ban)
    return ban
  }

  /** Null where the device may come in. An address is held against those only that are not known (`stranger`). */
  standing(device: DeviceId, address: string | null, stranger: boolean): Ban | null {
    const ban = this.#bans.get(keyOf({ device, address }))
    if (ban && ban.until > this.#now()) return ban
    if (!stranger || address === null) return null
    const ofAddress = this.#bans.get(keyOf({ device: null, address }))
    return ofAddress && ofAddress.until > this.#now() ? ofAddress : null
  }

  /** Those that stand now, the latest first. */
  list(): Ban[] {
    this.#forget()
    const now = this.#now()
    return [...this.#bans.values()].filter((ban) => ban.until > now).reverse()
  }

  dispose(): void {
    this.onBreach.dispose()
  }

  #forget(): void {
    const now = this.#now()
    for (const [key, ban] of this.#bans) if (ban.until + FORGOTTEN <= now) this.#bans.delete(key)
  }
}

/** A connection's port says nothing: the next one has another. */
const keyOf = (culprit: Culprit): string => culprit.device ?? `at ${culprit.address.replace(/:\d+$/, '')}`
