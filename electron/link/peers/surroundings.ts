// What differs between Node and a page, handed in: the WebRTC constructors and the way to the host.
import type { HostToLink, LinkToHost } from '#shared/protocol/link.ts'

/** The three constructors simple-peer asks for. */
export interface WebRtc {
  readonly RTCPeerConnection: typeof RTCPeerConnection
  readonly RTCSessionDescription: typeof RTCSessionDescription
  readonly RTCIceCandidate: typeof RTCIceCandidate
}

/** The way to the host: process messages in Node, a MessagePort in a page. */
export interface HostPort {
  send(message: LinkToHost): void
  /** Bytes handed to `send` that have not left yet; 0 where the runtime can't tell. */
  readonly backlog: number
  onMessage(take: (message: HostToLink) => void): void
}

export interface LinkTiming {
  /** A connection that has not opened its data channel by then is given up, in ms. */
  readonly connect: number
  /** The same where attempts have failed before, in ms. */
  readonly longestConnect: number
  /** From an open data channel to both ends' admission, in ms. */
  readonly handshake: number
  /** Silence after which a link is asked for a sign of life, in ms. */
  readonly ping: number
  /** Silence after which a link counts as dead, in ms. */
  readonly dead: number
  /** An unfinished message of which nothing more arrives for so long is a breach, in ms. */
  readonly stalled: number
  /** Longest wait before a message taken in is acknowledged, in ms. */
  readonly acknowledge: number
  /** How often a link that may lack peers announces itself again, in ms. */
  readonly announce: number
}

export const LIFE: LinkTiming = {
  connect: 3000, longestConnect: 12_000, handshake: 10_000, ping: 500, dead: 2000, stalled: 20_000, acknowledge: 20, announce: 10_000,
}
