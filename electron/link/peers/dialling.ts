// Whom to connect with, when to say that one is here, and how long to leave alone whom it went wrong with.
import { Patience, type DialState } from './dial-rule.ts'
import { FULL_MESH, meshOf } from './mesh-rule.ts'
import type { LinkTiming } from './surroundings.ts'

/** Most connections at once, those that others wish for included. */
export const MAX_CONNECTIONS = 32
/** Most connections that have not been admitted yet, at once, and most of those that this end has dialled: a dozen begun
 * at the same time take longer than one after another, and may all take too long. */
const MAX_STRANGERS = 16
const MAX_DIALS = 4
/** The second announce follows the first after so many ms, the next after twice that, and so on. */
const FIRST_ANNOUNCE = 250
/** While somebody is missing who was heard of or lost a moment ago, announces are no further apart, in ms. */
const MISSING_ANNOUNCE = 500
/** How long they are looked for like that, in ms. */
const LOOKED_FOR = 60_000
/** Whoever was not heard of for so long, in ms, is not there. */
const HEARD_FOR = 35_000
/** Most peers that are kept in mind: ids cost nothing to make up. */
const MAX_KNOWN = 256
/** Failures in a row after which a peer that never was admitted is not counted, where there are more than a full mesh holds. */
const HOPELESS = 6
/** A connection that was lost sooner than so many ms after it was admitted has not been worth much. */
const PROVEN_AFTER = 2000
/** A connection that the rule doesn't ask for is ended after so many ms, where there are more than enough. */
const SURPLUS_AFTER = 15_000

export interface DiallingNeeds {
  /** The own id; empty as long as there is none. */
  id(): string
  /** Connections of any stage, by the peer's id. */
  connections(): ReadonlyMap<string, unknown>
  isAdmitted(peer: string): boolean
  announce(): void
  /** Ends a connection that is one too many. */
  drop(peer: string): void
  now(): number
}

export type DiallingTiming = Pick<LinkTiming, 'announce' | 'connect' | 'longestConnect'>

/** How a connection ended: one that had been admitted, one that broke a rule, one that never came about, and such a one for
 * which another is begun. */
export type Ending = 'lost' | 'refused' | 'failed' | 'replaced'

interface Known {
  heard: number
  failures: number
  /** When a connection with it was admitted; null if none ever was. */
  admitted: number | null
}

export class Dialling implements DialState {
  readonly #needs: DiallingNeeds
  readonly #timing: DiallingTiming
  readonly #patience = new Patience()
  readonly #known = new Map<string, Known>()
  #mesh: ReadonlySet<string> | null = null
  #missedSince = -Infinity
  #lostAt = -Infinity
  /** Attempts in a row that took too long: on a busy machine or a slow network they are given more time. */
  #slow = 0
  #step = FIRST_ANNOUNCE
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(needs: DiallingNeeds, timing: DiallingTiming) {
    this.#needs = needs
    this.#timing = timing
  }

