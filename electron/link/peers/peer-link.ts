// One authenticated link over one data channel: frames, window, logical channels, sign of life.
import type { DeviceId } from '#shared/base/ids.ts'
import { decodeControl, encodeControl, type Control } from '#shared/protocol/control.ts'
import { decodeFrame, encodeFrame, MESSAGE_CAPS, Reassembler, type Channel, type Frame } from '#shared/protocol/frames.ts'
import type { Admission, OwnEnd } from '#shared/protocol/handshake.ts'
import type { HandshakeTranscript } from '#shared/protocol/link.ts'
import { Outbox, ReceiveWindow } from '#shared/protocol/window.ts'
import { Introduction } from './introduction.ts'
import { Breach, breachOf } from './refusal.ts'
import { SignOfLife } from './sign-of-life.ts'
import type { LinkTiming } from './surroundings.ts'

/** Most bytes that may wait for a slow peer; past it the link is closed rather than memory filled. */
const MAX_BACKLOG = 320 * 1024 * 1024

/** The bare data channel. `send` throws once it is closed. */
export interface Wire {
  send(frame: Uint8Array): void
}

export interface PeerLinkEvents {
  sign(transcript: HandshakeTranscript): void
  verify(transcript: HandshakeTranscript, signature: Uint8Array): void
  /** Both ends admit each other so far. Called again when `ledger` becomes `full`. */
  open(admission: Admission): void
  document(message: Uint8Array): void
  ledger(message: Uint8Array): void
  delivered(ticket: number): void
  /** The link must be closed; `breach` where the other end broke a rule. Called once. */
  fail(reason: string, breach: boolean): void
  /** Whether the way to the host is so full that acknowledgements should wait. */
  congested(): boolean
}

export interface PeerLinkEnds {
  readonly own: OwnEnd
  readonly fingerprint: Uint8Array
  readonly peerFingerprint: Uint8Array
}

export class PeerLink {
  bytesIn = 0
  bytesOut = 0
  /** Whole messages of the ledger and the document. */
  messagesOut = 0
  readonly #wire: Wire
  readonly #events: PeerLinkEvents
  readonly #timing: LinkTiming
  readonly #introduction: Introduction
  readonly #life: SignOfLife
  readonly #outbox = new Outbox(['ledger', 'document'])
  readonly #window = new ReceiveWindow()
  readonly #reassembly = new Map<Channel, Reassembler>()
  readonly #tickets: { readonly number: number; readonly ticket: number }[] = []
  #handshakes = 0
  #ledgerIn = 0
  #ledgerOwed = false
  #agreed: Admission | null = null
  #ended = false
  #deadline: ReturnType<typeof setTimeout> | undefined
  #acknowledging: ReturnType<typeof setTimeout> | undefined
  readonly #stalling = new Map<Channel, ReturnType<typeof setTimeout>>()

