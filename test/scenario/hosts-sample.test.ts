// The sample workspace: real acts of made-up people, on this device alone, and gone without a trace.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { verifyAct } from '#shared/acts/act.ts'
import type { RecordRow, WorkspaceSummary } from '#shared/protocol/contract.ts'
import { actsOnDisk, codeOf, Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

let mei: Someone
let sample: WorkspaceSummary

beforeEach(async () => {
  mei = opened(await new Someone('Mei', folder.path, { clock, network }).open())
  await mei.call('identity.create', { name: 'Mei' })
  sample = await mei.call('sample.make', {})
})

const rows = (): Promise<readonly RecordRow[]> => mei.call('records.list', { workspace: sample.id })
const titled = async (title: string): Promise<RecordRow> => (await rows()).find((row) => row.title === title)!

describe('the sample workspace', () => {
  it('is marked as one, and seen through the eyes of one of its people, whose name is not mine', async () => {
    expect(sample).toMatchObject({ sample: true, members: 6, left: false })
    const people = await mei.call('people.list', { workspace: sample.id })
    expect(people.map(({ name }) => name).sort()).toEqual(['Ada', 'Ben', 'Chidi', 'Dewi', 'Emre', 'Femke', 'Goran'])
    expect(people.find(({ you }) => you)?.name).toBe('Ada')
  })

  it('is made of acts that verify, each signed by a device of its author, none by mine', async () => {
    const acts = actsOnDisk(mei.data)
    expect(acts.length).toBeGreaterThan(50)
    for (const act of acts) expect(verifyAct(act).id).toBe(act.id)
    expect(new Set(acts.map(({ act }) => act.device)).size).toBe(7)
    expect(acts.some(({ act }) => act.at > clock.now())).toBe(false)
  })

  it('shows letters in every state, and what could use an answer', async () => {
    const all = await rows()
    expect([...new Set(all.map(({ state }) => state))]).toEqual(expect.arrayContaining(['draft', 'offered', 'in force', 'declined', 'fulfilled', 'released', 'ended']))
    expect(await titled('Who opens the shop')).toMatchObject({ state: 'offered', needsMe: 'answer' })
    expect(await titled('Bread on Fridays')).toMatchObject({ state: 'in force', revision: 1, offer: 2, needsMe: 'accept again' })
    expect(await titled('Have the old oven looked at')).toMatchObject({ needsMe: 'acknowledge' })
    expect(await titled('The Sunday market')).toMatchObject({ state: 'offered', needsMe: 'answer question' })
    expect(await titled('Teach Emre the six-strand braid')).toMatchObject({ state: 'fulfilled' })
    expect(all.filter(({ flags }) => flags.includes('past due'))).not.toEqual([])
    expect(all.filter(({ state, onlyHere }) => onlyHere && state !== 'draft')).toEqual([])
  })

  it('shows decisions before and after advice, and roles', async () => {
    expect(await titled('Move the stall to the station square')).toMatchObject({ kind: 'decision', state: 'decided', needsMe: null })
    expect(await titled('Buy the second oven from the mill')).toMatchObject({ kind: 'decision', state: 'seeking', needsMe: 'answer advice' })
    expect(await titled('Drive the short round by cargo bike')).toMatchObject({ kind: 'decision', state: 'seeking', needsMe: 'advise' })
    expect(await titled('Keeper of the mother dough')).toMatchObject({ kind: 'role', state: 'in force' })
    expect(await titled('Orders from the mill')).toMatchObject({ kind: 'role', needsMe: 'take on' })
  })

  it('shows what is tried, what was learned, and what looks for company', async () => {
    expect(await titled('A quarter of an hour on Fridays')).toMatchObject({ kind: 'experiment', state: 'running' })
    expect(await titled('Bread by post')).toMatchObject({ kind: 'experiment', state: 'concluded' })
    expect(await titled('Open the books on the wall')).toMatchObject({ kind: 'experiment', state: 'looking' })
  })

  it('has groups that work, ended with thanks, and look for people', async () => {
    expect(await titled('Allergens, the new law')).toMatchObject({ kind: 'working group', state: 'active' })
    expect(await titled('The tables outside')).toMatchObject({ kind: 'working group', state: 'closed' })
    expect(await titled('Bread in the snow')).toMatchObject({ kind: 'working group', state: 'forming' })
    expect(await titled('Allergens: what the law says')).toMatchObject({ kind: 'minutes', state: 'signed' })
  })

  it('has somebody who left, whose words and promises stay', async () => {
    const goran = (await mei.call('people.list', { workspace: sample.id })).find(({ name }) => name === 'Goran')!
    expect(goran.member).toBe(false)
    expect((await mei.call('profile.show', { workspace: sample.id, person: goran.id })).entries.map(({ topic }) => topic)).toEqual(['Coffee'])
    expect(await titled('Sand and oil the tables outside')).toMatchObject({ state: 'fulfilled', needsMe: null })
  })

  it('can be lived in: what I sign there counts as Ada’s', async () => {
    const { id } = await titled('Who opens the shop')
    const { record } = await mei.call('records.give', { workspace: sample.id, id, verb: 'accept' })
    expect(record.parties.find(({ you }) => you)).toMatchObject({ name: 'Ada', stance: 'accepted' })
  })

  it('meets no network and lets nothing out, also after a restart', async () => {
    const { id } = await titled('Teach Emre the six-strand braid')
    const tries = async (): Promise<string[]> => Promise.all([
      codeOf(mei.call('invite.create', { workspace: sample.id })), codeOf(mei.call('bundle.make', { workspace: sample.id })),
      codeOf(mei.call('export.record', { workspace: sample.id, id })), codeOf(mei.call('network.add', { workspace: sample.id, address: '192.168.1.24:47611' })),
      codeOf(mei.call('workspace.leave', { workspace: sample.id })),
    ])
    expect(await tries()).toEqual(Array(5).fill('sample.only-here'))
    expect((await mei.call('status', { workspace: sample.id })).link).toBe('stopped')
    await mei.close()
    await mei.open()
    expect((await mei.call('workspace.list', {}))[0]).toMatchObject({ sample: true })
    expect(await tries()).toEqual(Array(5).fill('sample.only-here'))
    expect((await mei.call('status', { workspace: sample.id })).link).toBe('stopped')
  })

  it('is made once at a time, removed whole, and can be made again', async () => {
    expect((await mei.call('sample.make', {})).id).toBe(sample.id)
    await mei.call('app.keep', { key: `tabs:${sample.id}`, value: '[]' })
    await mei.call('sample.remove', { workspace: sample.id })
    expect(await mei.call('workspace.list', {})).toEqual([])
    expect(existsSync(join(mei.data, 'workspaces', sample.id))).toBe(false)
    for (const file of readdirSync(mei.data).filter((name) => name.endsWith('.json'))) expect(readFileSync(join(mei.data, file), 'utf8')).not.toContain(sample.id)
    const again = await mei.call('sample.make', {})
    expect(again.id).not.toBe(sample.id)
    expect(again).toMatchObject({ members: 6 })
  })

  it('is never mistaken for a real one: what is real is not removed', async () => {
    const real = await mei.call('workspace.create', { name: 'Hollin Bank' })
    expect(real.sample).toBe(false)
    expect(await codeOf(mei.call('sample.remove', { workspace: real.id }))).toBe('sample.not')
    expect((await mei.call('workspace.list', {})).map(({ id }) => id).sort()).toEqual([sample.id, real.id].sort())
  })
})
