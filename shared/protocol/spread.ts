// What links say to each other on the document channel beside y-webrtc's own messages, so that an edit crosses a mesh once:
// stock y-webrtc passes every update on to everyone, N(N-1) messages an edit. Their first byte is none that y-webrtc uses;
// everything else is y-webrtc's.
//
//   16  spread: count of `reached`, count of `fresh` among them (the last ones), the short ids, y-webrtc's message
//   17  neighbours: count, the short ids
//   18  digest: 1 where it answers another, 16 bytes
//
// All of it is a hint. A peer that lies in one can make an edit late, by as long as neighbours take to compare digests.
import { concat, fromHex, toHex } from '../base/bytes.ts'
import type { DeviceId } from '../base/ids.ts'
import { FrameError } from './frames.ts'

/** The first bytes of a device id, as hex. */
export type ShortId = string & { readonly __brand: 'ShortId' }
export const SHORT_BYTES = 6
export const DIGEST_BYTES = 16

const SPREAD = 16
const NEIGHBOURS = 17
const DIGEST = 18
const MAX_IDS = 255

export const shortOf = (device: DeviceId): ShortId => device.slice(0, 2 * SHORT_BYTES) as ShortId

export type SpreadMessage =
  /** `message`, and who has it: `reached` all of them, `fresh` those the sender itself has sent it to. */
  | { readonly t: 'spread'; readonly reached: readonly ShortId[]; readonly fresh: readonly ShortId[]; readonly message: Uint8Array }
  /** Whom the sender is connected with. */
  | { readonly t: 'neighbours'; readonly of: readonly ShortId[] }
  /** What the sender's document amounts to: equal digests, equal documents. */
  | { readonly t: 'digest'; readonly digest: Uint8Array; readonly answers: boolean }
  | { readonly t: 'plain'; readonly message: Uint8Array }

const idBytes = (ids: readonly ShortId[]): Uint8Array[] => ids.map((id) => fromHex(id))

/** `earlier` and `fresh` share no id. Whoever is left out of them, past 255, may get the message twice. */
export function encodeSpread(earlier: readonly ShortId[], fresh: readonly ShortId[], message: Uint8Array): Uint8Array {
  const last = fresh.slice(0, MAX_IDS)
  const ids = [...earlier.slice(0, MAX_IDS - last.length), ...last]
  return concat(Uint8Array.of(SPREAD, ids.length, last.length), ...idBytes(ids), message)
}

export const encodeNeighbours = (of: readonly ShortId[]): Uint8Array => {
  const ids = of.slice(0, MAX_IDS)
  return concat(Uint8Array.of(NEIGHBOURS, ids.length), ...idBytes(ids))
}

export const encodeDigest = (digest: Uint8Array, answers: boolean): Uint8Array =>
  concat(Uint8Array.of(DIGEST, answers ? 1 : 0), digest)

/** Reads a message of the document channel. Throws FrameError where it is one of ours and malformed. */
export function decodeSpread(bytes: Uint8Array): SpreadMessage {
  const [kind, count = 0, last = 0] = bytes
  switch (kind) {
    case SPREAD: {
      if (last > count || bytes.length <= 3 + count * SHORT_BYTES) throw new FrameError('hint.malformed')
      const reached = readIds(bytes, 3, count)
      return { t: 'spread', reached, fresh: reached.slice(count - last), message: bytes.subarray(3 + count * SHORT_BYTES) }
    }
    case NEIGHBOURS:
      if (bytes.length !== 2 + count * SHORT_BYTES) throw new FrameError('hint.malformed')
      return { t: 'neighbours', of: readIds(bytes, 2, count) }
    case DIGEST:
      if (bytes.length !== 2 + DIGEST_BYTES || count > 1) throw new FrameError('hint.malformed')
      return { t: 'digest', digest: bytes.slice(2), answers: count === 1 }
    default: return { t: 'plain', message: bytes }
  }
}

const readIds = (bytes: Uint8Array, from: number, count: number): ShortId[] =>
  Array.from({ length: count }, (_, at) => toHex(bytes.subarray(from + at * SHORT_BYTES, from + (at + 1) * SHORT_BYTES)) as ShortId)
