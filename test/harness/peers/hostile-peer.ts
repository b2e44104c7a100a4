// A peer that knows the signalling secrets, may have an admitted key, and breaks one rule of the wire. Started as a
// child process.
import wrtc from '@roamhq/wrtc'
import * as buffer from 'lib0/buffer'
import SimplePeer from 'simple-peer/simplepeer.min.js'
import { cryptoReady, newDeviceKey, sign, verify } from '../../../shared/acts/crypto.ts'
import type { WorkspaceId } from '../../../shared/base/ids.ts'
import { encodeFrame, FRAME_BYTES, MESSAGE_CAPS, PAYLOAD_BYTES } from '../../../shared/protocol/frames.ts'
import { encodeTranscript } from '../../../shared/protocol/handshake.ts'
import { CHANNEL } from '../../../electron/link/peers/connection.ts'
import { fingerprintOf } from '../../../electron/link/peers/fingerprint.ts'
import { PeerLink } from '../../../electron/link/peers/peer-link.ts'
import { openSignal, sealSignal, signalKey } from '../../../electron/link/peers/sealing.ts'
import { LIFE } from '../../../electron/link/peers/surroundings.ts'

export interface HostileStart {
  readonly t: 'start'
  readonly topic: string
  readonly password: string
  readonly rendezvous: string
  readonly workspace: WorkspaceId
  readonly attack: Attack
}

interface Raw {
  send(data: Uint8Array | string): void
  createChannel(): void
}

const document = (...bytes: number[]) => encodeFrame('document', 0, Uint8Array.of(...bytes), 0)

/** Before or after the handshake; each is one breach. */
const ATTACKS = {
  'an oversized frame': { after: 'open', run: (raw: Raw) => raw.send(new Uint8Array(FRAME_BYTES + 1)) },
  'a text': { after: 'open', run: (raw: Raw) => raw.send('hello') },
  'a second channel': { after: 'open', run: (raw: Raw) => raw.createChannel() },
  'data before the handshake': { after: 'open', run: (raw: Raw) => raw.send(document(0, 0, 1, 0)) },
  'a bomb': {
    after: 'admission',
    run: (raw: Raw) => {
      const frame = encodeFrame('ledger', 0, new Uint8Array(2 * PAYLOAD_BYTES), 0)
      new DataView(frame.buffer).setUint32(6, MESSAGE_CAPS.ledger + 1)
      raw.send(frame)
    },
  },
  'a message of y-webrtc that throws': { after: 'admission', run: (raw: Raw) => raw.send(document(0, 2, 200, 1, 9)) },
  'presence that throws': { after: 'admission', run: (raw: Raw) => raw.send(document(1, 5, 1, 1, 1, 1, 123)) },
  'an update that does not parse': { after: 'admission', run: (raw: Raw) => raw.send(document(0, 2, 4, 1, 1, 5, 0)) },
} as const

export type Attack = keyof typeof ATTACKS

interface Peer {
  on(event: 'signal', take: (signal: unknown) => void): void
  on(event: 'data', take: (data: Uint8Array) => void): void
  on(event: 'connect' | 'error' | 'close', take: () => void): void
  signal(data: unknown): void
  send(data: Uint8Array | string): void
  readonly _pc: RTCPeerConnection
}
const NewPeer = SimplePeer as unknown as new (options: object) => Peer

const ME = '00000000-hostile'

process.on('disconnect', () => process.exit(0))
process.on('uncaughtException', () => {})
process.on('unhandledRejection', () => {})
process.on('message', (message: HostileStart | { readonly t: 'stop' | 'ping' }) => {
  if (message.t === 'stop') process.exit(0)
  if (message.t === 'start') void join(message)
})

async function join(start: HostileStart): Promise<void> {
  await cryptoReady
  const key = await signalKey(start.topic, start.password)
  const socket = new WebSocket(start.rendezvous)
  const publish = async (message: Record<string, unknown>) =>
    socket.send(JSON.stringify({ type: 'publish', topic: start.topic, data: await sealSignal(message, key) }))
  const peers = new Map<string, Peer>()
  socket.onopen = () => {
    socket.send(JSON.stringify({ type: 'subscribe', topics: [start.topic] }))
    void publish({ type: 'announce', from: ME })
  }
  socket.onmessage = async ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as { readonly type: string; readonly data: string }
    if (message.type !== 'publish') return
    const said = await openSignal(message.data, key) as { type: string; from: string; to?: string; signal?: unknown } | null
    if (said === null || said.from === ME || (said.to !== undefined && said.to !== ME)) return
    if (said.type === 'signal') return peers.get(said.from)?.signal(said.signal)
    if (peers.has(said.from)) return
    const peer = new NewPeer({ initiator: true, wrtc, channelConfig: CHANNEL, config: { iceServers: [] } })
    peers.set(said.from, peer)
    peer.on('signal', (signal) => void publish({ type: 'signal', from: ME, to: said.from, token: 1, signal }))
    peer.on('error', () => {})
    peer.on('close', () => void peers.delete(said.from))
    peer.on('connect', () => attack(peer, start))
  }
}

function attack(peer: Peer, { attack: name, workspace }: HostileStart): void {
  const { after, run } = ATTACKS[name]
  const raw: Raw = { send: (data) => peer.send(data), createChannel: () => void peer._pc.createDataChannel('another') }
  if (after === 'open') return run(raw)
  const key = newDeviceKey()
  const ends = {
    own: { workspace, device: key.id },
    fingerprint: fingerprintOf(peer._pc.localDescription?.sdp)!,
    peerFingerprint: fingerprintOf(peer._pc.remoteDescription?.sdp)!,
  }
  const link = new PeerLink({ send: (frame) => peer.send(frame) }, ends, {
    sign: (transcript) => link.signed(sign(encodeTranscript(transcript), key)),
    verify: (transcript, signature) => link.judged(verify(encodeTranscript(transcript), signature, transcript.device) ? 'full' : 'refuse'),
    open: () => run(raw),
    document: () => {},
    ledger: () => {},
    delivered: () => {},
    fail: () => {},
    congested: () => false,
  }, LIFE)
  peer.on('data', (data) => link.receive(buffer.copyUint8Array(data)))
}
