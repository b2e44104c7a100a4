import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { orThrow } from '#shared/base/result.ts'
import { connectSocket } from '#host/contract/connect.ts'
import { listenSocket, type CommandSocket } from '#host/contract/socket.ts'
import { readHolder, writeHolder } from '#host/lock/holder.ts'
import { socketAddress } from '#host/lock/address.ts'
import { lockDataFolder, type DataLock } from '#host/lock/index.ts'
import { fakeHost, temporaryFolder, type FakeHost } from './fake-host.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function listening(given: Parameters<typeof fakeHost>[0] = {}, data = newFolder()):
Promise<{ host: FakeHost; data: string; lock: DataLock; socket: CommandSocket }> {
  const host = fakeHost({ 'app.kept': () => ({ value: 'kept' }), ...given })
  const lock = orThrow(await lockDataFolder(data))
  closing.push(() => lock.dispose())
  const socket = await listenSocket(lock, host.endpoint, host.reports)
  closing.push(() => socket.dispose())
  return { host, data, lock, socket }
}

function newFolder(): string {
  const folder = temporaryFolder()
  closing.push(() => folder.remove())
  return folder.path
}

async function raw(path: string): Promise<{ socket: Socket; closed: Promise<void>; text(): string }> {
  const socket = connect(path)
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise((resolve) => socket.once('connect', resolve))
  return { socket, closed, text: () => text }
}

describe('the command socket', () => {
  it('is for the owner only', async () => {
    const { data, socket } = await listening()
    expect(statSync(socket.path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(socket.path)).mode & 0o777).toBe(0o700)
    expect(statSync(join(data, 'run', 'host.json')).mode & 0o777).toBe(0o600)
  })

  it('closes a run folder that others could read', async () => {
    const data = newFolder()
    mkdirSync(join(data, 'run'))
    chmodSync(join(data, 'run'), 0o755)
    await listening({}, data)
    expect(statSync(join(data, 'run')).mode & 0o777).toBe(0o700)
  })

  it('moves to a short path where the data folder lies deep, and leaves nothing there', async () => {
    const data = join(newFolder(), 'd'.repeat(60), 'e'.repeat(60))
    const { socket, lock } = await listening({}, data)
    expect(socket.path.startsWith(tmpdir())).toBe(true)
    expect(Buffer.byteLength(socket.path)).toBeLessThan(100)
    expect(statSync(dirname(socket.path)).mode & 0o777).toBe(0o700)
    const client = (await connectSocket(data))!
    expect(await client.call('app.kept', { key: 'a' })).toEqual({ value: 'kept' })
    client.close()
    await socket.dispose()
    lock.dispose()
    expect(existsSync(dirname(socket.path))).toBe(false)
  })

  it('clears the short path that a crashed host left behind', async () => {
    const data = join(newFolder(), 'd'.repeat(60), 'e'.repeat(60))
    const first = orThrow(await lockDataFolder(data))
    const left = socketAddress(data)
    closing.push(() => left.remove())
    const holder = readHolder(data)!
    first.dispose()
    writeHolder(data, { ...holder, socket: left.path, secret: 'x' })
    const { lock } = await listening({}, data)
    expect(existsSync(dirname(left.path))).toBe(false)
    expect(lock.data).toBe(data)
  })

  it('is a named pipe with an unguessable name on Windows', () => {
    const [one, two] = [socketAddress('C:\\data', 'win32'), socketAddress('C:\\data', 'win32')]
    expect(one.path).toMatch(/^\\\\\.\\pipe\\parley-[0-9a-f]{32}$/)
    expect(one.path).not.toBe(two.path)
  })

  it.each([
    ['a request before the secret', '{"id":1,"method":"app.kept","params":{"key":"a"}}\n', 'socket.secret'],
    ['a wrong secret', '{"hello":"wrong"}\n', 'socket.secret'],
    ['what is not JSON', 'GET / HTTP/1.1\r\n\r\n', 'socket.malformed'],
    ['an endless first line', 'x'.repeat(5000), 'socket.oversized'],
  ] as const)('cuts off %s, counted', async (_what, sent, counter) => {
    const { host, socket } = await listening()
    const client = await raw(socket.path)
    client.socket.write(sent)
    await client.closed
    expect(client.text()).toBe('')
    expect(host.counts.get(counter)).toBe(1)
    expect(host.hub.size).toBe(0)
  })

  it('cuts off a known client that no longer speaks JSON', async () => {
    const { host, socket, data } = await listening()
    const client = await raw(socket.path)
    client.socket.write(`${JSON.stringify({ hello: readHolder(data)!.secret })}\n{"id":\n`)
    await client.closed
    expect(host.counts.get('socket.malformed')).toBe(1)
  })

  it('takes a request in pieces, and several in one', async () => {
    const { socket, data } = await listening()
    const client = await raw(socket.path)
    const text = `${JSON.stringify({ hello: readHolder(data)!.secret })}\n{"id":1,"method":"app.kept","params":{"key":"ü"}}\n{"id":2,"method":"app.kept","params":{"key":"b"}}\n`
    for (const byte of Buffer.from(text)) client.socket.write(Buffer.of(byte))
    await expect.poll(() => client.text().trim().split('\n').length).toBe(3)
    expect(client.text()).toContain('"id":2')
    client.socket.destroy()
  })

  it('answers what was asked before it goes, and refuses what comes after', async () => {
    let release = (): void => {}
    const asked = new Promise<void>((resolve) => {
      void (async () => {
        const { data, socket } = await listening({ 'app.kept': () => new Promise((done) => { release = () => done({ value: 'late' }); resolve() }) })
        const client = (await connectSocket(data))!
        answer = client.call('app.kept', { key: 'a' })
        stop = () => socket.dispose()
        gone = client.closed.then(() => client.call('app.kept', { key: 'b' }))
        gone.catch(() => {})
      })()
    })
    let answer: Promise<unknown> = Promise.resolve()
    let gone: Promise<unknown> = Promise.resolve()
    let stop: () => Promise<void> = async () => {}
    await asked
    const stopped = stop()
    release()
    await expect(answer).resolves.toEqual({ value: 'late' })
    await stopped
    await expect(gone).rejects.toMatchObject({ problem: { code: 'host.gone' } })
  })
})

