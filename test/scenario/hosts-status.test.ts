// Honest state, told by whole hosts: who has what and since when, through whom acts come, what is only here, what happened.
import { describe, expect, it } from 'vitest'
import type { ActReach, PeerView, StatusView, TimelineItem } from '#shared/protocol/contract.ts'
import { TestClock } from '../harness/clocks.ts'
import { founds, joins, Someone } from '../harness/hosts.ts'
import { clock, folder, network, opened } from '../harness/stage.ts'

const status = (one: Someone): Promise<StatusView> => one.in('status', {})
const peer = (view: StatusView, name: string): PeerView => view.peers.find((candidate) => candidate.name === name)!
const sees = (one: Someone, what: string, holds: (view: StatusView) => boolean): Promise<StatusView> =>
  one.sees(what, async () => {
    const view = await status(one)
    return holds(view) ? view : null
  })
const hasAll = (one: Someone): Promise<StatusView> => sees(one, 'everybody has everything', ({ standing, peers }) => standing.haveAll === standing.others && peers.every(({ lacks }) => lacks === 0))
const happened = (one: Someone, limit = 100): Promise<readonly TimelineItem[]> => one.call('network.timeline', { limit })

async function adaAndBen(): Promise<{ ada: Someone; ben: Someone }> {
  const ada = opened(await founds('Ada', folder.path, { network, clock }))
  return { ada, ben: opened(await joins('Ben', ada)) }
}

describe('the standing', () => {
  it('of one who is alone in a workspace says so, and of a host without a link that nobody can be reached', async () => {
    const ada = opened(await founds('Ada', folder.path, { network, clock }))
    expect((await status(ada)).standing).toMatchObject({ state: 'just you', others: 0, haveAll: 0, last: null })
    const ben = opened(await joins('Ben', ada))
    await ben.close()
    const alone = opened(await new Someone('Ben', folder.path, { data: ben.data, clock }).open())
    expect((await status(alone)).standing).toMatchObject({ state: 'stopped', others: 1 })
  })

  it('goes from exchanged to alone when the other leaves, and counts what waits here until they have it', async () => {
    const { ada, ben } = await adaAndBen()
    expect((await hasAll(ada)).standing).toMatchObject({ state: 'exchanged', others: 1, connected: 1, haveAll: 1, onlyHere: 0, waitingFor: [] })
    network.cutOff(ben.data)
    const left = clock.now()
    await sees(ada, 'nobody connected', ({ connected }) => connected === 0)
    clock.pass(60_000)
    await ada.gives(await ada.drafts({ title: 'Bread', kind: 'promise', gives: [await ada.me()], receives: [await ben.me()] }, 'On Fridays.'), 'offer')
    const view = await status(ada)
    expect(view.standing).toMatchObject({ state: 'alone', connected: 0, haveAll: 0, asOf: null, onlyHere: 1, last: { name: 'Ben', at: left } })
    expect(view.standing.says).toMatch(/^On your own\. 1 change is only here\. Last exchanged with Ben at /)
    expect(peer(view, 'Ben')).toMatchObject({ connected: false, connectedSince: null, lacks: 1, lastExchange: left, path: { kind: 'none' } })
    clock.pass(60_000)
    network.reconnect(ben.data)
    const back = await hasAll(ada)
    expect(back.standing).toMatchObject({ state: 'exchanged', onlyHere: 0, asOf: clock.now() })
    expect(peer(back, 'Ben')).toMatchObject({ connected: true, connectedSince: clock.now(), lacks: 0, lastExchange: clock.now(), path: { kind: 'direct' } })
  })

  it('does not count as exchanged what a link took and never acknowledged', async () => {
    const { ada, ben } = await adaAndBen()
    await hasAll(ada)
    const before = peer(await status(ada), 'Ben').lastExchange
    // From now on nothing of Ada's arrives, though both are connected and Ben's words keep coming.
    network.onWire = (from, message) => (from === ada.data ? new Uint8Array([255]) : message)
    clock.pass(60_000)
    await ada.gives(await ada.drafts({ title: 'Bread', kind: 'promise', gives: [await ada.me()], receives: [await ben.me()] }, 'On Fridays.'), 'offer')
    const view = await sees(ada, 'that Ben lacks something', ({ standing }) => standing.state === 'waiting')
    expect(view.standing).toMatchObject({ waitingFor: ['Ben'], haveAll: 0, onlyHere: 1 })
    expect(view.standing.says).toBe('Connected to 1 person; waiting for Ben to have everything. 1 change is only here.')
    expect(peer(view, 'Ben').lacks).toBe(1)
    expect(before).not.toBeNull()
  })
})

