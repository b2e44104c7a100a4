// Real links over a real rendezvous and real WebRTC, each its own process, in a network namespace of their own.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newDeviceKey } from '../../../shared/acts/crypto.ts'
import { WatchedChild, type ChildRun, type Spawner } from '../../../electron/host/link-process/child.ts'
import { newMeeting, openPlace, TestRendezvous, type Place, type TestLink } from '../../harness/links.ts'
import { Namespace } from '../../harness/netns.ts'
import type { Attack, HostileStart } from '../../harness/peers/hostile-peer.ts'

let namespace: Namespace
let place: Place
const children: { dispose(): Promise<void> }[] = []

beforeAll(async () => { namespace = await Namespace.open() })
afterAll(() => namespace.dispose())

const opened = async () => (place = await openPlace(namespace))
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.dispose()))
  await place.dispose()
})

async function connected(a: TestLink, b: TestLink): Promise<void> {
  await Promise.all([a.meets(b), b.meets(a)])
}

/** A spawner whose latest child the test can kill, as a crash would. */
function killable(inner: Spawner): { readonly spawn: Spawner; kill(): void } {
  let run: ChildRun | undefined
  return { spawn: (events) => (run = inner(events)), kill: () => run?.kill() }
}

function script<Start extends { readonly t: 'start' }, Report extends { readonly t: string }>(
  name: string, start: Start, take: (report: Report) => void,
): void {
  const path = new URL(`../../harness/peers/${name}.ts`, import.meta.url).pathname
  children.push(new WatchedChild<Start | { readonly t: 'stop' }, Report>({
    start: () => start, onMessage: take, spawn: namespace.script(path), check: (message) => message as Report,
    isRunning: () => true, timing: { firstDeadline: 60_000 },
  }))
}

describe('two links', () => {
  it('authenticate each other and tell their hosts who it is', async () => {
    await opened()
    const [a, b] = [place.link(), place.link()]
    await connected(a, b)
    expect([...a.open.values()]).toEqual([b.key.id])
    expect([...b.open.values()]).toEqual([a.key.id])
    expect(a.transcripts[0]!.fingerprint).toEqual(b.transcripts[0]!.peerFingerprint)
    expect(a.transcripts[0]!.peerFingerprint).toEqual(b.transcripts[0]!.fingerprint)
    expect([...a.refusals, ...b.refusals]).toEqual([])
  })

  it('exchange a document of 5 MB and a thousand ledger messages of 500 bytes', async () => {
    await opened()
    const document = new Y.Doc()
    document.transact(() => {
      for (let i = 0; i < 10_000; i++) document.getMap('records').set(`record ${i}`, 'x'.repeat(490))
    })
    const [a, b] = [place.link({ document }), place.link()]
    await connected(a, b)
    for (let i = 0; i < 1000; i++) a.send(b, new Uint8Array(500).fill(i & 255), i)
    await Promise.all([
      b.until('the messages', () => b.received.length === 1000),
      a.until('their acknowledgement', () => a.delivered.size === 1000),
      b.until('the document', () => b.doc.getMap('records').size === 10_000),
    ])
    expect(b.received.every(({ message }, i) => message.length === 500 && message[499] === (i & 255))).toBe(true)
    b.doc.getMap('records').set('answer', 'written by the other')
    await a.until('the answer', () => a.doc.getMap('records').get('answer') !== undefined)
    expect([...a.refusals, ...b.refusals, ...a.closings, ...b.closings]).toEqual([])
  })

  it('see each other present, changed and away', async () => {
    await opened()
    const [a, b] = [place.link({ presence: '{"at":"desk"}' }), place.link()]
    await b.until('presence', () => b.presence.includes('{"at":"desk"}'))
    a.setPresence('{"at":"letter"}')
    await b.until('the change', () => b.presence.length === 1 && b.presence[0] === '{"at":"letter"}')
    a.setPresence(null)
    await b.until('absence', () => b.presence.length === 0)
  })

  it('meet again after one was killed, and go on', async () => {
    await opened()
    const crash = killable(namespace.spawner('peers'))
    const [a, b] = [place.link({ presence: '"a"' }), place.link({ spawn: crash.spawn, presence: '"b"' })]
    await connected(a, b)
    const before = b.opened
    crash.kill()
    await b.until('a restart', () => b.opened > before)
    await connected(a, b)
    await a.until('the new connection', () => [...a.open.values()].length === 1)
    a.doc.getMap('m').set('after', 'restart')
    await b.until('the edit', () => b.doc.getMap('m').get('after') === 'restart')
    await a.until('presence', () => a.presence.includes('"b"'))
    await b.until('presence', () => b.presence.includes('"a"'))
  })

  it('meet when the rendezvous comes later than both, and again after it was away', async () => {
    await opened()
    const rendezvous = killable(namespace.spawner('rendezvous'))
    const meeting = await newMeeting()
    const later = new TestRendezvous([meeting.topic], { spawn: rendezvous.spawn })
    children.push(later.handle)
    await later.listening()
    rendezvous.kill()
    const [a, b] = [place.link({ meeting, rendezvous: later.url }), place.link({ meeting, rendezvous: later.url })]
    await connected(a, b)
  })

  it('let the ledger pass alone until the host admits fully', async () => {
    await opened()
    const key = newDeviceKey()
    const a = place.link({ judge: () => 'ledger' })
    const b = place.link({ key })
    await connected(a, b)
    b.doc.getMap('m').set('early', 'not yet')
    a.send(b, Uint8Array.of(1), 1)
    b.send(a, Uint8Array.of(2), 2)
    await Promise.all([a.until('an acknowledgement', () => a.delivered.has(1)), b.until('another', () => b.delivered.has(2))])
    expect(a.doc.getMap('m').size).toBe(0)
    a.handle.send({ t: 'verdict', connection: a.connectionTo(key.id)!, admit: 'full' })
    await a.until('the document', () => a.doc.getMap('m').get('early') === 'not yet')
  })

  it('end by themselves when they are told to', async () => {
    await opened()
    const endings: string[] = []
    const noted = (entry: 'peers'): Spawner => (events) => namespace.spawner(entry)({
      ...events, ended: (reason) => { endings.push(reason); events.ended(reason) },
    })
    const [a, b] = [place.link({ spawn: noted('peers') }), place.link({ spawn: noted('peers') })]
    await connected(a, b)
    await Promise.all([a.handle.dispose(), b.handle.dispose()])
    expect(endings).toEqual(['exit 0', 'exit 0'])
  })

  it('close when a host says so', async () => {
    await opened()
    const [a, b] = [place.link(), place.link()]
    await connected(a, b)
    a.handle.send({ t: 'close', connection: a.connectionTo(b.key.id)!, reason: 'not a member' })
    await Promise.all([a.until('closing', () => a.closings.includes('not a member')), b.until('closing', () => b.closings.length === 1)])
  })
})

