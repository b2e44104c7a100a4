// A peer with code of its own: it knows the signalling secrets, shakes hands with whatever signature the test hands it,
// and then puts on the wire whatever it is told to, on any channel. Started as a child process; `test/harness/hostile-peer.ts`
// is the side that gives the orders.
import wrtc from '@roamhq/wrtc'
import * as buffer from 'lib0/buffer'
import SimplePeer from 'simple-peer/simplepeer.min.js'
import type { DeviceId, WorkspaceId } from '../../../shared/base/ids.ts'
import { decodeFrame, type Channel } from '../../../shared/protocol/frames.ts'
import type { HandshakeTranscript } from '../../../shared/protocol/link.ts'
import { CHANNEL } from '../../../electron/link/peers/connection.ts'
import { fingerprintOf } from '../../../electron/link/peers/fingerprint.ts'
import { PeerLink } from '../../../electron/link/peers/peer-link.ts'
import { openSignal, sealSignal, signalKey } from '../../../electron/link/peers/sealing.ts'
import { LIFE } from '../../../electron/link/peers/surroundings.ts'

/** Names one connection, the same for its whole life. */
export type ConversationId = number

export type Order =
  | {
      readonly t: 'start'
      readonly workspace: WorkspaceId
      /** The device it says it is. */
      readonly device: DeviceId
      readonly topic: string
      readonly password: string
      /** `ws://host:port` of everyone it calls. */
      readonly rendezvous: readonly string[]
      /** Shakes no hands itself: what the first two to answer say is carried between them, and nothing else. */
      readonly between?: boolean
    }
  /** Announces itself and dials whoever answers; those it talks with already are left out. */
  | { readonly t: 'dial' }
  | { readonly t: 'signature'; readonly conversation: ConversationId; readonly signature: Uint8Array }
  /** A whole message, in frames, under the receiver's window, as an honest link sends it. */
  | {
      readonly t: 'message'
      readonly conversation: ConversationId
      readonly channel: 'ledger' | 'document'
      readonly message: Uint8Array
      /** Its last frame, and all that comes after it, is held back. */
      readonly unfinished?: boolean
    }
  /** These bytes as one message of the data channel, now. */
  | { readonly t: 'frame'; readonly conversation: ConversationId; readonly bytes: Uint8Array | string }
  | { readonly t: 'hang up'; readonly conversation: ConversationId }
  | { readonly t: 'stop' }

export type Report =
  | { readonly t: 'ready' }
  | { readonly t: 'channel'; readonly conversation: ConversationId }
  | { readonly t: 'sign'; readonly conversation: ConversationId; readonly transcript: HandshakeTranscript }
  /** What the other end has signed, as it must have seen it. */
  | { readonly t: 'proof'; readonly conversation: ConversationId; readonly signature: Uint8Array }
  | { readonly t: 'admitted'; readonly conversation: ConversationId; readonly device: DeviceId; readonly admission: 'ledger' | 'full' }
  | { readonly t: 'message'; readonly conversation: ConversationId; readonly channel: 'ledger' | 'document'; readonly message: Uint8Array }
  /** Somebody whom this one stands between has sent a frame of this channel. */
  | { readonly t: 'carried'; readonly channel: Channel }
  | { readonly t: 'closed'; readonly conversation: ConversationId }

interface Peer {
  on(event: 'signal', take: (signal: unknown) => void): void
  on(event: 'data', take: (data: Uint8Array) => void): void
  on(event: 'connect' | 'error' | 'close', take: () => void): void
  signal(data: unknown): void
  send(data: Uint8Array | string): void
  destroy(): void
  readonly _pc: RTCPeerConnection
}
const NewPeer = SimplePeer as unknown as new (options: object) => Peer

/** The lowest of ids, so that it dials and is not dialled. */
const ME = `00000000-${crypto.randomUUID()}`

const report = (message: Report): void => void process.send?.(message)

class OwnCode {
  readonly #start: Order & { readonly t: 'start' }
  readonly #key: CryptoKey
  readonly #sockets: WebSocket[] = []
  readonly #byName = new Map<string, Peer>()
  readonly #peers = new Map<ConversationId, Peer>()
  readonly #links = new Map<ConversationId, PeerLink>()
  readonly #unfinished = new Set<ConversationId>()
  readonly #read = new Set<string>()
  readonly #between: Peer[] = []
  readonly #unheard: Uint8Array[] = []
  #conversations = 0

  private constructor(start: Order & { readonly t: 'start' }, key: CryptoKey) {
    this.#start = start
    this.#key = key
  }

