// What a bundle file holds, inside its envelope: one host's side of an exchange with no network. The same acts travel as
// over a link, and the drafts as entries of the document; or a newcomer's call, or the answer to it.
//
// The device that makes a bundle signs all of it. Acts prove themselves; drafts do not, and neither does what the maker
// says it has.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { readPacked, writePacked, type PackedAct } from '../acts/packed.ts'
import { hash, sign, verify, type DeviceKey } from '../acts/crypto.ts'
import { concat, fromHex, toHex, utf8 } from '../base/bytes.ts'
import { isId, type DeviceId, type WorkspaceId } from '../base/ids.ts'
import { readHeads, readMany, writeHeads, type Head } from './ledger.ts'

/** An entry of the document's drafts. */
export interface DraftEntry {
  readonly key: string
  readonly update: Uint8Array
}

export interface Exchange {
  /** All chain heads that the maker holds. */
  readonly heads: readonly Head[]
  /** In causal order. */
  readonly acts: readonly PackedAct[]
  readonly drafts: readonly DraftEntry[]
}

/** A newcomer's call or its answer, as it would travel over a rendezvous on this topic. */
export interface Call {
  readonly topic: string
  readonly message: Uint8Array
}

interface Common {
  readonly workspace: WorkspaceId
  /** The maker's device. */
  readonly device: DeviceId
  /** When it was made, by the maker's clock, in ms since 1970. Display only. */
  readonly at: number
}

export type Bundle = Common & (
  | { readonly t: 'exchange'; readonly exchange: Exchange }
  | { readonly t: 'request'; readonly call: Call }
  | { readonly t: 'reply'; readonly call: Call; readonly exchange: Exchange }
)

const KINDS = ['exchange', 'request', 'reply'] as const
const VERSION = 1
const SIGNATURE_BYTES = 64
/** Most bytes of a bundle's content, as unpacked. */
export const MAX_BUNDLE_CONTENT = 400 * 1024 * 1024
const MAX_KEY_CHARACTERS = 200
const MAX_CALL_BYTES = 1024 * 1024

const signed = (content: Uint8Array): Uint8Array => concat(utf8('parley/bundle/1\0'), hash(content))

/** The content with the maker's signature at its end. */
export function encodeBundle(bundle: Bundle, key: DeviceKey): Uint8Array {
  const to = encoding.createEncoder()
  encoding.writeUint8(to, VERSION)
  encoding.writeUint8(to, KINDS.indexOf(bundle.t))
  encoding.writeUint8Array(to, fromHex(bundle.workspace))
  encoding.writeUint8Array(to, fromHex(bundle.device))
  encoding.writeVarUint(to, bundle.at)
  if (bundle.t !== 'exchange') {
    encoding.writeVarString(to, bundle.call.topic)
    encoding.writeVarUint8Array(to, bundle.call.message)
  }
  if (bundle.t !== 'request') writeExchange(to, bundle.exchange)
  const content = encoding.toUint8Array(to)
  return concat(content, sign(signed(content), key))
}

/** Null on anything that is not exactly one bundle, signed by the device it names. */
export function decodeBundle(bytes: Uint8Array): Bundle | null {
  if (bytes.length <= SIGNATURE_BYTES || bytes.length > MAX_BUNDLE_CONTENT) return null
  const content = bytes.subarray(0, -SIGNATURE_BYTES)
  try {
    const from = decoding.createDecoder(content)
    if (decoding.readUint8(from) !== VERSION) return null
    const bundle = readBundle(from, KINDS[decoding.readUint8(from)])
    if (bundle === null || decoding.hasContent(from)) return null
    return verify(signed(content), bytes.slice(-SIGNATURE_BYTES), bundle.device) ? bundle : null
  } catch {
    return null
  }
}

function readBundle(from: decoding.Decoder, t: (typeof KINDS)[number] | undefined): Bundle | null {
  if (t === undefined) return null
  const common: Common = {
    workspace: toHex(decoding.readUint8Array(from, 32)) as WorkspaceId,
    device: toHex(decoding.readUint8Array(from, 32)) as DeviceId,
    at: decoding.readVarUint(from),
  }
  if (t === 'exchange') return { ...common, t, exchange: readExchange(from) }
  const call: Call = { topic: decoding.readVarString(from), message: decoding.readVarUint8Array(from).slice() }
  if (!isId(call.topic) || call.message.length > MAX_CALL_BYTES) return null
  return t === 'request' ? { ...common, t, call } : { ...common, t, call, exchange: readExchange(from) }
}

function writeExchange(to: encoding.Encoder, { heads, acts, drafts }: Exchange): void {
  writeHeads(to, heads)
  encoding.writeVarUint(to, acts.length)
  for (const act of acts) writePacked(to, act)
  encoding.writeVarUint(to, drafts.length)
  for (const { key, update } of drafts) {
    encoding.writeVarString(to, key)
    encoding.writeVarUint8Array(to, update)
  }
}

function readExchange(from: decoding.Decoder): Exchange {
  const heads = readHeads(from)
  const acts = readMany(from, () => readPacked(from))
  const drafts = readMany(from, () => {
    const key = decoding.readVarString(from)
    if (key.length > MAX_KEY_CHARACTERS) throw new RangeError('too long a key')
    return { key, update: decoding.readVarUint8Array(from).slice() }
  })
  return { heads, acts, drafts }
}
