// Somebody on the network who knows the way in, the workspace's topic and signalling password, and has no member's key.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newDeviceKey, sign } from '#shared/acts/crypto.ts'
import type { DeviceId } from '#shared/base/ids.ts'
import { fromHex } from '#shared/base/bytes.ts'
import { encodeTranscript } from '#shared/protocol/handshake.ts'
import { GROUP_4, PORT } from '../../electron/link/discovery/limits.ts'
import { PACKET_BYTES } from '../../electron/link/discovery/packet.ts'
import { Town } from '../harness/attack.ts'
import type { Someone } from '../harness/hosts.ts'
import { Waiting } from '../harness/links.ts'
import { ADDRESS } from '../harness/netns.ts'
import type { ListenReport, ListenStart, ListenTell } from '../harness/peers/listener.ts'
import type { StockReport, StockStart } from '../harness/peers/stock-peer.ts'

let town: Town
let since = 0
let [ada, ben] = ['', ''] as unknown as [DeviceId, DeviceId]
beforeAll(async () => {
  town = await Town.open()
  ada = await town.deviceOf(town.ada)
  ben = await town.deviceOf(town.ben)
})
afterAll(() => town.dispose())
beforeEach(async () => {
  await town.begin()
  since = town.clock.now()
})
afterEach(() => town.part())

/** What Ada reads of it on her page, among what happened since the test began. */
async function reads(who: Someone, says: string): Promise<void> {
  await who.sees(`"${says}" in the timeline`, async () => (await who.in('network.timeline', { limit: 200 })).some((item) => item.at >= since && item.says.includes(says)))
}
const NO_SIGNATURE = 'Refused a device whose signature does not match. It was told nothing.'

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
    await reads(town.ada, 'it sent what no Parley sends (channel.second)')
    await goOn()
    expect(reports.some(({ t }) => t === 'channel')).toBe(true)
    expect(reports.filter((report) => report.t === 'got' && (report.entries > 0 || report.presences > 0))).toEqual([])
  })

  it('who says to be Ben and signs with a key of their own is refused', async () => {
    const thief = newDeviceKey()
    const stranger = town.mallory({ device: ben, signs: (transcript) => sign(encodeTranscript(transcript), thief), rendezvous: town.rendezvous.slice(0, 1) })
    await stranger.calls('a conversation that was cut', () => stranger.conversations.some(({ closed }) => closed))
    await town.counts(town.ada, 'handshake.signature')
    await reads(town.ada, NO_SIGNATURE)
    await goOn()
    expect(stranger.conversations.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('whose key is of small order, so that one signature fits every text elsewhere, is refused', async () => {
    const signature = new Uint8Array(64)
    signature[0] = 1
    const stranger = town.mallory({ device: `01${'00'.repeat(31)}` as DeviceId, signs: () => signature })
    await stranger.calls('conversations that were cut', () => stranger.conversations.some(({ closed }) => closed))
    await town.counts(town.ada, 'handshake.signature')
    await reads(town.ada, NO_SIGNATURE)
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
    await reads(town.ada, NO_SIGNATURE)
    await goOn()
    expect(stranger.conversations.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('who stands in the middle, with certificates of their own, hears a handshake and no more', async () => {
    const middle = town.mallory({ between: true })
    await middle.calls('both ends', () => middle.conversations.length >= 2)
    await Promise.all([town.ada, town.ben].map(async (one) => {
      await town.counts(one, 'handshake.signature')
      await reads(one, NO_SIGNATURE)
    }))
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
    await reads(town.ada, 'it could not show that it belongs here. It was told nothing but hashes.')
    expect(conversation.admission).toBe('ledger')
    expect(conversation.heard.map(({ channel }) => channel)).not.toContain('document')
    expect(new Set(conversation.ledger.map(({ t }) => t))).toEqual(new Set(['heads']))
    await goOn()
  })
})

describe('a stranger who listens', () => {
  /** As it is written, and as bytes. */
  const forms = (id: string): string[] => [id, Buffer.from(fromHex(id)).toString('latin1')]
  /** What was said, with whatever in it is written in base64 or hexadecimal digits beside it as bytes. */
  const plainly = (words: readonly string[]): string => words.flatMap((said) => [
    said, ...(said.match(/[A-Za-z0-9+/_-]{40,}={0,2}/g) ?? []).map((part) => Buffer.from(part, 'base64').toString('latin1')),
    ...(said.match(/[0-9a-f]{64,}/g) ?? []).map((part) => Buffer.from(part, 'hex').toString('latin1')),
  ]).join('\n')

  it('at a rendezvous and to beacons hears no name, no workspace and no word, and a topic at the rendezvous alone', async () => {
    const heard = new Waiting()
    const reports: ListenReport[] = []
    const { topic } = town.stolen
    const listener = town.program<ListenStart, ListenReport>('listener', { t: 'start', topic, rendezvous: town.wayTo(town.ada), port: PORT, group: GROUP_4, at: ADDRESS }, (report) => {
      reports.push(report)
      heard.changed()
    })
    await heard.until('somebody who listens', () => reports.length > 0)
    // Ben comes anew: he is looked for, called and met.
    await town.ben.close()
    await town.ben.open()
    await town.meet()
    const letter = await town.goOn()
    listener.send({ t: 'tell' } satisfies ListenTell)
    await heard.until('what was heard', () => reports.at(-1)!.t === 'heard')
    const { words, beacons } = reports.at(-1)!
    expect(words.filter((said) => said.includes('"publish"')).length).toBeGreaterThan(0)
    expect(beacons.length).toBeGreaterThan(1)
    const said = plainly(words)
    const shouted = beacons.map((beacon) => Buffer.from(beacon).toString('latin1')).join('\n')
    expect(said).toContain(topic)
    for (const id of [town.workspace, ada, ben, await town.ada.me(), await town.ben.me(), letter]) {
      for (const form of forms(id)) expect([said.includes(form), shouted.includes(form)]).toEqual([false, false])
    }
    for (const form of forms(topic)) expect(shouted.includes(form)).toBe(false)
    for (const name of ['Hollin Bank', 'As we said.']) expect([said.includes(name), shouted.includes(name)]).toEqual([false, false])
    expect(new Set(beacons.map(({ length }) => length))).toEqual(new Set([PACKET_BYTES]))
    await goOn()
  })
})
