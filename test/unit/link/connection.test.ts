// Which ways to the other end a connection takes up, and when.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import { Connection, type ConnectionNeeds } from '../../../electron/link/peers/connection.ts'
import { LIFE, type WebRtc } from '../../../electron/link/peers/surroundings.ts'

const UDP = { candidate: 'candidate:1 1 udp 2122260223 10.0.0.4 46421 typ host' }
const TCP = { candidate: 'candidate:2 1 tcp 1518280447 10.0.0.4 60457 typ host tcptype passive' }
const SDP = `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`

class Native {
  static latest: Native
  readonly taken: RTCIceCandidateInit[] = []
  readonly wire: { onopen?: () => void; close(): void; send(): void } = { close: () => {}, send: () => {} }
  readonly localDescription = { sdp: SDP }
  readonly remoteDescription = { sdp: SDP }

  constructor() {
    Native.latest = this
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    this.taken.push(candidate)
  }

  createDataChannel(): object { return this.wire }
  async getStats(): Promise<Map<string, object>> { return new Map() }
  close(): void {}
}

function begun(): { readonly connection: Connection; readonly native: Native } {
  const needs: ConnectionNeeds = {
    rtc: { RTCPeerConnection: Native } as unknown as WebRtc, own: { workspace: 'ab'.repeat(32) as WorkspaceId, device: 'cd'.repeat(32) as DeviceId }, timing: LIFE,
    within: () => ({ connect: 3000, answer: 3000 }),
    events: {
      begun: () => 1, sign: () => {}, verify: () => {}, open: () => {}, document: () => null, outgoing: () => null, ledger: () => {}, delivered: () => {},
      refused: () => {}, ended: () => {}, congested: () => false,
    },
  }
  const connection = new Connection(needs)
  connection.createDataChannel('parley')
  return { connection, native: Native.latest }
}

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('takes up UDP at once, and TCP where a second later there is no connection', async () => {
  const { connection, native } = begun()
  for (const way of [TCP, UDP]) await connection.addIceCandidate(way)
  expect(native.taken).toEqual([UDP])
  vi.advanceTimersByTime(999)
  expect(native.taken).toEqual([UDP])
  vi.advanceTimersByTime(1)
  expect(native.taken).toEqual([UDP, TCP])
  connection.close()
})

it('leaves TCP alone where UDP has led there by then, also what is told of later', async () => {
  const { connection, native } = begun()
  for (const way of [TCP, UDP]) await connection.addIceCandidate(way)
  native.wire.onopen?.()
  await connection.addIceCandidate(TCP)
  vi.advanceTimersByTime(5000)
  expect(native.taken).toEqual([UDP])
  connection.close()
})

it('and where it has ended', async () => {
  const { connection, native } = begun()
  await connection.addIceCandidate(TCP)
  connection.end('closed')
  await connection.addIceCandidate(TCP)
  vi.advanceTimersByTime(5000)
  expect(native.taken).toEqual([])
})

it('keeps no more than a few dozen in mind', async () => {
  const { connection, native } = begun()
  for (let i = 0; i < 1000; i++) await connection.addIceCandidate(TCP)
  vi.advanceTimersByTime(1000)
  expect(native.taken).toHaveLength(32)
  connection.close()
})
