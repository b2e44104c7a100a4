// Two peer links joined by a plain queue in place of a data channel, and what a peer that keeps no rule can do to one.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { cryptoReady, newDeviceKey, sign, verify, type DeviceKey } from '../../../shared/acts/crypto.ts'
import type { WorkspaceId } from '../../../shared/base/ids.ts'
import { toHex } from '../../../shared/base/bytes.ts'
import { encodeControl } from '../../../shared/protocol/control.ts'
import { encodeFrame, FRAME_BYTES, MESSAGE_CAPS, PAYLOAD_BYTES } from '../../../shared/protocol/frames.ts'
import { encodeHandshake, encodeTranscript, type Admission } from '../../../shared/protocol/handshake.ts'
import { PeerLink } from '../../../electron/link/peers/peer-link.ts'
import { LIFE, type LinkTiming } from '../../../electron/link/peers/surroundings.ts'

const workspace = toHex(new Uint8Array(32).fill(1)) as WorkspaceId
const print = (value: number) => new Uint8Array(32).fill(value)

interface EndOptions {
  readonly key?: DeviceKey
  readonly workspace?: WorkspaceId
  readonly fingerprint?: number
  readonly peerFingerprint?: number
  readonly admit?: Admission | 'refuse'
  readonly timing?: Partial<LinkTiming>
  /** Never answers `sign`. */
  readonly mute?: boolean
}

class End {
  readonly key: DeviceKey
  readonly out: Uint8Array[] = []
  readonly documents: Uint8Array[] = []
  readonly ledger: Uint8Array[] = []
  readonly delivered: number[] = []
  readonly admissions: Admission[] = []
  failure: string | null = null
  breach = false
  congested = false
  link!: PeerLink
  readonly #options: EndOptions

  constructor(options: EndOptions = {}) {
    this.#options = options
    this.key = options.key ?? newDeviceKey()
  }

  begin(own: number, peer: number): void {
    const { workspace: of = workspace, fingerprint = own, peerFingerprint = peer, admit = 'full', timing, mute } = this.#options
    this.link = new PeerLink({ send: (frame) => void this.out.push(frame) }, {
      own: { workspace: of, device: this.key.id }, fingerprint: print(fingerprint), peerFingerprint: print(peerFingerprint),
    }, {
      sign: (transcript) => { if (!mute) queueMicrotask(() => this.link.signed(sign(encodeTranscript(transcript), this.key))) },
      verify: (transcript, signature) => {
        const sound = verify(encodeTranscript(transcript), signature, transcript.device)
        queueMicrotask(() => this.link.judged(sound ? admit : 'refuse'))
      },
      open: (admission) => void this.admissions.push(admission),
      document: (message) => void this.documents.push(message),
      ledger: (message) => void this.ledger.push(message),
      delivered: (ticket) => void this.delivered.push(ticket),
      fail: (reason, breach) => { this.failure = reason; this.breach = breach },
      congested: () => this.congested,
    }, { ...LIFE, ...timing })
  }
}

const ends: End[] = []
function pair(a: EndOptions = {}, b: EndOptions = {}): readonly [End, End] {
  const both = [new End(a), new End(b)] as const
  both[0].begin(1, 2)
  both[1].begin(2, 1)
  ends.push(...both)
  return both
}

/** Carries everything that waits, both ways, until nothing does. Returns what the second end said. */
async function settle(a: End, b: End): Promise<readonly Uint8Array[]> {
  const said: Uint8Array[] = []
  for (let quiet = 0; quiet < 5;) {
    await Promise.resolve()
    const [toB, toA] = [a.out.splice(0), b.out.splice(0)]
    for (const frame of toB) b.link.receive(frame)
    for (const frame of toA) a.link.receive(frame)
    said.push(...toA)
    quiet = toA.length + toB.length === 0 ? quiet + 1 : 0
  }
  return said
}

async function opened(a: EndOptions = {}, b: EndOptions = {}): Promise<readonly [End, End]> {
  const both = pair(a, b)
  await settle(...both)
  return both
}

beforeAll(() => cryptoReady)
afterEach(() => {
  for (const end of ends.splice(0)) end.link.close()
  vi.useRealTimers()
})

