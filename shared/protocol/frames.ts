// How a message of any size crosses a data channel. One frame is one datagram message of the data channel, at most
// 16 KiB: y-webrtc alone loses everything past 256 KiB without a word.
//
//   byte 0      channel
//   byte 1      flags: 1 first, 2 last
//   bytes 2-5   message number, counted per channel and direction from 0, modulo 2^32
//   bytes 6-9   length of the whole message
//   bytes 10-   payload; every frame but a message's last is full
//
// Frames of one message follow one another within their channel; frames of different channels may alternate.
import { concat } from '../base/bytes.ts'

/** Largest frame, header included, in bytes. */
export const FRAME_BYTES = 16 * 1024
export const HEADER_BYTES = 10
export const PAYLOAD_BYTES = FRAME_BYTES - HEADER_BYTES

export type Channel = 'control' | 'handshake' | 'document' | 'ledger'

const CHANNELS: readonly Channel[] = ['control', 'handshake', 'document', 'ledger']
const NUMBERS: Readonly<Record<Channel, number>> = { control: 0, handshake: 1, document: 2, ledger: 3 }

/** Largest whole message per channel, in bytes. The document's is larger: the state of 100,000 acts must fit, 150 MB. */
export const MESSAGE_CAPS: Readonly<Record<Channel, number>> = {
  control: 16,
  handshake: 256,
  document: 256 * 1024 * 1024,
  ledger: 16 * 1024 * 1024,
}

export type FrameFault =
  | 'frame.malformed' | 'frame.oversize' | 'frame.sequence' | 'message.oversize' | 'hint.malformed'
  | 'window.overrun' | 'window.acknowledgement'

/** A breach of the framing by the other end. The connection it came over is closed and the fault counted by name. */
export class FrameError extends Error {
  readonly fault: FrameFault
  constructor(fault: FrameFault) {
    super(fault)
    this.name = 'FrameError'
    this.fault = fault
  }
}

export interface Frame {
  readonly channel: Channel
  readonly first: boolean
  readonly last: boolean
  readonly number: number
  /** Length of the whole message, in bytes. */
  readonly length: number
  readonly payload: Uint8Array
}

export const frameCount = (length: number): number => Math.max(1, Math.ceil(length / PAYLOAD_BYTES))

/** The frame of `message` that starts at `offset`, which is a multiple of PAYLOAD_BYTES. */
export function encodeFrame(channel: Channel, number: number, message: Uint8Array, offset: number): Uint8Array {
  const end = Math.min(message.length, offset + PAYLOAD_BYTES)
  const frame = new Uint8Array(HEADER_BYTES + end - offset)
  const view = new DataView(frame.buffer)
  view.setUint8(0, NUMBERS[channel])
  view.setUint8(1, (offset === 0 ? 1 : 0) | (end === message.length ? 2 : 0))
  view.setUint32(2, number)
  view.setUint32(6, message.length)
  frame.set(message.subarray(offset, end), HEADER_BYTES)
  return frame
}

/** Parses one frame and judges it by itself. The payload is a view into `bytes`. Throws FrameError. */
export function decodeFrame(bytes: Uint8Array): Frame {
  if (bytes.length > FRAME_BYTES) throw new FrameError('frame.oversize')
  if (bytes.length < HEADER_BYTES) throw new FrameError('frame.malformed')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const channel = CHANNELS[view.getUint8(0)]
  const flags = view.getUint8(1)
  const length = view.getUint32(6)
  if (channel === undefined || flags > 3) throw new FrameError('frame.malformed')
  if (length > MESSAGE_CAPS[channel]) throw new FrameError('message.oversize')
  const payload = bytes.subarray(HEADER_BYTES)
  const last = (flags & 2) !== 0
  // Only full frames may precede the last, or a peer could announce much and drip bytes at our expense.
  if (!last && payload.length !== PAYLOAD_BYTES) throw new FrameError('frame.malformed')
  return { channel, first: (flags & 1) !== 0, last, number: view.getUint32(2), length, payload }
}

/** Puts one channel's frames together again. Holds no more than what arrived, whatever length was announced. */
export class Reassembler {
  #expected = 0
  #length = 0
  #received = 0
  #parts: Uint8Array[] | null = null

  /** Bytes held of an unfinished message. */
  get held(): number {
    return this.#parts === null ? 0 : this.#received
  }

  /** The whole message once its last frame is here, else null. Throws FrameError where the frame doesn't continue it. */
  take(frame: Frame): Uint8Array | null {
    if (frame.number !== this.#expected || frame.first !== (this.#parts === null)) throw new FrameError('frame.sequence')
    if (frame.first) this.#begin(frame.length)
    const parts = this.#parts!
    this.#received += frame.payload.length
    if (frame.length !== this.#length || this.#received > this.#length) throw new FrameError('frame.sequence')
    if (frame.last !== (this.#received === this.#length)) throw new FrameError('frame.sequence')
    parts.push(frame.payload)
    if (!frame.last) return null
    this.#parts = null
    this.#expected = (this.#expected + 1) >>> 0
    return parts.length === 1 ? parts[0]! : concat(...parts)
  }

  #begin(length: number): void {
    this.#parts = []
    this.#length = length
    this.#received = 0
  }
}
