import { createHash } from 'node:crypto'

/** At most so many messages are remembered, about 100 bytes each. */
const MOST = 8192

/**
 * Remembers the newest messages, so that one which arrives over several ways is handed on once. One that is pushed out
 * by others before it comes again would go on once more; its count of hops ends that.
 */
export class SeenMessages {
  readonly #hashes = new Map<string, number>()
  readonly #most: number
  readonly #spanMs: number

  constructor(most = MOST, spanMs = 60_000) {
    this.#most = most
    this.#spanMs = spanMs
  }

  get size(): number {
    return this.#hashes.size
  }

  /** The hash stands for topic, name and content: nobody can keep a message away by using its name first. */
  hashOf(topic: string, id: string, data: unknown): string {
    return createHash('blake2s256').update(JSON.stringify([topic, id, data])).digest('base64url').slice(0, 22)
  }

  has(hash: string, now: number): boolean {
    const at = this.#hashes.get(hash)
    return at !== undefined && at > now - this.#spanMs
  }

  add(hash: string, now: number): void {
    this.#hashes.delete(hash)
    this.#hashes.set(hash, now)
    for (const [oldest, at] of this.#hashes) {
      if (this.#hashes.size <= this.#most && at > now - this.#spanMs) return
      this.#hashes.delete(oldest)
    }
  }
}
