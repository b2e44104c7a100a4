import { describe, expect, it, vi } from 'vitest'
import { Exchange } from '../../../renderer/host/exchange.ts'
import { openSession, tokenIn, type SessionPlace } from '../../../renderer/host/session.ts'
import { waitBefore } from '../../../renderer/host/socket.ts'

const TOKEN = 'abcdefghijklmnopqrst'

function place(hash: string, answer: string | null, kept: string | null = null) {
  const store = new Map(kept === null ? [] : [['parley.session', kept]])
  const clearHash = vi.fn()
  const exchange = vi.fn(async () => answer)
  const made: SessionPlace = {
    hash, clearHash, exchange,
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
