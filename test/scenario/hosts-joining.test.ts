// Coming in with an invite: judged once, by whoever admits; used as often as written; told in a sentence where not.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JoinView } from '#shared/protocol/contract.ts'
import { formatInvite, parseInvite } from '#shared/formats/invite.ts'
import { orThrow, ProblemError } from '#shared/base/result.ts'
import { actsOnDisk, founds, joins, Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

const ada = async (): Promise<Someone> => opened(await founds('Ada', folder.path, { network, clock }))
async function guest(name: string): Promise<Someone> {
  const one = opened(await new Someone(name, folder.path, { network, clock }).open())
  await one.call('identity.create', { name })
  return one
}
const invited = async (by: Someone, more: { uses?: number; expiresInMinutes?: number } = {}): Promise<{ link: string; id: string }> => {
  const { link, id } = await by.in('invite.create', more)
  return { link: link!, id }
}
const outcome = async (of: Someone, link: string): Promise<JoinView> => {
  const { id } = await of.call('join.start', { link })
  return of.sees('an answer', async () => (await of.call('app.overview', {})).joins.find((one) => one.id === id && one.state !== 'waiting' && one.state !== 'asking') ?? null)
}
const members = async (by: Someone): Promise<string[]> => (await by.in('people.list', {})).filter((person) => person.member).map((person) => person.name).sort()

describe('an invite', () => {
  it('lets one in, whose screen and the inviter’s show the same code', async () => {
    const host = await ada()
    const { link, id } = await invited(host)
    const ben = await guest('Ben')
    expect(await ben.call('join.preview', { link })).toMatchObject({ workspaceName: 'Hollin Bank', inviterName: 'Ada', alreadyIn: false })
    const joined = await outcome(ben, link)
    expect(joined).toMatchObject({ state: 'admitted', problem: null })
    await host.sees('Ben', async () => (await members(host)).length === 2)
    const [view] = await host.in('invite.list', {})
    expect(view).toMatchObject({ id, used: 1, uses: 1 })
    expect(view!.admitted[0]!.code).toBe(joined.code)
    expect((await ben.call('join.preview', { link })).alreadyIn).toBe(true)
  })

  it.each([
    ['expired', 'invite.expired', (host: Someone) => { clock.pass(11 * 60_000); return host.in('status', {}) }],
    ['revoked', 'invite.revoked', (host: Someone, id: string) => host.in('invite.revoke', { invite: id })],
    ['from one who has left', 'invite.left', (host: Someone) => host.in('workspace.leave', {})],
  ])('that is %s admits nobody, says so to the newcomer and counts it', async (_, code, spoil) => {
    const host = await ada()
    const { link, id } = await invited(host, { expiresInMinutes: 10 })
    await spoil(host, id)
    const ben = await guest('Ben')
    const refused = await outcome(ben, link)
    expect(refused).toMatchObject({ state: 'refused', workspace: null, problem: { code } })
    expect(await ben.call('workspace.list', {})).toEqual([])
    expect((await host.refused())[code]).toBeGreaterThanOrEqual(1)
    expect(actsOnDisk(host.data).some((act) => act.act.type === 'membership.admit')).toBe(false)
  })

  it('used once already is refused to the next, who is told', async () => {
    const host = await ada()
    const { link } = await invited(host)
    expect((await outcome(await guest('Ben'), link)).state).toBe('admitted')
    expect(await outcome(await guest('Chidi'), link)).toMatchObject({ state: 'refused', problem: { code: 'invite.used' } })
    await host.sees('Ben alone', async () => (await members(host)).join() === 'Ada,Ben')
  })

  it('for one admits one of two who call at the same moment', async () => {
    const host = await ada()
    const { link } = await invited(host)
    network.cutOff(host.data)
    const [ben, chidi] = [await guest('Ben'), await guest('Chidi')]
    const asked = [ben, chidi].map((one) => outcome(one, link))
    network.reconnect(host.data)
    const states = (await Promise.all(asked)).map((view) => view.state).sort()
    expect(states).toEqual(['admitted', 'refused'])
    expect(actsOnDisk(host.data).filter((act) => act.act.type === 'membership.admit').length).toBe(1)
  })

  it('is used once by one who calls many times before the answer comes', async () => {
    const host = await ada()
    const { link } = await invited(host, { uses: 3 })
    network.cutOff(host.data)
    const ben = await guest('Ben')
    const { id } = await ben.call('join.start', { link })
    network.reconnect(host.data)
    for (let i = 0; i < 4; i++) await ben.call('join.retry', { join: id }).catch(() => {})
    await host.sees('Ben', async () => (await members(host)).length === 2)
    expect(actsOnDisk(host.data).filter((act) => act.act.type === 'membership.admit').length).toBe(1)
    expect((await host.in('invite.list', {}))[0]!.used).toBe(1)
  })

  it('whose seed was changed reaches nobody, and one for another workspace or by another inviter is not believed', async () => {
    const host = await ada()
    const { link } = await invited(host)
    const sound = orThrow(parseInvite(link))
    const ben = await guest('Ben')
    await ben.call('join.start', { link: formatInvite({ ...sound, inviterDevice: 'ab'.repeat(32) as never }) })
    await ben.call('join.start', { link: formatInvite({ ...sound, workspace: 'cd'.repeat(32) as never }) })
    await ben.call('join.start', { link: formatInvite({ ...sound, seed: `${'B'.repeat(42)}A` }) })
    await host.sees('a call that does not fit', async () => ((await host.refused())['invite.not valid'] ?? 0) > 0)
    expect((await ben.call('app.overview', {})).joins.map((one) => one.state)).not.toContain('admitted')
    expect(await ben.call('workspace.list', {})).toEqual([])
  })

  it('is asked with again after a restart, by the same person', async () => {
    const host = await ada()
    const { link } = await invited(host)
    network.cutOff(host.data)
    const ben = await guest('Ben')
    await ben.call('join.start', { link })
    await ben.close()
    await ben.open()
    const [waiting] = (await ben.call('app.overview', {})).joins
    expect(waiting).toMatchObject({ state: 'waiting', workspaceName: 'Hollin Bank' })
    network.reconnect(host.data)
    await ben.call('join.retry', { join: waiting!.id })
    await host.sees('Ben', async () => (await members(host)).length === 2)
    await ben.close()
    await ben.open()
    expect((await ben.call('app.overview', {})).joins).toEqual([])
    expect((await ben.call('workspace.list', {})).map((one) => one.name)).toEqual(['Hollin Bank'])
  })

  it('needs the network, and is refused where this was started without', async () => {
    const host = await ada()
    const { link } = await invited(host)
    const alone = opened(await new Someone('Ben', folder.path, { clock }).open())
    await alone.call('identity.create', { name: 'Ben' })
    await expect(alone.call('join.start', { link })).rejects.toThrow(ProblemError)
    await expect(alone.call('join.start', { link: link.slice(0, -3) })).rejects.toThrow('damaged or cut short')
  })
})

describe('a newcomer', () => {
  it('gets everything that was said before, and can say it was there', async () => {
    const host = await ada()
    const ben = opened(await joins('Ben', host))
    const { id } = await host.in('records.promise', { title: 'Bread', receives: [await ben.me()] })
    await ben.seesRecord(id, 'the promise')
    const chidi = opened(await joins('Chidi', ben))
    await chidi.seesRecord(id, 'what Ada promised Ben', ({ state }) => state === 'in force')
    expect(await members(chidi)).toEqual(['Ada', 'Ben', 'Chidi'])
    expect((await chidi.in('people.list', {})).find((person) => person.name === 'Chidi')!.invitedBy).toBe(await ben.me())
  })

  it('is asked for an answer to the charter, which was offered before', async () => {
    const host = await ada()
    const ben = opened(await joins('Ben', host))
    const asked = await ben.sees('the charter', async () => (await ben.in('records.list', {})).find((row) => row.kind === 'charter' && row.needsMe !== null) ?? null)
    expect(asked.needsMe).toBe('answer')
    const { record } = await ben.in('records.give', { id: asked.id, verb: 'accept' })
    expect(record).toMatchObject({ state: 'in force', needsMe: null })
  })

  it('of the same name as another is shown with a key code beside it', async () => {
    const host = await ada()
    opened(await joins('Ben', host))
    clock.pass(1000)
    opened(await joins('ben', host, { network, clock }, join(folder.path, 'other')))
    const people = await host.in('people.list', {})
    expect(people.map((person) => [person.name, person.nameShared])).toEqual([['Ada', false], ['Ben', true], ['ben', true]])
    expect(new Set(people.map((person) => person.keyCode)).size).toBe(3)
  })
})
