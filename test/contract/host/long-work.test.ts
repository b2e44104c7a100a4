// Work that takes a while, over the contract: told to who asked for it how far it is, and stopped in the middle with nothing left of it.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, describe, expect, it } from 'vitest'
import { fromBase64 } from '#shared/base/bytes.ts'
import type { HostClient, HostEvent, Method, Params } from '#shared/protocol/contract.ts'
import { localClient } from '../../../electron/host/contract/local.ts'
import { bundleFrom, joinsByFile, known } from '../../harness/by-file.ts'
import { actsOnDisk, codeOf, founds, Someone } from '../../harness/hosts.ts'
import { clock, folder, network, opened } from '../../harness/stage.ts'
import { verifyView } from '#shared/formats/verify-view.ts'

type Told = Extract<HostEvent, { event: 'work' }>
const WORK = 'some-work-1'

/** Calls with a name for the work; `stopAt`: stopped as soon as so many steps are behind. */
async function followed<M extends Method>(client: HostClient, method: M, params: Omit<Params<M>, 'work'>, stopAt: number | null) {
  const told: Told[] = []
  const hearing = client.onEvent((event) => {
    if (event.event !== 'work') return
    told.push(event)
    if (event.done === stopAt) void client.call('work.stop', { work: WORK })
  })
  const outcome = await client.call(method, { ...params, work: WORK } as Params<M>).catch((error: { problem: { code: string } }) => error.problem.code)
  hearing.dispose()
  return { told, outcome }
}

const upTo = (told: readonly Told[]): void => {
  const all = told.at(-1)!.all
  expect(told.every((one) => one.work === WORK && one.all === all)).toBe(true)
  expect(told.map(({ done }) => done)).toEqual([...told.map(({ done }) => done)].sort((a, b) => a - b))
  expect(told.at(-1)!.done).toBe(all)
}

describe('the sample, while it is made', () => {
  let mei: Someone
  beforeEach(async () => {
    mei = opened(await new Someone('Mei', folder.path, { clock, network }).open())
    await mei.call('identity.create', { name: 'Mei' })
  })

  it('tells how far it is, chapter by chapter, and is in nobody’s list before it is whole', async () => {
    const listed: number[] = []
    const hearing = mei.client.onEvent((event) => {
      if (event.event === 'overview') listed.push(event.overview.workspaces[0]?.members ?? 0)
    })
    const { told, outcome } = await followed(mei.client, 'sample.make', {}, null)
    await mei.sees('it in the list', async () => listed.some((members) => members > 0))
    hearing.dispose()
    expect(outcome).toMatchObject({ sample: true, members: 6 })
    upTo(told)
    expect(told.length).toBeGreaterThan(10)
    expect(new Set(listed.filter((members) => members > 0))).toEqual(new Set([6]))
  })

  it('leaves no file, no key and no line of it when it is stopped in the middle, and can be made again', async () => {
    const { told, outcome } = await followed(mei.client, 'sample.make', {}, 8)
    expect(outcome).toBe('work.stopped')
    expect(told.at(-1)!.done).toBeLessThan(told.at(-1)!.all)
    expect(await mei.call('workspace.list', {})).toEqual([])
    const folders = join(mei.data, 'workspaces')
    expect(existsSync(folders) ? readdirSync(folders) : []).toEqual([])
    expect(JSON.parse(readFileSync(join(mei.data, 'settings.json'), 'utf8'))).toMatchObject({ workspaces: [] })
    await mei.close()
    await mei.open()
    expect(await mei.call('workspace.list', {})).toEqual([])
    expect(await mei.call('sample.make', {})).toMatchObject({ sample: true, members: 6 })
  })

  it('is gone by itself at the next start, and said, where the host ended in the middle of it', async () => {
    // As the disk was at that moment: whoever opens the copy comes after a host that went without a word.
    const after = new Someone('Mei', join(folder.path, 'after'), { clock, network })
    const hearing = mei.client.onEvent((event) => {
      if (event.event === 'work' && event.done === 8) for (const part of ['mei', 'mei-state']) cpSync(join(mei.folder, part), join(after.folder, part), { recursive: true })
    })
    await followed(mei.client, 'sample.make', {}, null)
    hearing.dispose()
    const folders = join(after.data, 'workspaces')
    const keys = (): { devices: object } => JSON.parse((JSON.parse(readFileSync(join(after.data, 'vault.json'), 'utf8')) as { secret: string }).secret) as { devices: object }
    expect(readdirSync(folders)).toHaveLength(1)
    expect(Object.keys(keys().devices)).toHaveLength(1)
    opened(await after.open())
    expect(await after.call('app.overview', {})).toMatchObject({ workspaces: [], sampleCut: true })
    expect(readdirSync(folders)).toEqual([])
    expect(keys()).toEqual({ devices: {}, secrets: {}, invites: {} })
    await after.close()
    await after.open()
    expect((await after.call('app.overview', {})).sampleCut, 'until somebody has read it').toBe(true)
    await after.call('sample.heard', {})
    expect(await after.call('app.overview', {})).not.toHaveProperty('sampleCut')
    expect(await after.call('sample.make', {})).toMatchObject({ sample: true, members: 6 })
  })
})

