// y-webrtc's own messages, as far as a link must tell them apart or make one itself.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import type * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1

/** `ask` sends a state vector, `answer` what that lacks; `update` and `presence` tell of a change. */
export type MessageKind = 'ask' | 'answer' | 'update' | 'presence' | 'other'

const STEPS: readonly MessageKind[] = ['ask', 'answer', 'update']

export function kindOf(message: Uint8Array): MessageKind {
  if (message[0] === AWARENESS) return 'presence'
  return message[0] === SYNC ? STEPS[message[1] ?? -1] ?? 'other' : 'other'
}

/** Asks for what this document lacks. */
export function asking(doc: Y.Doc): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  syncProtocol.writeSyncStep1(encoder, doc)
  return encoding.toUint8Array(encoder)
}

/** The states in a message of presence. */
export const presenceIn = (message: Uint8Array): Uint8Array =>
  decoding.readVarUint8Array(decoding.createDecoder(message.subarray(1)))
