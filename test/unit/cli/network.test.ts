// Commands about the network and about coming in, against a host that answers as the test says.
import { describe, expect, it } from 'vitest'
import { problem } from '#shared/base/result.ts'
import type { JoinView, PeerView, StatusView, TimelineItem, WayView } from '#shared/protocol/contract.ts'
import { ADA, BEN, given, HOME, host, overview, REV1, run, TWIN } from './answering.ts'

describe('joining', () => {
  const view = (state: JoinView['state'], more: Partial<JoinView> = {}): JoinView => ({
    id: 'j1', workspaceName: 'Hollin Bank', inviterName: 'Ada', expires: 0, state, problem: null, attempts: [], trying: [], nextTryAt: null, search: 'off', stage: 'starting', says: '', workspace: null, code: null, ...more,
  })

  it('waits until admitted, telling on the way', async () => {
    let asked = 0
    const home = { id: HOME, name: 'Hollin Bank', me: BEN, members: 2, sample: false }
    const made = await host({
      'join.start': () => view('waiting'),
      'app.overview': () => {
        // The second time it is asked by the waiting command, which listens by then.
        if (++asked === 2) {
          made.hub.publish({ event: 'join', join: view('asking', { stage: 'asking', attempts: [{ address: '10.0.0.2:4711', outcome: 'connected', at: 1, found: { how: 'invite', by: null }, nextTryAt: null }] }) })
          made.hub.publish({ event: 'join', join: { ...view('admitted'), id: 'another' } })
          made.hub.publish({ event: 'join', join: view('admitted', { workspace: HOME, code: 'oak elm ash fir' }) })
        }
        if (asked === 3) {
          made.hub.publish({ event: 'overview', overview: { ...overview, workspaces: [{ ...home, left: true }] } })
          made.hub.publish({ event: 'overview', overview: { ...overview, workspaces: [{ ...home, left: false }] } })
        }
        return overview
      },
    })
    const done = await run(['join', 'parley://join/#abc', '--json'])
    expect(done).toMatchObject({ exit: 0, json: { workspace: HOME, name: 'Hollin Bank', code: 'oak elm ash fir', state: 'admitted' } })
    expect(done.note).toBe('Looking for Ada of Hollin Bank.\nWaiting for a first answer from Ada\'s machine at an address.\n  10.0.0.2:4711: connected\nAda has admitted you. Hollin Bank is being opened.\n')
  })

  it('says whom it could not reach, and where it tried', async () => {
    await host({ 'join.start': () => view('waiting', { stage: 'nobody', attempts: [{ address: '10.0.0.2:4711', outcome: 'no answer', at: 1, found: { how: 'invite', by: null }, nextTryAt: null }] }) })
    const late = await run(['join', 'parley://join/#abc', '--timeout', '1s', '--json'])
    expect(late).toMatchObject({ exit: 7, json: { error: { code: 'join.timeout', message: expect.stringContaining('10.0.0.2:4711') } } })
  })

  it('passes on why it was refused', async () => {
    await host({ 'join.start': () => view('refused', { problem: problem('invite.used', 'This invite was used before.', 'Ask for another.') }) })
    expect(await run(['join', 'parley://join/#abc', '--json'])).toMatchObject({ exit: 1, json: { error: { code: 'invite.used' } } })
  })
})

