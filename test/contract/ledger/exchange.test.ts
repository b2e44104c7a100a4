// What hosts exchange about the ledger, whole hosts at both ends: all of it arrives, by any way; nothing else gets in.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { signAct, verifyAct, type Act, type VerifiedAct } from '#shared/acts/act.ts'
import { newDeviceKey, sign, type DeviceKey } from '#shared/acts/crypto.ts'
import { utf8 } from '#shared/base/bytes.ts'
import type { ActId, TextHash, WorkspaceId } from '#shared/base/ids.ts'
import { encodeTranscript } from '#shared/protocol/handshake.ts'
import { decodeLedgerMessage, encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import type { LinkToHost } from '#shared/protocol/link.ts'
import { actsOnDisk, founds, joins, type Someone } from '../../harness/hosts.ts'
import { MemoryLink } from '../../harness/memory-link.ts'
import type { MemoryNetwork } from '../../harness/memory-network.ts'
import { folder, network, opened } from '../../harness/stage.ts'

afterEach(() => void vi.useRealTimers())

async function adaAndBen(): Promise<{ ada: Someone; ben: Someone }> {
  const ada = opened(await founds('Ada', folder.path, { network }))
  return { ada, ben: opened(await joins('Ben', ada)) }
}
const turns = async (n = 10): Promise<void> => {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
}
const promises = async (by: Someone, title: string, to: Someone): Promise<string> => (await by.in('records.promise', { title, receives: [await to.me()] })).id

describe('what is said', () => {
  it('reaches those who never meet, through one whom both meet', async () => {
    const { ada, ben } = await adaAndBen()
    const chidi = opened(await joins('Chidi', ada))
    await ben.sees('Chidi', async () => (await ben.in('people.list', {})).length === 3)
    network.cutOff(ben.data)
    network.cutOff(chidi.data)
    network.paths = (a, b) => !(a === ben.data && b === chidi.data)
    network.reconnect(ben.data)
    network.reconnect(chidi.data)
    const letter = await promises(ben, 'Bread', chidi)
    const seen = await chidi.seesRecord(letter, 'what Ben promised, by way of Ada')
    expect(seen.revisions[0]!.terms!.title).toBe('Bread')
    // Ben learns that Chidi has it from what Chidi says next, since that knows of it.
    expect((await ben.in('records.show', { id: letter })).timeline[0]!.reached).not.toBe('everyone')
    await promises(chidi, 'Salt', ben)
    await ben.sees('that Chidi has it', async () => (await ben.in('records.show', { id: letter })).timeline[0]!.reached === 'everyone')
  })

  it('comes with all its texts to whoever was away, however much it is', async () => {
    const { ada, ben } = await adaAndBen()
    const letter = await promises(ada, 'Bread', ben)
    await ben.seesRecord(letter, 'the promise')
    network.cutOff(ben.data)
    const long = 'It goes well. '.repeat(1400)
    for (let n = 0; n < 60; n++) await ada.gives(letter, 'checkin', { text: `${n}. ${long}` })
    network.reconnect(ben.data)
    const seen = await ben.seesRecord(letter, 'every check-in', ({ timeline }) => timeline.filter((entry) => entry.verb === 'checkin').length === 60)
    expect(seen.timeline.filter((entry) => entry.verb === 'checkin').map((entry) => entry.text!.length)).toEqual(Array.from({ length: 60 }, (_, n) => `${n}. ${long}`.trim().length))
    expect(await ada.refused()).toEqual({})
    expect(await ben.refused()).toEqual({})
  })

  it('arrives though every third message on the way is lost', async () => {
    const { ada, ben } = await adaAndBen()
    let n = 0
    const nothing = encodeLedgerMessage({ t: 'have', heads: [] })
    network.onWire = (_, message) => (++n % 3 === 0 ? nothing : message)
    const titles: string[] = []
    for (let i = 0; i < 12; i++) {
      const [by, to] = i % 2 === 0 ? [ada, ben] : [ben, ada]
      titles.push(`Promise ${i}`)
      await promises(by, titles.at(-1)!, to)
    }
    await turns(30)
    network.onWire = null
    network.cutOff(ada.data)
    network.reconnect(ada.data)
    for (const one of [ada, ben]) {
      await one.sees('all twelve', async () => (await one.in('records.list', { concept: 'commitment' })).length === 12)
      expect((await one.in('status', {})).waiting).toBe(0)
    }
  })
})

describe('a peer that is a member and keeps no rule', () => {
  /** Has Ben's link say this to Ada, as often as it says anything. */
  const says = (ben: Someone, ...messages: LedgerMessage[]): void => {
    const queue = messages.map((message) => encodeLedgerMessage(message))
    network.onWire = (from, message) => (from === ben.data ? queue.shift() ?? message : message)
  }
  const ofBen = async (ben: Someone): Promise<{ last: VerifiedAct; workspace: WorkspaceId }> => {
    const acts = actsOnDisk(ben.data)
    const joined = acts.find((act) => act.act.type === 'membership.join')!
    return { last: joined, workspace: (await ben.workspace()) as WorkspaceId }
  }

  it('gets nothing in that does not verify, is of another workspace or circle, or contradicts its chain', async () => {
    const { ada, ben } = await adaAndBen()
    await ada.sees('that all is told', async () => (await ada.in('status', {})).onlyHere.length === 0)
    const before = actsOnDisk(ada.data).length
    const { last } = await ofBen(ben)
    const key = newDeviceKey()
    const packed = ({ bytes, signature }: { bytes: Uint8Array; signature: Uint8Array }) => ({ bytes, signature, texts: [utf8('of nothing')] })
    const by = (change: Partial<Act>): ReturnType<typeof packed> => packed(signAct({ ...last.act, device: key.id, ...change }, key))
    says(ben, {
      t: 'acts', acts: [
        packed({ bytes: last.bytes, signature: new Uint8Array(64) }), packed({ bytes: utf8('{}'), signature: new Uint8Array(64) }), packed({ bytes: new Uint8Array(70_000), signature: new Uint8Array(64) }),
        by({ workspace: 'ab'.repeat(32) as WorkspaceId, seq: 0, prev: '', seen: [] }), by({ circle: 'me', seq: 0, prev: '', seen: [] }), by({ seq: 7, prev: last.id, seen: [] }),
      ],
    }, { t: 'texts', texts: [utf8('unasked'), new Uint8Array(2 * 1024 * 1024)] }, { t: 'want', texts: ['cd'.repeat(32) as TextHash] }, { t: 'heads', heads: [{ device: key.id, seq: 2 ** 40, id: 'ef'.repeat(32) as ActId }], reply: true })
    for (let i = 0; i < 4; i++) await promises(ben, `Promise ${i}`, ada)
    await ada.sees('what it refused', async () => ((await ada.refused())['text.unasked'] ?? 0) >= 2)
    await ada.sees('a head out of nowhere answered', async () => (await ada.in('status', {})).waiting === 0)
    const refused = await ada.refused()
    expect(refused).toMatchObject({ 'act.signature': 1, 'act.malformed': 1, 'act.oversize': 1, 'act.workspace': 1, 'act.circle': 1, 'act.chain': 1 })
    network.onWire = null
    network.cutOff(ben.data)
    network.reconnect(ben.data)
    await ada.sees('what was kept back meanwhile', async () => (await ada.in('records.list', { concept: 'commitment' })).length === 4)
    expect(actsOnDisk(ada.data).length).toBe(before + 4)
  })
})

/** A link of somebody who knows the workspace's secret and nothing more. */
class Stranger {
  readonly key: DeviceKey = newDeviceKey()
  readonly heard: LinkToHost[] = []
  readonly got: LedgerMessage[] = []
  readonly link: MemoryLink

  /** `device`: whose it claims to be. */
  constructor(of: MemoryNetwork, device = this.key.id) {
    const { topic, password, rendezvous, workspace } = [...of.links][0]!.start!
    this.link = new MemoryLink('stranger', of, { message: (message) => this.#hear(message as LinkToHost), ended: () => {} })
    this.link.hear({ t: 'start', workspace, device, topic, password, rendezvous, document: Uint8Array.of(0, 0), presence: '{"host":"x"}' })
  }

  say(message: LedgerMessage): void {
    const open = this.heard.find((one) => one.t === 'open')
    if (open?.t === 'open') this.link.hear({ t: 'send', connection: open.connection, message: encodeLedgerMessage(message), ticket: 1 })
  }

  #hear(message: LinkToHost): void {
    this.heard.push(message)
    if (message.t === 'sign') this.link.hear({ t: 'signature', connection: message.connection, signature: sign(encodeTranscript(message.transcript), this.key) })
    if (message.t === 'verify') this.link.hear({ t: 'verdict', connection: message.connection, admit: 'full' })
    if (message.t === 'message') this.got.push(decodeLedgerMessage(message.message)!)
  }
}

describe('somebody who knows the secret and is no member', () => {
  it('is told hashes and nothing else: no acts, no words, no document, no addresses', async () => {
    const ada = opened(await founds('Ada', folder.path, { network }))
    const stranger = new Stranger(network)
    await ada.sees('a connection', async () => Promise.resolve(stranger.heard.some((one) => one.t === 'open')))
    stranger.say({ t: 'heads', heads: [], reply: true })
    stranger.say({ t: 'want', texts: actsOnDisk(ada.data).map((act) => String(act.act.body['terms'] ?? act.id) as TextHash) })
    stranger.say({ t: 'addresses', addresses: ['192.0.2.9:1'] })
    await turns(40)
    expect(new Set(stranger.got.map((message) => message.t))).toEqual(new Set(['heads']))
    expect(stranger.heard.some((one) => one.t === 'document')).toBe(false)
    expect((await ada.in('status', {})).peers).toEqual([])
  })

  it('may prove itself by the acts that admit it, for half a minute, and is sent away after', async () => {
    const ada = opened(await founds('Ada', folder.path, { network }))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stranger = new Stranger(network)
    for (let i = 0; i < 50 && !stranger.heard.some((one) => one.t === 'open'); i++) await turns()
    const founding = signAct({
      v: 1, workspace: (await ada.workspace()) as WorkspaceId, circle: 'workspace', type: 'person.found', subject: '', person: '', device: stranger.key.id, seq: 0, prev: '', seen: [], at: 0,
      body: { name: 'Mallory', spare: stranger.key.id, label: 'x', nonce: '00'.repeat(16) },
    }, stranger.key)
    stranger.say({ t: 'acts', acts: [{ ...founding, texts: [] }] })
    for (let i = 0; i < 50 && actsOnDisk(ada.data).length < 3; i++) await turns()
    expect((await ada.in('people.list', {})).map((person) => person.name)).toEqual(['Ada'])
    expect(stranger.got.some((message) => message.t === 'acts')).toBe(false)
    vi.advanceTimersByTime(30_000)
    await turns()
    expect(stranger.heard.some((one) => one.t === 'closed')).toBe(true)
    expect((await ada.refused())['handshake.unproven']).toBe(1)
  })

  it('is refused with a signature that is not the device’s it names', async () => {
    const { ada, ben } = await adaAndBen()
    network.cutOff(ben.data)
    const stranger = new Stranger(network, actsOnDisk(ben.data).find((act) => act.act.type === 'membership.join')!.act.device)
    await ada.sees('the refusal', async () => ((await ada.refused())['handshake.signature'] ?? 0) === 1)
    expect(stranger.heard.some((one) => one.t === 'open')).toBe(false)
    expect((await ada.in('people.list', {})).find((person) => person.name === 'Ben')!.here).toBe(false)
  })
})

describe('one who has left', () => {
  it('is no longer told anything, and what they said before stands', async () => {
    const { ada, ben } = await adaAndBen()
    const letter = await promises(ben, 'Bread', ada)
    await ada.seesRecord(letter, 'the promise')
    await ben.in('workspace.leave', { text: 'I move on.' })
    await ada.sees('that Ben left', async () => (await ada.in('people.list', {})).some((person) => person.name === 'Ben' && !person.member))
    await ada.sees('the connection closed', async () => (await ada.in('status', {})).connected === 0)
    await promises(ada, 'Not for Ben', ada).catch(() => {})
    expect((await ada.in('records.show', { id: letter })).state).toBe('in force')
    network.cutOff(ben.data)
    network.reconnect(ben.data)
    await ada.sees('the refusal', async () => ((await ada.refused())['handshake.not-a-member'] ?? 0) > 0)
    expect(await ben.in('workspace.leave', {}).then(() => 'done', (error: Error) => error.message)).toContain('left this workspace already')
    expect((await ben.in('records.list', {})).some((row) => row.title === 'Bread')).toBe(true)
    expect(actsOnDisk(ada.data).every((act) => verifyAct(act).id === act.id)).toBe(true)
  })
})