describe('more than two', () => {
  it('six come to a full mesh, each pair connected once', async () => {
    await opened()
    const links = Array.from({ length: 6 }, () => place.link())
    for (const link of links) {
      await link.until('all others', () => new Set(link.open.values()).size === 5)
    }
    links[0]!.doc.getMap('m').set('from', 'the first')
    for (const link of links) await link.until('the edit', () => link.doc.getMap('m').get('from') === 'the first')
    for (const link of links) expect(link.open.size).toBe(5)
  })

  it('three with a rendezvous each, two of which dial the first', async () => {
    await opened()
    const meeting = await newMeeting()
    const rendezvous = Array.from({ length: 3 }, () =>
      new TestRendezvous([meeting.topic], { spawn: namespace.spawner('rendezvous'), host: '0.0.0.0' }))
    children.push(...rendezvous.map(({ handle }) => handle))
    await Promise.all(rendezvous.map((one) => one.listening()))
    const links = rendezvous.map((one) => place.link({ meeting, rendezvous: one.url }))
    await Promise.all(links.map((link) => link.until('a link in order', () => link.handle.state === 'running')))
    for (const one of rendezvous.slice(1)) one.dial([`10.77.0.1:${rendezvous[0]!.port}`])
    for (const link of links) await link.until('both others', () => new Set(link.open.values()).size === 2)
  })
})

describe('a link refuses', () => {
  /** Neither end opens anything, and both hosts are told why. */
  async function refused(a: TestLink, b: TestLink, what: string): Promise<void> {
    await Promise.any([
      a.until(what, () => a.refusals.includes(what)), b.until(what, () => b.refusals.includes(what)),
    ])
    expect([a.open.size, b.open.size, a.received.length, b.received.length]).toEqual([0, 0, 0, 0])
    expect([a.doc.share.size, b.doc.share.size]).toEqual([0, 0])
  }

  it('a peer of another workspace', async () => {
    await opened()
    const other = { ...place.meeting, workspace: (await newMeeting()).workspace }
    await refused(place.link(), place.link({ meeting: other }), 'handshake.refused')
  })

  it('a peer with the own device: the data folder was copied', async () => {
    await opened()
    const key = newDeviceKey()
    await refused(place.link({ key }), place.link({ key }), 'handshake.own-device')
  })

  it.each<[Attack, string]>([
    ['an oversized frame', 'frame.oversize'],
    ['a text', 'frame.malformed'],
    ['a second channel', 'channel.second'],
    ['data before the handshake', 'channel.early'],
    ['a bomb', 'message.oversize'],
    ['a message of y-webrtc that throws', 'document.malformed'],
    ['presence that throws', 'document.malformed'],
    ['an update that does not parse', 'document.malformed'],
  ])('%s, and goes on with the others', async (attack, what) => {
    await opened()
    const [a, b] = [place.link(), place.link()]
    await connected(a, b)
    const { topic, password, workspace } = place.meeting
    script<HostileStart, never>('hostile-peer', { t: 'start', topic, password, workspace, rendezvous: place.rendezvous.url, attack }, () => {})
    await Promise.all([a, b].map((link) => link.until(what, () => link.refusals.includes(what))))
    a.send(b, Uint8Array.of(1), 1)
    await a.until('an acknowledgement', () => a.delivered.has(1))
    expect([a.connectionTo(b.key.id) !== undefined, a.handle.state, b.handle.state]).toEqual([true, 'running', 'running'])
    expect([...a.refusals, ...b.refusals]).not.toContain('exception')
  })
})
