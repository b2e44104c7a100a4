// Work that takes a while, as a page sees it: shown only once it does, told how far it is, stopped, and quiet about having been stopped.
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, problem } from '#shared/base/result.ts'
import type { HostEvent, Method } from '#shared/protocol/contract.ts'
import type { HostConnection } from '../../../renderer/host/connection.ts'
import { useHost } from '../../../renderer/stores/host.ts'
import { useLongWork } from '../../../renderer/stores/long-work.ts'

/** Answers when told to, and stops what it is asked to stop. */
class Host {
  readonly asked: { method: Method; params: { work?: string } }[] = []
  readonly reach = 'connected' as const
  readonly closed = new Promise<void>(() => {})
  tell: (event: HostEvent) => void = () => {}
  finish: (outcome: unknown) => void = () => {}
  call = ((method: Method, params: { work?: string }) => {
    this.asked.push({ method, params })
    if (method === 'work.stop') {
      this.finish(new ProblemError(problem('work.stopped', 'This was stopped.', 'Begin again.')))
      return Promise.resolve(null)
    }
    return new Promise((resolve, reject) => {
      this.finish = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome))
    })
  }) as unknown as HostConnection['call']
  onEvent = (listener: (event: HostEvent) => void): { dispose(): void } => {
    this.tell = listener
    return { dispose: () => {} }
  }
  onReach = (): { dispose(): void } => ({ dispose: () => {} })
  retry(): void {}
  close(): void {}
}

let host: Host
beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  host = new Host()
  useHost().use(host)
})
afterEach(() => { vi.useRealTimers() })

describe('one call to the host', () => {
  it('is not shown when it is over at once', async () => {
    const work = useLongWork()
    const running = work.run(() => work.call('sample.make', {}))
    expect([work.busy.value, work.far.value]).toEqual([true, null])
    host.finish({ id: 'x' })
    expect(await running).toBe(true)
    vi.advanceTimersByTime(1000)
    expect([work.busy.value, work.far.value]).toEqual([false, null])
  })

  it('is shown with how far it has come, once it takes a while, and not by what is told of other work', async () => {
    const work = useLongWork()
    const running = work.run(() => work.call('sample.make', {}))
    const mine = host.asked[0]!.params.work!
    host.tell({ event: 'work', work: mine, done: 3, all: 17 })
    expect(work.far.value).toBeNull()
    vi.advanceTimersByTime(300)
    expect(work.far.value).toEqual({ done: 3, all: 17 })
    host.tell({ event: 'work', work: 'some-other-work', done: 9, all: 9 })
    expect(work.far.value).toEqual({ done: 3, all: 17 })
    host.tell({ event: 'work', work: mine, done: 4, all: 17 })
    expect(work.far.value).toEqual({ done: 4, all: 17 })
    host.finish({})
    await running
    expect(work.far.value).toBeNull()
  })

  it('is stopped by its own name, which is no problem to tell of', async () => {
    const work = useLongWork()
    const running = work.run(() => work.call('sample.make', {}))
    work.stop()
    work.stop()
    expect(work.stopping.value).toBe(true)
    expect(await running).toBe(false)
    expect(host.asked.filter(({ method }) => method === 'work.stop').map(({ params }) => params.work)).toEqual([host.asked[0]!.params.work])
    expect([work.problem.value, work.stopping.value, work.busy.value]).toEqual([null, false, false])
  })

  it('tells what went wrong', async () => {
    const work = useLongWork()
    const running = work.run(() => work.call('sample.make', {}))
    host.finish(new ProblemError(problem('disk.full', 'The disk is full.', 'Free some space.')))
    expect(await running).toBe(false)
    expect(work.problem.value?.code).toBe('disk.full')
  })
})

describe('many small steps', () => {
  it('are taken one after the other, and stop between two of them', async () => {
    const work = useLongWork()
    const taken: number[] = []
    const through = await work.run(() => work.each([1, 2, 3, 4], (n) => {
      taken.push(n)
      if (n === 2) work.stop()
      return Promise.resolve()
    }))
    expect([through, taken]).toEqual([false, [1, 2]])
    expect(host.asked).toEqual([])
    expect(work.problem.value).toBeNull()
    expect(await work.run(() => work.each([5], (n) => Promise.resolve(taken.push(n))))).toBe(true)
    expect(taken).toEqual([1, 2, 5])
  })
})