describe('a device', () => {
  it('that was never met is shown, with what it lacks and the colleague its acts come through', async () => {
    const { ada, ben } = await adaAndBen()
    const chidi = opened(await joins('Chidi', ben, { network, clock }))
    await sees(ada, 'Chidi too', ({ peers }) => peers.length === 2)
    await hasAll(ada)
    network.cutOff(chidi.data)
    await sees(ada, 'Chidi away', (view) => !peer(view, 'Chidi').connected)
    expect(peer(await status(ada), 'Chidi').path).toEqual({ kind: 'none' })
    // Chidi reaches Ben alone from now on.
    network.paths = (a, b) => ![a, b].includes(chidi.data) || [a, b].includes(ben.data)
    network.reconnect(chidi.data)
    await chidi.gives(await chidi.drafts({ title: 'Apples', kind: 'promise', gives: [await chidi.me()], receives: [await ada.me()] }, 'In autumn.'), 'offer')
    const benId = await ben.me()
    const view = await sees(ada, 'what Chidi said, through Ben', (now) => peer(now, 'Chidi').path.kind === 'carried')
    expect(peer(view, 'Chidi')).toMatchObject({ connected: false, address: null, found: null, path: { kind: 'carried', by: [{ person: benId, name: 'Ben' }] } })
    network.cutOff(ben.data)
    expect(peer(await sees(ada, 'Ben away', (now) => now.connected === 0), 'Chidi').path).toEqual({ kind: 'none' })
  })
})

describe('an act', () => {
  const states = (reach: readonly ActReach[]): Record<string, Record<string, string>> =>
    Object.fromEntries(reach.map(({ verb, who }) => [verb, Object.fromEntries(who.map(({ name, state }) => [name, state]))]))

  it('is not reached until a device of who it concerns is known to have it', async () => {
    const { ada, ben } = await adaAndBen()
    const chidi = opened(await joins('Chidi', ada, { network, clock }))
    await hasAll(ada)
    network.cutOff(chidi.data)
    await sees(ada, 'Chidi away', (view) => !peer(view, 'Chidi').connected)
    const id = await ada.drafts({ title: 'Milk', kind: 'mutual', gives: [await ada.me(), await ben.me(), await chidi.me()], receives: [] }, 'Before ten.')
    expect(await ada.in('records.reach', { id })).toEqual([])
    await ada.gives(id, 'offer')
    const reached = await ada.sees('that Ben has it', async () => {
      const reach = await ada.in('records.reach', { id })
      return states(reach)['offer']?.['Ben'] === 'delivered' ? reach : null
    })
    expect(states(reached)).toEqual({ offer: { Ben: 'delivered', Chidi: 'not reached' } })
    expect(reached[0]).toMatchObject({ type: 'commitment.offer', byName: 'Ada', by: await ada.me(), at: clock.now() })
    expect(reached[0]!.who.find(({ name }) => name === 'Ben')!.since).toBe(clock.now())
    clock.pass(60_000)
    network.reconnect(chidi.data)
    const all = await ada.sees('that Chidi has it', async () => {
      const reach = await ada.in('records.reach', { id })
      return states(reach)['offer']?.['Chidi'] === 'delivered' ? reach : null
    })
    const [ben2, chidi2] = ['Ben', 'Chidi'].map((name) => all[0]!.who.find((one) => one.name === name)!.since!)
    expect(chidi2! - ben2!).toBe(60_000)
    // Ben's own acts are told of the others, from where Ada stands.
    await ben.seesRecord(id, 'the offer')
    await ben.gives(id, 'accept')
    const answered = await ada.sees("Ben's answer", async () => {
      const reach = await ada.in('records.reach', { id })
      return states(reach)['accept']?.['Chidi'] === 'delivered' ? reach : null
    })
    expect(states(answered)).toEqual({ offer: { Ben: 'delivered', Chidi: 'delivered' }, accept: { Chidi: 'delivered' } })
  })
})

