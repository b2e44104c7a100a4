// Reads the primitives of a Yjs V1 update (lib0's encoding) straight from its bytes, and builds nothing of them.
//
// Every read moves forward, so the work is bounded by the bytes; `steps` counts it, for a test to hold us to that.

/** Why an update is refused. The first group is a matter of form, the second of how much there is. */
export type UpdateFault =
  | 'malformed' | 'kind' | 'depth' | 'key' | 'clock'
  | 'oversize' | 'clients' | 'structs' | 'deletes' | 'values' | 'roots' | 'rivals'

export class UpdateRefused extends Error {
  readonly fault: UpdateFault
  constructor(fault: UpdateFault) {
    super(fault)
    this.name = 'UpdateRefused'
    this.fault = fault
  }
}

const OPEN = [0x5b, 0x7b]
const CLOSE = [0x5d, 0x7d]
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** As lib0 reads strings: anything but UTF-8 is an error. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export interface ValueCaps {
  /** Elements of arrays and objects in the whole update. */
  readonly values: number
  readonly depth: number
  /** Length of a key or name, in bytes. */
  readonly key: number
}

export class UpdateReader {
  steps = 0
  readonly #bytes: Uint8Array
  readonly #caps: ValueCaps
  #at = 0
  #values = 0

  constructor(bytes: Uint8Array, caps: ValueCaps) {
    this.#bytes = bytes
    this.#caps = caps
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    this.steps++
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new UpdateRefused('malformed')
    return byte
  }

  /** Up to 2^53 - 1. */
  uint(): number {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = this.byte()
      value += (byte & 127) * unit
      if (value > Number.MAX_SAFE_INTEGER || unit > 2 ** 49) throw new UpdateRefused('malformed')
      if (byte < 128) return value
    }
  }

  bytes(): Uint8Array {
    const length = this.uint()
    if (length > this.left) throw new UpdateRefused('malformed')
    this.steps += length
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  text(): string {
    try {
      return utf8.decode(this.bytes())
    } catch (error) {
      throw error instanceof UpdateRefused ? error : new UpdateRefused('malformed')
    }
  }

  key(): string {
    const key = this.text()
    if (key.length > this.#caps.key) throw new UpdateRefused('key')
    return key
  }

  /** JSON in a string. `undefined` too where Yjs writes it so. */
  json(mayBeUndefined = false): void {
    const bytes = this.bytes()
    this.#values++
    this.#measure(bytes)
    try {
      const text = utf8.decode(bytes)
      if (!mayBeUndefined || text !== 'undefined') JSON.parse(text)
    } catch {
      throw new UpdateRefused('malformed')
    }
  }

  /** One value of lib0's `any`. */
  any(depth = 0): void {
    if (depth > this.#caps.depth) throw new UpdateRefused('depth')
    if (++this.#values > this.#caps.values) throw new UpdateRefused('values')
    switch (this.byte()) {
      case 127: case 126: case 121: case 120: return
      case 125: return this.#int()
      case 124: return this.#skip(4)
      case 123: case 122: return this.#skip(8)
      case 119: return void this.text()
      case 118: return this.#many(() => {
        this.key()
        this.any(depth + 1)
      })
      case 117: return this.#many(() => this.any(depth + 1))
      case 116: return void this.bytes()
      default: throw new UpdateRefused('malformed')
    }
  }

  #many(read: () => void): void {
    for (let count = this.uint(); count > 0; count--) read()
  }

  #int(): void {
    // The first byte carries the sign and six bits, the others seven.
    for (let bits = 6, byte = this.byte(); byte >= 128; byte = this.byte()) if ((bits += 7) > 53) throw new UpdateRefused('malformed')
  }

  #skip(length: number): void {
    if (length > this.left) throw new UpdateRefused('malformed')
    this.steps++
    this.#at += length
  }

  /** Depth and number of values of a JSON text, judged before anything parses it. */
  #measure(json: Uint8Array): void {
    let depth = 0
    let quoted = false
    for (let i = 0; i < json.length; i++) {
      const byte = json[i]!
      if (quoted) {
        if (byte === BACKSLASH) i++
        else if (byte === QUOTE) quoted = false
      } else if (byte === QUOTE) quoted = true
      else if (byte === 0x2c) this.#values++
      else if (OPEN.includes(byte)) {
        if (++depth > this.#caps.depth) throw new UpdateRefused('depth')
      } else if (CLOSE.includes(byte)) depth--
    }
    if (this.#values > this.#caps.values) throw new UpdateRefused('values')
  }
}