describe('the network', () => {
  const standing: StatusView['standing'] = {
    state: 'waiting', says: 'Connected to 1 person; waiting for Ben to have everything.', others: 2, connected: 1, haveAll: 0, asOf: null, waitingFor: ['Ben'], onlyHere: 0, last: null,
  }
  const ben: PeerView = {
    device: BEN, person: BEN, name: 'Ben', connected: true, connectedSince: 5, address: '10.0.0.2:50000', found: { how: 'beacon', by: null }, path: { kind: 'direct' },
    lastExchange: null, roundTrip: 3.4, bytesIn: 1200, bytesOut: 34_000, lacks: 3, clockAhead: null,
  }
  const chidi: PeerView = { ...ben, device: TWIN, person: TWIN, name: 'Chidi', connected: false, connectedSince: null, address: null, found: null, path: { kind: 'carried', by: [{ person: BEN, name: 'Ben' }] }, roundTrip: null, lacks: 0 }
  const way = (more: Partial<WayView> = {}): WayView => ({ address: '10.0.0.2:4711', found: { how: 'told', by: 'Ada' }, outcome: 'no answer', at: 1, nextTryAt: null, ...more })
  const view = (more: Partial<StatusView> = {}): StatusView => ({
    workspace: HOME, name: 'Hollin Bank', standing, peers: [ben, chidi], connected: 1, ways: [way()], search: 'looking', onlyHere: [], refused: {}, link: 'running',
    rendezvous: { port: 4711, addresses: ['10.0.0.1:4711'] }, acts: 9, waiting: 0, forks: [], document: { epoch: 0, entering: false, damage: null }, ...more,
  })
  const item: TimelineItem = { id: 1, kind: 'tried', says: 'Nobody answers at 10.0.0.2:4711.', since: 0, at: 1, times: 4, workspace: HOME, person: null, name: null, address: '10.0.0.2:4711' }

  it('is told in one sentence, then by device, address and event', async () => {
    await host({ status: () => view(), 'network.timeline': () => [item] })
    const { out } = await run(['status'])
    expect(out).toContain('Connected to 1 person; waiting for Ben to have everything.')
    expect(out).toMatch(/Ben +connected +last exchange never +lacks 3 +direct, 10\.0\.0\.2:50000 \(found on this network\) +3 ms +1200 B in, 34 kB out/)
    expect(out).toMatch(/Chidi +not near +last exchange never +has everything +carried by Ben/)
    expect(out).toMatch(/10\.0\.0\.2:4711 +told by Ada +no answer/)
    expect(out).toContain('looking for people on this network')
    expect(out).not.toContain('What happened')
    expect((await run(['status', '--events'])).out).toContain('Nobody answers at 10.0.0.2:4711. (4 times)')
    expect((await run(['status', '--json'])).json).toEqual({ ...view(), events: [item] })
  })

  it('is given an address, and what became of trying it is told', async () => {
    let tried: WayView = way({ outcome: null, at: null })
    const made = await host({
      status: () => view({ ways: [tried] }),
      'network.add': ({ address }) => {
        given.push(['add', address])
        setImmediate(() => {
          tried = way({ outcome: 'connected', at: 2 })
          made.hub.publish({ event: 'status', workspace: HOME, status: view({ ways: [tried] }) })
        })
        return { address }
      },
    })
    expect(await run(['network', 'add', '10.0.0.2:4711', '--json'])).toMatchObject({ exit: 0, json: { address: '10.0.0.2:4711', outcome: 'connected' } })
    expect(given).toEqual([['add', '10.0.0.2:4711']])
  })

  it('keeps an address at which nobody answers, and says so', async () => {
    await host({ status: () => view(), 'network.add': ({ address }) => ({ address }) })
    expect(await run(['network', 'add', '10.0.0.2:4711'])).toMatchObject({ exit: 7, out: expect.stringContaining('It is kept and tried again') })
  })

  it('is looked through for people, until somebody is there or time is up', async () => {
    await host({ status: () => view(), 'network.look': () => (given.push(['look', null]), null) })
    expect(await run(['network', 'look', '--json'])).toMatchObject({ exit: 0, json: { connected: 1, standing: { state: 'waiting' } } })
    expect(given).toEqual([['look', null]])
  })

  it('is asked for each act of a record: who has it, and since when that is known', async () => {
    const reach = [{ act: REV1, type: 'commitment.offer', verb: 'offer', by: ADA, byName: 'Ada', at: 0, who: [
      { person: BEN, name: 'Ben', state: 'delivered' as const, since: new Date(2026, 4, 21, 9, 5).getTime() }, { person: TWIN, name: 'Femke', state: 'not reached' as const, since: null },
    ] }]
    await host({ 'records.reach': () => reach })
    const { out } = await run(['show', 'c1', '--reach'])
    expect(out).toMatch(/Who has it\n +\S+ \S+ +Ada +offer +Ben +delivered +known since 2026-05-21 09:05\n +Femke +not reached\n/)
    expect((await run(['show', 'c1', '--reach', '--json'])).json.reach).toEqual(reach)
    expect((await run(['show', 'c1', '--json'])).json).not.toHaveProperty('reach')
  })

  it('is not told that nothing is signed where what was signed concerns nobody else', async () => {
    await host({ 'records.reach': () => [{ act: REV1, type: 'commitment.offer', verb: 'offer', by: ADA, byName: 'Ada', at: 0, who: [] }] })
    const { out } = await run(['show', 'c1', '--reach'])
    expect(out).not.toContain('Nothing of it is signed')
    expect(out).toContain('Whoever it concerns has it: nobody but you and those who signed.')
  })

  it('is told of a draft that nothing of it is signed', async () => {
    await host({ 'records.reach': () => [] })
    expect((await run(['show', 'c1', '--reach'])).out).toContain('Nothing of it is signed yet.')
  })

  it('is told in sentences what was refused, and in names where a program asks', async () => {
    await host({ status: () => ({ ...view(), refused: { 'act.signature': 2, 'page.origin': 1 } }), 'network.timeline': () => [] })
    const { out } = await run(['status'])
    expect(out).toMatch(/2 times +Acts whose signature does not fit\..*\n +once +A page of somebody else in this browser tried to reach Parley\./)
    expect(out).not.toContain('act.signature')
    expect((await run(['status', '--json'])).json).toMatchObject({ refused: { 'act.signature': 2, 'page.origin': 1 } })
  })

  it('without anybody points to the doctor', async () => {
    await host({ status: () => view({ connected: 0, ways: [] }), 'network.look': () => null })
    expect(await run(['network', 'look', '--timeout', '1s'])).toMatchObject({ exit: 7, out: expect.stringContaining('parley doctor') })
  })
})
