// Whatever comes from outside is understood or refused, never thrown at: up to 10,000 damaged cases of each kind that travels.
// See cases.ts for how many, and how to bring a case back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ActError, decodeAct, signAct, verifyAct, type Act } from '#shared/acts/act.ts'
import { canonical, type Json } from '#shared/acts/canonical.ts'
import { cryptoReady, deviceKeyFromSeed, encrypt, randomBytes, sign } from '#shared/acts/crypto.ts'
import { packAct, unpackAct } from '#shared/acts/packed.ts'
import { concat, fromBase64, fromUtf8, sameBytes, toBase64, utf8 } from '#shared/base/bytes.ts'
import type { ActId, DeviceId, PersonId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { applyDraftEntry } from '#shared/document/drafts.ts'
import { readMeta, readOrigin, readSections, writeMeta, writeSections } from '#shared/document/draft.ts'
import { readTerms, termsBytes } from '#shared/domain/record/terms.ts'
import { formatInvite, meetingFrom, parseInvite } from '#shared/formats/invite.ts'
import { verifyRecord } from '#shared/formats/record.ts'
import { decodeControl, encodeControl } from '#shared/protocol/control.ts'
import { decodeFrame, encodeFrame, FrameError, PAYLOAD_BYTES, Reassembler } from '#shared/protocol/frames.ts'
import { decodeHandshake, encodeHandshake } from '#shared/protocol/handshake.ts'
import { makeJoinReply, makeJoinRequest, readJoinReply, readJoinRequest, requestName } from '#shared/protocol/join.ts'
import { decodeLedgerMessage, encodeLedgerMessage } from '#shared/protocol/ledger.ts'
import { requests, type Method } from '#shared/protocol/contract.ts'
import { checkLinkMessage, checkRendezvousMessage } from '../../electron/host/link-process/messages.ts'
import { readDocumentMessage } from '../../electron/link/peers/guard.ts'
import { Breach } from '../../electron/link/peers/refusal.ts'
import { parseSignalMessage } from '../../electron/link/rendezvous/signal-message.ts'
import { founds, joins, testFolder, type Someone } from '../harness/hosts.ts'
import { MemoryNetwork } from '../harness/memory-network.ts'
import { CASES, each, only, PATIENCE, SEED } from './cases.ts'
import { damaged, damagedText, damagedValue, draws } from './mutate.ts'
import { nearlySound } from './nearly-sound.ts'

const folder = testFolder()
let ada: Someone
let ben: Someone
const id = (n: number): string => n.toString(16).repeat(64).slice(0, 64)
const key = (): ReturnType<typeof deviceKeyFromSeed> => deviceKeyFromSeed(new Uint8Array(32).fill(3))
const act = (): Act => ({
  v: 1, workspace: id(1) as WorkspaceId, circle: 'workspace', type: 'commitment.offer', subject: id(2), person: id(3) as PersonId, device: key().id, seq: 4, prev: id(5) as ActId,
  seen: [id(6) as ActId, id(7) as ActId], at: 1_779_400_000_000, body: { kind: 'mutual', people: [id(3), id(8)], to: [], terms: id(9), parents: [], opener: id(3), nonce: '00'.repeat(16), more: [{ deep: [1, 'é'] }, null, true] },
})

beforeAll(async () => {
  await cryptoReady
  const network = new MemoryNetwork()
  ada = await founds('Ada', folder.path, { network })
  ben = await joins('Ben', ada)
})
afterAll(async () => {
  await ada.close()
  await ben.close()
  folder.remove()
})

describe('damaged', { timeout: PATIENCE }, () => {
  it('frames end in a message or a FrameError', () => {
    const message = randomBytes(PAYLOAD_BYTES + 50)
    const frames = [0, PAYLOAD_BYTES].map((offset) => encodeFrame('ledger', 0, message, offset)).concat(
      (['control', 'handshake', 'document'] as const).map((channel) => encodeFrame(channel, 0, utf8('short'), 0)),
    ).map((frame) => frame.slice(0, 40))
    each('frames', 1, (draw) => {
      const reassembler = new Reassembler()
      only(FrameError, () => {
        for (let i = draw(3); i >= 0; i--) reassembler.take(decodeFrame(damaged(frames[draw(frames.length)]!, draw, frames)))
      })
      expect(reassembler.held).toBeLessThanOrEqual(200)
    })
  })

  it('handshakes and controls are read to the byte or not at all', () => {
    const handshakes = [
      encodeHandshake({ t: 'hello', version: 1, device: id(1) as DeviceId, nonce: new Uint8Array(32).fill(2) }),
      encodeHandshake({ t: 'proof', signature: new Uint8Array(64).fill(3) }), encodeHandshake({ t: 'admitted', admission: 'full' }),
    ]
    const controls = [encodeControl({ t: 'ack', charge: 5, ledger: 6 }), encodeControl({ t: 'ping', n: 1 }), encodeControl({ t: 'pong', n: 2 ** 32 - 1 })]
    each('handshakes', 1, (draw) => {
      const bytes = damaged(handshakes[draw(3)]!, draw, handshakes)
      const read = decodeHandshake(bytes)
      if (read) expect(sameBytes(encodeHandshake(read), bytes)).toBe(true)
      const other = damaged(controls[draw(3)]!, draw, controls)
      const control = only(FrameError, () => decodeControl(other))
      if (control) expect(sameBytes(encodeControl(control), other)).toBe(true)
    })
  })

  it('acts are exactly their bytes or an ActError, signed by whom they name or refused', () => {
    const signed = [act(), { ...act(), type: 'workspace.found', workspace: '', person: '', seq: 0, prev: '', seen: [] } as Act].map((one) => signAct(one, key()))
    const texts = signed.map((one) => fromUtf8(one.bytes))
    let forms = 0
    each('acts', 1, (draw) => {
      const bytes = draw(2) === 0 ? damaged(signed[draw(2)]!.bytes, draw, signed.map((one) => one.bytes)) : utf8(damagedText(texts[draw(2)]!, draw, texts))
      const form = only(ActError, () => decodeAct(bytes))
      if (form) {
        forms++
        expect(canonical(form as unknown as Json)).toBe(fromUtf8(bytes))
      }
      const honest = signed.some((one) => sameBytes(one.bytes, bytes))
      if (!honest) expect(only(ActError, () => verifyAct({ bytes, signature: signed[0]!.signature }))).toBeNull()
      // A changed program signs what it likes: then the form alone decides.
      if (draw(20) === 0) expect(only(ActError, () => verifyAct({ bytes, signature: sign(concat(utf8('parley/act/1\0'), bytes), key()) })) !== null).toBe(form !== null && form.device === key().id)
    })
    expect(forms).toBeGreaterThan(0)
  })

  it('packed acts and ledger messages are read whole or not at all, and hold no more than they brought', () => {
    const signed = signAct(act(), key())
    const packed = { bytes: signed.bytes, signature: signed.signature, texts: [utf8('words'), utf8('')] }
    const head = { device: key().id, seq: 7, id: id(4) as ActId }
    const messages = [
      encodeLedgerMessage({ t: 'heads', heads: [head, { ...head, seq: 2 ** 40 }], reply: true }), encodeLedgerMessage({ t: 'acts', acts: [packed, packed] }), encodeLedgerMessage({ t: 'have', heads: [head] }),
      encodeLedgerMessage({ t: 'want', texts: [id(1) as TextHash] }), encodeLedgerMessage({ t: 'texts', texts: [utf8('a'), utf8('b')] }), encodeLedgerMessage({ t: 'addresses', addresses: ['192.0.2.1:1', '[fd00::1]:2'] }),
    ]
    let understood = 0
    each('ledger', 1, (draw) => {
      const bytes = damaged(messages[draw(messages.length)]!, draw, messages)
      const read = decodeLedgerMessage(bytes)
      if (read) {
        understood++
        expect(decodeLedgerMessage(encodeLedgerMessage(read))).toEqual(read)
        if (read.t === 'acts') for (const one of read.acts) expect(one.bytes.length).toBeLessThanOrEqual(bytes.length)
        if (read.t === 'addresses') for (const address of read.addresses) expect(address).toMatch(/:\d+$/)
      }
      unpackAct(damaged(packAct(packed), draw, messages))
    })
    expect(understood).toBeGreaterThan(0)
  })

  it('document messages end in one that is safe to apply or a Breach, and drafts are left usable', () => {
    const doc = new Y.Doc()
    writeMeta(doc, { title: 'Bread', kind: 'mutual', gives: [id(1)], receives: [] }, null)
    writeSections(doc, [{ voice: 'words', words: [{ type: 'paragraph', content: [{ text: 'As we said', marks: ['bold'] }] }] }], null)
    const update = Y.encodeStateAsUpdate(doc)
    const circle = new Y.Doc()
    circle.getMap('drafts').set(`${id(1)}/a`, update.slice(0, 40))
    const entries = Y.encodeStateAsUpdate(circle)
    const varied = (bytes: Uint8Array): Uint8Array => concat(Uint8Array.of(bytes.length & 127 | 128, bytes.length >> 7), bytes)
    const messages = [concat(Uint8Array.of(0, 2), varied(entries)), concat(Uint8Array.of(0, 0), varied(Y.encodeStateVector(doc))), concat(Uint8Array.of(0, 1), varied(entries)), Uint8Array.of(3)]
    for (const message of messages) expect(readDocumentMessage(message)).toBeDefined()
    each('document', 0.4, (draw) => {
      const read = only(Breach, () => readDocumentMessage(damaged(messages[draw(messages.length)]!, draw, messages)))
      const draft = new Y.Doc()
      draft.getText('t').insert(0, 'mine')
      if (read?.t === 'update' && read.contents) Y.applyUpdate(new Y.Doc(), read.update)
      applyDraftEntry(draft, damaged(update, draw, messages), null)
      expect(draft.getText('t').toString()).toContain('mine')
      readSections(draft, readMeta(draft))
      readOrigin(draft)
    })
  })

  it('invite links, signalling and terms are read or refused', () => {
    const link = formatInvite({
      workspace: id(1) as WorkspaceId, workspaceName: 'Hollin', inviter: id(2) as PersonId, inviterName: 'Ada', inviterDevice: id(3) as DeviceId, seed: 'A'.repeat(43), addresses: ['a:1'], expires: 0,
    })
    const signals = [{ type: 'subscribe', topics: ['a'] }, { type: 'publish', topic: 'a', data: { x: 1 } }, { type: 'ping' }].map((one) => JSON.stringify(one))
    const terms = fromUtf8(termsBytes({ format: 'parley/commitment/1', kind: 'mutual', title: 'Bread', parties: [], sections: [{ voice: 'words', words: [{ type: 'paragraph', content: [{ text: 'x' }] }] }] }))
    each('texts', 1, (draw) => {
      const invite = parseInvite(damagedText(link, draw, [link, terms]))
      if (invite.ok) expect(formatInvite(invite.value)).toBe(link)
      const signal = parseSignalMessage(damagedText(signals[draw(3)]!, draw, signals))
      if (signal && 'topics' in signal) expect(signal.topics.every((topic) => typeof topic === 'string')).toBe(true)
      const text = damagedText(terms, draw, signals)
      const read = readTerms(utf8(text))
      if (read) expect(sameBytes(termsBytes(read), utf8(text))).toBe(true)
    })
  })

  it('requests to join and replies are read whole or not at all, though sealed with the right key', () => {
    const seed = randomBytes(32)
    const meeting = meetingFrom(seed)
    const founding = signAct({ ...act(), type: 'person.found', person: '', seq: 0, prev: '', seen: [] }, key())
    const request = readJoinRequest(makeJoinRequest(founding, 'A'.repeat(86), meeting.key), meeting.key)!
    const reply = makeJoinReply(request, { outcome: 'admitted', secret: randomBytes(32), genesis: founding, addresses: ['a:1'] }, key(), meeting.key)
    const asked = new Set([requestName(request.box)])
    expect(readJoinReply(reply, meeting.key, asked, key().id, key())?.outcome).toBe('admitted')
    const texts = [JSON.stringify({ founding: { bytes: toBase64(founding.bytes), signature: toBase64(founding.signature) }, proof: 'A'.repeat(86) }), JSON.stringify({
      to: requestName(request.box), outcome: 'admitted', secret: 'AAAA', genesis: { bytes: 'AA', signature: 'AA' }, addresses: ['a:1'], signature: 'A'.repeat(86),
    })]
    each('joins', 0.2, (draw) => {
      const text = utf8(damagedText(texts[draw(2)]!, draw, texts))
      const read = readJoinRequest(encrypt(text, meeting.key, utf8('parley/join-request/1')), meeting.key)
      if (read) expect(sameBytes(read.founding.bytes, founding.bytes)).toBe(true)
      expect(readJoinReply(encrypt(text, meeting.key, utf8('parley/join-reply/1')), meeting.key, asked, key().id, key())).toBeNull()
      readJoinRequest(damaged(request.box, draw, [reply]), meeting.key)
      readJoinReply(damaged(reply, draw, [request.box]), meeting.key, asked, key().id, key())
    })
  })

  it('records verify as what they were or are refused in a sentence', async () => {
    const letter = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
    await ada.gives(letter, 'offer')
    await ben.seesRecord(letter, 'the offer')
    await ben.gives(letter, 'accept')
    await ada.seesRecord(letter, 'the acceptance', ({ state }) => state === 'in force')
    const { record } = await ada.in('export.record', { id: letter })
    const file = JSON.parse(record) as { acts: { bytes: string }[] }
    let refused = 0
    const cases = each('records', 0.1, (draw) => {
      const other = structuredClone(file)
      const at = draw(other.acts.length)
      if (draw(2) === 0) other.acts[at]!.bytes = toBase64(damaged(fromBase64(other.acts[at]!.bytes)!, draw, []))
      const text = draw(2) === 0 ? damagedText(JSON.stringify(other), draw, [record]) : JSON.stringify(draw(3) === 0 ? damagedValue(other, draw) : other)
      const verified = verifyRecord(text ?? '', '2026-05-22')
      if (verified.ok) expect(verified.value.detail).toMatchObject({ id: letter, title: 'Bread', state: 'in force' })
      else refused++
      if (!verified.ok) expect(verified.problem).toMatchObject({ code: 'record.invalid' })
    })
    expect(refused).toBeGreaterThan(cases / 2)
  })

  it('messages of the keyless children are checked in every field', () => {
    const bytes = new Uint8Array(32)
    const transcript = { workspace: id(1), device: id(2), nonce: bytes, fingerprint: bytes, peerDevice: id(3), peerNonce: bytes, peerFingerprint: bytes }
    const fromLink = [
      { t: 'sign', connection: 1, transcript }, { t: 'verify', connection: 1, transcript, signature: new Uint8Array(64) }, { t: 'open', connection: 1, device: id(1), address: null },
      { t: 'message', connection: 1, message: bytes }, { t: 'presence', states: ['{}'] }, { t: 'pong', n: 1, peers: [{ connection: 1, device: null, address: null, bytesIn: 0, bytesOut: 0, messagesOut: 0, roundTrip: null }] },
    ]
    const fromRendezvous = [{ t: 'listening', port: 1 }, { t: 'meeting', topic: 'a', data: bytes }, { t: 'dialled', address: 'a:1', outcome: 'connected', nextTryInMs: null }]
    each('children', 1, (draw) => {
      const checked = checkLinkMessage(damagedValue(fromLink[draw(fromLink.length)], draw))
      if (checked && 'connection' in checked && checked.connection !== null) expect(Number.isInteger(checked.connection)).toBe(true)
      const met = checkRendezvousMessage(damagedValue(fromRendezvous[draw(3)], draw))
      if (met?.t === 'meeting') expect(met.data).toBeInstanceOf(Uint8Array)
    })
  })

  it('calls are answered or refused, and none of them is a bug', async () => {
    const workspace = await ada.workspace()
    const [me, other, record] = [await ada.me(), await ben.me(), (await ada.in('records.list', {}))[0]!.id]
    const meta = { title: 'T', kind: 'mutual', gives: [me, other], receives: [] }
    const given = { workspace, id: record, record, person: other, to: other, people: [other], title: 'T', text: 'x', words: 'y', meta, link: 'parley://join/#AA', day: '2026-05-22', date: '2026-05-22', from: '2026-05-18', until: '2026-06-01', at: '2026-05-22T09:00', remark: id(2) }
    const sound: Partial<Record<Method, unknown>> = {
      'records.list': { workspace }, 'records.show': { workspace, id: record }, 'records.give': { workspace, id: record, verb: 'checkin', text: 'x' }, 'records.promise': { workspace, title: 'P', receives: [other] },
      'draft.create': { workspace, meta, words: 'x', circle: 'me' }, 'draft.amend': { workspace, id: record, words: 'y' }, 'draft.meta': { workspace, id: record, meta }, 'draft.open': { workspace, id: record },
      'draft.push': { workspace, id: record, update: 'AAA' }, 'draft.presence': { workspace, id: record, state: '{}' }, 'draft.preview': { workspace, id: record }, 'draft.share': { workspace, id: record },
      search: { text: 'bread', limit: 5 }, status: { workspace }, 'export.record': { workspace, id: record }, 'verify.record': { record: '{}' }, 'join.preview': { link: 'parley://join/#AA' }, 'join.start': { link: 'parley://join/#AA' },
      'join.address': { join: 'x', address: 'a:1' }, 'held.send': { held: 'x' }, 'app.keep': { key: 'k', value: '1' }, 'app.kept': { key: 'k' }, 'invite.revoke': { workspace, invite: id(1) }, 'people.list': { workspace }, 'app.overview': {},
    }
    /** Tries at a form; some fields hold what few texts are. */
    const MOST = 200
    const methods = Object.keys(sound) as Method[]
    const all = Object.keys(requests) as Method[]
    /** Methods whose handler was run: what they were called with has the form they ask for. */
    const run = new Set<string>()
    const session = ada.host.endpoint.openSession()
    const bugs: unknown[] = []
    for (let n = 0; n < Math.ceil(CASES * 0.3) + all.length * MOST; n++) {
      const draw = draws(SEED * 7_000_003 + n)
      // Each method in turn first, until it was called with what has its form.
      const first = all[Math.floor(n / MOST)]
      if (first !== undefined && run.has(first)) continue
      const method = first ?? (draw(2) === 0 ? all[draw(all.length)]! : methods[draw(methods.length)]!)
      const whole = sound[method] ?? nearlySound(requests[method], given, draw)
      const params = first || draw(3) === 0 ? whole : damagedValue(whole, draw)
      if (requests[method].safeParse(params).success) run.add(method)
      const frame = draw(20) === 0 ? damagedValue({ id: n, method, params }, draw) : { id: n, method, params }
      const answer = await session.handle(frame)
      expect(typeof answer.ok).toBe('boolean')
      if (!answer.ok && answer.problem.code === 'bug') bugs.push([method, params])
    }
    session.dispose()
    expect(all.filter((method) => !run.has(method)), 'methods that were never run').toEqual([])
    expect(bugs, `PARLEY_FUZZ_SEED=${SEED}`).toEqual([])
    expect(ada.logged.filter((line) => line.includes('Error'))).toEqual([])
    expect((await ada.in('records.show', { id: record })).id).toBe(record)
  })
})
