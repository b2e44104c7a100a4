// What is read of the host: kept from it, it says why until it is read; and what came in is followed until search knows it.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { ProblemError, problem } from '#shared/base/result.ts'
import type { FoundView, HostEvent, Method } from '#shared/protocol/contract.ts'
import type { HostConnection, Reach } from '../../../renderer/host/connection.ts'
import { useHost } from '../../../renderer/stores/host.ts'
import { useOverview } from '../../../renderer/stores/overview.ts'
import { useReadingIn } from '../../../renderer/stores/reading-in.ts'
import { useReading } from '../../../renderer/stores/reading.ts'
import { useSearch } from '../../../renderer/stores/search.ts'

const WS = 'c'.repeat(64)
const FOUND: FoundView = { hits: [], people: [], facets: [], notUnderstood: [], more: false, behind: 0 }

class Host implements HostConnection {
  reach: Reach = 'connected'
  readonly closed = new Promise<void>(() => {})
  readonly asked: Method[] = []
  behind = 0
  over: (result: { read: number }) => void = () => {}
  call = ((method: Method) => {
    this.asked.push(method)
    switch (method) {
      case 'app.overview': return Promise.resolve({ version: '0', data: '', identity: { name: 'Ada', device: '' }, locked: false, keyStorage: 'file', workspaces: [{ id: WS, name: 'Hollin Bank', me: '', members: 1, left: false, sample: false }], joins: [], held: [], theme: 'system' })
      case 'app.kept': return Promise.resolve({ value: null })
      case 'shelf.filters': return Promise.resolve([])
      case 'find': return Promise.resolve({ ...FOUND, behind: this.behind })
      case 'find.ready': return new Promise((resolve) => { this.over = resolve })
      default: return Promise.resolve(null)
    }
  }) as unknown as HostConnection['call']
  onEvent = (_: (event: HostEvent) => void): { dispose(): void } => ({ dispose: () => {} })
  turns: (reach: Reach) => void = () => {}
  onReach(listener: (reach: Reach) => void): { dispose(): void } {
    this.turns = listener
    return { dispose: () => {} }
  }
  retry(): void {}
  close(): void {}
}

let host: Host
beforeEach(() => {
  setActivePinia(createPinia())
  host = new Host()
  useHost().use(host)
})
const times = (method: Method): number => host.asked.filter((one) => one === method).length

describe('what is read for a page', () => {
  const refused = new ProblemError(problem('disk.failed', 'The disk refused to read.', 'Check the disk.'))

  it('says what kept it from being read, until it is read', async () => {
    let fails = true
    const { problem: kept, read } = useReading(() => (fails ? Promise.reject(refused) : Promise.resolve()))
    read()
    await expect.poll(() => kept.value?.code).toBe('disk.failed')
    fails = false
    read()
    await expect.poll(() => kept.value).toBeNull()
  })

  it('leaves a connection that is lost to the status bar', async () => {
    host.turns('lost')
    let rejected = false
    const { problem: kept, read } = useReading(() => Promise.reject(refused).finally(() => { rejected = true }))
    read()
    await expect.poll(() => rejected).toBe(true)
    await nextTick()
    expect(kept.value).toBeNull()
  })
})

describe('a search while records are read in', () => {
  it('follows how far it is, once at a time, and asks again when that is over', async () => {
    await useOverview().load()
    const search = useSearch()
    search.watched++
    host.behind = 40
    search.typed = 'oats'
    await expect.poll(() => times('find.ready')).toBe(1)
    useReadingIn().follow()
    await search.ask()
    expect(times('find.ready'), 'while it goes on, it is followed').toBe(1)
    const before = times('find')
    host.behind = 0
    host.over({ read: 40 })
    await expect.poll(() => search.found?.behind).toBe(0)
    expect(times('find')).toBe(before + 1)
  })

  it('asks nothing again where nothing had to be waited for', async () => {
    await useOverview().load()
    const search = useSearch()
    search.watched++
    search.typed = 'oats'
    await expect.poll(() => search.found).not.toBeNull()
    const before = times('find')
    useReadingIn().follow()
    host.over({ read: 0 })
    await nextTick()
    await nextTick()
    expect(times('find')).toBe(before)
  })
})
