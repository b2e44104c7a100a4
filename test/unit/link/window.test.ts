import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, FRAME_BYTES, PAYLOAD_BYTES, Reassembler, type Channel } from '../../../shared/protocol/frames.ts'
import { chargeOf, Outbox, ReceiveWindow, SendWindow, WINDOW, WINDOW_FRAMES } from '../../../shared/protocol/window.ts'

const drain = (outbox: Outbox) => {
  const frames: Uint8Array[] = []
  for (let frame = outbox.next(); frame; frame = outbox.next()) frames.push(frame)
  return frames
}

describe('the window', () => {
  it('lets four full frames out, and the next after an acknowledgement', () => {
    const outbox = new Outbox(['document'])
    const receiver = new ReceiveWindow()
    outbox.push('document', new Uint8Array(10 * PAYLOAD_BYTES))
    const out = drain(outbox)
    expect(out.length).toBe(WINDOW_FRAMES)
    receiver.received(out[0]!.length)
    expect(receiver.due).toBe(true)
    outbox.acknowledge(receiver.take())
    expect(drain(outbox).length).toBe(1)
  })

  it('asks for no acknowledgement of a single small edit', () => {
    const receiver = new ReceiveWindow()
    receiver.received(60)
    expect(receiver.due).toBe(false)
  })

  it('never stalls and never overruns, whatever the sizes and however late the acknowledgements', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 80_000 }), { minLength: 1, maxLength: 30 })
    fc.assert(fc.property(sizes, fc.array(fc.boolean()), (lengths, delays) => {
      const outbox = new Outbox(['ledger'])
      const receiver = new ReceiveWindow()
      const flight: number[] = []
      for (const length of lengths) outbox.push('ledger', new Uint8Array(length))
      for (let turn = 0; outbox.backlog > 0 || flight.length > 0; turn++) {
        flight.push(...drain(outbox).map((frame) => frame.length))
        expect(flight.reduce((sum, length) => sum + chargeOf(length), 0)).toBeLessThanOrEqual(WINDOW)
        if (flight.length === 0) break
        const arriving = delays[turn % (delays.length + 1)] ? flight.splice(0, 1) : flight.splice(0)
        for (const length of arriving) receiver.received(length)
        if (receiver.due) outbox.acknowledge(receiver.take())
        expect(turn).toBeLessThan(10_000)
      }
      expect(outbox.backlog).toBe(0)
    }), { numRuns: 60 })
  })

  it('survives its counters running over', () => {
    const sender = new SendWindow()
    const receiver = new ReceiveWindow()
    for (let i = 0; i < 300_000; i++) {
      sender.sent(FRAME_BYTES)
      receiver.received(FRAME_BYTES)
      sender.acknowledge(receiver.take())
    }
    expect(sender.outstanding).toBe(0)
    expect(sender.has(FRAME_BYTES)).toBe(true)
  })

  it('refuses an acknowledgement of what was never sent', () => {
    const sender = new SendWindow()
    sender.sent(100)
    expect(() => sender.acknowledge(chargeOf(100) + 1)).toThrow('window.acknowledgement')
  })

  it('refuses a sender that does not wait', () => {
    const receiver = new ReceiveWindow()
    const flood = () => { for (let i = 0; i <= WINDOW_FRAMES; i++) receiver.received(FRAME_BYTES) }
    expect(flood).toThrow('window.overrun')
  })
})

describe('channels', () => {
  it('take turns, so that a large document does not hold up the ledger', () => {
    const outbox = new Outbox(['ledger', 'document'])
    outbox.push('document', new Uint8Array(1000 * PAYLOAD_BYTES))
    drain(outbox)
    outbox.push('ledger', new Uint8Array(100))
    outbox.acknowledge(2 * chargeOf(FRAME_BYTES))
    expect(drain(outbox).map((frame) => decodeFrame(frame).channel)).toContain('ledger')
  })

  it('keep their messages whole and in order while they alternate', () => {
    const plan = fc.array(fc.record({
      channel: fc.constantFrom<Channel>('ledger', 'document'), length: fc.integer({ min: 0, max: 60_000 }),
    }), { maxLength: 12 })
    fc.assert(fc.property(plan, (messages) => {
      const outbox = new Outbox(['ledger', 'document'])
      const receiver = new ReceiveWindow()
      const reassembly = { ledger: new Reassembler(), document: new Reassembler() }
      const got: { channel: Channel; length: number }[] = []
      for (const { channel, length } of messages) outbox.push(channel, new Uint8Array(length))
      for (let frames = drain(outbox); frames.length > 0; frames = drain(outbox)) {
        for (const bytes of frames) {
          receiver.received(bytes.length)
          const frame = decodeFrame(bytes)
          const whole = reassembly[frame.channel as 'ledger' | 'document'].take(frame)
          if (whole) got.push({ channel: frame.channel, length: whole.length })
        }
        outbox.acknowledge(receiver.take())
      }
      for (const channel of ['ledger', 'document']) {
        expect(got.filter((one) => one.channel === channel)).toEqual(messages.filter((one) => one.channel === channel))
      }
    }), { numRuns: 50 })
  })
})
