// An act as it travels: its bytes, its signature, and such texts beside it as the sender holds.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { SignedAct } from './act.ts'

export interface PackedAct extends SignedAct {
  readonly texts: readonly Uint8Array[]
}

export function packAct(act: PackedAct): Uint8Array {
  const to = encoding.createEncoder()
  writePacked(to, act)
  return encoding.toUint8Array(to)
}

export function writePacked(to: encoding.Encoder, act: PackedAct): void {
  encoding.writeVarUint8Array(to, act.bytes)
  encoding.writeVarUint8Array(to, act.signature)
  encoding.writeVarUint(to, act.texts.length)
  for (const text of act.texts) encoding.writeVarUint8Array(to, text)
}

/** Most texts that travel with one act. */
export const MAX_PACKED_TEXTS = 16

/** Views of what is read: whoever keeps one keeps all of that. Throws on bytes that end early or announce more than they hold. */
export function readPacked(from: decoding.Decoder): PackedAct {
  const bytes = decoding.readVarUint8Array(from)
  const signature = decoding.readVarUint8Array(from)
  const count = decoding.readVarUint(from)
  if (count > MAX_PACKED_TEXTS) throw new RangeError('too many texts')
  const texts: Uint8Array[] = []
  for (let i = 0; i < count; i++) texts.push(decoding.readVarUint8Array(from))
  return { bytes, signature, texts }
}

export function unpackAct(bytes: Uint8Array): PackedAct | null {
  try {
    const from = decoding.createDecoder(bytes)
    const act = readPacked(from)
    return decoding.hasContent(from) ? null : act
  } catch {
    return null
  }
}
