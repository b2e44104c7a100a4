// What others may try with a host, and what it takes no harm from.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, vi } from 'vitest'
import { signAct } from '#shared/acts/act.ts'
import { newDeviceKey, randomBytes } from '#shared/acts/crypto.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { ActId, DeviceId, PersonId, WorkspaceId } from '#shared/base/ids.ts'
import { encodeLedgerMessage, type LedgerMessage } from '#shared/protocol/ledger.ts'
import { actsOnDisk, founds, joins, Someone } from '../harness/hosts.ts'
import type { MemoryLink } from '../harness/memory-link.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

async function adaAndBen(): Promise<{ ada: Someone; ben: Someone }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  return { ada, ben: opened(await joins('Ben', ada)) }
}
const linkOf = (one: Someone): MemoryLink => [...network.links].find((link) => link.owner === one.data)!
/** Says what no honest host would, over the link of a member. */
function says(by: Someone, message: LedgerMessage): void {
  const link = linkOf(by)
  for (const connection of link.ends.keys()) link.hear({ t: 'send', connection, message: encodeLedgerMessage(message), ticket: 0 })
}
const inLedger = <T>(of: Someone, workspace: string, query: string): T[] => {
  const db = new DatabaseSync(join(of.data, 'workspaces', workspace, 'ledger.sqlite'), { readOnly: true })
  try {
    return db.prepare(query).all() as T[]
  } finally {
    db.close()
  }
}

it('a head that names a place the act does not have says nothing about who has what', async () => {
  const { ada, ben } = await adaAndBen()
  const [genesis] = actsOnDisk(ada.data)
  await ada.sees('Ben', async () => (await ada.in('people.list', {})).length === 2)
  says(ben, { t: 'have', heads: [
    { device: genesis!.act.device, seq: 9999, id: genesis!.id },
    { device: toHex(randomBytes(32)) as DeviceId, seq: 3, id: genesis!.id },
  ] })
  const promised = await ben.in('records.promise', { title: 'Heard after it', receives: [await ada.me()] })
  await ada.seesRecord(promised.id, 'what Ben said after it')
  network.cutOff(ben.data)
  const { id } = await ada.in('records.promise', { title: 'Bread', receives: [await ben.me()] })
  expect((await ada.in('records.show', { id })).onlyHere).toBe(true)
  const workspace = await ada.workspace()
  await ada.close()
  const chains = new Set(actsOnDisk(ada.data).map((act) => act.act.device))
  expect(inLedger<{ chain: DeviceId }>(ada, workspace, 'select chain from reach').filter(({ chain }) => !chains.has(chain))).toEqual([])
})

it('an act of another concept, sent ahead on the id of a draft, does not hide the record that it becomes', async () => {
  const { ada, ben } = await adaAndBen()
  const draft = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
  const stray = newDeviceKey()
  const act = signAct({
    v: 1, workspace: (await ada.workspace()) as WorkspaceId, circle: 'workspace', type: 'charter.accept', subject: draft, person: (await ben.me()) as PersonId,
    device: stray.id, seq: 0, prev: '', seen: [], at: 0, body: { revision: 'ab'.repeat(32), terms: 'ab'.repeat(32) },
  }, stray)
  for (const one of [ada, ben]) says(one, { t: 'acts', acts: [{ ...act, texts: [] }] })
  for (const one of [ada, ben]) await one.sees('the stray act', () => Promise.resolve(actsOnDisk(one.data).some((there) => there.id === act.id)))
  await ada.gives(draft, 'offer')
  expect(await ada.in('records.show', { id: draft })).toMatchObject({ concept: 'commitment', state: 'offered', title: 'Bread' })
  await ben.seesRecord(draft, 'the offer', ({ state }) => state === 'offered')
})

it('a join whose answer was lost is asked again after a restart by the same person, however long that took', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const { link } = await ada.in('invite.create', {})
  const ben = opened(await new Someone('Ben', folder.path, { network, clock }).open())
  await ben.call('identity.create', { name: 'Ben' })
  // Ben's call gets through, and Ada's answer does not.
  const rendezvous = [...network.rendezvous].find((one) => one.owner === ben.data)!
  rendezvous.tell = () => {}
  await ben.call('join.start', { link: link! })
  await ada.sees('the call', async () => (await ada.in('invite.list', {}))[0]!.used === 1)
  await ben.close()
  clock.pass(60_000)
  await ben.open()
  const joined = await ben.sees('an end of it', async () => (await ben.call('app.overview', {})).joins.find((one) => one.state === 'admitted' || one.state === 'refused') ?? null)
  expect(joined).toMatchObject({ state: 'admitted', problem: null })
  expect((await ada.in('invite.list', {}))[0]!.used).toBe(1)
})