  static async of(start: Order & { readonly t: 'start' }): Promise<OwnCode> {
    const self = new OwnCode(start, await signalKey(start.topic, start.password))
    await Promise.all(start.rendezvous.map((url) => self.#call(url)))
    return self
  }

  take(order: Exclude<Order, { readonly t: 'start' | 'stop' }>): void {
    if (order.t === 'dial') return this.#dial()
    const link = this.#links.get(order.conversation)
    const peer = this.#peers.get(order.conversation)
    switch (order.t) {
      case 'signature': return link?.signed(order.signature)
      case 'message':
        if (order.unfinished) this.#unfinished.add(order.conversation)
        if (order.channel === 'ledger') link?.sendLedger(order.message, 0)
        else link?.sendDocument(order.message)
        return
      case 'frame': return peer?.send(order.bytes)
      case 'hang up': return peer?.destroy()
    }
  }

  #dial(): void {
    for (const socket of this.#sockets) void this.#publish(socket, { type: 'announce', from: ME })
  }

  #call(url: string): Promise<void> {
    const socket = new WebSocket(url)
    this.#sockets.push(socket)
    socket.onmessage = ({ data }: MessageEvent<string>) => void this.#hear(socket, data)
    return new Promise((resolve, reject) => {
      socket.onerror = () => reject(new Error(`no rendezvous at ${url}`))
      socket.onopen = () => {
        socket.send(JSON.stringify({ type: 'subscribe', topics: [this.#start.topic] }))
        resolve()
      }
    })
  }

  async #publish(socket: WebSocket, message: Record<string, unknown>): Promise<void> {
    const data = await sealSignal(message, this.#key)
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'publish', topic: this.#start.topic, data }))
  }

  async #hear(socket: WebSocket, text: string): Promise<void> {
    const message = JSON.parse(text) as { readonly type: string; readonly data: string }
    // Two rendezvous that know each other both carry the same word.
    if (message.type !== 'publish' || this.#read.has(message.data)) return
    this.#read.add(message.data)
    const said = await openSignal(message.data, this.#key) as { type: string; from: string; to?: string; signal?: unknown } | null
    if (said === null || said.from === ME || (said.to !== undefined && said.to !== ME)) return
    if (said.type === 'signal') return this.#byName.get(said.from)?.signal(said.signal)
    if (said.to === ME && !this.#byName.has(said.from)) this.#meet(socket, said.from)
  }

  #meet(socket: WebSocket, name: string): void {
    const peer = new NewPeer({ initiator: true, wrtc, channelConfig: CHANNEL, config: { iceServers: [] } })
    const conversation = ++this.#conversations
    this.#byName.set(name, peer)
    this.#peers.set(conversation, peer)
    peer.on('signal', (signal) => void this.#publish(socket, { type: 'signal', from: ME, to: name, token: 1, signal }))
    peer.on('error', () => {})
    // Whoever is turned away drops an offer without a word: the next is made only once this one is over.
    const unanswered = setTimeout(() => peer.destroy(), LIFE.connect)
    peer.on('close', () => {
      clearTimeout(unanswered)
      this.#byName.delete(name)
      this.#peers.delete(conversation)
      this.#links.get(conversation)?.close()
      this.#links.delete(conversation)
      report({ t: 'closed', conversation })
    })
    peer.on('connect', () => {
      clearTimeout(unanswered)
      this.#shakeHands(conversation, peer)
    })
  }

  /** What one says goes to the other, and waits for it where there is none yet. */
  #standBetween(peer: Peer): void {
    const at = this.#between.push(peer) - 1
    const waiting = this.#unheard
    peer.on('data', (data) => {
      const other = this.#between[at === 0 ? 1 : 0]
      report({ t: 'carried', channel: decodeFrame(data).channel })
      if (other) other.send(data)
      else waiting.push(buffer.copyUint8Array(data))
    })
    if (at === 1) for (const data of waiting.splice(0)) peer.send(data)
  }

  /** The last frame of a message, where the conversation is to go on without an end of it. */
  #isHeldBack(conversation: ConversationId, frame: Uint8Array): boolean {
    const { channel, last, first } = decodeFrame(frame)
    return this.#unfinished.has(conversation) && (channel === 'ledger' || channel === 'document') && last && !first
  }

  #shakeHands(conversation: ConversationId, peer: Peer): void {
    report({ t: 'channel', conversation })
    if (this.#start.between) return this.#standBetween(peer)
    const ends = {
      own: { workspace: this.#start.workspace, device: this.#start.device },
      fingerprint: fingerprintOf(peer._pc.localDescription?.sdp)!,
      peerFingerprint: fingerprintOf(peer._pc.remoteDescription?.sdp)!,
    }
    const link: PeerLink = new PeerLink({ send: (frame) => { if (!this.#isHeldBack(conversation, frame)) peer.send(frame) } }, ends, {
      sign: (transcript) => report({ t: 'sign', conversation, transcript }),
      // Whoever the other is, it may say all it likes.
      verify: (_, signature) => {
        report({ t: 'proof', conversation, signature })
        setTimeout(() => link.judged('full'), 0)
      },
      open: (admission) => report({ t: 'admitted', conversation, device: link.device!, admission }),
      document: (message) => report({ t: 'message', conversation, channel: 'document', message }),
      ledger: (message) => report({ t: 'message', conversation, channel: 'ledger', message }),
      delivered: () => {},
      fail: () => peer.destroy(),
      congested: () => false,
    }, LIFE)
    this.#links.set(conversation, link)
    peer.on('data', (data) => link.receive(buffer.copyUint8Array(data)))
  }
}

let self: OwnCode | null = null
process.on('disconnect', () => process.exit(0))
// It is told to do what throws.
process.on('uncaughtException', () => {})
process.on('unhandledRejection', () => {})
process.on('message', (order: Order) => {
  if (order.t === 'stop') process.exit(0)
  if (order.t !== 'start') return self?.take(order)
  void OwnCode.of(order).then((made) => {
    self = made
    report({ t: 'ready' })
  })
})