describe('the timeline', () => {
  it('tells who came, what was exchanged and who went, and still knows it after a restart', async () => {
    const { ada, ben } = await adaAndBen()
    await hasAll(ada)
    const heard = ada.hears('timeline', ({ items }) => items.some(({ kind }) => kind === 'lost'))
    network.cutOff(ben.data)
    await heard
    const items = await happened(ada)
    const kinds = items.map(({ kind }) => kind)
    expect(kinds[0]).toBe('lost')
    expect(kinds).toEqual(expect.arrayContaining(['connected', 'exchanged']))
    expect(items.find(({ kind }) => kind === 'connected')).toMatchObject({ name: 'Ben', person: await ben.me(), workspace: await ada.workspace(), says: expect.stringMatching(/^Connected to Ben.*\.$/) })
    await ada.close()
    const again = opened(await new Someone('Ada', folder.path, { data: ada.data, clock }).open())
    expect(await happened(again)).toEqual(items)
  })

  it('tells that the link stopped and runs again, and that nobody is lost by it', async () => {
    const { ada } = await adaAndBen()
    await hasAll(ada)
    const before = (await happened(ada))[0]!.id
    clock.pass(10 * 60_000)
    for (const link of [...network.links]) if (link.owner === ada.data) link.end('killed')
    expect((await sees(ada, 'that the link is started again', ({ standing }) => standing.state === 'restarting')).connected).toBe(0)
    await sees(ada, 'Ben again', ({ connected }) => connected === 1)
    const news = (await happened(ada)).filter(({ id }) => id > before).map(({ says }) => says).reverse()
    expect(news.slice(0, 3)).toEqual(['The connection to Ben ended.', 'The link to others stopped and is being started again. Nothing is lost.', 'The link to others runs again.'])
    expect(news).toContainEqual(expect.stringMatching(/^Connected to Ben/))
  })

  it('tells of a clock that is far off, and nothing of one that is not', async () => {
    const { ada } = await adaAndBen()
    const late = new TestClock(clock.now() - 20 * 60_000)
    const chidi = opened(await joins('Chidi', ada, { network, clock: late }))
    const items = await ada.sees('the clock of Chidi', async () => {
      const clocks = (await happened(ada)).filter(({ kind }) => kind === 'clock')
      return clocks.length > 0 ? clocks : null
    })
    expect(items.map(({ says }) => says)).toEqual(["Chidi's clock is 20 minutes behind this one. Nothing is decided by clocks, but times shown may look odd."])
    expect(peer(await status(ada), 'Chidi').clockAhead).toBe(-20 * 60_000)
    expect(await ada.call('app.doctor', {})).toContainEqual(expect.objectContaining({ area: 'people', ok: false, what: 'Clock of Chidi' }))
    expect(await chidi.call('app.doctor', {})).toContainEqual(expect.objectContaining({ area: 'people', ok: false }))
  })

  it('gives a workspace nothing of another', async () => {
    const { ada } = await adaAndBen()
    const { id } = await ada.call('workspace.create', { name: 'Mill Lane' })
    await hasAll(ada)
    expect((await ada.call('network.timeline', { workspace: id })).filter(({ workspace }) => workspace !== null)).toEqual([])
    expect((await ada.in('network.timeline', {})).length).toBeGreaterThan(0)
  })
})

describe('the doctor of a whole host', () => {
  it('says something of every area, in sentences, with what to do where something is amiss', async () => {
    const { ada } = await adaAndBen()
    const lines = await ada.call('app.doctor', {})
    expect(new Set(lines.map(({ area }) => area))).toEqual(new Set(['here', 'network', 'people', 'home']))
    for (const { says, ok, remedy } of lines) {
      expect(says).not.toBe('')
      if (!ok) expect(remedy).not.toBeNull()
    }
  })
})

describe('an address given by hand', () => {
  it('is tried from then on, and one that is none is refused', async () => {
    const { ada } = await adaAndBen()
    expect(await ada.in('network.add', { address: ' 192.0.2.7:4711 ' })).toEqual({ address: '192.0.2.7:4711' })
    expect((await status(ada)).ways).toContainEqual(expect.objectContaining({ address: '192.0.2.7:4711', found: { how: 'by hand', by: null } }))
    await expect(ada.in('network.add', { address: 'over there' })).rejects.toMatchObject({ problem: { code: 'address.unreadable' } })
    expect(await ada.call('network.look', {})).toBeNull()
  })
})