describe('files and records', () => {
  let ada: Someone
  let ben: Someone
  beforeEach(async () => {
    ada = opened(await founds('Ada', folder.path, { link: false, clock, network }))
    ben = opened(await joinsByFile('Ben', ada))
  })
  const promised = async (title: string): Promise<string> => (await ada.in('records.promise', { title, receives: [await known(ada, ben)] })).id

  it('a bundle that is stopped while it is made is no bundle; another is made in its place', async () => {
    const workspace = await ada.workspace()
    expect((await followed(ada.client, 'bundle.make', { workspace, all: true }, 0)).outcome).toBe('work.stopped')
    const { told, outcome } = await followed(ada.client, 'bundle.make', { workspace, all: true }, null)
    expect(outcome).toMatchObject({ name: expect.stringMatching(/parley-bundle$/) as string })
    upTo(told)
  })

  it('a bundle that is stopped while it is taken in brings nothing; taken in again it brings all of it', async () => {
    await promised('Bring the audit notes')
    const bundle = await bundleFrom(ada, ben)
    const before = actsOnDisk(ben.data).length
    expect((await followed(ben.client, 'bundle.take', { bundle }, 0)).outcome).toBe('work.stopped')
    expect(actsOnDisk(ben.data)).toHaveLength(before)
    const { told, outcome } = await followed(ben.client, 'bundle.take', { bundle }, null)
    expect(outcome).toMatchObject({ from: 'Ada' })
    expect(actsOnDisk(ben.data).length).toBeGreaterThan(before)
    upTo(told)
  })

  it('several signed records go into one file, each of which verifies; what has nothing signed is counted', async () => {
    const workspace = await ada.workspace()
    const ids = [await promised('Bring the audit notes'), await promised('Bring the audit notes')]
    const { told, outcome } = await followed(ada.client, 'export.records', { workspace, ids: [...ids, 'f'.repeat(64)] }, null)
    expect(outcome).toMatchObject({ name: expect.stringMatching(/\.zip$/) as string, records: 2, left: 1 })
    upTo(told)
    const records = Object.values(unzipSync(fromBase64((outcome as { zip: string }).zip)!)).map((record) => strFromU8(record))
    expect(records).toHaveLength(2)
    for (const record of records) expect(verifyView(record, '2026-11-22' as never)).toMatchObject({ valid: true, title: 'Bring the audit notes' })
    expect(await codeOf(ada.call('export.records', { workspace, ids: ['f'.repeat(64)] }))).toBe('export.none')
    expect((await followed(ada.client, 'export.records', { workspace, ids }, 0)).outcome).toBe('work.stopped')
  })

  it('is told to nobody else, and stopped by nobody else', async () => {
    const workspace = await ada.workspace()
    const other = localClient(ada.host.endpoint)
    const heard: HostEvent[] = []
    other.onEvent((event) => { if (event.event === 'work') heard.push(event) })
    const making = followed(ada.client, 'bundle.make', { workspace, all: true }, null)
    await other.call('work.stop', { work: WORK })
    expect((await making).outcome).toMatchObject({ name: expect.any(String) as string })
    other.close()
    expect(heard).toEqual([])
  })
})

describe('searching while much is read in', () => {
  it('says that more may be found, tells how far it is, and finds all of it once that is over', async () => {
    const ada = opened(await founds('Ada', folder.path, { link: false, clock, network }))
    const ben = opened(await joinsByFile('Ben', ada))
    const [workspace, receives] = [await ada.workspace(), [await known(ada, ben)]]
    expect((await followed(ada.client, 'find.ready', { workspace }, null))).toEqual({ told: [], outcome: { read: 0 } })
    // More at once than a search writes into the index by the way.
    const MANY = 300
    await Promise.all(Array.from({ length: MANY }, (_, n) => ada.call('records.promise', { workspace, title: `Loaf ${n}`, receives })))
    const before = await ada.call('find', { workspace, text: 'loaf', limit: 500 })
    expect([before.hits.length < MANY, before.behind > 0]).toEqual([true, true])
    const { told, outcome } = await followed(ada.client, 'find.ready', { workspace }, null)
    expect((outcome as { read: number }).read).toBeGreaterThan(0)
    upTo(told)
    expect(await ada.call('find', { workspace, text: 'loaf', limit: 500 })).toMatchObject({ hits: { length: MANY }, behind: 0 })
  })

  it('may be stopped, which stops no reading', async () => {
    const ada = opened(await founds('Ada', folder.path, { link: false, clock, network }))
    const ben = opened(await joinsByFile('Ben', ada))
    const [workspace, receives] = [await ada.workspace(), [await known(ada, ben)]]
    await Promise.all(Array.from({ length: 300 }, (_, n) => ada.call('records.promise', { workspace, title: `Loaf ${n}`, receives })))
    expect((await followed(ada.client, 'find.ready', { workspace }, 0)).outcome).toBe('work.stopped')
    await ada.call('find.ready', { workspace })
    expect((await ada.call('find', { workspace, text: 'loaf', limit: 500 })).hits).toHaveLength(300)
  })
})
