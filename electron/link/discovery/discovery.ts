// Finds others who hold the same keys on the networks this machine is on, and is found by them: beacons now and then,
// several when something has changed, and an answer to whoever asks. Runs where there are no secrets: from a beacon key
// nothing follows but who can be found by whom.
import { cryptoReady } from '#shared/acts/crypto.ts'
import type { BeaconKey, InterfaceReport } from '#shared/protocol/link.ts'
import { MOST_REPORTED } from '#shared/protocol/interface-kind.ts'
import { Allowance } from '../allowance.ts'
import { TELLS, type Ether, type Source } from './ether.ts'
import { Intake } from './intake.ts'
import { LIMITS, type Limits } from './limits.ts'
import { nonceOf, openBeacon, PACKET_BYTES, sealBeacon, SLOTS, type Heard, type RandomBytes } from './packet.ts'
import { placeFor, type Place } from './places.ts'
import { Recent } from './recent.ts'
import { Voices, type Voice } from './voices.ts'

export interface DiscoveryEvents {
  found(about: string, address: string, at: string): void
  interfaces(list: readonly InterfaceReport[]): void
  /** Addresses came or went, or the machine has slept. */
  changed(): void
}

export interface DiscoveryNeeds {
  readonly ether: Ether
  places(): readonly Place[]
  /** Between 0 and 1. */
  random(): number
  readonly randomBytes: RandomBytes
}

/** Reports wait for each other so long, in ms: a beacon changes several things at once. */
const REPORT_AFTER_MS = 150
/** Beacons that are known when they come again. */
const KNOWN_BEACONS = 1024

export class Discovery {
  readonly #events: DiscoveryEvents
  readonly #needs: DiscoveryNeeds
  readonly #limits: Limits
  readonly #intake: Intake
  readonly #out: Allowance
  readonly #sent = new Recent<Voice>(KNOWN_BEACONS)
  readonly #read = new Recent<true>(KNOWN_BEACONS)
  readonly #told = new Recent<number>(KNOWN_BEACONS)
  #keys: readonly BeaconKey[] = []
  #port = 0
  #host = ''
  #voices: Voices | null = null
  /** When something is to be said, in ms of the growing clock, soonest first; those that ask. */
  #due: { readonly at: number; readonly asks: boolean }[] = []
  #pollAt = 0
  #ticked = { grown: 0, wall: 0, expected: 0 }
  #timer: NodeJS.Timeout | undefined
  #reporting: NodeJS.Timeout | undefined
  #reported = ''
  #refreshing = false

  constructor(events: DiscoveryEvents, needs: DiscoveryNeeds, limits: Limits = LIMITS) {
    this.#events = events
    this.#needs = needs
    this.#limits = limits
    this.#intake = new Intake(limits, performance.now())
    this.#out = new Allowance(limits.outPerSecond, limits.outBurst, performance.now())
  }

  /** Begins, or begins again, for a rendezvous that listens on this port and host. */
  open(port: number, host: string): void {
    this.#port = port
    this.#host = host
    this.look()
  }