describe('two honest ends', () => {
  it('authenticate each other and exchange both channels', async () => {
    const [a, b] = await opened()
    expect([a.link.device, b.link.device]).toEqual([b.key.id, a.key.id])
    expect(a.link.sendLedger(new Uint8Array(500), 7)).toBe(true)
    expect(a.link.sendDocument(new Uint8Array(5 * 1024 * 1024))).toBe(true)
    await settle(a, b)
    expect(b.ledger.map((message) => message.length)).toEqual([500])
    expect(b.documents.map((message) => message.length)).toEqual([5 * 1024 * 1024])
    expect(a.delivered).toEqual([7])
  })

  it('pass the ledger alone until both admit each other fully', async () => {
    const [a, b] = await opened({ admit: 'ledger' })
    expect([a.admissions, b.admissions]).toEqual([['ledger'], ['ledger']])
    expect(b.link.sendDocument(new Uint8Array(1))).toBe(false)
    expect(b.link.sendLedger(new Uint8Array(1), 1)).toBe(true)
    a.link.judged('full')
    await settle(a, b)
    expect([a.admissions, b.admissions]).toEqual([['ledger', 'full'], ['ledger', 'full']])
    expect(b.link.sendDocument(new Uint8Array(1))).toBe(true)
  })

  it('acknowledge many small messages together', async () => {
    vi.useFakeTimers()
    const [a, b] = await opened()
    for (let i = 0; i < 10; i++) a.link.sendLedger(new Uint8Array(20), i)
    await settle(a, b)
    expect(a.delivered).toEqual([])
    vi.advanceTimersByTime(LIFE.acknowledge)
    const acknowledgements = b.out.length
    await settle(a, b)
    expect(acknowledgements).toBe(1)
    expect(a.delivered).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('hold a sender back while the own host is behind', async () => {
    vi.useFakeTimers()
    const [a, b] = await opened()
    b.congested = true
    a.link.sendLedger(new Uint8Array(50 * PAYLOAD_BYTES), 1)
    await settle(a, b)
    expect(b.ledger).toEqual([])
    b.congested = false
    vi.advanceTimersByTime(LIFE.acknowledge)
    await settle(a, b)
    expect(b.ledger.length).toBe(1)
  })

  it('notice a silent peer and measure a living one', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout'] })
    const [a, b] = await opened()
    vi.advanceTimersByTime(LIFE.ping)
    await settle(a, b)
    expect(a.link.roundTrip).not.toBeNull()
    vi.advanceTimersByTime(LIFE.dead + 2 * LIFE.ping)
    expect([a.failure, a.breach]).toEqual(['silent', false])
  })
})

describe('a handshake is refused', () => {
  it.each<[string, EndOptions, string]>([
    ['of another workspace', { workspace: toHex(new Uint8Array(32).fill(9)) as WorkspaceId }, 'handshake.refused'],
    ['over other certificates: somebody stands in the middle', { peerFingerprint: 66 }, 'handshake.refused'],
    ['that vouches for another certificate of its own', { fingerprint: 66 }, 'handshake.refused'],
    ['that the host does not admit', {}, 'handshake.refused'],
  ])('%s', async (name, b, reason) => {
    const [a] = await opened(name.includes('admit') ? { admit: 'refuse' } : {}, b)
    expect([a.failure, a.breach, a.admissions]).toEqual([reason, true, []])
  })

  it('of the own device', async () => {
    const key = newDeviceKey()
    const [a] = await opened({ key }, { key })
    expect(a.failure).toBe('handshake.own-device')
  })

  it('that reflects the own messages', async () => {
    const [a] = pair()
    for (const frame of a.out.splice(0)) a.link.receive(frame)
    expect(a.failure).toBe('handshake.own-device')
  })

  it('that was recorded earlier', async () => {
    const [a, b] = pair()
    const recorded = await settle(a, b)
    expect(a.admissions).toEqual(['full'])
    const [again, silent] = pair({ key: a.key }, { key: b.key, mute: true })
    silent.out.length = 0
    for (const frame of recorded) again.link.receive(frame)
    await settle(again, silent)
    expect([again.failure, again.admissions]).toEqual(['handshake.refused', []])
  })

  const hello = (version: number) => encodeFrame('handshake', 0, encodeHandshake({
    t: 'hello', version, device: newDeviceKey().id, nonce: crypto.getRandomValues(new Uint8Array(32)),
  }), 0)

  it('of another version', () => {
    const [a] = pair()
    a.link.receive(hello(2))
    expect(a.failure).toBe('handshake.version')
  })

  it('said twice, malformed, or out of order', () => {
    const [twice, malformed] = pair()
    twice.link.receive(hello(1))
    twice.link.receive(encodeFrame('handshake', 1, encodeHandshake({ t: 'proof', signature: new Uint8Array(64) }), 0))
    twice.link.receive(encodeFrame('handshake', 2, encodeHandshake({ t: 'proof', signature: new Uint8Array(64) }), 0))
    expect(twice.failure).toBe('handshake.repeated')
    malformed.link.receive(encodeFrame('handshake', 0, Uint8Array.of(77), 0))
    expect(malformed.failure).toBe('handshake.malformed')
    const [early] = pair()
    early.link.receive(encodeFrame('handshake', 0, encodeHandshake({ t: 'admitted', admission: 'full' }), 0))
    expect(early.failure).toBe('handshake.repeated')
  })

  it('that takes too long', async () => {
    vi.useFakeTimers()
    const [a] = await opened({}, { mute: true })
    for (let passed = 0; passed <= LIFE.handshake; passed += LIFE.ping) {
      a.link.receive(encodeFrame('control', 0, encodeControl({ t: 'ping', n: passed }), 0))
      vi.advanceTimersByTime(LIFE.ping)
    }
    expect([a.failure, a.breach]).toEqual(['handshake.deadline', true])
  })
})

describe('an end that breaks a rule is cut off', () => {
  const early = (channel: 'ledger' | 'document') => encodeFrame(channel, 0, new Uint8Array(10), 0)

  it.each(['ledger', 'document'] as const)('for the %s before it is admitted', (channel) => {
    const [a] = pair()
    a.link.receive(early(channel))
    expect(a.failure).toBe('channel.early')
    expect([...a.ledger, ...a.documents]).toEqual([])
  })

  it('for the document while only the ledger is admitted', async () => {
    const [a] = await opened({ admit: 'ledger' })
    a.link.receive(early('document'))
    expect(a.failure).toBe('channel.early')
  })

  it('for an oversized frame', async () => {
    const [a] = await opened()
    a.link.receive(new Uint8Array(FRAME_BYTES + 1))
    expect([a.failure, a.breach]).toEqual(['frame.oversize', true])
  })

  it('for a message that would not end', async () => {
    const [a] = await opened()
    const bomb = encodeFrame('ledger', 0, new Uint8Array(2 * PAYLOAD_BYTES), 0)
    new DataView(bomb.buffer).setUint32(6, MESSAGE_CAPS.ledger + 1)
    a.link.receive(bomb)
    expect(a.failure).toBe('message.oversize')
  })

  it('for not waiting for acknowledgements', async () => {
    const [a, b] = await opened()
    a.congested = true
    const message = new Uint8Array(100 * PAYLOAD_BYTES)
    for (let i = 0; i < 10; i++) a.link.receive(encodeFrame('document', 0, message, i * PAYLOAD_BYTES))
    expect(a.failure).toBe('window.overrun')
    expect(b.failure).toBeNull()
  })

  it('for acknowledging what was never sent', async () => {
    const [a] = await opened()
    a.link.receive(encodeFrame('control', 0, encodeControl({ t: 'ack', charge: 1_000_000, ledger: 0 }), 0))
    expect(a.failure).toBe('window.acknowledgement')
  })

  it('for any other bytes, without an exception', async () => {
    for (let i = 0; i < 200; i++) {
      const [a] = pair()
      expect(() => a.link.receive(crypto.getRandomValues(new Uint8Array(1 + (i % 60))))).not.toThrow()
      expect([...a.ledger, ...a.documents, ...a.admissions]).toEqual([])
      a.link.close()
    }
  })
})
