// Somebody on the network who knows the way in, the workspace's topic and signalling password, and has no member's key.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newDeviceKey, sign } from '#shared/acts/crypto.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { encodeTranscript } from '#shared/protocol/handshake.ts'
import { Town } from '../harness/attack.ts'
import type { StockReport, StockStart } from '../harness/peers/stock-peer.ts'

let town: Town
let [ada, ben] = ['', ''] as unknown as [DeviceId, DeviceId]
beforeAll(async () => {
  town = await Town.open()
  ada = await town.deviceOf(town.ada)
  ben = await town.deviceOf(town.ben)
})
afterAll(() => town.dispose())
beforeEach(() => town.begin())
afterEach(() => town.part())

/** Ada and Ben go on with their work, and have what they had. */
async function goOn(): Promise<void> {
  await town.goOn()
  expect(town.lost()).toEqual([])
}

describe('a stranger with the topic and the password', () => {
  it('who runs a stock y-webrtc client gets a channel and nothing through it', async () => {
    const reports: StockReport[] = []
    const { topic, password } = town.stolen
    town.program<StockStart, StockReport>('stock-peer', { t: 'start', topic, password, rendezvous: town.rendezvous[0]! }, (report) => reports.push(report))
    // Both ends of a link make the one channel by themselves; whoever opens another is none.
    await town.counts(town.ada, 'channel.second')
    await goOn()
    expect(reports.some(({ t }) => t === 'channel')).toBe(true)
    expect(reports.filter((report) => report.t === 'got' && (report.entries > 0 || report.presences > 0))).toEqual([])
  })

  it('who says to be Ben and signs with a key of their own is refused', async () => {
    const thief = newDeviceKey()
    const stranger = town.mallory({ device: ben, signs: (transcript) => sign(encodeTranscript(transcript), thief), rendezvous: town.rendezvous.slice(0, 1) })
    await stranger.calls('a conversation that was cut', () => stranger.conversations.some(({ closed }) => closed))
    await town.counts(town.ada, 'handshake.signature')
    await goOn()
    expect(stranger.conversations.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('whose key is of small order, so that one signature fits every text elsewhere, is refused', async () => {
    const signature = new Uint8Array(64)
    signature[0] = 1
    const stranger = town.mallory({ device: `01${'00'.repeat(31)}` as DeviceId, signs: () => signature })
    await stranger.calls('conversations that were cut', () => stranger.conversations.some(({ closed }) => closed))
    await town.counts(town.ada, 'handshake.signature')
    await goOn()
    expect(stranger.conversations.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('who plays back what Ben signed on another connection is refused', async () => {
    const listener = town.mallory({ rendezvous: town.rendezvous.slice(1), signs: () => null })
    await listener.calls('a proof of Ben', () => listener.conversations.some(({ proof }) => proof !== null))
    const proof = listener.conversations.find((one) => one.proof !== null)!.proof!
    const stranger = town.mallory({ device: ben, signs: () => proof, rendezvous: town.rendezvous.slice(0, 1) })
    await stranger.calls('a conversation that was cut', () => stranger.conversations.some(({ closed }) => closed))
    await town.counts(town.ada, 'handshake.signature')
    await goOn()
    expect(stranger.conversations.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('who stands in the middle, with certificates of their own, hears a handshake and no more', async () => {
    const middle = town.mallory({ between: true })
    await middle.calls('both ends', () => middle.conversations.length >= 2)
    await Promise.all([town.counts(town.ada, 'handshake.signature'), town.counts(town.ben, 'handshake.signature')])
    await middle.until('both to hang up', () => middle.conversations.slice(0, 2).every(({ closed }) => closed))
    expect([...middle.carried].filter((channel) => channel !== 'control')).toEqual(['handshake'])
    await goOn()
  })

  it('who has a key of their own is told hashes for half a minute, and then sent away', async () => {
    const own = newDeviceKey()
    const stranger = town.mallory({ device: own.id, signs: (transcript) => sign(encodeTranscript(transcript), own), rendezvous: town.rendezvous.slice(0, 1) })
    const conversation = await stranger.meets(ada, 'ledger')
    await goOn()
    await stranger.until('an end of it', () => conversation.closed, 45_000)
    await town.counts(town.ada, 'handshake.unproven')
    expect(conversation.admission).toBe('ledger')
    expect(conversation.heard.map(({ channel }) => channel)).not.toContain('document')
    expect(new Set(conversation.ledger.map(({ t }) => t))).toEqual(new Set(['heads']))
    await goOn()
  })
})
