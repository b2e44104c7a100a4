// What two hosts say to each other about the ledger, over the ledger channel of a peer link.
//
// On connect, and every half minute, each sends the heads of all chains it holds in the workspace circle. Since acts
// name what they know by hash, equal heads mean equal ledgers, and from the other's heads each knows what to send.
// A new act is pushed at once. What was taken in is answered with the heads that moved: that is how "delivered" is known.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { fromHex, toHex } from '../base/bytes.ts'
import type { ActId, DeviceId, TextHash } from '../base/ids.ts'
import { readPacked, writePacked, type PackedAct } from '../acts/packed.ts'

export interface Head {
  readonly device: DeviceId
  readonly seq: number
  readonly id: ActId
}

/** What a document looks like: two that saw the same changes (`vector`) must hold the same (`digest`). */
export interface DocumentLook {
  /** Hash of the state vector, and the digest of all entries, 32 bytes each. */
  readonly vector: Uint8Array
  readonly digest: Uint8Array
}

export type LedgerMessage =
  /** All chain heads. `reply` asks for the other's in return. */
  | { readonly t: 'heads'; readonly heads: readonly Head[]; readonly reply: boolean }
  /** Acts in causal order, each with the texts the sender holds of it. */
  | { readonly t: 'acts'; readonly acts: readonly PackedAct[] }
  /** Heads that moved by what was just committed. */
  | { readonly t: 'have'; readonly heads: readonly Head[] }
  /** Texts named by acts here whose bytes are missing. */
  | { readonly t: 'want'; readonly texts: readonly TextHash[] }
  | { readonly t: 'texts'; readonly texts: readonly Uint8Array[] }
  /** Where the sender's rendezvous may be found (`host:port`), to be tried when nobody else is. */
  | { readonly t: 'addresses'; readonly addresses: readonly string[] }
  /** Which epoch of the document the sender's link carries: the same for as long as the connection lasts. */
  | { readonly t: 'epoch'; readonly epoch: number }
  | { readonly t: 'document' } & DocumentLook
  /** What the sender's clock says (ms since 1970): for telling people, and for nothing else. */
  | { readonly t: 'clock'; readonly at: number }

const KINDS = ['heads', 'acts', 'have', 'want', 'texts', 'addresses', 'epoch', 'document', 'clock'] as const
const MAX_ADDRESSES = 16
const ADDRESS = /^(\[[0-9a-fA-F:.%a-z]{2,60}\]|[A-Za-z0-9.-]{1,253}):\d{1,5}$/

/** Most entries of one message; more is a breach. */
const MAX_ENTRIES = 200_000

export function encodeLedgerMessage(message: LedgerMessage): Uint8Array {
  const to = encoding.createEncoder()
  encoding.writeUint8(to, KINDS.indexOf(message.t))
  switch (message.t) {
    case 'heads':
      encoding.writeUint8(to, message.reply ? 1 : 0)
      writeHeads(to, message.heads)
      break
    case 'have':
      writeHeads(to, message.heads)
      break
    case 'acts':
      encoding.writeVarUint(to, message.acts.length)
      for (const act of message.acts) writePacked(to, act)
      break
    case 'want':
      encoding.writeVarUint(to, message.texts.length)
      for (const text of message.texts) encoding.writeUint8Array(to, fromHex(text))
      break
    case 'texts':
      encoding.writeVarUint(to, message.texts.length)
      for (const text of message.texts) encoding.writeVarUint8Array(to, text)
      break
    case 'addresses':
      encoding.writeVarUint(to, message.addresses.length)
      for (const address of message.addresses) encoding.writeVarString(to, address)
      break
    case 'epoch':
      encoding.writeVarUint(to, message.epoch)
      break
    case 'document':
      encoding.writeUint8Array(to, message.vector)
      encoding.writeUint8Array(to, message.digest)
      break
    case 'clock':
      encoding.writeVarUint(to, message.at)
  }
  return encoding.toUint8Array(to)
}

/** Null on anything that is not exactly one message. */
export function decodeLedgerMessage(bytes: Uint8Array): LedgerMessage | null {
  try {
    const from = decoding.createDecoder(bytes)
    const message = readMessage(from, KINDS[decoding.readUint8(from)])
    return message === null || decoding.hasContent(from) ? null : message
  } catch {
    return null
  }
}

function readMessage(from: decoding.Decoder, kind: (typeof KINDS)[number] | undefined): LedgerMessage | null {
  switch (kind) {
    case 'heads': {
      const reply = decoding.readUint8(from) === 1
      return { t: 'heads', reply, heads: readHeads(from) }
    }
    case 'have': return { t: 'have', heads: readHeads(from) }
    case 'acts': return { t: 'acts', acts: readMany(from, () => readPacked(from)) }
    case 'want': return { t: 'want', texts: readMany(from, () => toHex(decoding.readUint8Array(from, 32)) as TextHash) }
    case 'texts': return { t: 'texts', texts: readMany(from, () => decoding.readVarUint8Array(from).slice()) }
    case 'addresses': {
      const addresses = readMany(from, () => decoding.readVarString(from))
      return addresses.length <= MAX_ADDRESSES && addresses.every((address) => ADDRESS.test(address)) ? { t: 'addresses', addresses } : null
    }
    case 'epoch': return { t: 'epoch', epoch: decoding.readVarUint(from) }
    case 'document': return { t: 'document', vector: decoding.readUint8Array(from, 32).slice(), digest: decoding.readUint8Array(from, 32).slice() }
    case 'clock': return { t: 'clock', at: decoding.readVarUint(from) }
    case undefined: return null
  }
}

export function writeHeads(to: encoding.Encoder, heads: readonly Head[]): void {
  encoding.writeVarUint(to, heads.length)
  for (const head of heads) {
    encoding.writeUint8Array(to, fromHex(head.device))
    encoding.writeVarUint(to, head.seq)
    encoding.writeUint8Array(to, fromHex(head.id))
  }
}

export const readHeads = (from: decoding.Decoder): Head[] => readMany(from, () => {
  const device = toHex(decoding.readUint8Array(from, 32)) as DeviceId
  const seq = decoding.readVarUint(from)
  return { device, seq, id: toHex(decoding.readUint8Array(from, 32)) as ActId }
})

/** Throws on more entries than any message may hold. */
export function readMany<T>(from: decoding.Decoder, read: () => T): T[] {
  const count = decoding.readVarUint(from)
  if (count > MAX_ENTRIES) throw new RangeError('too many entries')
  const items: T[] = []
  for (let i = 0; i < count; i++) items.push(read())
  return items
}
