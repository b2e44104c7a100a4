// A ledger message as it travels: plain, or deflated behind a mark where that is worth it. What is not sent need not be
// encrypted, framed, copied between processes and decrypted again, which had cost as much as verifying the acts.
import { decodeLedgerMessage, encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import { MESSAGE_CAPS } from '#shared/protocol/frames.ts'
import { deflate, inflate } from './deflate.ts'

/** No kind of message has this number. */
const DEFLATED = 255
/** Shorter ones are not worth the work. */
const WORTH_BYTES = 4096

export function toWire(message: LedgerMessage): Uint8Array {
  const plain = encodeLedgerMessage(message)
  if (plain.length < WORTH_BYTES) return plain
  const deflated = deflate(plain)
  if (deflated.length >= plain.length) return plain
  const bytes = new Uint8Array(deflated.length + 1)
  bytes[0] = DEFLATED
  bytes.set(deflated, 1)
  return bytes
}

/** Null on anything that is not exactly one message, or would unpack to more than any message may hold. */
export function fromWire(bytes: Uint8Array): LedgerMessage | null {
  if (bytes[0] !== DEFLATED) return decodeLedgerMessage(bytes)
  const plain = inflate(bytes.subarray(1), MESSAGE_CAPS.ledger)
  return plain && decodeLedgerMessage(plain)
}
