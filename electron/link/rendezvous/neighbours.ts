// The sockets this host keeps to others' rendezvous: never more than four at once, tries among them, beside those of a
// join under way. Three serve the plan of the federation. The fourth goes round: first to addresses nobody has answered
// for, since a host behind one of them may be reached by no other way, then from time to time to each of the others, so
// that nobody can keep two hosts apart for long by telling lies of how they hang together.
import type { DialOutcome } from '#shared/protocol/link.ts'
import { candidate, due, failed, pauseOf, restarted, tried, type Candidate } from './candidate.ts'
import { Dial, wayTo, type DialNeeds } from './dial.ts'
import type { Federation, Plan } from './federation.ts'
import type { Visitor } from './visitor.ts'

/** How often it is looked whether an address is due, in ms. */
const LOOK_MS = 250
/** What happens at once is looked at together, after so many ms. */
const SOON_MS = 30
/** A new socket is kept for so long until the link states of those behind it have come, in ms. */
const SETTLE_MS = 1500
/** The one that goes round stays for so long, in ms. */
const ROUND_MS = 300_000
/** A needed host that is another's to dial is dialled from here after so many ms, in case that one can't. */
const PATIENCE_MS = 5000
/** What may lead nowhere any more has so long to show that it does not, in ms. */
const DOUBT_MS = 750
/** A try that has not been answered for so long, in ms, may as well be made again. */
const STALE_MS = 100
/** Who was lost is looked for in a hurry for so long, in ms. */
const HURRY_MS = 60_000

export interface NeighboursNeeds extends DialNeeds {
  readonly federation: Federation
  /** Between 0 and 1. */
  readonly random: () => number
  outcome(address: string, outcome: DialOutcome, nextTryInMs: number | null): void
}

export class Neighbours {
  readonly #needs: NeighboursNeeds
  readonly #candidates = new Map<string, Candidate>()
  /** Hosts that came here, and where they listen. */
  readonly #incoming = new Map<Visitor, string | null>()
  readonly #missingSince = new Map<string, number>()
  readonly #looking: ReturnType<typeof setInterval>
  #soon: ReturnType<typeof setTimeout> | undefined
  #hurryUntil = -Infinity

  constructor(needs: NeighboursNeeds) {
    this.#needs = needs
    this.#looking = setInterval(() => this.#look(), LOOK_MS)
  }

  /** Replaces the addresses the host gives. */
  set(first: readonly string[], addresses: readonly string[]): void {
    const { caps } = this.#needs
    const wanted = new Map(addresses.slice(0, caps.candidates).map((address) => [address, 'given' as const]))
    const all = new Map<string, 'given' | 'first'>([...wanted, ...first.slice(0, caps.first).map((address) => [address, 'first'] as const)])
    for (const one of this.#candidates.values()) {
      if (one.origin === 'seen' || all.has(one.address)) continue
      one.dial?.terminate()
      this.#candidates.delete(one.address)
    }
    for (const [address, origin] of all) this.#give(address, origin)
    this.look()
  }

  /** Something has changed; looks at all of it soon. */
  look(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      this.#look()
    }, SOON_MS * (0.5 + this.#needs.random()))
  }