  setKeys(keys: readonly BeaconKey[]): void {
    const before = new Set(this.#keys.map(({ key }) => text(key)))
    this.#keys = keys.slice(0, this.#limits.keys)
    if (this.#keys.some(({ key }) => !before.has(text(key)))) this.#burst()
  }

  /** Begins anew on all interfaces, and asks. */
  look(): void {
    if (this.#port === 0) return
    this.#voices?.close()
    this.#voices = new Voices({
      ether: this.#needs.ether, places: () => this.#needs.places(), most: this.#limits.places, serves: (place) => serves(this.#host, place),
      hear: (datagram, source) => this.#hear(datagram, source),
    })
    this.#burst()
    this.#pollAt = 0
    this.#tick()
  }

  close(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#reporting)
    this.#voices?.close()
    this.#voices = null
    this.#port = 0
  }

  #burst(): void {
    const now = performance.now()
    // Whoever is still there is worth telling again.
    this.#told.clear()
    this.#due = this.#limits.burst.map((after) => ({ at: now + after, asks: true }))
    this.#regular(now + this.#limits.burst.at(-1)!)
    if (this.#voices) this.#arm()
  }

  #regular(after: number): void {
    const { every, jitter } = this.#limits
    this.#due.push({ at: after + every * (1 - jitter + 2 * jitter * this.#needs.random()), asks: false })
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const now = performance.now()
    const wait = Math.max(0, Math.min(this.#pollAt, ...this.#due.map(({ at }) => at)) - now)
    this.#ticked = { grown: now, wall: Date.now(), expected: wait }
    this.#timer = setTimeout(() => this.#tick(), wait)
  }

  #tick(): void {
    const now = performance.now()
    const { grown, wall, expected } = this.#ticked
    // Some systems stop the growing clock while they sleep, the others stop the timer alone.
    const slept = grown > 0 && Math.max(now - grown, Date.now() - wall) > expected + this.#limits.asleep
    this.#ticked = { grown: 0, wall: 0, expected: 0 }
    if (slept) {
      this.#events.changed()
      return this.look()
    }
    if (now >= this.#pollAt) {
      this.#pollAt = now + this.#limits.poll
      void this.#refresh()
    }
    const due = this.#due.filter(({ at }) => at <= now)
    this.#due = this.#due.filter(({ at }) => at > now)
    if (this.#due.length === 0) this.#regular(now)
    if (due.length > 0) this.#speak(due.some(({ asks }) => asks))
    this.#arm()
  }

  async #refresh(): Promise<void> {
    const voices = this.#voices
    if (!voices || this.#refreshing) return
    this.#refreshing = true
    // Before there are sockets nothing is sealed or opened.
    await cryptoReady
    const { changed, fresh } = await voices.refresh().finally(() => { this.#refreshing = false })
    if (voices !== this.#voices) return void this.#refresh()
    this.#report()
    if (fresh) this.#burst()
    if (changed) this.#events.changed()
  }

  #speak(asks: boolean): void {
    const keys = this.#keys.map(({ key }) => key)
    for (const voice of this.#voices?.speaking ?? []) {
      for (let at = 0; at < keys.length; at += SLOTS) {
        if (!this.#out.spend(TELLS, performance.now())) return
        const packet = sealBeacon(keys.slice(at, at + SLOTS), voice.place.address, { port: this.#port, asks }, this.#needs.randomBytes)
        this.#sent.set(nonceOf(packet), voice)
        void voice.speaker.tell(packet).then((failure) => {
          voice.sent = failure ?? 'yes'
          this.#report()
        })
      }
    }
  }

  #hear(datagram: Uint8Array, source: Source): void {
    if (datagram.length !== PACKET_BYTES || !this.#voices) return
    const nonce = nonceOf(datagram)
    const own = this.#sent.get(nonce)
    if (own) {
      own.own = true
      return this.#report()
    }
    const now = performance.now()
    if (!this.#intake.mayLookAt(source.address, now) || this.#read.get(nonce)) return
    const heard = openBeacon(datagram, source.address, this.#keys.map(({ key }) => key))
    if (heard.length === 0) return
    this.#read.set(nonce, true)
    const { speaking } = this.#voices
    const place = placeFor(source.address, speaking.map((voice) => voice.place))
    const voice = speaking.find((candidate) => candidate.place === place) ?? null
    if (voice) voice.heard++
    this.#report()
    for (const { key, port } of heard) this.#found(this.#keys[key]!.about, addressOf(source.address, port), place?.name ?? '', now)
    if (heard.some(({ asks }) => asks)) this.#answer(heard, voice, source, now)
  }

  #found(about: string, address: string, at: string, now: number): void {
    const name = `${about} ${address}`
    const before = this.#told.get(name)
    if (before !== undefined && now - before < this.#limits.foundAgain) return
    if (!this.#intake.mayTell(about, now)) return
    this.#told.set(name, now)
    this.#events.found(about, address, at)
  }

  /** Under the keys that were asked for and no others. Where it came from nowhere known, with a beacon to all instead. */
  #answer(heard: readonly Heard[], voice: Voice | null, source: Source, now: number): void {
    if (!this.#intake.mayAnswer(source.address, now)) return
    if (!voice?.speaker) {
      this.#due.push({ at: now, asks: false })
      return this.#arm()
    }
    if (!this.#out.spend(1, now)) return
    const packet = sealBeacon(heard.map(({ key }) => this.#keys[key]!.key), voice.place.address, { port: this.#port, asks: false }, this.#needs.randomBytes)
    voice.speaker.answer(packet, source)
  }

  #report(): void {
    this.#reporting ??= setTimeout(() => {
      this.#reporting = undefined
      const list = (this.#voices?.reports ?? []).slice(0, MOST_REPORTED)
      const said = JSON.stringify(list)
      if (said === this.#reported) return
      this.#reported = said
      this.#events.interfaces(list)
    }, REPORT_AFTER_MS)
  }
}

const text = (key: Uint8Array): string => Buffer.from(key).toString('latin1')

const addressOf = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

/** Speaks of a rendezvous only where it listens: everywhere, or at the one address it was told to. */
const serves = (host: string, { family, address }: Place): boolean =>
  host === '::' || (host === '0.0.0.0' ? family === 'IPv4' : host === address)
