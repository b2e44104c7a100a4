// Bytes and their text forms. Pure: no Buffer, no DOM. `TextEncoder` is declared in shared/runtime.d.ts.

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => encoder.encode(text)

/** Decodes strictly; throws a TypeError on bytes that are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes)

const HEX = encoder.encode('0123456789abcdef')
const ascii = new TextDecoder('latin1')
/** For ids and hashes, of which ten thousand at a time are written. */
const short = new Uint8Array(64)

/** Lower-case hex. Put together from single characters it had taken twice as long. */
export function toHex(bytes: Uint8Array): string {
  const digits = bytes.length === 32 ? short : new Uint8Array(bytes.length * 2)
  for (let i = 0; i < bytes.length; i++) {
    digits[2 * i] = HEX[bytes[i]! >> 4]!
    digits[2 * i + 1] = HEX[bytes[i]! & 15]!
  }
  return ascii.decode(digits)
}

export const isHex = (text: string, bytes: number): boolean =>
  text.length === bytes * 2 && /^[0-9a-f]*$/.test(text)

/** Value of a lower-case hex digit by its character code; 255 for anything else. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(code))
  return value < 0 ? 255 : value
})

/** Lower-case hex to bytes; throws on anything else, so callers check with `isHex` first where the text is foreign. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1)
  let wrong = text.length & 1
  for (let i = 0; i < bytes.length; i++) {
    const high = DIGITS[text.charCodeAt(2 * i)] ?? 255
    const low = DIGITS[text.charCodeAt(2 * i + 1)] ?? 255
    wrong |= (high | low) & 0xf0
    bytes[i] = (high << 4) | low
  }
  if (wrong) throw new TypeError('not lower-case hex')
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]))

/** base64url without padding (RFC 4648, section 5). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const left = Math.min(3, bytes.length - i)
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    for (let k = 0; k <= left; k++) text += ALPHABET[(word >> (18 - 6 * k)) & 63]!
  }
  return text
}

/** Decodes base64url strictly: no padding, no other alphabet, no stray bits. Returns null where the text is not that. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let at = 0
  for (const letter of text) {
    const value = VALUES.get(letter)
    if (value === undefined) return null
    word = ((word << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
