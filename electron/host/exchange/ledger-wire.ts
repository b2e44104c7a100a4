// A ledger message as it travels: plain, or deflated behind a mark where that is worth it. Acts are JSON that says the
// same words over and over: a catch-up shrinks to a fifth, and what is not sent need not be encrypted, framed, copied
// between processes and decrypted again, which had cost as much as verifying the acts.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { decodeLedgerMessage, encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import { MESSAGE_CAPS } from '#shared/protocol/frames.ts'

/** No kind of message has this number. */
const DEFLATED = 255
/** Shorter ones are not worth the work. */
const WORTH_BYTES = 4096
/** Ours come to a tenth at the smallest. More than this is a bomb. */
const MAX_RATIO = 50
/** The quickest: a higher level wins a few percent and costs three times as much. */
const LEVEL = 1

export function toWire(message: LedgerMessage): Uint8Array {
  const plain = encodeLedgerMessage(message)
  if (plain.length < WORTH_BYTES) return plain
  const deflated = deflateRawSync(plain, { level: LEVEL })
  if (deflated.length >= plain.length || deflated.length * MAX_RATIO < plain.length) return plain
  const bytes = new Uint8Array(deflated.length + 1)
  bytes[0] = DEFLATED
  bytes.set(deflated, 1)
  return bytes
}

/** Null on anything that is not exactly one message, or would unpack to more than any message may hold. */
export function fromWire(bytes: Uint8Array): LedgerMessage | null {
  if (bytes[0] !== DEFLATED) return decodeLedgerMessage(bytes)
  const deflated = bytes.subarray(1)
  try {
    const { buffer, engine } = inflateRawSync(deflated, {
      maxOutputLength: Math.min(MESSAGE_CAPS.ledger, deflated.length * MAX_RATIO), info: true,
    }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }
    return engine.bytesWritten === deflated.length ? decodeLedgerMessage(buffer) : null
  } catch {
    return null
  }
}
