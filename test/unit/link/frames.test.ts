import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameBytes } from '../../../shared/base/bytes.ts'
import {
  decodeFrame, encodeFrame, FRAME_BYTES, frameCount, HEADER_BYTES, MESSAGE_CAPS, PAYLOAD_BYTES, Reassembler,
} from '../../../shared/protocol/frames.ts'

const message = (length: number, seed = 1) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255)

const framesOf = (bytes: Uint8Array, number = 0) =>
  Array.from({ length: frameCount(bytes.length) }, (_, i) => encodeFrame('ledger', number, bytes, i * PAYLOAD_BYTES))

/** A frame with fields of one's choice, as a peer that keeps no rule would send it. */
function forged(fields: { channel?: number; flags?: number; number?: number; length?: number; payload?: number }): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + (fields.payload ?? 0))
  const view = new DataView(frame.buffer)
  view.setUint8(0, fields.channel ?? 3)
  view.setUint8(1, fields.flags ?? 3)
  view.setUint32(2, fields.number ?? 0)
  view.setUint32(6, fields.length ?? fields.payload ?? 0)
  return frame
}

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 70_000 }),
  fc.constantFrom(0, 1, PAYLOAD_BYTES - 1, PAYLOAD_BYTES, PAYLOAD_BYTES + 1, 3 * PAYLOAD_BYTES, 4 * PAYLOAD_BYTES + 1),
)

describe('frames', () => {
  it('carry any sequence of messages unchanged, none over 16 KiB', () => {
    fc.assert(fc.property(fc.array(lengths, { maxLength: 6 }), (sizes) => {
      const reassembler = new Reassembler()
      const got: Uint8Array[] = []
      sizes.forEach((size, number) => {
        for (const frame of framesOf(message(size, number), number)) {
          expect(frame.length).toBeLessThanOrEqual(FRAME_BYTES)
          const whole = reassembler.take(decodeFrame(frame))
          if (whole) got.push(whole)
        }
      })
      expect(got.length).toBe(sizes.length)
      expect(got.every((bytes, number) => sameBytes(bytes, message(sizes[number]!, number)))).toBe(true)
      expect(reassembler.held).toBe(0)
    }))
  })

  it('parse any bytes to a frame or a fault, nothing else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        new Reassembler().take(decodeFrame(bytes))
      } catch (error) {
        expect((error as Error).name).toBe('FrameError')
      }
    }))
  })

  it.each([
    ['shorter than its header', new Uint8Array(HEADER_BYTES - 1), 'frame.malformed'],
    ['larger than 16 KiB', new Uint8Array(FRAME_BYTES + 1), 'frame.oversize'],
    ['on a channel that does not exist', forged({ channel: 4 }), 'frame.malformed'],
    ['with unknown flags', forged({ flags: 4 }), 'frame.malformed'],
    ['announcing more than the ledger cap', forged({ flags: 1, length: MESSAGE_CAPS.ledger + 1, payload: PAYLOAD_BYTES }), 'message.oversize'],
    ['announcing more than the document cap', forged({ channel: 2, flags: 1, length: MESSAGE_CAPS.document + 1, payload: PAYLOAD_BYTES }), 'message.oversize'],
    ['announcing 4 GiB', forged({ flags: 1, length: 0xffffffff, payload: PAYLOAD_BYTES }), 'message.oversize'],
    ['dripping less than a full frame before the last', forged({ flags: 1, length: 100_000, payload: 1 }), 'frame.malformed'],
  ])('refuse one %s', (_, bytes, fault) => {
    expect(() => decodeFrame(bytes)).toThrow(fault)
  })

  it('take no memory for what was only announced', () => {
    const reassembler = new Reassembler()
    reassembler.take(decodeFrame(forged({ flags: 1, length: MESSAGE_CAPS.ledger, payload: PAYLOAD_BYTES })))
    expect(reassembler.held).toBe(PAYLOAD_BYTES)
  })

  const first = () => decodeFrame(framesOf(message(2 * PAYLOAD_BYTES))[0]!)
  it.each([
    ['a second beginning', forged({ flags: 1, length: 2 * PAYLOAD_BYTES, payload: PAYLOAD_BYTES })],
    ['another number', forged({ flags: 2, number: 1, length: 2 * PAYLOAD_BYTES, payload: PAYLOAD_BYTES })],
    ['another length', forged({ flags: 2, length: 2 * PAYLOAD_BYTES + 1, payload: PAYLOAD_BYTES })],
    ['an early end', forged({ flags: 2, length: 2 * PAYLOAD_BYTES, payload: 5 })],
    ['no end', forged({ flags: 0, length: 2 * PAYLOAD_BYTES, payload: PAYLOAD_BYTES })],
  ])('refuse %s in the middle of a message', (_, bytes) => {
    const reassembler = new Reassembler()
    reassembler.take(first())
    expect(() => reassembler.take(decodeFrame(bytes))).toThrow('frame.sequence')
  })

  it('refuse a message that was sent before', () => {
    const reassembler = new Reassembler()
    const [frame] = framesOf(message(10))
    expect(reassembler.take(decodeFrame(frame!))).not.toBeNull()
    expect(() => reassembler.take(decodeFrame(frame!))).toThrow('frame.sequence')
  })
})
