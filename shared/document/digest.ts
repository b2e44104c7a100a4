// What a circle's document holds, in 32 bytes, whatever the order in which it came to hold it.
//
// Entries stand in buckets by the end of their key (random hex), each bucket hashed as a whole, the buckets' hashes once
// more. A change makes its own bucket to be hashed again, so that a document of 100,000 entries costs no more than what
// changed in it. A sum of hashes would be cheaper still, but whoever chooses entries could make two sums meet.
import type * as Y from 'yjs'
import { hash } from '../acts/crypto.ts'
import { concat, utf8 } from '../base/bytes.ts'
import type { Disposable } from '../base/disposable.ts'
import { draftEntries } from './drafts.ts'
import { mirrorOf } from './mirror.ts'

/** Buckets of each of the two maps; a power of two that a few hex digits cover. */
const BUCKETS = 1024
const DIGITS = 4
/** Sorting a key into its bucket takes as long as hashing so many bytes. */
const BYTES_A_KEY = 100

interface Bucket {
  readonly map: Y.Map<Uint8Array>
  readonly keys: Set<string>
  hash: Uint8Array | null
}

export class DocumentDigest implements Disposable {
  readonly #buckets: Bucket[] = []
  readonly #stale = new Set<Bucket>()
  /** Keys that were there from the beginning and stand in no bucket yet. */
  readonly #unsorted: { readonly keys: Iterator<string>; readonly buckets: readonly Bucket[] }[] = []
  readonly #stop: (() => void)[] = []

  constructor(circle: Y.Doc) {
    for (const map of [mirrorOf(circle), draftEntries(circle)]) {
      const buckets = Array.from({ length: BUCKETS }, (): Bucket => ({ map, keys: new Set(), hash: null }))
      this.#unsorted.push({ keys: map.keys(), buckets })
      for (const bucket of buckets) this.#stale.add(bucket)
      this.#buckets.push(...buckets)
      const changed = (event: Y.YMapEvent<Uint8Array>): void => {
        for (const key of event.keysChanged as Set<string>) {
          const bucket = bucketOf(buckets, key)
          if (map.has(key)) bucket.keys.add(key)
          else bucket.keys.delete(key)
          this.#stale.add(bucket)
        }
      }
      map.observe(changed)
      this.#stop.push(() => map.unobserve(changed))
    }
  }

  /** Hashes buckets that changed until so many bytes were read. True once none is left: then `value` may be asked for. */
  read(mostBytes = Infinity): boolean {
    if (!this.#sort(mostBytes / BYTES_A_KEY)) return false
    let bytes = 0
    for (const bucket of this.#stale) {
      const parts = [...bucket.keys].sort().flatMap((key) => entryBytes(key, bucket.map.get(key)))
      bucket.hash = hash(concat(...parts))
      this.#stale.delete(bucket)
      bytes += parts.reduce((sum, part) => sum + part.length, 0)
      if (bytes >= mostBytes) break
    }
    return this.#stale.size === 0
  }

  #sort(most: number): boolean {
    for (const { keys, buckets } of this.#unsorted) {
      for (let next = keys.next(); !next.done; next = keys.next()) {
        bucketOf(buckets, next.value).keys.add(next.value)
        if (--most <= 0) return false
      }
    }
    this.#unsorted.length = 0
    return true
  }

  /** 32 bytes. Two documents have the same only if they hold the same entries. */
  value(): Uint8Array {
    this.read()
    return hash(concat(...this.#buckets.map((bucket) => bucket.hash!)))
  }

  dispose(): void {
    for (const stop of this.#stop) stop()
    this.#stale.clear()
  }
}

function bucketOf(buckets: readonly Bucket[], key: string): Bucket {
  const end = Number.parseInt(key.slice(-DIGITS), 16)
  return buckets[(Number.isNaN(end) ? 0 : end) & (BUCKETS - 1)]!
}

/** Lengths in front, so that no two lists of entries are the same bytes. What is not bytes is no entry, wherever it is. */
function entryBytes(key: string, value: unknown): Uint8Array[] {
  const name = utf8(key.toWellFormed())
  const content = value instanceof Uint8Array ? value : new Uint8Array()
  const lengths = new DataView(new ArrayBuffer(9))
  lengths.setUint32(0, name.length)
  lengths.setUint32(4, content.length)
  lengths.setUint8(8, value instanceof Uint8Array ? 1 : 0)
  return [new Uint8Array(lengths.buffer), name, content]
}
