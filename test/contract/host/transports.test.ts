// One acceptance suite that every carrier of the host contract passes.
import { afterEach, describe, expect, it } from 'vitest'
import { problem, ProblemError, orThrow } from '#shared/base/result.ts'
import type { HostClient, HostEvent } from '#shared/protocol/contract.ts'
import { connectSocket } from '#host/contract/connect.ts'
import { localClient } from '#host/contract/local.ts'
import { servePage } from '#host/contract/serve.ts'
import { listenSocket } from '#host/contract/socket.ts'
import { lockDataFolder } from '#host/lock/index.ts'
import { fakeHost, temporaryFolder, type FakeHost } from './fake-host.ts'
import { openPage } from './page-client.ts'

interface Carrier {
  /** Starts carrying for the host; `connect` gives one more client. */
  start(host: FakeHost): Promise<{ connect(): Promise<HostClient>; stop(): Promise<void> }>
}

const local: Carrier = {
  start: async (host) => ({ connect: async () => localClient(host.endpoint), stop: async () => {} }),
}

const socket: Carrier = {
  start: async (host) => {
    const folder = temporaryFolder()
    const lock = orThrow(await lockDataFolder(folder.path))
    const listening = await listenSocket(lock, host.endpoint, host.reports)
    return {
      connect: async () => (await connectSocket(folder.path))!,
      stop: async () => {
        await listening.dispose()
        lock.dispose()
        folder.remove()
      },
    }
  },
}

const page: Carrier = {
  start: async (host) => {
    const folder = temporaryFolder()
    const server = orThrow(await servePage(host.endpoint, { root: folder.path, reports: host.reports }))
    return {
      connect: () => openPage(server.newUrl()),
      stop: async () => {
        await server.dispose()
        folder.remove()
      },
    }
  },
}

describe.each([['in the same process', local], ['over the command socket', socket], ['over the page WebSocket', page]])('a client %s', (_name, carrier) => {
  const closing: (() => Promise<void> | void)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  const start = async (host: FakeHost) => {
    const carried = await carrier.start(host)
    closing.push(() => carried.stop())
    return async () => {
      const client = await carried.connect()
      closing.push(() => client.close())
      return client
    }
  }

  it('gets results, also large ones, in whatever order they come', async () => {
    let release = (): void => {}
    const big = 'x'.repeat(3_000_000)
    const connect = await start(fakeHost({
      'app.kept': ({ key }) => key === 'slow' ? new Promise((resolve) => { release = () => resolve({ value: 'slow' }) }) : { value: big },
    }))
    const client = await connect()
    const slow = client.call('app.kept', { key: 'slow' })
    expect((await client.call('app.kept', { key: 'fast' })).value).toBe(big)
    release()
    expect(await slow).toEqual({ value: 'slow' })
  })

  it('carries large params and any text', async () => {
    const connect = await start(fakeHost({
      'verify.record': ({ record }) => ({ valid: false, says: record.slice(0, 9), title: String(record.length), state: null, revision: null, parties: [], acts: 0 }),
    }))
    const record = 'ü\n\u2028"\u{1F33E}\0 ' + 'y'.repeat(2_000_000)
    expect(await (await connect()).call('verify.record', { record })).toMatchObject({ says: record.slice(0, 9), title: String(record.length) })
  })

  it('rejects with the problem', async () => {
    const own = problem('x.y', 'It did not fit.', 'Try another.')
    const client = await (await start(fakeHost({ 'app.overview': () => { throw new ProblemError(own) } })))()
    await expect(client.call('app.overview', {})).rejects.toMatchObject({ problem: own })
    await expect(client.call('status', { workspace: 'no' })).rejects.toMatchObject({ problem: { code: 'call.params' } })
  })

  it('hears events until it no longer listens', async () => {
    const host = fakeHost({ 'app.kept': () => ({ value: null }) })
    const connect = await start(host)
    const [one, two] = [await connect(), await connect()]
    const heard: HostEvent[][] = [[], []]
    const listening = one.onEvent((event) => heard[0]!.push(event))
    two.onEvent((event) => heard[1]!.push(event))
    const settle = async () => { for (const client of [one, two]) await client.call('app.kept', { key: 'after' }) }
    await settle()
    host.hub.publish({ event: 'held', held: [] })
    await settle()
    listening.dispose()
    host.hub.publish({ event: 'held', held: [] })
    await settle()
    expect(heard.map((events) => events.length)).toEqual([1, 2])
  })

  it('ends its session when it closes', async () => {
    let ended = (): void => {}
    const over = new Promise<void>((resolve) => { ended = resolve })
    const host = fakeHost({ 'app.theme': (_params, session) => (session.onClose(ended), null) })
    const client = await (await start(host))()
    await client.call('app.theme', { theme: 'light' })
    client.close()
    await over
    await client.closed
    expect(host.hub.size).toBe(0)
  })
})
