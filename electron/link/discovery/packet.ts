// One beacon on the wire: always the same size, and to whoever has no key of it nothing but random bytes.
//
//   nonce 16 | slot 20 | slot 20 | ...                   16 slots; those without a key are filled with random bytes
//   slot = locator 8 | port and flags 4, masked | proof 8
//
// Locator and mask are one keyed hash over nonce and the sender's address, the proof another over what was masked too.
// So nothing recurs from one beacon to the next, not even the port, by which a laptop could be followed from one network
// to another. The address is the one the datagram comes from: a beacon sent again from elsewhere fits no key.
// (Keyed BLAKE2b, 2 us a hash; HMAC of node:crypto took 20 times as long.)
import { derive } from '#shared/acts/crypto.ts'
import { sameBytes, utf8 } from '#shared/base/bytes.ts'

const NONCE = 16
const LOCATOR = 8
const BODY = 4
const PROOF = 8
const SLOT = LOCATOR + BODY + PROOF
/** Keys in one beacon; whoever has more sends several. */
export const SLOTS = 16
export const PACKET_BYTES = NONCE + SLOTS * SLOT

const ASKS = 1

export interface Said {
  /** Of the sender's rendezvous. */
  readonly port: number
  /** Whoever hears this is to answer at once. */
  readonly asks: boolean
}

export interface Heard extends Said {
  /** Which of the keys it was said under. */
  readonly key: number
}

export type RandomBytes = (length: number) => Uint8Array

/** At most 16 keys. `address`: the one it will be sent from. */
export function sealBeacon(keys: readonly Uint8Array[], address: string, { port, asks }: Said, random: RandomBytes): Uint8Array {
  const packet = random(PACKET_BYTES)
  const nonce = packet.subarray(0, NONCE)
  const sender = bare(address)
  const body = Uint8Array.of(port >> 8, port & 255, asks ? ASKS : 0, 0)
  for (const [at, key] of keys.slice(0, SLOTS).entries()) {
    const finding = derive(key, 'beacon-find', nonce, sender)
    const slot = packet.subarray(NONCE + at * SLOT)
    slot.set(finding.subarray(0, LOCATOR))
    slot.set(masked(body, finding), LOCATOR)
    slot.set(derive(key, 'beacon-say', nonce, body, sender).subarray(0, PROOF), LOCATOR + BODY)
  }
  return packet
}

/** Total: what was said under which of the keys by the sender at this address, in any bytes. One hash a key, two where it fits. */
export function openBeacon(packet: Uint8Array, address: string, keys: readonly Uint8Array[]): Heard[] {
  if (packet.length !== PACKET_BYTES) return []
  const slots = new Map<string, Uint8Array>()
  for (let at = NONCE; at < PACKET_BYTES; at += SLOT) slots.set(text(packet.subarray(at, at + LOCATOR)), packet.subarray(at + LOCATOR, at + SLOT))
  const nonce = packet.subarray(0, NONCE)
  const sender = bare(address)
  return keys.flatMap((key, index) => {
    const finding = derive(key, 'beacon-find', nonce, sender)
    const slot = slots.get(text(finding.subarray(0, LOCATOR)))
    if (!slot) return []
    const body = masked(slot.subarray(0, BODY), finding)
    const proof = derive(key, 'beacon-say', nonce, body, sender).subarray(0, PROOF)
    const port = (body[0]! << 8) | body[1]!
    if (port === 0 || !sameBytes(proof, slot.subarray(BODY))) return []
    return [{ key: index, port, asks: (body[2]! & ASKS) !== 0 }]
  })
}

/** Names a beacon, to know it when it comes again. */
export const nonceOf = (packet: Uint8Array): string => text(packet.subarray(0, NONCE))

/** The zone of a link-local address is the reader's own name for the link. */
const bare = (address: string): Uint8Array => utf8(address.replace(/%.*$/s, '').toLowerCase())

const masked = (body: Uint8Array, finding: Uint8Array): Uint8Array => body.map((byte, i) => byte ^ finding[LOCATOR + i]!)

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
