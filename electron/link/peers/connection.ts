// A WebRTC connection as simple-peer sees it, whose data channel is a peer link: simple-peer and y-webrtc get their
// channel, and so their first byte, only once both ends are authenticated and fully admitted.
import type { Admission, OwnEnd } from '#shared/protocol/handshake.ts'
import type { ConnectionId, HandshakeTranscript } from '#shared/protocol/link.ts'
import { DocumentChannel } from './document-channel.ts'
import { fingerprintOf } from './fingerprint.ts'
import { PeerLink } from './peer-link.ts'
import type { LinkTiming, WebRtc } from './surroundings.ts'

/** What a connection tells its room. */
export interface ConnectionEvents {
  begun(connection: Connection): ConnectionId
  sign(connection: Connection, transcript: HandshakeTranscript): void
  verify(connection: Connection, transcript: HandshakeTranscript, signature: Uint8Array): void
  open(connection: Connection, admission: Admission): void
  /** One message of the document channel. Returns what y-webrtc shall see of it. Throws Breach. */
  document(connection: Connection, message: Uint8Array): Uint8Array | null
  /** What y-webrtc wants to send to this peer. Returns what shall go out. */
  outgoing(connection: Connection, message: Uint8Array): Uint8Array | null
  ledger(connection: Connection, message: Uint8Array): void
  delivered(connection: Connection, ticket: number): void
  refused(connection: Connection, what: string): void
  ended(connection: Connection, reason: string): void
  congested(connection: Connection): boolean
}

export interface ConnectionNeeds {
  readonly rtc: WebRtc
  readonly own: OwnEnd
  readonly timing: LinkTiming
  /** How long an attempt begun now may take, and how long its first answer, in ms. */
  within(): { readonly connect: number; readonly answer: number }
  readonly events: ConnectionEvents
}

type Handler = (() => void) | null

/** How both ends make the one channel, each by itself. A channel that only one end opens reaches the other as an event, and
 * `@roamhq/wrtc` then hands out what arrived meanwhile after what came later: measured, 8 of 100 bursts out of order. */
export const CHANNEL: RTCDataChannelInit = { ordered: true, negotiated: true, id: 0 }

/** Ways over TCP are taken up after so many ms without a connection over UDP, which is what nearly every network lets through. Begun
 * at once they would stand beside it unused, and where the network fails the system goes on for minutes with their last words. */
const TCP_AFTER_MS = 1000
/** Most of them that are kept until then. */
const MAX_OVER_TCP = 32

/** How long the native library may take to tell where the other end is, in ms: some, mostly. */
const WHEREABOUTS_MS = 500

export class Connection {
  readonly id: ConnectionId
  address: string | null = null
  #looked: Promise<void> | null = null
  link: PeerLink | null = null
  oniceconnectionstatechange: Handler = null
  onicegatheringstatechange: Handler = null
  onconnectionstatechange: Handler = null
  onsignalingstatechange: Handler = null
  onicecandidate: ((event: RTCPeerConnectionIceEvent) => void) | null = null
  ondatachannel: unknown = null
  ontrack: unknown = null
  readonly #needs: ConnectionNeeds
  readonly #native: RTCPeerConnection
  readonly #deadline: ReturnType<typeof setTimeout>
  #unanswered: ReturnType<typeof setTimeout> | undefined
  readonly #overTcp: RTCIceCandidateInit[] = []
  #falling: ReturnType<typeof setTimeout> | undefined
  #wire: RTCDataChannel | null = null
  #channel: DocumentChannel | null = null
  /** What the other end has said of itself; it says it once. */
  described: string | null = null
  #answerBy = Infinity
  #ended = false

  constructor(needs: ConnectionNeeds, config?: RTCConfiguration) {
    this.#needs = needs
    // Whatever simple-peer would default to, no server outside is ever asked.
    this.#native = new needs.rtc.RTCPeerConnection({ ...config, iceServers: [] })
    this.id = needs.events.begun(this)
    const { connect, answer } = needs.within()
    this.#deadline = setTimeout(() => this.end('connect.deadline'), connect)
    this.expectAnswer(answer)
    this.#listen()
  }

