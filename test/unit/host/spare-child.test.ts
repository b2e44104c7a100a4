import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SpareChild, type ChildRunEvents } from '../../../electron/host/link-process/index.ts'

interface Spawned {
  readonly events: ChildRunEvents
  readonly sent: object[]
  killed: boolean
}

describe('a link started ahead of its workspace', () => {
  let spawned: Spawned[]
  let links: SpareChild
  const heard = (): ChildRunEvents & { readonly messages: unknown[]; readonly reasons: string[] } => {
    const [messages, reasons]: [unknown[], string[]] = [[], []]
    return { messages, reasons, message: (message) => messages.push(message), ended: (reason) => reasons.push(reason) }
  }

  beforeEach(() => {
    vi.useFakeTimers()
    spawned = []
    links = new SpareChild((events) => {
      const one: Spawned = { events, sent: [], killed: false }
      spawned.push(one)
      return { send: (message) => one.sent.push(message), kill: () => { one.killed = true } }
    })
  })
  afterEach(() => { vi.useRealTimers() })

  it('is taken by the first workspace that needs one, and hears of it from then on', () => {
    links.ahead()
    links.ahead()
    expect(spawned.length).toBe(1)
    const first = heard()
    links.spawner(first).send({ t: 'start' })
    spawned[0]!.events.message({ t: 'ready' })
    spawned[0]!.events.ended('exit 1')
    expect([spawned.length, spawned[0]!.sent, first.messages, first.reasons]).toEqual([1, [{ t: 'start' }], [{ t: 'ready' }], ['exit 1']])

    links.spawner(heard())
    expect(spawned.length).toBe(2)
  })

  it('that ended before anybody needed it is not handed out', () => {
    links.ahead()
    spawned[0]!.events.ended('killed')
    links.spawner(heard())
    expect(spawned.length).toBe(2)
  })

  it('is let go after a minute, or when the host ends, unless a workspace has it', () => {
    links.ahead()
    vi.advanceTimersByTime(59_000)
    links.ahead()
    vi.advanceTimersByTime(59_000)
    expect(spawned.map((one) => one.killed)).toEqual([false])
    vi.advanceTimersByTime(1000)
    expect(spawned.map((one) => one.killed)).toEqual([true])

    links.ahead()
    links.spawner(heard())
    links.dispose()
    vi.advanceTimersByTime(60_000)
    expect(spawned.map((one) => one.killed)).toEqual([true, false])

    links.ahead()
    links.dispose()
    expect(spawned.at(-1)!.killed).toBe(true)
  })
})