  retry(): void {
    for (const one of this.#candidates.values()) this.#tryAnew(one)
    this.#look()
  }

  /**
   * Somebody was lost. A network that fails and comes back cuts nothing by itself: TCP would say its old words again after
   * a pause that has doubled with each try. So sockets are put to the test, and addresses that answered are tried often.
   */
  doubt(): void {
    const now = this.#needs.now()
    this.#hurryUntil = now + HURRY_MS
    for (const one of this.#candidates.values()) {
      one.dial?.doubt(DOUBT_MS)
      if (one.dial === null && one.name !== null) one.dueAt = Math.min(one.dueAt, now)
    }
    for (const visitor of this.#incoming.keys()) visitor.doubt(DOUBT_MS)
    this.look()
  }

  /** A beacon of somebody at this address was heard just now, so there is no point in waiting for its turn. */
  heard(address: string): void {
    const one = this.#candidates.get(address)
    if (!one || one.dial?.openSince || (one.dial === null && one.answers !== false)) return
    this.#tryAnew(one)
    this.look()
  }

  came(visitor: Visitor, address: string | null): void {
    this.#incoming.set(visitor, address)
  }

  gone(visitor: Visitor): void {
    this.#incoming.delete(visitor)
    this.look()
  }

  /** A host that came takes part in a topic: where it listens it can be dialled, most likely. */
  met(host: object, topic: string): void {
    const visitor = host as Visitor
    const address = this.#incoming.get(visitor) ?? null
    if (address === null) return
    const one = this.#candidates.get(address) ?? this.#see(address)
    if (!one.told && one.origin !== 'seen') this.#needs.outcome(address, 'connected', null)
    one.told = true
    if (one.answers) return
    if (one.name !== visitor.name) Object.assign(one, { name: visitor.name, shared: [] })
    one.shared = [...new Set([...one.shared ?? [], topic])]
  }

  /** Asks anew, also whoever has not answered yet; and those without a socket are to be asked, since they may share a topic
   * that is `fresh` here. */
  topicsChanged(fresh: boolean): void {
    for (const one of this.#candidates.values()) {
      one.dial?.subscribe()
      if (fresh && !one.dial?.openSince) one.shared = null
    }
    this.look()
  }

  /** Sockets that were dialled and are open now. */
  get open(): number {
    return this.#all.filter((one) => one.dial?.openSince && !one.released).length
  }

  close(): void {
    clearInterval(this.#looking)
    clearTimeout(this.#soon)
    for (const { dial } of this.#candidates.values()) dial?.terminate()
    this.#candidates.clear()
  }

  /** Now, whatever became of it before. A try that was begun a while ago may have been lost where there was no way yet. */
  #tryAnew(one: Candidate): void {
    const now = this.#needs.now()
    Object.assign(one, { failures: 0, dueAt: now })
    if (one.dial === null || one.dial.openSince !== null || now - one.triedAt < STALE_MS) return
    restarted(one)
    one.dial.terminate()
  }

  #give(address: string, origin: 'given' | 'first'): void {
    const known = this.#candidates.get(address)
    if (known) known.origin = origin
    else if (wayTo(address) === null) this.#needs.outcome(address, 'unknown host', null)
    else this.#candidates.set(address, candidate(address, origin, this.#needs.now()))
  }

  #see(address: string): Candidate {
    const seen = [...this.#candidates.values()].filter((one) => one.origin === 'seen' && one.dial === null)
    if (seen.length >= this.#needs.caps.candidates) this.#candidates.delete(seen[0]!.address)
    const one = candidate(address, 'seen', this.#needs.now())
    this.#candidates.set(address, one)
    return one
  }

  get #all(): Candidate[] {
    return [...this.#candidates.values()]
  }

  #look(): void {
    const { federation, now: clock } = this.#needs
    const now = clock()
    federation.tell((topic) => this.#dialable(topic), now)
    const { plan } = federation
    this.#releaseTwins()
    const wanted = this.#wanted(plan, now)
    this.#releaseSpare(plan, wanted.length, now)
    for (const one of this.#all) if (one.origin === 'first' && due(one, now) && !this.#linked.has(one.name)) this.#dial(one)
    for (const one of wanted.slice(0, this.#free)) this.#dial(one)
    if (wanted.length === 0 && this.#free > 0) this.#goRound(plan, now)
  }

  #dialable(topic: string): string[] {
    const names = this.#all.filter((one) => one.answers !== false && one.name !== null && one.shared?.includes(topic)).map((one) => one.name!)
    return [...new Set(names)]
  }

  get #linked(): ReadonlySet<string | null> {
    const dialled = this.#all.filter((one) => one.dial?.openSince && !one.released).map((one) => one.name)
    return new Set([...dialled, ...[...this.#incoming.keys()].map(({ name }) => name)])
  }

  /** Outgoing sockets that count, open or not. */
  get #outgoing(): Candidate[] {
    return this.#all.filter((one) => one.dial !== null && one.origin !== 'first')
  }

  get #free(): number {
    return Math.max(0, this.#needs.caps.outgoing - this.#outgoing.length)
  }

  /** Two sockets with one host: of those that dialled each other the lower name keeps its own. */
  #releaseTwins(): void {
    const dialled = new Set<string>()
    const came = new Set([...this.#incoming.keys()].map(({ name }) => name))
    const open = this.#all.filter((one) => one.dial?.openSince && !one.released)
    open.sort((one, other) => Number(other.origin === 'first') - Number(one.origin === 'first') || one.dial!.openSince! - other.dial!.openSince!)
    for (const one of open) {
      const { name } = one.dial!
      if (dialled.has(name) || (came.has(name) && this.#needs.ownName > name)) this.#release(one)
      else dialled.add(name)
    }
  }

  /** What is to be dialled now, the most urgent first. */
  #wanted(plan: Plan, now: number): Candidate[] {
    const linked = this.#linked
    const free = this.#all.filter((one) => one.origin !== 'first' && due(one, now) && !linked.has(one.name))
    for (const name of plan.needed) {
      if (linked.has(name)) this.#missingSince.delete(name)
      else if (!this.#missingSince.has(name)) this.#missingSince.set(name, now)
    }
    for (const name of this.#missingSince.keys()) if (!plan.needed.has(name)) this.#missingSince.delete(name)
    const isMine = ({ name }: Candidate) => name !== null && plan.mine.has(name)
    const isLate = ({ name }: Candidate) => now - (this.#missingSince.get(name ?? '') ?? now) > PATIENCE_MS
    const isOpen = (one: Candidate) => one.name === null || one.shared === null || !this.#needs.federation.reaches(one.name, one.shared)
    const open = free.filter((one) => !isMine(one) && isOpen(one)).sort((one, other) => one.triedAt - other.triedAt)
    return [...free.filter(isMine), ...open, ...free.filter((one) => !isMine(one) && !isOpen(one) && isLate(one))]
  }

  #releaseSpare(plan: Plan, wanted: number, now: number): void {
    const { caps } = this.#needs
    const open = this.#outgoing.filter((one) => one.dial!.openSince !== null && !one.released)
    const settled = open.filter((one) => one.wasReached || now - one.dial!.openSince! > SETTLE_MS)
    const spare = settled.filter((one) => !plan.needed.has(one.name!))
    const [rounder] = spare
    const lack = wanted - this.#free
    if (lack > 0) for (const one of spare.slice(0, lack)) this.#release(one)
    else for (const one of spare.slice(1)) this.#release(one)
    if (rounder && !rounder.released && now - rounder.dial!.openSince! > ROUND_MS) this.#release(rounder)
    const needed = open.filter((one) => plan.needed.has(one.name!))
    if (needed.length < caps.outgoing) return
    // One place must stay free to look elsewhere; the other end dials what is its own to dial.
    const others = needed.find((one) => settled.includes(one) && !plan.mine.has(one.name!))
    if (others) this.#release(others)
  }

  #goRound(plan: Plan, now: number): void {
    if (this.#outgoing.some((one) => one.name === null || !plan.needed.has(one.name))) return
    const linked = this.#linked
    const [next] = this.#all
      .filter((one) => due(one, now) && one.shared !== null && one.shared.length > 0 && !linked.has(one.name))
      .sort((one, other) => one.triedAt - other.triedAt)
    if (next) this.#dial(next)
  }

  #release(one: Candidate): void {
    one.released = true
    one.dial?.release()
  }

  #dial(one: Candidate): void {
    const { now, federation, outcome } = this.#needs
    const dial: Dial = new Dial(wayTo(one.address)!, this.#needs, {
      shares: (topics) => {
        const before = one.name
        Object.assign(one, { name: dial.name, shared: topics, answers: true })
        if (before !== dial.name || !one.wasReached) one.wasReached = topics.length > 0 && federation.reaches(dial.name, topics)
        if (!one.told && one.origin !== 'seen') outcome(one.address, 'connected', null)
        one.told = true
        this.look()
      },
      closed: (how) => this.#closed(one, how),
    })
    tried(one, dial, now())
  }

  #closed(one: Candidate, how: DialOutcome): void {
    const { now, random, outcome } = this.#needs
    const { released } = one
    failed(one, released, now(), random(), now() < this.#hurryUntil)
    if (this.#candidates.get(one.address) !== one) return
    if (!released && one.origin !== 'seen') outcome(one.address, how, pauseOf(one, now()))
    this.look()
  }
}
