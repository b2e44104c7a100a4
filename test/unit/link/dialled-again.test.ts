// An address that does not answer, or no longer: how often it is tried again.
import { createServer, type AddressInfo, type LookupFunction, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { candidate, failed, tried } from '../../../electron/link/rendezvous/candidate.ts'
import type { Dial } from '../../../electron/link/rendezvous/dial.ts'
import { knocking } from '../../../electron/link/rendezvous/knock.ts'

describe('an address whose socket is gone', () => {
  /** When it is due, from the end of a socket that was open for so long; null: it never was. */
  const dueAfter = (lasted: number | null): number => {
    const one = candidate('10.0.0.4:47611', 'given', 0)
    const ended = 100_000
    tried(one, { openSince: lasted === null ? null : ended - lasted } as Dial, 0)
    failed(one, false, ended, 0.5, false)
    return one.dueAt - ended
  }

  it('is dialled again at once where it had lasted: it was cut on the way, most likely', () => {
    expect(dueAfter(60_000)).toBe(0)
  })

  it('waits where it had not, or was never there', () => {
    expect(dueAfter(1000)).toBeGreaterThan(0)
    expect(dueAfter(null)).toBeGreaterThan(0)
  })

  it('waits half a minute at the longest, a quarter earlier or later by chance, and in a hurry a quarter of a second', () => {
    const waits = (chance: number, hurry: boolean): number[] => {
      const one = candidate('10.0.0.4:47611', 'given', 0)
      if (hurry) one.name = 'answered before'
      return Array.from({ length: 12 }, () => {
        tried(one, { openSince: null } as Dial, 0)
        failed(one, false, 0, chance, hurry)
        return one.dueAt
      })
    }
    expect(waits(0.5, false)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, ...Array.from({ length: 6 }, () => 30_000)])
    expect([waits(0, false).at(-1), waits(1, false).at(-1)]).toEqual([22_500, 37_500])
    expect(waits(0.5, true)).toEqual(Array.from({ length: 12 }, () => 250))
  })

  it('waits longer each time it is dialled in vain after that', () => {
    const one = candidate('10.0.0.4:47611', 'given', 0)
    const waits = [60_000, null, null, null].map((lasted) => {
      tried(one, { openSince: lasted === null ? null : -lasted } as Dial, 0)
      failed(one, false, 0, 0.5, false)
      return one.dueAt
    })
    expect(waits[0]).toBe(0)
    expect(waits.slice(1)).toEqual([...waits.slice(1)].sort((a, b) => a - b))
    expect(new Set(waits).size).toBe(4)
  })
})

describe('a knock', () => {
  let server: Server
  beforeAll(async () => {
    server = createServer((socket) => socket.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => server.close())

  /** Stands for a system that asks whose address it is: in vain the first `times`, each time telling so after `ms`. */
  const inVain = (times: number, ms: number): { lookup: LookupFunction; asked: () => number } => {
    let asked = 0
    return {
      asked: () => asked,
      lookup: (_host, { all }, done) => {
        const fails = asked++ < times
        setTimeout(() => {
          if (fails) done(Object.assign(new Error('nobody has it'), { code: 'EHOSTUNREACH' }), '')
          else if (all) done(null, [{ address: '127.0.0.1', family: 4 }])
          else done(null, '127.0.0.1', 4)
        }, ms)
      },
    }
  }

  const knock = (lookup: LookupFunction): Promise<Socket> => knockAt({ host: 'somebody', lookup })

  const knockAt = (at: { host: string; lookup?: LookupFunction }, own?: () => ReadonlySet<string>): Promise<Socket> => new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    knocking(3000, new AbortController().signal, own)({ port, ...at }, (error, socket) => (error ? reject(error) : resolve(socket!)))
  })

  it('is made again at once when the system gives up looking for the address', async () => {
    const { lookup, asked } = inVain(1, 60)
    const socket = await knock(lookup)
    socket.destroy()
    expect(asked()).toBe(2)
  })

  it('is over where there is no way at all', async () => {
    const { lookup } = inVain(Infinity, 0)
    await expect(knock(lookup)).rejects.toMatchObject({ code: 'EHOSTUNREACH' })
  })

  it('is not made where the machine is on no network: the system would look for the address in vain, and go on with that', async () => {
    const alone = (): ReadonlySet<string> => new Set(['127.0.0.1', '::1'])
    await expect(knockAt({ host: '10.0.0.4' }, alone)).rejects.toMatchObject({ code: 'ENETUNREACH', message: 'no network' })
    const socket = await knockAt({ host: '127.0.0.1' }, alone)
    socket.destroy()
  })
})
