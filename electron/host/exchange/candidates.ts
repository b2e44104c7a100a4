// Addresses at which somebody may be, for each owner of a wish: those it came with and those that beacons told since.
import type { AddressSource, Candidate } from '#shared/protocol/address.ts'

/** Where a beacon was heard. */
export interface FoundAddress {
  readonly address: string
  readonly interface: string
  readonly at: number
}

/** Kept of what beacons told for one owner: whoever has the key and lies may fill this and no more. */
const MOST_FOUND = 64
/** An address that no beacon repeats and nobody answers at is let go after this long, in ms. */
const FOUND_FOR = 600_000
/** How each address was come by is known of so many; the oldest go first. */
const MOST_SOURCES = 2000

export class Candidates {
  readonly #said = new Map<string, readonly Candidate[]>()
  readonly #found = new Map<string, Map<string, FoundAddress>>()
  readonly #sources = new Map<string, AddressSource>()
  readonly #answers: (address: string) => boolean

  /** `answers`: whether somebody is reached at this address now. */
  constructor(answers: (address: string) => boolean) {
    this.#answers = answers
  }

  /** Replaces what an owner says; null where the owner is gone. */
  say(owner: string, said: readonly Candidate[] | null): void {
    if (said === null) {
      this.#said.delete(owner)
      this.#found.delete(owner)
      return
    }
    this.#said.set(owner, said)
    for (const { address, source } of said) this.#note(address, source)
  }

  /** False where it was known already. */
  find(owner: string, found: FoundAddress): boolean {
    this.#note(found.address, 'beacon')
    const ofOwner = this.#found.get(owner) ?? new Map<string, FoundAddress>()
    this.#found.set(owner, ofOwner)
    const known = ofOwner.delete(found.address)
    ofOwner.set(found.address, found)
    for (const { address, at } of [...ofOwner.values()]) {
      const spare = ofOwner.size > MOST_FOUND || at < found.at - FOUND_FOR
      if (spare && address !== found.address && !this.#answers(address)) ofOwner.delete(address)
    }
    if (ofOwner.size > MOST_FOUND) ofOwner.delete(ofOwner.keys().next().value!)
    return !known
  }

  /** Best first: what the owner said, then what was found, newest first. */
  of(owner: string): string[] {
    const said = (this.#said.get(owner) ?? []).map(({ address }) => address)
    return [...new Set([...said, ...[...this.#found.get(owner)?.keys() ?? []].reverse()])]
  }

  /** The first way it was come by since the start; what a person typed stays theirs. */
  sourceOf(address: string): AddressSource | null {
    return this.#sources.get(address) ?? null
  }

  #note(address: string, source: AddressSource): void {
    if (source === 'by hand' || !this.#sources.has(address)) this.#sources.set(address, source)
    if (this.#sources.size > MOST_SOURCES) this.#sources.delete(this.#sources.keys().next().value!)
  }
}
