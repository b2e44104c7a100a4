// Back-pressure by the receiver's acknowledgement. A data channel's `bufferedAmount` is none: it read 0 with 515 kB
// queued, the receiver's UDP buffer overflowed, and SCTP waited for its timer, up to 9 s. With at most four
// unacknowledged full frames nothing was dropped.
//
// Each frame is charged its length and a share for the socket buffer's own overhead, so that a burst of tiny frames
// can't overrun the buffer either. The receiver acknowledges once a full frame's worth has arrived: small edits are not
// acknowledged one by one, which had cost 120 ms at the 95th percentile of a fan-out.
import { encodeFrame, FRAME_BYTES, FrameError, PAYLOAD_BYTES, type Channel } from './frames.ts'

/** Charged beside a frame's own bytes: what the kernel's socket buffer spends on a small datagram. */
export const FRAME_OVERHEAD = 512
export const WINDOW_FRAMES = 4

export const chargeOf = (frameBytes: number): number => frameBytes + FRAME_OVERHEAD
const FULL = chargeOf(FRAME_BYTES)
export const WINDOW = WINDOW_FRAMES * FULL

/** The sender's side: how much may be on its way. Totals count modulo 2^32. */
export class SendWindow {
  #sent = 0
  #acknowledged = 0

  get outstanding(): number {
    return (this.#sent - this.#acknowledged) >>> 0
  }

  has(frameBytes: number): boolean {
    return this.outstanding + chargeOf(frameBytes) <= WINDOW
  }

  sent(frameBytes: number): void {
    this.#sent = (this.#sent + chargeOf(frameBytes)) >>> 0
  }

  /** Takes the receiver's total. Throws FrameError where it acknowledges what was never sent. */
  acknowledge(total: number): void {
    if (((total - this.#acknowledged) >>> 0) > this.outstanding) throw new FrameError('window.acknowledgement')
    this.#acknowledged = total
  }
}

/** The receiver's side: when an acknowledgement is due, and whether the sender kept to the window. */
export class ReceiveWindow {
  #received = 0
  #acknowledged = 0

  get pending(): number {
    return (this.#received - this.#acknowledged) >>> 0
  }

  get due(): boolean {
    return this.pending >= FULL
  }

  /** Throws FrameError where the sender sent more than the window allows. */
  received(frameBytes: number): void {
    this.#received = (this.#received + chargeOf(frameBytes)) >>> 0
    if (this.pending > WINDOW) throw new FrameError('window.overrun')
  }

  /** The total to acknowledge now. */
  take(): number {
    this.#acknowledged = this.#received
    return this.#received
  }
}

interface Waiting {
  readonly message: Uint8Array
  readonly number: number
  offset: number
}

/** Messages on their way out: channels take turns frame by frame, so that a large document doesn't hold up the ledger. */
export class Outbox {
  readonly #window = new SendWindow()
  readonly #queues: readonly { readonly channel: Channel; readonly messages: Waiting[]; numbers: number }[]
  #turn = 0
  #bytes = 0

  constructor(channels: readonly Channel[]) {
    this.#queues = channels.map((channel) => ({ channel, messages: [], numbers: 0 }))
  }

  /** Bytes not yet handed out as frames. */
  get backlog(): number {
    return this.#bytes
  }

  /** Queues a message and returns its number within the channel. */
  push(channel: Channel, message: Uint8Array): number {
    const queue = this.#queues.find((one) => one.channel === channel)
    if (!queue) throw new TypeError(`no queue for ${channel}`)
    const number = queue.numbers
    queue.numbers = (queue.numbers + 1) >>> 0
    queue.messages.push({ message, number, offset: 0 })
    this.#bytes += message.length
    return number
  }

  /** The next frame that the window lets out, or null. */
  next(): Uint8Array | null {
    for (let tried = 0; tried < this.#queues.length; tried++) {
      const queue = this.#queues[(this.#turn + tried) % this.#queues.length]!
      const waiting = queue.messages[0]
      if (!waiting) continue
      const frame = encodeFrame(queue.channel, waiting.number, waiting.message, waiting.offset)
      if (!this.#window.has(frame.length)) return null
      this.#window.sent(frame.length)
      this.#turn = (this.#turn + tried + 1) % this.#queues.length
      this.#bytes -= Math.min(PAYLOAD_BYTES, waiting.message.length - waiting.offset)
      waiting.offset += PAYLOAD_BYTES
      if (waiting.offset >= waiting.message.length) queue.messages.shift()
      return frame
    }
    return null
  }

  acknowledge(total: number): void {
    this.#window.acknowledge(total)
  }

  clear(): void {
    for (const queue of this.#queues) queue.messages.length = 0
    this.#bytes = 0
  }
}
