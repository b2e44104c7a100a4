import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, problem } from '#shared/base/result.ts'
import type { HostEvent, JoinView, Method, Overview, PeerView, RecordDetail, RecordRow } from '#shared/protocol/contract.ts'
import type { HostConnection, Reach } from '../../../renderer/host/connection.ts'
import { useHost } from '../../../renderer/stores/host.ts'
import { useOverview, withJoin } from '../../../renderer/stores/overview.ts'
import { patchRows, useRecords } from '../../../renderer/stores/records.ts'
import { peersByPerson } from '../../../renderer/stores/status.ts'

const WS = 'c'.repeat(64)
const LETTER = 'd'.repeat(64)
const row = (more: Partial<RecordRow> = {}): RecordRow => ({
  id: LETTER, concept: 'commitment', kind: 'mutual', title: 'Bread', state: 'offered', revision: null, offer: 1, due: null, review: null, until: null, links: [],
  parties: [], needsMe: null, words: 'e'.repeat(64), unavailable: false, onlyHere: false, flags: [], updatedAt: 1, ...more,
})
const overview: Overview = {
  version: '0', data: '/data', identity: { name: 'Ada', device: 'laptop' }, locked: false, keyStorage: 'file',
  workspaces: [{ id: WS, name: 'Hollin Bank', me: 'a'.repeat(64), members: 2, left: false, sample: false }], joins: [], held: [], theme: 'system',
}

class Host implements HostConnection {
  reach: Reach = 'connected'
  readonly closed = new Promise<void>(() => {})
  rows: RecordRow[] = [row()]
  readonly calls: Method[] = []
  #hear: (event: HostEvent) => void = () => {}
  #turn: (reach: Reach) => void = () => {}
  call = (async (method: Method) => {
    this.calls.push(method)
    if (method === 'app.overview') return overview
    if (method === 'app.kept') return { value: null }
    if (method === 'records.list') return this.rows
    if (method === 'records.show') return { ...this.rows[0]!, revisions: [], timeline: [], possible: [], draft: null } as unknown as RecordDetail
    if (method === 'records.give') throw new ProblemError(problem('accept.already', 'You have accepted rev 1.', 'To take that back, withdraw.'))
    return null
  }) as HostConnection['call']

  onEvent(listener: (event: HostEvent) => void) {
    this.#hear = listener
    return { dispose: () => {} }
  }

  onReach(listener: (reach: Reach) => void) {
    this.#turn = listener
    return { dispose: () => {} }
  }

  tell = (event: HostEvent): void => this.#hear(event)
  turns = (reach: Reach): void => this.#turn(reach)
  retry(): void {}
  close(): void {}
}

async function settled(): Promise<{ host: Host; records: ReturnType<typeof useRecords> }> {
  const host = new Host()
  useHost().use(host)
  const records = useRecords()
  await expect.poll(() => records.loaded).toBe(true)
  return { host, records }
}

beforeEach(() => setActivePinia(createPinia()))

