// The link is where foreign bytes land: its process may be taken over one day. Ada's is, here, and asks her host for signatures.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical, type Json } from '#shared/acts/canonical.ts'
import { randomBytes } from '#shared/acts/crypto.ts'
import { fromBase64, toHex, utf8 } from '#shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import { encodeLedgerMessage } from '#shared/protocol/ledger.ts'
import type { HandshakeTranscript, HostToLink } from '#shared/protocol/link.ts'
import type { ChildRun, Spawner } from '../../electron/host/link-process/index.ts'
import { Town } from '../harness/attack.ts'
import { actsOnDisk } from '../harness/hosts.ts'
import { Waiting } from '../harness/links.ts'
import type { Loot } from '../harness/peers/rogue-link.ts'
import type { Namespace } from '../harness/netns.ts'

const ROGUE = new URL('../harness/peers/rogue-link.ts', import.meta.url).pathname

/** Ada's link: the real one until it is taken over, and again once what took it over was ended. */
class TakenOver extends Waiting {
  namespace: Namespace | null = null
  readonly told: HostToLink[] = []
  loot: Loot['got'] | null = null
  #run: ChildRun | null = null
  #rogue = false
  #ready = false

  readonly spawn: Spawner = (events) => {
    const rogue = this.#rogue
    const program = this.namespace!.spawner('peers', undefined, rogue ? ROGUE : undefined)
    const run = program({
      ...events,
      message: (message) => {
        if (rogue) this.#ready = true
        if ((message as Loot).t === 'loot') {
          this.loot = (message as Loot).got
          return this.changed()
        }
        events.message(message)
        this.changed()
      },
    })
    this.#run = run
    return {
      kill: () => run.kill(),
      send: (message) => {
        if (rogue) this.told.push(message as HostToLink)
        run.send(message)
        this.changed()
      },
    }
  }

  async takeOver(): Promise<void> {
    this.#rogue = true
    this.#ready = false
    this.told.length = 0
    this.#run!.kill()
    await this.until('a link of somebody else\'s', () => this.#ready)
  }

  /** Looks around on the machine, with all that Node lets it do. */
  async lootsAt(folder: string): Promise<Loot['got']> {
    this.#run!.send({ rogue: 'loot', folder })
    await this.until('what it found', () => this.loot !== null)
    return this.loot!
  }

  giveBack(): void {
    this.#rogue = false
    this.#run!.kill()
  }

  says(message: unknown, times = 1): void {
    this.#run!.send({ rogue: 'say', message, times })
  }

  get signatures(): number {
    return this.told.filter(({ t }) => t === 'signature').length
  }
}

const link = new TakenOver()
let town: Town
let ada = '' as DeviceId
beforeAll(async () => {
  town = await Town.open({
    ada: (namespace) => {
      link.namespace = namespace
      return { spawnLink: link.spawn }
    },
  })
  ada = await town.deviceOf(town.ada)
})
afterAll(() => town.dispose())
beforeEach(() => town.begin())

const hex = (): string => toHex(randomBytes(32))
const transcript = (changes: Partial<HandshakeTranscript> = {}): HandshakeTranscript => ({
  workspace: town.workspace, device: ada, nonce: randomBytes(32), fingerprint: randomBytes(32), peerDevice: hex() as DeviceId, peerNonce: randomBytes(32), peerFingerprint: randomBytes(32),
  ...changes,
})
/** Everything said so far has been answered: the host reads in order. */
async function heard(): Promise<void> {
  const before = link.signatures
  link.says({ t: 'sign', connection: 99, transcript: transcript() })
  await link.until('the answer to an honest question', () => link.signatures > before)
}
/** Ada works on alone while her link is not hers. */
async function worksAlone(): Promise<string> {
  const draft = await town.ada.drafts({ title: 'Alone', kind: 'mutual', gives: [await town.ada.me(), await town.ben.me()] })
  await town.ada.gives(draft, 'offer')
  return draft
}
/** She works with Ben again once it is. */
async function goOn(): Promise<void> {
  const draft = await worksAlone()
  link.giveBack()
  await town.meet()
  await town.ben.seesRecord(draft, 'what Ada offered meanwhile')
  await town.goOn()
  expect(town.lost()).toEqual([])
}

/** Everything that is secret in Ada's key file: seeds of her devices and invites, and the workspace's secret. */
function secrets(): readonly string[] {
  const { secret } = JSON.parse(readFileSync(join(town.ada.data, 'vault.json'), 'utf8')) as { secret: string }
  const { devices, secrets: shared, invites } = JSON.parse(secret) as Readonly<Record<'devices' | 'secrets' | 'invites', Readonly<Record<string, string>>>>
  return [devices, shared, invites].flatMap((kind) => Object.values(kind))
}

/** What was said as one text, bytes as letters of their codes. */
const spelled = (value: unknown): string => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
  return typeof value === 'object' && value !== null ? Object.values(value).map(spelled).join(' ') : String(value)
}