  constructor(wire: Wire, ends: PeerLinkEnds, events: PeerLinkEvents, timing: LinkTiming) {
    this.#wire = wire
    this.#events = events
    this.#timing = timing
    this.#deadline = setTimeout(() => this.#end('handshake.deadline', true), timing.handshake)
    this.#life = new SignOfLife({
      ping: (n) => this.#attempt(() => this.#putControl({ t: 'ping', n })),
      dead: () => this.#end('silent', false),
    }, timing)
    this.#introduction = new Introduction({
      ...ends,
      send: (message) => this.#put(encodeFrame('handshake', this.#handshakes++, message, 0)),
      sign: (transcript) => events.sign(transcript),
      verify: (transcript, signature) => events.verify(transcript, signature),
      changed: () => this.#changed(),
    })
  }

  get device(): DeviceId | null {
    return this.#introduction.device
  }

  /** In ms; null before it is known. */
  get roundTrip(): number | null {
    return this.#life.roundTrip
  }

  get agreed(): Admission | null {
    return this.#agreed
  }

  /** One frame as it came. Never throws: a breach or an exception ends this link and nothing else. */
  receive(bytes: Uint8Array): void {
    if (this.#ended) return
    this.bytesIn += bytes.length
    this.#life.heard()
    try {
      const frame = decodeFrame(bytes)
      if (frame.channel === 'control') this.#control(decodeControl(frame.payload))
      else this.#content(frame, bytes.length)
    } catch (error) {
      this.#end(breachOf(error), true)
    }
  }

  signed(signature: Uint8Array): void {
    this.#attempt(() => this.#introduction.signed(signature))
  }

  judged(verdict: Admission | 'refuse'): void {
    this.#attempt(() => this.#introduction.judged(verdict))
  }

  /** False where it can't be sent: not open yet, or over the cap. */
  sendLedger(message: Uint8Array, ticket: number): boolean {
    if (this.#ended || this.#agreed === null || message.length > MESSAGE_CAPS.ledger) return false
    this.messagesOut++
    this.#tickets.push({ number: this.#outbox.push('ledger', message), ticket })
    this.#pump()
    return true
  }

  sendDocument(message: Uint8Array): boolean {
    if (this.#ended || this.#agreed !== 'full' || message.length > MESSAGE_CAPS.document) return false
    this.messagesOut++
    this.#outbox.push('document', message)
    this.#pump()
    return true
  }

  /** See `SignOfLife`. Only once admitted: before that there is a deadline. */
  doubt(): void {
    if (this.#agreed !== null) this.#life.doubt()
  }

  close(): void {
    this.#ended = true
    clearTimeout(this.#deadline)
    clearTimeout(this.#acknowledging)
    for (const timer of this.#stalling.values()) clearTimeout(timer)
    this.#life.close()
    this.#outbox.clear()
    this.#reassembly.clear()
  }

  #content(frame: Frame, size: number): void {
    this.#refuseEarly(frame.channel)
    if (frame.channel !== 'handshake') this.#window.received(size)
    const message = this.#reassembler(frame.channel).take(frame)
    if (message !== null) this.#deliver(frame.channel, message)
    if (this.#ended) return
    this.#expectMore(frame.channel)
    if (this.#window.due) this.#acknowledge()
    else if (this.#ledgerOwed || this.#window.pending > 0) this.#acknowledgeSoon()
  }

  /** A message that goes no further holds memory for nothing: whoever begins one brings it to its end, unless kept waiting here. */
  #expectMore(channel: Channel): void {
    clearTimeout(this.#stalling.get(channel))
    this.#stalling.delete(channel)
    if (this.#reassembler(channel).held === 0) return
    this.#stalling.set(channel, setTimeout(() => {
      if (this.#window.due) this.#expectMore(channel)
      else this.#end('message.stalled', true)
    }, this.#timing.stalled))
  }

  #refuseEarly(channel: Channel): void {
    const { admitted } = this.#introduction
    if (channel === 'ledger' && admitted === null) throw new Breach('channel.early')
    if (channel === 'document' && admitted !== 'full') throw new Breach('channel.early')
  }

  #deliver(channel: Channel, message: Uint8Array): void {
    if (channel === 'handshake') return this.#introduction.take(message)
    if (channel === 'document') return this.#events.document(message)
    this.#ledgerIn = (this.#ledgerIn + 1) >>> 0
    this.#ledgerOwed = true
    this.#events.ledger(message)
  }

  #control(control: Control): void {
    if (control.t === 'ping') return this.#putControl({ t: 'pong', n: control.n })
    if (control.t === 'pong') return this.#life.answered(control.n)
    this.#outbox.acknowledge(control.charge)
    // Tickets are in order of their numbers; the peer's count says how many of them it holds.
    for (let first = this.#tickets[0]; first && precedes(first.number, control.ledger); first = this.#tickets[0]) {
      this.#tickets.shift()
      this.#events.delivered(first.ticket)
    }
    this.#pump()
  }

  #acknowledge(): void {
    if (this.#ended) return
    if (this.#events.congested()) return this.#acknowledgeSoon()
    clearTimeout(this.#acknowledging)
    this.#acknowledging = undefined
    this.#ledgerOwed = false
    this.#putControl({ t: 'ack', charge: this.#window.take(), ledger: this.#ledgerIn })
  }

  /** One acknowledgement for whatever came in the meantime: small messages are not acknowledged one by one. */
  #acknowledgeSoon(): void {
    if (!this.#ledgerOwed && !this.#window.due) return
    this.#acknowledging ??= setTimeout(() => {
      this.#acknowledging = undefined
      this.#attempt(() => this.#acknowledge())
    }, this.#timing.acknowledge)
  }

  #changed(): void {
    const { agreed } = this.#introduction
    if (agreed === null || agreed === this.#agreed) return
    clearTimeout(this.#deadline)
    this.#agreed = agreed
    this.#events.open(agreed)
  }

  #pump(): void {
    for (let frame = this.#outbox.next(); frame; frame = this.#outbox.next()) this.#put(frame)
    if (this.#outbox.backlog > MAX_BACKLOG) this.#end('backlog', false)
  }

  #putControl(control: Control): void {
    this.#put(encodeFrame('control', 0, encodeControl(control), 0))
  }

  #put(frame: Uint8Array): void {
    if (this.#ended) return
    this.bytesOut += frame.length
    try {
      this.#wire.send(frame)
    } catch {
      this.#end('closed', false)
    }
  }

  #reassembler(channel: Channel): Reassembler {
    let reassembler = this.#reassembly.get(channel)
    if (!reassembler) this.#reassembly.set(channel, reassembler = new Reassembler())
    return reassembler
  }

  #attempt(run: () => void): void {
    if (this.#ended) return
    try {
      run()
    } catch (error) {
      this.#end(breachOf(error), true)
    }
  }

  #end(reason: string, breach: boolean): void {
    if (this.#ended) return
    this.close()
    this.#events.fail(reason, breach)
  }
}

/** Whether message number `number` is among the first `count`, both modulo 2^32. */
const precedes = (number: number, count: number): boolean => number !== count && ((count - number) >>> 0) < 0x80000000