  /** How long an attempt to connect may take now, and how long its first answer, in ms. Who was lost a moment ago is there and
   * answers at once, if anything arrives; who has just come may be busy beginning. */
  get within(): { readonly connect: number; readonly answer: number } {
    const connect = Math.min(this.#timing.longestConnect, this.#timing.connect * 1.5 ** this.#slow)
    return { connect, answer: this.#isMissed() ? connect / 3 : connect }
  }

  /** How long an offer may still wait whose receiver goes on announcing itself, in ms: it may not have arrived. Null where
   * nobody was lost a moment ago; then words cross, and who is in a hurry only begins in vain more often. */
  get anew(): number | null {
    return this.#isMissed() ? this.within.answer / 4 : null
  }

  get id(): string {
    return this.#needs.id()
  }

  /** Begins to announce: often at first, since one lost word would keep two people apart; then only now and then. */
  start(): void {
    this.#step = FIRST_ANNOUNCE
    this.#schedule()
  }

  /** Says at once that one is here, and again soon: there are new ways to others. */
  wake(): void {
    this.#patience.forgive()
    this.start()
    this.#needs.announce()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  has(peer: string): boolean {
    return this.#needs.connections().has(peer)
  }

  mayConnect(peer: string, asked: boolean): boolean {
    const connections = this.#needs.connections()
    if (connections.size >= MAX_CONNECTIONS) return false
    const now = this.#needs.now()
    if (!(asked ? this.#patience.mayAccept(peer, now) : this.#patience.mayConnect(peer, now))) return false
    if (!asked && !this.#meshNow().has(peer)) return false
    const strangers = [...connections.keys()].filter((one) => !this.#needs.isAdmitted(one))
    if (peer < this.id) return strangers.length < MAX_STRANGERS
    return strangers.filter((one) => one > this.id).length < MAX_DIALS
  }

  heard(peer: string): void {
    const now = this.#needs.now()
    const known = this.#known.get(peer)
    if (known) return void (known.heard = now)
    this.#forgetSilent(now)
    if (this.#known.size >= MAX_KNOWN) return
    this.#known.set(peer, { heard: now, failures: 0, admitted: null })
    this.#mesh = null
    this.#missedSince = now
  }

  admitted(peer: string): void {
    this.heard(peer)
    this.#patience.succeeded(peer)
    this.#slow = Math.max(0, this.#slow - 0.5)
    const known = this.#known.get(peer)
    if (!known) return
    if (known.failures >= HOPELESS) this.#mesh = null
    known.failures = 0
    known.admitted = this.#needs.now()
    this.#turn()
  }

  ended(peer: string, how: Ending): void {
    if (how === 'replaced') return
    const now = this.#needs.now()
    const known = this.#known.get(peer)
    if (how === 'failed') this.#slow = Math.min(this.#slow + 1, 5)
    const admitted = known?.admitted ?? null
    const lasted = how === 'lost' && admitted !== null && now - admitted >= PROVEN_AFTER
    // Who was connected for a while is not there for nothing: only its bytes, or a host that sends it away, make it wait long.
    if (!lasted) this.#patience.failed(peer, now, how === 'lost' ? 'refused' : how === 'failed' && admitted !== null ? 'lost' : how)
    if (how === 'lost') {
      this.#missedSince = this.#lostAt = now
      if (known) known.heard = now
      this.start()
    } else {
      if (known && admitted === null && ++known.failures === HOPELESS) this.#mesh = null
      this.#turn()
    }
  }

  /** An attempt is over, so there may be room for the next. */
  #turn(): void {
    if (this.#timer === undefined || !this.#missing()) return
    this.#step = FIRST_ANNOUNCE / 4
    this.#schedule()
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    const longest = this.#missing() ? MISSING_ANNOUNCE : this.#timing.announce
    const after = Math.min(this.#step, longest)
    this.#timer = setTimeout(() => {
      this.#step = Math.min(this.#step * 2, this.#timing.announce)
      if (this.#needs.connections().size < MAX_CONNECTIONS) this.#needs.announce()
      this.#dropSurplus()
      this.#schedule()
    }, after * (0.75 + Math.random() / 2))
  }

  #isMissed(): boolean {
    return this.#needs.now() - this.#lostAt < LOOKED_FOR
  }

  #missing(): boolean {
    const now = this.#needs.now()
    if (now - this.#missedSince > LOOKED_FOR) return false
    this.#forgetSilent(now)
    return [...this.#meshNow()].some((peer) => !this.#needs.isAdmitted(peer))
  }

  #meshNow(): ReadonlySet<string> {
    return this.#mesh ??= meshOf(this.id, this.#counted())
  }

  *#counted(): Generator<string> {
    const few = this.#known.size <= FULL_MESH
    for (const [peer, { failures }] of this.#known) if (few || failures < HOPELESS) yield peer
  }

  #forgetSilent(now: number): void {
    const connections = this.#needs.connections()
    for (const [peer, { heard }] of this.#known) {
      if (now - heard <= HEARD_FOR || connections.has(peer)) continue
      this.#known.delete(peer)
      this.#mesh = null
    }
  }

  /** One at a time, and by one end of it, the same that dials. Never below a number: ids alone must not part anybody. */
  #dropSurplus(): void {
    const connections = this.#needs.connections()
    if (connections.size <= FULL_MESH) return
    const now = this.#needs.now()
    const mesh = this.#meshNow()
    for (const peer of connections.keys()) {
      const since = this.#known.get(peer)?.admitted ?? now
      if (!this.#needs.isAdmitted(peer) || mesh.has(peer) || this.id > peer || now - since < SURPLUS_AFTER) continue
      return this.#needs.drop(peer)
    }
  }
}
