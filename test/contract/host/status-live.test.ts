// Honest state over a real network: two hosts as processes, real links and beacons, asked by the command line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { join } from 'node:path'
import type { DoctorLine, StatusView, TimelineItem } from '#shared/protocol/contract.ts'
import { parley, parleyJson, startHost, type CliOptions, type RunningHost } from '../../harness/cli.ts'
import { ADDRESS, Namespace } from '../../harness/netns.ts'
import { temporaryFolder } from './fake-host.ts'

/** What is waited for comes, however busy the machine is. */
const PATIENCE_MS = 90_000

type Status = StatusView & { readonly events: readonly TimelineItem[] }

class Desk {
  readonly options: CliOptions
  host: RunningHost | null = null

  constructor(name: string, folder: string, inside: Namespace) {
    this.options = { data: join(folder, name.toLowerCase()), inside, env: { PARLEY_STATE: join(folder, `${name.toLowerCase()}-state`) } }
  }

  async begin(name: string): Promise<void> {
    await this.does('init', '--name', name)
    this.host = await startHost(['keep'], this.options)
  }

  does<T = Record<string, unknown>>(...args: string[]): Promise<T> {
    return parleyJson<T>(args, this.options)
  }

  async status(what: string, holds: (status: Status) => boolean): Promise<Status> {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      const status = await this.does<Status>('status')
      if (holds(status)) return status
      if (performance.now() > until) throw new Error(`did not come to see: ${what}. ${JSON.stringify(status)}`)
    }
  }
}

let namespace: Namespace
let folder: ReturnType<typeof temporaryFolder>
let ada: Desk
let ben: Desk

beforeAll(async () => {
  namespace = await Namespace.open()
  folder = temporaryFolder()
  ada = new Desk('Ada', folder.path, namespace)
  ben = new Desk('Ben', folder.path, namespace)
  await Promise.all([ada.begin('Ada'), ben.begin('Ben')])
  await ada.does('workspace', 'create', 'Hollin Bank')
}, 180_000)

afterAll(async () => {
  await Promise.all([ada?.host?.stop(), ben?.host?.stop()])
  await namespace?.dispose()
  folder?.remove()
})

const words = (lines: readonly DoctorLine[], what: string): string => lines.find((line) => line.what === what)?.says ?? ''

describe('two hosts on one network', () => {
  it('alone, one is told that nobody else is here and what could be in the way', async () => {
    expect((await ada.does<Status>('status')).standing).toMatchObject({ state: 'just you' })
    const lines = await ada.does<DoctorLine[]>('doctor')
    expect(words(lines, 'Interfaces')).toContain(ADDRESS)
    expect(words(lines, 'Way in')).toContain('Parley answers at')
    expect(words(lines, 'Beacons out')).toMatch(/^They leave on/)
    expect(lines.filter(({ ok }) => !ok)).toEqual([])
  })

  it('met, each says how the other was found, by which path, and what came back from their link', async () => {
    const { link } = await ada.does<{ link: string }>('invite')
    const joined = await parley(['join', link, '--timeout', '2m', '--json'], ben.options)
    expect(joined).toMatchObject({ exit: 0 })
    expect(joined.note).toContain('Looking for Ada of Hollin Bank.')
    for (const desk of [ada, ben]) {
      const { standing, peers, search, events } = await desk.status('everything exchanged, and a round trip', (status) => (
        status.standing.state === 'exchanged' && status.peers[0]?.roundTrip !== null && status.peers[0]?.found !== null &&
        // Each dials the other by itself, sooner or later.
        status.ways.some(({ outcome }) => outcome === 'connected') && ['connected', 'exchanged', 'tried'].every((kind) => status.events.some((event) => event.kind === kind))))
      expect(standing).toMatchObject({ others: 1, connected: 1, haveAll: 1, onlyHere: 0, waitingFor: [] })
      expect(peers).toMatchObject([{ connected: true, path: { kind: 'direct' }, lacks: 0, found: { how: expect.stringMatching(/^(invite|beacon|told)$/) } }])
      expect(peers[0]!.bytesIn).toBeGreaterThan(0)
      expect(peers[0]!.bytesOut).toBeGreaterThan(0)
      expect(peers[0]!.lastExchange).toBeGreaterThanOrEqual(peers[0]!.connectedSince!)
      expect(Math.abs(peers[0]!.clockAhead!)).toBeLessThan(60_000)
      expect(search).toBe('looking')
      expect(events.every(({ says }) => /\.$/.test(says) && !/fe80/.test(says))).toBe(true)
    }
    const lines = await ada.does<DoctorLine[]>('doctor')
    expect(words(lines, 'Way in')).not.toBe('')
    expect(words(lines, 'Clocks')).toBe('The clock of Ben agrees with this one.')
  }, 240_000)

  it('an address at which nobody is stays, and says so', async () => {
    const tried = await parley(['network', 'add', '10.77.0.9:4711', '--timeout', '30s', '--json'], ada.options)
    expect(tried).toMatchObject({ exit: 7 })
    expect(JSON.parse(tried.out)).toEqual({ address: '10.77.0.9:4711', outcome: 'no answer' })
  })

  it('parted, nothing is called exchanged; what is signed meanwhile is only here', async () => {
    await ben.host!.stop('SIGKILL')
    ben.host = null
    await ada.status('nobody connected', ({ connected }) => connected === 0)
    await ada.does('promise', 'Bring the audit notes', '--to', 'Ben')
    const { standing, peers, onlyHere, events } = await ada.does<Status>('status')
    expect(standing).toMatchObject({ state: 'alone', connected: 0, haveAll: 0, onlyHere: 1, asOf: null, last: { name: 'Ben' } })
    expect(onlyHere).toMatchObject([{ title: 'Bring the audit notes' }])
    expect(peers).toMatchObject([{ connected: false, path: { kind: 'none' }, lacks: 1, roundTrip: null }])
    expect(events.find(({ kind }) => kind === 'lost')).toMatchObject({ name: 'Ben', says: 'The connection to Ben ended.' })
    const looked = await parley(['network', 'look', '--timeout', '1s'], ada.options)
    expect(looked).toMatchObject({ exit: 7, out: expect.stringContaining('On your own. 1 change is only here.') })
  })
})
