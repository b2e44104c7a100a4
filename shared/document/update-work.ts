// What taking in entries of maps would cost Yjs. Where something stands already behind the value that a new one replaces,
// or two replace the same one, Yjs walks along all values of that key: 47 kB of such entries, each well formed, took it
// twelve seconds. Honest documents have few of them, since two must write to one key without knowing of each other.
import type { UpdateContents } from './update-guard.ts'

/** How long the values of one key are in the document that an update is to go into. */
export interface KnownValues {
  /** Values of a key (`root`, NUL, `key`) there are by now; 0 for none. */
  length(key: string): number
  /** The key of which a clock is a value, and whether others stand behind it. Null where it is none. */
  at(client: number, clock: number): { readonly key: string; readonly followed: boolean } | null
}

/** Steps that are nothing beside those of reading. */
const FREE = 200_000
/** Steps for each struct: ten people who write the same entries at once make some twenty. */
const PER_STRUCT = 32

/** Whether an update's entries can be placed in time that is linear in what it holds. */
export function isPlaceable(update: UpdateContents, known: KnownValues): boolean {
  return new Placing(update, known).steps() <= FREE + PER_STRUCT * update.structs
}

interface Line {
  /** Values that do not go to the end of the line. */
  rivals: number
  values: number
}

class Placing {
  readonly #update: UpdateContents
  readonly #known: KnownValues
  /** Key of a place, where it had to be found out. */
  readonly #keys = new Map<string, string | null>()

  constructor(update: UpdateContents, known: KnownValues) {
    this.#update = update
    this.#known = known
  }

  /** An upper bound. */
  steps(): number {
    const lines = new Map<string, Line>()
    for (const [place, claims] of this.#update.claims) {
      const rivals = claims - (this.#isTaken(place) ? 0 : 1)
      const key = rivals > 0 ? this.#keyOf(place) : null
      if (key === null) continue
      const line = lines.get(key)
      if (line) line.rivals += rivals
      else lines.set(key, { rivals, values: this.#known.length(key) })
    }
    if (lines.size === 0) return 0
    for (const [place, claims] of this.#update.claims) {
      const key = this.#keyOf(place)
      const line = key === null ? undefined : lines.get(key)
      if (line) line.values += claims
    }
    return [...lines.values()].reduce((sum, { rivals, values }) => sum + rivals * values, 0)
  }

  #isTaken(place: string): boolean {
    if (place.includes('\0')) return this.#known.length(place) > 0
    return this.#known.at(...idOf(place))?.followed ?? false
  }

  /** A value's key is that of the one it replaces. Each place is looked up once. */
  #keyOf(place: string): string | null {
    const path: string[] = []
    let at = place
    let key: string | null | undefined
    while ((key = at.includes('\0') ? at : this.#keys.get(at)) === undefined) {
      path.push(at)
      // A circle is no order that Yjs would follow, and was refused before; it must not hold us up either.
      this.#keys.set(at, null)
      const [client, clock] = idOf(at)
      const next = this.#placeOf(client, clock)
      if (next === undefined) key = this.#known.at(client, clock)?.key ?? null
      if (next === undefined || next === '') break
      at = next
    }
    for (const one of path) this.#keys.set(one, key ?? null)
    return key ?? null
  }

  /** Where the update puts this clock; undefined where it isn't in there, empty for what is no value. */
  #placeOf(client: number, clock: number): string | undefined {
    const block = this.#update.blocks.get(client)
    const entries = this.#update.entries.get(client)
    if (!block || !entries || clock < block.from || clock >= block.to) return undefined
    let [low, high] = [0, entries.clocks.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (entries.clocks[middle]! <= clock) low = middle
      else high = middle - 1
    }
    return entries.places[low]
  }
}

const idOf = (place: string): [client: number, clock: number] => {
  const colon = place.indexOf(':')
  return [Number(place.slice(0, colon)), Number(place.slice(colon + 1))]
}