describe('records of a workspace', () => {
  it('are read once there is a workspace', async () => {
    const { records } = await settled()
    expect(records.rows.get(LETTER)?.title).toBe('Bread')
  })

  it('follow what the host tells, for their own workspace only', async () => {
    const { host, records } = await settled()
    host.tell({ event: 'records', workspace: 'f'.repeat(64), rows: [row({ title: 'Elsewhere' })], removed: [] })
    expect(records.rows.get(LETTER)?.title).toBe('Bread')
    host.tell({ event: 'records', workspace: WS, rows: [row({ title: 'Bread and butter' })], removed: [] })
    expect(records.rows.get(LETTER)?.title).toBe('Bread and butter')
    host.tell({ event: 'records', workspace: WS, rows: [], removed: [LETTER] })
    expect(records.rows.size).toBe(0)
  })

  it('follow a draft once nothing is typed any more, at the latest after two seconds, and at once where more than its time is new', async () => {
    const { host, records } = await settled()
    const draft = (updatedAt: number, title = 'Rota'): void => host.tell({ event: 'records', workspace: WS, rows: [row({ state: 'draft', title, updatedAt })], removed: [] })
    const at = (): number | undefined => records.rows.get(LETTER)?.updatedAt
    vi.useFakeTimers()
    try {
      draft(2)
      expect(at()).toBe(2)
      draft(3)
      vi.advanceTimersByTime(200)
      draft(4)
      vi.advanceTimersByTime(299)
      expect(at()).toBe(2)
      vi.advanceTimersByTime(1)
      expect(at()).toBe(4)
      for (let typed = 5; typed < 25; typed++) {
        draft(typed)
        vi.advanceTimersByTime(100)
      }
      expect(at()).toBeGreaterThan(20)
      draft(30)
      draft(31, 'Rota for June')
      expect(records.rows.get(LETTER)).toMatchObject({ title: 'Rota for June', updatedAt: 31 })
    } finally {
      vi.useRealTimers()
    }
  })

  it('are shown anew only where somebody looks at them', async () => {
    const { host, records } = await settled()
    const shown = (): number => host.calls.filter((method) => method === 'records.show').length
    host.tell({ event: 'records', workspace: WS, rows: [row()], removed: [] })
    expect(shown()).toBe(0)
    const stop = records.follow(LETTER)
    host.tell({ event: 'records', workspace: WS, rows: [row()], removed: [] })
    expect(shown()).toBe(1)
    stop()
    host.tell({ event: 'records', workspace: WS, rows: [row()], removed: [] })
    expect(shown()).toBe(1)
  })

  it('are read again when the host is back', async () => {
    const { host, records } = await settled()
    host.rows = [row({ title: 'Changed while away' })]
    host.turns('lost')
    host.turns('connected')
    await expect.poll(() => records.rows.get(LETTER)?.title).toBe('Changed while away')
  })

  it('hand a refusal on as a problem a person can act on', async () => {
    const { records } = await settled()
    await expect(records.give({ id: LETTER, verb: 'accept' })).rejects.toMatchObject({ problem: { code: 'accept.already' } })
  })

  it('patch rows without touching the map they came from', () => {
    const before = new Map([[LETTER, row()]])
    const after = patchRows(before, [row({ id: 'x', title: 'New' })], [LETTER])
    expect([...after.keys()]).toEqual(['x'])
    expect(before.has(LETTER)).toBe(true)
  })
})

describe('the overview', () => {
  it('takes joins and held signatures as they are told', async () => {
    const { host } = await settled()
    const store = useOverview()
    const join: JoinView = { id: 'j', workspaceName: 'W', inviterName: 'Ben', expires: 0, state: 'waiting', problem: null, attempts: [], trying: [], nextTryAt: null, search: 'off', stage: 'starting', says: '', workspace: null, code: null }
    host.tell({ event: 'join', join })
    host.tell({ event: 'join', join: { ...join, state: 'admitted', code: 'amber field otter nine' } })
    expect(store.joins).toMatchObject([{ state: 'admitted' }])
    host.tell({ event: 'held', held: [{ id: 'h', workspace: WS, record: LETTER, title: 'Bread', verb: 'accept', told: 'accept', revision: 1, until: 5 }] })
    expect(store.held).toHaveLength(1)
    expect(withJoin([join], { ...join, id: 'k' }).map((one) => one.id)).toEqual(['j', 'k'])
  })
})

describe('peers', () => {
  const peer = (more: Partial<PeerView>): PeerView => ({
    device: 'd', person: 'p', name: 'Ben', connected: false, connectedSince: null, address: null, found: null, path: { kind: 'none' }, lastExchange: null,
    roundTrip: null, bytesIn: 0, bytesOut: 0, lacks: 0, clockAhead: null, ...more,
  })

  it('are one line a person, whoever is connected first', () => {
    const list = peersByPerson([
      peer({ device: '1', person: 'ben', lastExchange: 10 }), peer({ device: '2', person: 'ben', connected: true, lastExchange: 5 }),
      peer({ device: '3', person: 'chidi', lastExchange: 20 }), peer({ device: '4', person: 'dewi' }),
    ])
    expect(list.map((one) => one.first.device)).toEqual(['2', '3', '4'])
    expect(list[0]!.devices.map((one) => one.device)).toEqual(['2', '1'])
  })
})
