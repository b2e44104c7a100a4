// This machine's addresses as interfaces come and go: from which it speaks, where it hears, and how that fares.
import { betterAddress } from '#shared/protocol/interface-kind.ts'
import type { InterfaceReport } from '#shared/protocol/link.ts'
import type { Ear, Ether, Source, Speaker } from './ether.ts'
import { placeKey, type Place } from './places.ts'

export interface Voice {
  readonly place: Place
  speaker: Speaker | null
  /** As in InterfaceReport. */
  sent: string
  joined: string
  heard: number
  own: boolean
}

export interface VoicesNeeds {
  readonly ether: Ether
  places(): readonly Place[]
  /** Addresses that are spoken from, at most. */
  readonly most: number
  /** Whether this address is one the rendezvous listens on. */
  serves(place: Place): boolean
  hear(datagram: Uint8Array, source: Source): void
}

const FAMILIES = ['IPv4', 'IPv6'] as const

const isBeside = (a: Place, b: Place): boolean => a.name === b.name && a.family === b.family

export class Voices {
  readonly #needs: VoicesNeeds
  readonly #voices = new Map<string, Voice>()
  readonly #ears = new Map<Place['family'], Ear>()
  #closed = false

  constructor(needs: VoicesNeeds) {
    this.#needs = needs
  }

  /** Those that can be heard from here. */
  get speaking(): (Voice & { readonly speaker: Speaker })[] {
    return [...this.#voices.values()].filter((voice) => voice.speaker !== null) as (Voice & { readonly speaker: Speaker })[]
  }

  /** Those that matter first. */
  get reports(): InterfaceReport[] {
    const voices = [...this.#voices.values()].sort((a, b) => betterAddress(a.place, b.place))
    return voices.map(({ place: { name, kind, address, family }, sent, joined, heard, own }) => (
      { name, kind, address, family, sent, joined, heard, own }
    ))
  }

  /** Follows the interfaces. Resolves with whether any came or went, and whether there is a way out that was not there before. */
  async refresh(): Promise<{ readonly changed: boolean; readonly fresh: boolean }> {
    const places = this.#needs.places()
    const now = new Map(places.map((place) => [placeKey(place), place]))
    let changed = false
    for (const [key, voice] of this.#voices) {
      if (now.has(key)) continue
      changed = true
      this.#ears.get(voice.place.family)?.leave(voice.place)
      voice.speaker?.close()
      this.#voices.delete(key)
      // An interface is joined once, whatever addresses it has: the others on it join again.
      for (const other of this.#voices.values()) if (isBeside(other.place, voice.place) && other.joined === 'yes') other.joined = 'no'
    }
    const before = new Set(this.speaking.map(({ place }) => placeKey(place)))
    for (const [key, place] of now) {
      if (!this.#voices.has(key)) this.#voices.set(key, { place, speaker: null, sent: 'no', joined: 'no', heard: 0, own: false })
    }
    const meant = [...this.#voices.values()].filter(({ place }) => place.speaks && this.#needs.serves(place)).slice(0, this.#needs.most)
    for (const family of FAMILIES) await this.#listen(family, meant.filter(({ place }) => place.family === family))
    for (const voice of meant) if (!voice.speaker) await this.#speakFrom(voice)
    const fresh = this.speaking.some(({ place }) => !before.has(placeKey(place)))
    return { changed: changed || fresh, fresh }
  }

  close(): void {
    this.#closed = true
    for (const { speaker } of this.#voices.values()) speaker?.close()
    for (const ear of this.#ears.values()) ear.close()
    this.#voices.clear()
    this.#ears.clear()
  }

  async #listen(family: Place['family'], voices: readonly Voice[]): Promise<void> {
    if (voices.length > 0 && !this.#ears.has(family)) {
      const ear = await this.#needs.ether.ear(family, this.#needs.hear)
      if (typeof ear === 'string') return voices.forEach((voice) => { voice.joined = ear })
      if (this.#closed) return ear.close()
      this.#ears.set(family, ear)
    }
    for (const voice of voices) if (voice.joined !== 'yes') voice.joined = this.#ears.get(family)!.join(voice.place) ?? 'yes'
  }

  async #speakFrom(voice: Voice): Promise<void> {
    const speaker = await this.#needs.ether.speaker(voice.place, this.#needs.hear)
    if (typeof speaker === 'string') voice.sent = speaker
    else if (this.#closed) speaker.close()
    else voice.speaker = speaker
  }
}
