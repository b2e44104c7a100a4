// The link is where foreign bytes land: its process may be taken over one day. Ada's is, here, and asks her host for signatures.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { randomBytes } from '#shared/acts/crypto.ts'
import { toHex, utf8 } from '#shared/base/bytes.ts'
import type { DeviceId, WorkspaceId } from '#shared/base/ids.ts'
import type { HandshakeTranscript, HostToLink } from '#shared/protocol/link.ts'
import type { ChildRun, Spawner } from '../../electron/host/link-process/index.ts'
import { Town } from '../harness/attack.ts'
import { Waiting } from '../harness/links.ts'
import type { Namespace } from '../harness/netns.ts'

const ROGUE = new URL('../harness/peers/rogue-link.ts', import.meta.url).pathname

/** Ada's link: the real one until it is taken over, and again once what took it over was ended. */
class TakenOver extends Waiting {
  namespace: Namespace | null = null
  readonly told: HostToLink[] = []
  #run: ChildRun | null = null
  #rogue = false
  #ready = false

  readonly spawn: Spawner = (events) => {
    const rogue = this.#rogue
    const program = rogue ? this.namespace!.script(ROGUE) : this.namespace!.spawner('peers')
    const run = program({
      ...events,
      message: (message) => {
        if (rogue) this.#ready = true
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
/** Ada works on alone while her link is not hers, and with Ben again once it is. */
async function goOn(): Promise<void> {
  const draft = await town.ada.drafts({ title: 'Alone', kind: 'mutual', gives: [await town.ada.me(), await town.ben.me()] })
  await town.ada.gives(draft, 'offer')
  link.giveBack()
  await town.meet()
  await town.ben.seesRecord(draft, 'what Ada offered meanwhile')
  await town.goOn()
  expect(town.lost()).toEqual([])
}

it('gets none over what is no handshake, whatever it is', async () => {
  await link.takeOver()
  const act = utf8('parley/act/1\0{}')
  const asked: unknown[] = [
    { t: 'sign', connection: 1, transcript: act }, { t: 'sign', connection: 1, transcript: { ...transcript(), nonce: act } },
    { t: 'sign', connection: 1, transcript: { ...transcript(), more: act } }, { t: 'sign', connection: 1, transcript: transcript({ nonce: new Uint8Array(31) }) },
    { t: 'sign', connection: 1, message: act }, { t: 'sign', connection: 1 }, { t: 'act', bytes: act }, 'sign', 7,
  ]
  for (const message of asked) link.says(message)
  await heard()
  expect(link.signatures).toBe(1)
  await town.counts(town.ada, 'child.message', asked.length - 2)
  await town.counts(town.ada, 'handshake.sign', 2)
  await goOn()
})

it('gets none for another workspace, another device, or itself', async () => {
  await link.takeOver()
  const nonce = randomBytes(32)
  const asked = [
    transcript({ workspace: hex() as WorkspaceId }), transcript({ device: hex() as DeviceId }), transcript({ peerDevice: ada }),
    transcript({ nonce, peerNonce: nonce }),
  ]
  for (const one of asked) link.says({ t: 'sign', connection: 1, transcript: one })
  await heard()
  expect(link.signatures).toBe(1)
  await town.counts(town.ada, 'handshake.sign', asked.length)
  await goOn()
})

it('that asks for as many as it can gets a few, and Ada\'s page does not wait for it', async () => {
  await link.takeOver()
  link.says({ t: 'sign', connection: 1, transcript: transcript() }, 100_000)
  await town.counts(town.ada, 'handshake.flood')
  for (let i = 0; i < 20; i++) await town.ada.in('records.list', {})
  expect(link.signatures).toBeLessThan(1000)
  await goOn()
})
