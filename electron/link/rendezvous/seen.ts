import { createHash } from 'node:crypto'

/** Remembers the newest messages, so that one which arrives over two ways is handed on once. */
export class SeenMessages {
  readonly #hashes = new Map<string, number>()
  readonly #most: number
  readonly #spanMs: number

  constructor(most = 4096, spanMs = 20_000) {
    this.#most = most
    this.#spanMs = spanMs
  }

  /** True the first time within the span. The same bytes published again later count as new. */
  isNew(topic: string, data: unknown, now: number): boolean {
    const hash = createHash('blake2s256').update(topic).update('\0').update(JSON.stringify(data)).digest('base64')
    const before = this.#hashes.get(hash)
    this.#hashes.delete(hash)
    this.#hashes.set(hash, now)
    const [oldest] = this.#hashes.keys()
    if (this.#hashes.size > this.#most && oldest !== undefined) this.#hashes.delete(oldest)
    return before === undefined || before <= now - this.#spanMs
  }
}
