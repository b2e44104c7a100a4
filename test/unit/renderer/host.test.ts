import { afterEach, describe, expect, it, vi } from 'vitest'
import { Exchange } from '../../../renderer/host/exchange.ts'
import { openSession, tokenIn, type SessionPlace } from '../../../renderer/host/session.ts'
import { patience, SocketConnection, waitBefore } from '../../../renderer/host/socket.ts'

const TOKEN = 'abcdefghijklmnopqrst'

function place(hash: string, answer: string | null, kept: string | null = null) {
  const store = new Map(kept === null ? [] : [['parley.session', kept]])
  const clearHash = vi.fn()
  const exchange = vi.fn(async () => answer)
  const made: SessionPlace = {
    hash, clearHash, exchange, pause: async () => {},
    kept: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => void store.set(key, value) },
  }
  return { made, store, clearHash, exchange }
}

describe('a session of the page', () => {
  it('is had for the token in the fragment, which is taken out of the address first', async () => {
    const { made, store, clearHash, exchange } = place(`#token=${TOKEN}`, 'session-1')
    expect(await openSession(made)).toBe('session-1')
    expect(store.get('parley.session')).toBe('session-1')
    expect(clearHash.mock.invocationCallOrder[0]!).toBeLessThan(exchange.mock.invocationCallOrder[0]!)
  })

  it('is kept as long as the tab', async () => {
    const { made, exchange } = place('', null, 'session-0')
    expect(await openSession(made)).toBe('session-0')
    expect(exchange).not.toHaveBeenCalled()
  })

  it('is none where the token is spent and none was kept', async () => {
    expect(await openSession(place(`#token=${TOKEN}`, null).made)).toBeNull()
    expect(await openSession(place('', null).made)).toBeNull()
  })

  it('is asked for again where the host could not be reached, and not where it refused', async () => {
    const { made, exchange } = place(`#token=${TOKEN}`, 'session-1')
    exchange.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect(await openSession(made)).toBe('session-1')
    expect(exchange).toHaveBeenCalledTimes(3)
    exchange.mockReset().mockRejectedValue(new TypeError('Failed to fetch'))
    expect(await openSession(made)).toBe('session-1')
    const refused = place(`#token=${TOKEN}`, null)
    expect(await openSession(refused.made)).toBeNull()
    expect(refused.exchange).toHaveBeenCalledOnce()
  })

  it('reads only what is shaped like a token', () => {
    expect(tokenIn(`#token=${TOKEN}`)).toBe(TOKEN)
    expect(tokenIn(`#${TOKEN}`)).toBe(TOKEN)
    expect(tokenIn('#/records')).toBeNull()
    expect(tokenIn('')).toBeNull()
  })
})

describe('calls to the host', () => {
  it('meet their answers by number, in any order', async () => {
    const exchange = new Exchange()
    const sent: { id: number }[] = []
    exchange.attach((text) => sent.push(JSON.parse(text) as { id: number }))
    const [first, second] = [exchange.call('workspace.list', {}), exchange.call('app.doctor', {})]
    exchange.receive(JSON.stringify({ id: sent[1]!.id, ok: true, result: ['second'] }))
    exchange.receive(JSON.stringify({ id: sent[0]!.id, ok: true, result: ['first'] }))
    expect(await first).toEqual(['first'])
    expect(await second).toEqual(['second'])
    expect(exchange.waiting).toBe(0)
  })

  it('end in the problem the host names', async () => {
    const exchange = new Exchange()
    exchange.attach(() => {})
    const call = exchange.call('app.overview', {})
    exchange.receive(JSON.stringify({ id: 1, ok: false, problem: { code: 'x', message: 'No.', remedy: 'Wait.' } }))
    await expect(call).rejects.toMatchObject({ problem: { code: 'x' } })
  })

  it('end when the connection does, and are refused while there is none', async () => {
    const exchange = new Exchange()
    exchange.attach(() => {})
    const call = exchange.call('app.overview', {})
    exchange.attach(null)
    await expect(call).rejects.toMatchObject({ problem: { code: 'connection lost' } })
    await expect(exchange.call('app.overview', {})).rejects.toMatchObject({ problem: { code: 'connection lost' } })
  })

  it('leave events to those who listen', () => {
    const exchange = new Exchange()
    const heard = vi.fn()
    exchange.events.on(heard)
    exchange.receive(JSON.stringify({ event: 'held', held: [] }))
    exchange.receive(JSON.stringify({ id: 99, ok: true, result: null }))
    expect(heard).toHaveBeenCalledExactlyOnceWith({ event: 'held', held: [] })
  })
})

describe('coming back', () => {
  it('waits twice as long each time, five seconds at most', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(waitBefore)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
  })
})

/** As a browser's, at a host that takes every connection and says nothing by itself. */
class SilentSocket {
  static readonly made: SilentSocket[] = []
  readonly sent: string[] = []
  isClosed = false
  onopen = (): void => {}
  onmessage = (_: { data: string }): void => {}
  onclose = (_: { code: number }): void => {}
  constructor() {
    SilentSocket.made.push(this)
  }
  send = (text: string): void => void this.sent.push(text)
  close = (): void => { this.isClosed = true }
}

describe('a host that takes the connection and says nothing', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    SilentSocket.made.length = 0
  })

  it('counts as lost, is dialled anew, and welcomes the page when it can', () => {
    vi.useFakeTimers()
    vi.stubGlobal('WebSocket', SilentSocket)
    const connection = new SocketConnection('ws://127.0.0.1/host', 'session-1')
    SilentSocket.made[0]!.onopen()
    vi.advanceTimersByTime(patience(0))
    expect(connection.reach).toBe('lost')
    expect(SilentSocket.made[0]!.isClosed).toBe(true)
    vi.advanceTimersByTime(waitBefore(0))
    const [first, second] = SilentSocket.made
    second!.onopen()
    // What the given-up one says late is heard no more, whatever it is.
    first!.onmessage({ data: JSON.stringify({ ok: false }) })
    expect(connection.reach).toBe('lost')
    second!.onmessage({ data: JSON.stringify({ ok: true }) })
    expect(connection.reach).toBe('connected')
    vi.advanceTimersByTime(10 * patience(10))
    expect(connection.reach).toBe('connected')
    expect(SilentSocket.made).toHaveLength(2)
  })
})
