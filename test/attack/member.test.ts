// A member who was let in like any other and runs a program of their own: what they sign and what they pass on.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { signAct } from '#shared/acts/act.ts'
import type { Json } from '#shared/acts/canonical.ts'
import { newDeviceKey, randomBytes } from '#shared/acts/crypto.ts'
import { fromUtf8, toHex, utf8 } from '#shared/base/bytes.ts'
import type { ActId, DeviceId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { Town } from '../harness/attack.ts'
import type { Conversation, HostilePeer } from '../harness/hostile-peer.ts'
import { actsOnDisk, type Someone } from '../harness/hosts.ts'

let town: Town
let mallory: HostilePeer
let toAda: Conversation
let toBen: Conversation
beforeAll(async () => { town = await Town.open() })
afterAll(() => town.dispose())
beforeEach(async () => {
  await town.begin()
  mallory = town.mallory()
  toAda = await mallory.meets(await town.deviceOf(town.ada))
  toBen = await mallory.meets(await town.deviceOf(town.ben))
})
afterEach(() => town.part())

/** Ada and Ben go on with their work, and have what they had. */
async function goOn(): Promise<void> {
  await town.goOn()
  expect(town.lost()).toEqual([])
}
const everyone = (): [Someone, Someone] => [town.ada, town.ben]
const holds = (one: Someone, id: ActId): boolean => actsOnDisk(one.data).some((act) => act.id === id)
/** Ada offers a letter to somebody else. */
async function offered(to: string): Promise<{ id: string; letter: RecordDetail }> {
  const id = await town.ada.drafts({ title: 'Bread', kind: 'mutual', gives: [await town.ada.me(), to] }, 'As we said.')
  return { id, letter: await town.ada.gives(id, 'offer') }
}
const acceptance = (letter: RecordDetail): Readonly<Record<string, string>> => ({ revision: letter.revisions[0]!.id, terms: letter.revisions[0]!.words })

it('who signs in Ben\'s name says nothing for him: the act is kept, and counts as nobody\'s word', async () => {
  const { id, letter } = await offered(await town.ben.me())
  const offer = await mallory.hears('the offer', ({ act }) => act.subject === id)
  const forged = town.forger().next({ type: 'commitment.accept', subject: id, person: (await town.ben.me()) as PersonId, seen: [offer.id], body: acceptance(letter) })
  toAda.gives(forged)
  await town.ada.sees('the forged act', async () => holds(town.ada, forged.id))
  expect((await town.ada.in('records.show', { id })).state).toBe('offered')
  await town.ben.gives(id, 'accept')
  await town.ada.seesRecord(id, 'Ben\'s own yes', ({ state }) => state === 'in force')
  await goOn()
})

it('who changes what Ben signed, or how it is written, is refused each time', async () => {
  const { id } = await offered(await town.ben.me())
  await town.ben.seesRecord(id, 'the offer')
  await town.ben.gives(id, 'decline')
  const said = await mallory.hears('what Ben said', ({ act }) => act.type === 'commitment.decline' && act.subject === id)
  const changed = utf8(fromUtf8(said.bytes).replace('commitment.decline', 'commitment.accept'))
  toAda.gives(
    { bytes: changed, signature: said.signature }, { bytes: said.bytes, signature: randomBytes(64) },
    { bytes: utf8(`${fromUtf8(said.bytes)} `), signature: said.signature }, { bytes: utf8('{}'), signature: said.signature },
  )
  await town.counts(town.ada, 'act.signature', 2)
  await town.counts(town.ada, 'act.not-canonical')
  await town.counts(town.ada, 'act.malformed')
  await town.ada.seesRecord(id, 'his no', ({ state }) => state === 'declined')
  await goOn()
})

it('who plays back what was said before changes nothing, however often', async () => {
  const { id } = await offered(await town.ben.me())
  await town.ben.seesRecord(id, 'the offer')
  await town.ben.gives(id, 'accept')
  await town.ada.seesRecord(id, 'it in force', ({ state }) => state === 'in force')
  await town.ben.gives(id, 'withdraw')
  for (const one of everyone()) await one.seesRecord(id, 'it withdrawn', ({ state }) => state !== 'in force')
  const yes = await mallory.hears('Ben\'s yes', ({ act }) => act.type === 'commitment.accept' && act.subject === id)
  const before = actsOnDisk(town.ada.data).length
  for (let i = 0; i < 20; i++) toAda.gives(...Array.from({ length: 50 }, () => yes))
  const last = town.forger().next({ type: 'knot.tie' })
  toAda.gives(last)
  await town.ada.sees('the end of it', async () => holds(town.ada, last.id))
  expect(actsOnDisk(town.ada.data).length).toBe(before + 1)
  expect((await town.ada.in('records.show', { id })).state).not.toBe('in force')
  await goOn()
})

it('who brings acts of another workspace, or of circles that are nobody\'s business, is refused', async () => {
  const forger = town.forger()
  toAda.gives(
    forger.aside({ type: 'membership.leave', workspace: toHex(randomBytes(32)) as WorkspaceId }),
    forger.aside({ type: 'workspace.found', workspace: '', person: '', seq: 0, prev: '', body: { name: 'Hollin Bank' } }),
    forger.aside({ type: 'commitment.offer', circle: 'me' }),
  )
  await town.counts(town.ada, 'act.workspace', 2)
  await town.counts(town.ada, 'act.circle')
  expect((await town.ada.in('people.list', {})).filter(({ member }) => member).length).toBe(3)
  await goOn()
})

it('who signs what is nonsense inside is passed over, and keeps nobody from desk, activity or status', async () => {
  const forger = town.forger()
  const person = town.stolen.person
  const bodies: readonly Readonly<Record<string, Json>>[] = [{}, { terms: 'no hash' }, { terms: 7 }, { kind: 'mutual' }, { kind: 'mutual', people: [person], gives: [person], terms: 'no hash' }, { kind: 'promise', people: [person, 'nobody'], terms: 'ab' }]
  const acts = bodies.map((body) => forger.next({ type: 'commitment.offer', subject: toHex(randomBytes(32)), body }))
  toAda.gives(...acts)
  await town.ada.sees('the last of it', async () => holds(town.ada, acts.at(-1)!.id))
  const { ada } = town
  await ada.in('desk.show', {})
  await ada.in('activity.list', {})
  await ada.in('status', {})
  await ada.in('records.list', {})
  await goOn()
})

it('who continues another\'s chain, or leaves places in their own out, is refused', async () => {
  const forger = town.forger()
  const genesis = town.stolen.acts[0]!
  toAda.gives(
    forger.aside({ type: 'knot.tie', prev: genesis.id, seq: 1 }),
    forger.aside({ type: 'knot.tie', seq: forger.last.act.seq + 7 }),
  )
  await town.counts(town.ada, 'act.chain', 2)
  await goOn()
})

it('who forks their own chain takes back nothing by it, and everyone sees that they did', async () => {
  const { id, letter } = await offered(town.stolen.person)
  const offer = await mallory.hears('the offer', ({ act }) => act.subject === id)
  const forger = town.forger()
  forger.last = actsOnDisk(town.ada.data).findLast(({ act }) => act.device === town.stolen.key.id)!
  const yes = forger.aside({ type: 'commitment.accept', subject: id, seen: [offer.id], body: acceptance(letter) })
  const no = forger.aside({ type: 'commitment.withdraw', subject: id, seen: [offer.id], body: { revision: letter.revisions[0]!.id } })
  // Each is told another story first.
  toAda.gives(yes)
  toBen.gives(no)
  await town.ada.seesRecord(id, 'it in force', ({ state }) => state === 'in force')
  toAda.gives(no)
  toBen.gives(yes)
  for (const one of everyone()) {
    await one.sees('the fork', async () => (await one.in('status', {})).forks.some(({ name }) => name === 'Mallory'))
    await one.seesRecord(id, 'it in force', ({ state }) => state === 'in force')
  }
  await goOn()
})

it('who withholds the middle of Ben\'s chain keeps Ada from what follows too: she never sees half of what he said', async () => {
  const { id } = await offered(await town.ben.me())
  await town.ben.seesRecord(id, 'the offer')
  await town.ben.gives(id, 'accept')
  await town.ada.seesRecord(id, 'it in force', ({ state }) => state === 'in force')
  await town.ada.close()
  await town.ben.gives(id, 'withdraw')
  const other = await town.ben.in('records.promise', { title: 'Instead', receives: [await adaId()] })
  const middle = await mallory.hears('the withdrawal', ({ act }) => act.type === 'commitment.withdraw' && act.subject === id)
  const after = await mallory.hears('the promise', ({ act }) => act.subject === other.id)
  await town.ben.close()
  await town.ada.open()
  await town.part()
  const again = town.mallory({ rendezvous: [town.wayTo(town.ada)] })
  const conversation = await again.meets(await town.deviceOf(town.ada))
  conversation.gives(after)
  await town.ada.sees('that something is missing', async () => (await town.ada.in('status', {})).waiting > 0)
  expect((await town.ada.in('records.list', {})).map((row) => row.id)).not.toContain(other.id)
  conversation.gives(middle)
  await town.ada.seesRecord(id, 'the withdrawal', ({ state }) => state !== 'in force')
  await town.ada.seesRecord(other.id, 'what came after it')
  await town.ben.open()
  await town.meet()
  await goOn()
})

const adaId = async (): Promise<string> => (await town.ben.in('people.list', {})).find(({ name }) => name === 'Ada')!.id

it('who floods with acts whose past is missing fills a room with a limit, and nobody waits for them', async () => {
  const forger = town.forger()
  const key = newDeviceKey()
  const bodiless = { v: 1, workspace: town.workspace, circle: 'workspace', type: 'knot.tie', subject: '', body: {}, person: town.stolen.person, device: key.id as DeviceId, seen: [], at: 0 } as const
  const parent = forger.aside({ type: 'knot.tie', at: 1 }).id
  const before = (await town.ada.in('status', {})).waiting
  for (let i = 0; i < 42; i++) {
    toAda.gives(...Array.from({ length: 500 }, (_, n) => signAct({ ...bodiless, seq: 1 + i * 500 + n, prev: parent }, key)))
  }
  await town.counts(town.ada, 'act.waiting')
  // The share of one member's device, of the 21,000 it sent.
  const waiting = (await town.ada.in('status', {})).waiting - before
  expect(waiting).toBeGreaterThan(0)
  expect(waiting).toBeLessThanOrEqual(2000)
  await goOn()
})