describe('a link that was taken over', () => {
  beforeAll(() => link.takeOver())

  it('gets none over what is no handshake, whatever it is', async () => {
    const act = utf8('parley/act/1\0{}')
    const asked: unknown[] = [
      { t: 'sign', connection: 1, transcript: act }, { t: 'sign', connection: 1, transcript: { ...transcript(), nonce: act } },
      { t: 'sign', connection: 1, transcript: { ...transcript(), more: act } }, { t: 'sign', connection: 1, transcript: transcript({ nonce: new Uint8Array(31) }) },
      { t: 'sign', connection: 1, message: act }, { t: 'sign', connection: 1 }, { t: 'act', bytes: act }, 'sign', 7,
    ]
    const before = link.signatures
    for (const message of asked) link.says(message)
    await heard()
    expect(link.signatures).toBe(before + 1)
    await town.counts(town.ada, 'child.message', asked.length - 2)
    await town.counts(town.ada, 'handshake.sign', 2)
    await worksAlone()
  })

  it('gets none for another workspace, another device, or itself', async () => {
    const nonce = randomBytes(32)
    const asked = [
      transcript({ workspace: hex() as WorkspaceId }), transcript({ device: hex() as DeviceId }), transcript({ peerDevice: ada }),
      transcript({ nonce, peerNonce: nonce }),
    ]
    const before = link.signatures
    for (const one of asked) link.says({ t: 'sign', connection: 1, transcript: one })
    await heard()
    expect(link.signatures).toBe(before + 1)
    await town.counts(town.ada, 'handshake.sign', asked.length)
    await worksAlone()
  })

  it('is told no key, and finds none on the machine', async () => {
    await heard()
    const said = spelled(link.told)
    expect(said).toContain(town.workspace)
    expect(secrets().length).toBeGreaterThan(1)
    for (const secret of secrets()) {
      const bytes = fromBase64(secret)!
      for (const form of [secret, toHex(bytes), Buffer.from(bytes).toString('base64'), Buffer.from(bytes).toString('latin1')]) expect(said.includes(form)).toBe(false)
    }
    const { 'what it was started with': env, ...rest } = await link.lootsAt(town.ada.data)
    expect(rest).toEqual({ 'the keys': 'ERR_ACCESS_DENIED', 'the folder': 'ERR_ACCESS_DENIED', 'a file of its own': 'ERR_ACCESS_DENIED', 'another program': 'ERR_ACCESS_DENIED' })
    expect(env).not.toContain('PARLEY')
    await worksAlone()
  })

  it('that brings what it likes as if Ben had said it brings nothing that counts', async () => {
    const draft = await town.ada.drafts({ title: 'Not yet', kind: 'mutual', gives: [await town.ada.me(), await town.ben.me()] }, 'As we said.')
    const letter = await town.ada.gives(draft, 'offer')
    const ben = await town.deviceOf(town.ben)
    const before = actsOnDisk(town.ada.data)
    const last = before.findLast(({ act }) => act.device === ben)!
    // Nobody proved a key on this connection: the host lets the link say who is there, and believes no word of theirs.
    link.says({ t: 'open', connection: 7, device: ben, address: null })
    const yes = { ...last.act, type: 'commitment.accept', subject: draft, seq: last.act.seq + 1, prev: last.id, seen: [letter.revisions[0]!.id], body: { revision: letter.revisions[0]!.id, terms: letter.revisions[0]!.words } }
    const bytes = utf8(canonical(yes as unknown as Json))
    link.says({ t: 'message', connection: 7, message: encodeLedgerMessage({ t: 'acts', acts: [{ bytes, signature: randomBytes(64), texts: [] }, { bytes, signature: last.signature, texts: [] }] }) })
    await town.counts(town.ada, 'act.signature', 2)
    expect(actsOnDisk(town.ada.data).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect((await town.ada.in('records.show', { id: draft })).state).toBe('offered')
    await worksAlone()
  })

  it('is one like any other again once it was ended', () => goOn())
})

it('that asks for as many as it can gets a few, and Ada\'s page does not wait for it', async () => {
  await link.takeOver()
  link.says({ t: 'sign', connection: 1, transcript: transcript() }, 100_000)
  await town.counts(town.ada, 'handshake.flood')
  for (let i = 0; i < 20; i++) await town.ada.in('records.list', {})
  expect(link.signatures).toBeLessThan(1000)
  await goOn()
})
