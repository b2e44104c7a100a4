// What comes from the network beside acts and frames: updates of documents, hints between links, beacons, states of other
// hosts, presence, bundles.
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { signAct } from '#shared/acts/act.ts'
import { ProblemError } from '#shared/base/result.ts'
import { cryptoReady, deviceKeyFromSeed } from '#shared/acts/crypto.ts'
import { sameBytes, toHex, utf8 } from '#shared/base/bytes.ts'
import type { ActId, DeviceId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { CIRCLE_CAPS, DRAFT_CAPS, readUpdate } from '#shared/document/update-guard.ts'
import { decodeBundle, encodeBundle } from '#shared/protocol/bundle.ts'
import { FrameError, MESSAGE_CAPS } from '#shared/protocol/frames.ts'
import { encodeLedgerMessage } from '#shared/protocol/ledger.ts'
import { decodeSpread, encodeDigest, encodeNeighbours, encodeSpread, shortOf, type SpreadMessage } from '#shared/protocol/spread.ts'
import { deviceIdentity, deviceRecipient, open, seal } from '../../electron/host/bundle/envelope.ts'
import { inflate, MAX_RATIO } from '../../electron/host/exchange/deflate.ts'
import { fromWire, toWire } from '../../electron/host/exchange/ledger-wire.ts'
import { readPresence, signPresence } from '../../electron/host/workspace/signed-presence.ts'
import { openBeacon, PACKET_BYTES, sealBeacon } from '../../electron/link/discovery/packet.ts'
import { isSigned, parseLinkState, RunIdentity } from '../../electron/link/rendezvous/link-state.ts'
import { each, eachInTurn, only, PATIENCE } from './cases.ts'
import { damaged, damagedText, damagedValue } from './mutate.ts'

const id = (n: number): string => n.toString(16).repeat(64).slice(0, 64)
const key = (): ReturnType<typeof deviceKeyFromSeed> => deviceKeyFromSeed(new Uint8Array(32).fill(3))
/** Most steps that reading an update may take for each of its bytes, and at the least. */
const STEPS = 64

beforeAll(() => cryptoReady)

/** Documents as they are here: entries of a map, and a draft that several people wrote and deleted in. */
function updates(): { readonly circle: Uint8Array[]; readonly draft: Uint8Array[] } {
  const circle = new Y.Doc()
  circle.clientID = 1
  for (let i = 0; i < 6; i++) circle.getMap('acts').set(`entry ${i % 4}`, utf8('x'.repeat(i * 3)))
  const draft = new Y.Doc()
  draft.clientID = 2
  const other = new Y.Doc()
  other.clientID = 3
  draft.getText('t').insert(0, 'As we said, so be it')
  Y.applyUpdate(other, Y.encodeStateAsUpdate(draft))
  other.getText('t').delete(3, 3)
  other.getText('t').format(0, 4, { bold: true })
  draft.getText('t').insert(5, 'all ')
  Y.applyUpdate(draft, Y.encodeStateAsUpdate(other))
  const element = new Y.XmlElement('paragraph')
  draft.getXmlFragment('words').insert(0, [element])
  element.insert(0, [new Y.XmlText('word')])
  return { circle: [Y.encodeStateAsUpdate(circle)], draft: [Y.encodeStateAsUpdate(draft), Y.encodeStateAsUpdate(other), Y.encodeStateAsUpdate(draft, Y.encodeStateVector(other))] }
}

describe('damaged', { timeout: PATIENCE }, () => {
  it('updates that pass are applied without a throw, and reading any takes work by its bytes', () => {
    const { circle, draft } = updates()
    const all = [...circle, ...draft]
    for (const update of circle) expect(readUpdate(update).ok).toBe(true)
    for (const update of draft) expect(readUpdate(update, DRAFT_CAPS).ok).toBe(true)
    let passed = 0
    each('updates', 1, (draw) => {
      const bytes = damaged(all[draw(all.length)]!, draw, all)
      for (const caps of [CIRCLE_CAPS, DRAFT_CAPS]) {
        const verdict = readUpdate(bytes, caps)
        if (!verdict.ok) continue
        passed++
        expect(verdict.contents.steps).toBeLessThanOrEqual(STEPS * (bytes.length + 1))
        const doc = new Y.Doc()
        Y.applyUpdate(doc, bytes)
        Y.applyUpdate(doc, all[draw(all.length)]!)
        doc.destroy()
      }
    })
    expect(passed).toBeGreaterThan(0)
  })

  it('hints between links are read to the byte or a FrameError', () => {
    const ids = [id(1), id(2), id(3)].map((one) => shortOf(one as DeviceId))
    const messages = [encodeSpread(ids.slice(0, 1), ids.slice(1), Uint8Array.of(0, 2, 0)), encodeNeighbours(ids), encodeDigest(new Uint8Array(16).fill(9), true), Uint8Array.of(1, 0)]
    const written = (read: SpreadMessage): Uint8Array => {
      switch (read.t) {
        case 'spread': return encodeSpread(read.reached.slice(0, read.reached.length - read.fresh.length), read.fresh, read.message)
        case 'neighbours': return encodeNeighbours(read.of)
        case 'digest': return encodeDigest(read.digest, read.answers)
        case 'plain': return read.message
      }
    }
    each('hints', 1, (draw) => {
      const bytes = damaged(messages[draw(messages.length)]!, draw, messages)
      const read = only(FrameError, () => decodeSpread(bytes))
      if (read) expect(sameBytes(written(read), bytes)).toBe(true)
    })
  })

  it('beacons say nothing but what was sealed, where it was sealed for', () => {
    const keys = [1, 2, 3].map((n) => new Uint8Array(32).fill(n))
    let n = 0
    const random = (length: number): Uint8Array => Uint8Array.from({ length }, () => (n = (n * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16)
    const said = { port: 47_611, asks: true }
    const packets = [sealBeacon(keys, '10.0.0.4', said, random), sealBeacon(keys.slice(1), '10.0.0.4', said, random)]
    expect(openBeacon(packets[0]!, '10.0.0.4', keys)).toHaveLength(3)
    each('beacons', 0.3, (draw) => {
      const bytes = damaged(packets[draw(2)]!, draw, packets)
      for (const heard of openBeacon(bytes, '10.0.0.4', keys)) expect(heard).toMatchObject(said)
      if (bytes.length === PACKET_BYTES) expect(openBeacon(bytes, '10.0.0.5', keys)).toEqual([])
    })
  })

  it('states of other hosts are as they were signed, or not signed', () => {
    const identity = new RunIdentity()
    const state = identity.state('room', [new RunIdentity().name], [], 3)
    const read = parseLinkState(state as unknown as Record<string, unknown>, 16)!
    expect(isSigned(read)).toBe(true)
    each('host states', 0.1, (draw) => {
      const value = damagedValue(state, draw)
      const parsed = typeof value === 'object' && value !== null ? parseLinkState(value as Record<string, unknown>, 16) : null
      if (parsed && JSON.stringify(parsed) !== JSON.stringify(read)) expect(isSigned(parsed)).toBe(false)
    })
  })

  it('presence is what its device signed, or nobody\'s', () => {
    const workspace = id(5) as WorkspaceId
    const presence = { host: 'run', n: 4, drafts: [{ client: 1, id: id(6), state: '{"at":1}' }] }
    const text = signPresence(workspace, presence, key())
    expect(readPresence(workspace, text)).toEqual({ ...presence, device: key().id })
    expect(readPresence(id(6) as WorkspaceId, text)).toBeNull()
    each('presence', 0.3, (draw) => {
      const read = readPresence(workspace, damagedText(text, draw, [text]))
      if (read) expect(read).toEqual({ ...presence, device: key().id })
    })
  })

  it('envelopes of bundles open as they were sealed, or are refused in a sentence', async () => {
    const content = utf8('What was agreed. '.repeat(40))
    const sealed = [await seal(content, [deviceRecipient(key().id)]), await seal(content, [deviceRecipient(deviceKeyFromSeed(new Uint8Array(32).fill(5)).id), deviceRecipient(key().id)])]
    const identities = [deviceIdentity(key())]
    for (const file of sealed) expect(sameBytes(await open(file, identities), content)).toBe(true)
    let refused = 0
    const cases = await eachInTurn('envelopes', 0.1, async (draw) => {
      const changed = damaged(sealed[draw(sealed.length)]!, draw, sealed)
      const opened = await open(changed, identities).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
        expect(error.problem.code).toMatch(/^bundle\.(damaged|not-for-you|too-large)$/)
        return null
      })
      if (opened === null) refused++
      else expect(sameBytes(opened, content)).toBe(true)
    })
    expect(refused).toBeGreaterThan(cases / 2)
  })

  it('bundles hold what their maker signed, or nothing', () => {
    const act = signAct({
      v: 1, workspace: id(1) as WorkspaceId, circle: 'workspace', type: 'knot.tie', subject: '', body: {}, person: id(3) as PersonId,
      device: key().id, seq: 4, prev: id(5) as ActId, seen: [], at: 0,
    }, key())
    const exchange = { heads: [{ device: key().id, seq: 4, id: act.id }], acts: [{ bytes: act.bytes, signature: act.signature, texts: [utf8('x')] }], drafts: [{ key: 'a/b', update: Uint8Array.of(0, 0) }] }
    const common = { workspace: id(1) as WorkspaceId, device: key().id, at: 7 }
    const call = { topic: id(9), message: utf8('sealed') }
    const files = [{ ...common, t: 'exchange' as const, exchange }, { ...common, t: 'request' as const, call }, { ...common, t: 'reply' as const, call, exchange }].map((bundle) => encodeBundle(bundle, key()))
    for (const file of files) expect(sameBytes(encodeBundle(decodeBundle(file)!, key()), file)).toBe(true)
    each('bundles', 0.3, (draw) => {
      const bytes = damaged(files[draw(files.length)]!, draw, files)
      if (!files.some((file) => sameBytes(file, bytes))) expect(decodeBundle(bytes)).toBeNull()
    })
  })

  it('deflated messages are one whole text within their ratio, or nothing', () => {
    const message = encodeLedgerMessage({ t: 'addresses', addresses: ['192.0.2.1:1'] })
    const heads = Array.from({ length: 80 }, (_, seq) => ({ device: key().id, seq, id: toHex(new Uint8Array(32).fill(seq)) as ActId }))
    const wires = [message, toWire({ t: 'heads', heads, reply: true })]
    expect(wires[1]![0]).toBe(255)
    let read = 0
    each('deflated', 0.3, (draw) => {
      const bytes = damaged(wires[draw(2)]!, draw, wires)
      if (fromWire(bytes)) read++
      const plain = inflate(bytes.subarray(1), MESSAGE_CAPS.ledger)
      if (plain) expect(plain.length).toBeLessThanOrEqual(bytes.length * MAX_RATIO)
    })
    expect(read).toBeGreaterThan(0)
  })
})