  get localDescription() { return this.#native.localDescription }
  get remoteDescription() { return this.#native.remoteDescription }
  get signalingState() { return this.#native.signalingState }
  get iceConnectionState() { return this.#native.iceConnectionState }
  get iceGatheringState() { return this.#native.iceGatheringState }
  /** `failed` once ended here: that is how simple-peer is told, at whatever stage it is. */
  get connectionState() { return this.#ended ? 'failed' : this.#native.connectionState }

  createOffer(options?: RTCOfferOptions) { return this.#native.createOffer(options) }
  createAnswer(options?: RTCAnswerOptions) { return this.#native.createAnswer(options) }
  setLocalDescription(description: RTCLocalSessionDescriptionInit) { return this.#native.setLocalDescription(description) }
  getStats() { return this.#native.getStats() }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!isOverTcp(candidate)) return this.#native.addIceCandidate(candidate)
    if (this.link !== null || this.#ended || this.#overTcp.length >= MAX_OVER_TCP) return
    this.#overTcp.push(candidate)
    this.#falling ??= setTimeout(() => this.#fallBack(), TCP_AFTER_MS)
  }

  /** Once only: a second one could bring another certificate under an authenticated link. */
  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    if (this.described !== null) throw new Error('the remote description stands')
    this.described = description.sdp ?? ''
    await this.#native.setRemoteDescription(description)
  }

  createDataChannel(label: string): DocumentChannel {
    if (this.#wire !== null) throw new Error('there is one channel')
    return this.#adopt(this.#native.createDataChannel(label, CHANNEL))
  }

  close(): void {
    this.end('closed')
  }

  /** Ends the attempt unless the other end says something within so many ms, or sooner where that was said before: the offer may be lost, and only a new one helps. */
  expectAnswer(within: number): void {
    const by = performance.now() + within
    if (this.described !== null || this.#ended || by >= this.#answerBy) return
    this.#answerBy = by
    clearTimeout(this.#unanswered)
    this.#unanswered = setTimeout(() => { if (this.described === null) this.end('connect.unanswered') }, within)
  }

  /** Sends on the document channel, past y-webrtc. */
  send(message: Uint8Array): void {
    if (!this.#ended && !this.link?.sendDocument(message)) this.#needs.events.refused(this, 'document.unsendable')
  }

  /** Ends the connection and everything on it, once. `breach` counts the reason as a refusal. */
  end(reason: string, breach = false): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#deadline)
    clearTimeout(this.#unanswered)
    clearTimeout(this.#falling)
    this.link?.close()
    if (breach) this.#needs.events.refused(this, reason)
    this.#needs.events.ended(this, reason)
    this.onconnectionstatechange?.()
    this.#channel?.finish()
    // After the native library's own callback has returned.
    setTimeout(() => void this.#closeNative(breach), 0)
  }

  /** Resolves with the other end's address, null where the native library does not tell it in time. */
  async whereabouts(): Promise<string | null> {
    if (this.address === null) await Promise.race([this.#looked ??= this.#findAddress(), new Promise((resolve) => { setTimeout(resolve, WHEREABOUTS_MS) })])
    return this.address
  }

  async #closeNative(breach: boolean): Promise<void> {
    // Whoever broke a rule is known by the address alone as long as no key was proven: once closed, nothing tells it.
    if (breach) await this.whereabouts()
    try {
      this.#wire?.close()
    } catch { /* already closed */ }
    this.#native.close()
  }

  #listen(): void {
    const native = this.#native
    native.oniceconnectionstatechange = () => this.oniceconnectionstatechange?.()
    native.onicegatheringstatechange = () => this.onicegatheringstatechange?.()
    native.onsignalingstatechange = () => this.onsignalingstatechange?.()
    native.onicecandidate = (event) => this.onicecandidate?.(event)
    native.ontrack = () => this.end('channel.media', true)
    native.onconnectionstatechange = () => {
      if (native.connectionState === 'failed' || native.connectionState === 'closed') this.end('closed')
      else this.onconnectionstatechange?.()
    }
    native.ondatachannel = () => this.end('channel.second', true)
  }

  #adopt(wire: RTCDataChannel): DocumentChannel {
    this.#wire = wire
    const channel = this.#channel = new DocumentChannel(wire.label, (message) => this.#sendDocument(message), () => this.close())
    wire.binaryType = 'arraybuffer'
    wire.onopen = () => this.#start()
    wire.onclose = () => this.end('closed')
    wire.onerror = () => this.end('closed')
    wire.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#start()
      if (data instanceof ArrayBuffer) this.link?.receive(new Uint8Array(data))
      else this.end('frame.malformed', true)
    }
    return channel
  }

  #fallBack(): void {
    if (this.link !== null) return
    // One that this end can't use is the other end's doing and costs nothing but that way.
    for (const candidate of this.#overTcp.splice(0)) this.#native.addIceCandidate(candidate).catch(() => {})
    this.#falling = undefined
  }

  #start(): void {
    const wire = this.#wire
    if (this.link !== null || this.#ended || wire === null) return
    clearTimeout(this.#deadline)
    const fingerprint = fingerprintOf(this.#native.localDescription?.sdp)
    const peerFingerprint = fingerprintOf(this.#native.remoteDescription?.sdp)
    if (!fingerprint || !peerFingerprint) return this.end('handshake.fingerprint', true)
    const { own, timing, events } = this.#needs
    this.#looked ??= this.#findAddress()
    this.link = new PeerLink({ send: (frame) => wire.send(frame as Uint8Array<ArrayBuffer>) }, { own, fingerprint, peerFingerprint }, {
      sign: (transcript) => events.sign(this, transcript),
      verify: (transcript, signature) => events.verify(this, transcript, signature),
      open: (admission) => this.#opened(admission),
      document: (message) => this.#document(message),
      ledger: (message) => events.ledger(this, message),
      delivered: (ticket) => events.delivered(this, ticket),
      fail: (reason, breach) => this.end(reason, breach),
      congested: () => events.congested(this),
    }, timing)
  }

  #opened(admission: Admission): void {
    this.#needs.events.open(this, admission)
    if (admission === 'full') this.#channel?.begin()
  }

  #document(message: Uint8Array): void {
    const rest = this.#needs.events.document(this, message)
    if (rest !== null) this.#channel?.deliver(rest)
  }

  #sendDocument(message: Uint8Array): void {
    const bytes = this.#needs.events.outgoing(this, message)
    if (bytes !== null) this.send(bytes)
  }

  async #findAddress(): Promise<void> {
    try {
      const report = await this.#native.getStats()
      this.address = remoteAddress(report)
    } catch { /* a display nicety: the link is as good without it */ }
  }
}

/** The third of its fields, after its name and part (RFC 8839, 5.1). */
const isOverTcp = ({ candidate = '' }: RTCIceCandidateInit): boolean => candidate.split(' ')[2]?.toLowerCase() === 'tcp'

/** `ip:port` of the other end of the selected pair of candidates. */
function remoteAddress(report: RTCStatsReport): string | null {
  const entries = new Map<string, Record<string, unknown>>()
  report.forEach((entry: { readonly id: string }) => void entries.set(entry.id, entry as unknown as Record<string, unknown>))
  for (const entry of entries.values()) {
    if (entry['type'] !== 'transport') continue
    const pair = entries.get(String(entry['selectedCandidatePairId']))
    const remote = entries.get(String(pair?.['remoteCandidateId']))
    const host = remote?.['address'] ?? remote?.['ip']
    if (typeof host === 'string') return host.includes(':') ? `[${host}]:${String(remote?.['port'])}` : `${host}:${String(remote?.['port'])}`
  }
  return null
}

/** The three constructors with the first wrapped, to be handed to simple-peer as `wrtc`. */
export function wrapped(needs: ConnectionNeeds): object {
  return {
    RTCPeerConnection: class extends Connection {
      constructor(config?: RTCConfiguration) {
        super(needs, config)
      }
    },
    RTCSessionDescription: needs.rtc.RTCSessionDescription,
    RTCIceCandidate: needs.rtc.RTCIceCandidate,
  }
}