it('who works on a draft of their own tells nobody that there is one', async () => {
  const { ada, ben } = await adaAndBen()
  const { id } = await ada.in('draft.create', { meta: { title: 'Mine', kind: 'mutual', gives: [], receives: [] }, circle: 'me' })
  await ada.in('draft.open', { id })
  await ada.in('draft.presence', { id, state: '{"at":"my words"}' })
  expect(linkOf(ada).presence ?? '').not.toContain(id)
  const shared = await ada.drafts({ title: 'Ours', kind: 'mutual', gives: [await ada.me(), await ben.me()] })
  await ada.in('draft.presence', { id: shared, state: '{"at":"our words"}' })
  expect(linkOf(ada).presence).toContain(shared)
  expect(linkOf(ada).presence).not.toContain(id)
})

it('what is held to be signed is what was on offer when it was asked for', async () => {
  const { ada, ben } = await adaAndBen()
  const draft = await ada.drafts({ title: 'Bread', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'One loaf.')
  await ada.gives(draft, 'offer')
  const first = await ben.seesRecord(draft, 'the offer')
  const { held } = await ben.in('records.give', { id: draft, verb: 'accept', hold: true })
  await ada.in('draft.amend', { id: draft, words: 'A hundred loaves.' })
  await ada.gives(draft, 'offer')
  await ada.gives(draft, 'withdraw', { revision: first.revisions[0]!.id }).catch(() => {})
  await ben.seesRecord(draft, 'the second offer', ({ revisions }) => revisions.length === 2)
  await ben.call('held.send', { held: held!.id }).catch(() => {})
  const accepted = actsOnDisk(ben.data).filter((act) => act.act.type === 'commitment.accept').map((act) => act.act.body['revision'] as ActId)
  expect(accepted.filter((id) => id !== first.revisions[0]!.id)).toEqual([])
})

it('two invites to one workspace, answered at once, open it once: what is said there counts', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const links = [await ada.in('invite.create', {}), await ada.in('invite.create', {})].map((view) => view.link!)
  network.cutOff(ada.data)
  const ben = opened(await new Someone('Ben', folder.path, { network, clock }).open())
  await ben.call('identity.create', { name: 'Ben' })
  for (const link of links) await ben.call('join.start', { link })
  // Both answers come in one moment, as they may from two inviters.
  const rendezvous = [...network.rendezvous].find((one) => one.owner === ben.data)!
  const kept = new Map<string, Parameters<typeof rendezvous.events.message>[0]>()
  rendezvous.tell = (message) => { if (message.t === 'meeting') kept.set(message.topic, message) }
  network.reconnect(ada.data)
  for (const { id } of (await ben.call('app.overview', {})).joins) await ben.call('join.retry', { join: id })
  await ada.sees('two answers', () => Promise.resolve(kept.size === 2))
  for (const message of kept.values()) rendezvous.events.message(message)
  await ben.sees('no join under way', async () => (await ben.call('app.overview', {})).joins.every((one) => one.state !== 'waiting' && one.state !== 'asking'))
  await ben.sees('Ben as a member', async () => (await ben.in('people.list', {})).some((person) => person.you && person.member))
  expect([...network.links].filter((link) => link.owner === ben.data).length).toBe(1)
  const { id } = await ben.in('records.promise', { title: 'Bread', receives: [await ada.me()] })
  await ada.seesRecord(id, 'the promise', ({ state }) => state === 'in force')
})

it('a disk that fills up right behind a commit does not take back the answer, nor end the host', async () => {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  const prepare = DatabaseSync.prototype.prepare
  const full = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql: string) {
    if (sql.includes("'summary', ?")) throw Object.assign(new Error('database or disk is full'), { errcode: 13 })
    return prepare.call(this, sql)
  })
  try {
    expect((await ada.in('invite.create', {})).link).toContain('parley://join/')
  } finally {
    full.mockRestore()
  }
})