describe('a command that looks for a host', () => {
  it('finds none in a fresh folder, after one has gone, or after a crash', async () => {
    const data = newFolder()
    expect(await connectSocket(data)).toBeNull()
    expect(await connectSocket(join(data, 'missing'))).toBeNull()
    const lock = orThrow(await lockDataFolder(data))
    lock.announce(join(data, 'run', 'gone.sock'), 'secret')
    expect(await connectSocket(data)).toBeNull()
    lock.dispose()
    expect(await connectSocket(data)).toBeNull()
  })

  it('does not follow a copied folder to the host of the original', async () => {
    const { data } = await listening()
    const copy = newFolder()
    mkdirSync(join(copy, 'run'))
    for (const name of ['lock.db', 'host.json']) cpSync(join(data, 'run', name), join(copy, 'run', name))
    expect(await connectSocket(copy)).toBeNull()
    const lock = orThrow(await lockDataFolder(copy))
    expect(existsSync(join(data, 'run', 'host.sock'))).toBe(true)
    lock.dispose()
  })

  it.each(['', '{', '{"pid":1}', 'null'])('takes %j beside the lock for no host', async (text) => {
    const { data, lock } = await listening()
    const file = join(data, 'run', 'host.json')
    const kept = readFileSync(file)
    writeFileSync(file, text)
    expect(await connectSocket(data)).toBeNull()
    writeFileSync(file, kept)
    expect(lock.data).toBe(data)
  })

  it('learns when the host dies before it answers', async () => {
    const data = newFolder()
    const lock = orThrow(await lockDataFolder(data))
    closing.push(() => lock.dispose())
    const path = join(data, 'run', 'host.sock')
    const server = createServer((socket) => {
      let lines = 0
      socket.on('data', () => (++lines === 1 ? socket.write('{"hello":"parley"}\n') : socket.destroy()))
    })
    await new Promise<void>((resolve) => server.listen(path, resolve))
    closing.push(() => new Promise((resolve) => server.close(resolve)))
    lock.announce(path, 'secret')
    const client = (await connectSocket(data))!
    await expect(client.call('app.kept', { key: 'a' })).rejects.toMatchObject({ problem: { code: 'host.gone' } })
    await client.closed
  })
})
