// What may reach the document. y-webrtc reads peers' messages unguarded: an error there is nobody's to catch. So each
// message is read here first, in full; updates are applied here, and y-webrtc sees only what can't throw any more.
// This is the place for the stricter judgement of updates: `readDocumentMessage` decides, nothing behind it does.
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { Breach } from './refusal.ts'

const SYNC = 0
const AWARENESS = 1
const QUERY_AWARENESS = 3
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/** Largest presence message and largest single state in it. */
const MAX_AWARENESS_BYTES = 64 * 1024
const MAX_STATE_CHARACTERS = 8 * 1024
const MAX_CLIENTS = 256
/** Most clients a state vector may name. */
const MAX_VECTOR = 100_000
const MAX_CLOCK = 2 ** 31

export type DocumentMessage =
  /** The peer asks for what its state vector lacks. */
  | { readonly t: 'ask' }
  | { readonly t: 'update'; readonly update: Uint8Array; readonly completes: boolean }
  | { readonly t: 'presence'; readonly clocks: ReadonlyMap<number, number> }
  | { readonly t: 'ask presence' }

/** Reads one message of y-webrtc's protocol, V1 updates only. Throws Breach on anything else. */
export function readDocumentMessage(bytes: Uint8Array): DocumentMessage {
  try {
    const decoder = decoding.createDecoder(bytes)
    const message = readMessage(decoder)
    if (decoding.hasContent(decoder)) throw new Breach('document.malformed')
    return message
  } catch (error) {
    if (error instanceof Breach) throw error
    throw new Breach('document.malformed')
  }
}

function readMessage(decoder: decoding.Decoder): DocumentMessage {
  const kind = decoding.readVarUint(decoder)
  if (kind === AWARENESS) return { t: 'presence', clocks: readPresence(decoding.readVarUint8Array(decoder)) }
  if (kind === QUERY_AWARENESS) return { t: 'ask presence' }
  if (kind !== SYNC) throw new Breach('document.malformed')
  const step = decoding.readVarUint(decoder)
  const content = decoding.readVarUint8Array(decoder)
  if (step === STEP_1) {
    if (Y.decodeStateVector(content).size > MAX_VECTOR) throw new Breach('document.oversize')
    return { t: 'ask' }
  }
  if (step !== STEP_2 && step !== UPDATE) throw new Breach('document.malformed')
  checkUpdate(content)
  return { t: 'update', update: content, completes: step === STEP_2 }
}

/** Parses the whole update before any of it is applied, to its last byte. */
function checkUpdate(update: Uint8Array): void {
  let rest: decoding.Decoder | undefined
  class Watched extends Y.UpdateDecoderV1 {
    constructor(decoder: decoding.Decoder) {
      super(decoder)
      rest = decoder
    }
  }
  Y.decodeUpdateV2(update, Watched as unknown as typeof Y.UpdateDecoderV1)
  if (rest === undefined || decoding.hasContent(rest)) throw new Breach('document.malformed')
}

function readPresence(bytes: Uint8Array): Map<number, number> {
  if (bytes.length > MAX_AWARENESS_BYTES) throw new Breach('presence.oversize')
  const decoder = decoding.createDecoder(bytes)
  const clients = decoding.readVarUint(decoder)
  if (clients > MAX_CLIENTS) throw new Breach('presence.oversize')
  const clocks = new Map<number, number>()
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const text = decoding.readVarString(decoder)
    if (text.length > MAX_STATE_CHARACTERS || clock > MAX_CLOCK) throw new Breach('presence.oversize')
    const state: unknown = JSON.parse(text)
    if (typeof state !== 'object') throw new Breach('document.malformed')
    clocks.set(client, clock)
  }
  if (decoding.hasContent(decoder)) throw new Breach('document.malformed')
  return clocks
}

/** The answer to `ask`, emptied: tells y-webrtc that the exchange is complete without a second application. */
export const EMPTY_STEP_2: Uint8Array = Uint8Array.of(SYNC, STEP_2, 2, 0, 0)

/** The update that a message of y-webrtc broadcasts, or null where it is another kind of message. */
export function broadcastUpdate(message: Uint8Array): Uint8Array | null {
  if (message[0] !== SYNC || message[1] !== UPDATE) return null
  return decoding.readVarUint8Array(decoding.createDecoder(message.subarray(2)))
}

/** How often a peer may ask for whole states: each answer may cost megabytes. */
export class AskLimit {
  readonly #times: number[] = []
  readonly #most: number
  readonly #spanMs: number

  constructor(most = 20, spanMs = 60_000) {
    this.#most = most
    this.#spanMs = spanMs
  }

  /** Throws Breach once there were too many within the span. */
  ask(now: number): void {
    while (this.#times[0] !== undefined && this.#times[0] <= now - this.#spanMs) this.#times.shift()
    if (this.#times.push(now) > this.#most) throw new Breach('document.rate')
  }
}
