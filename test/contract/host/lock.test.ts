import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { orThrow } from '#shared/base/result.ts'
import { listenSocket } from '#host/contract/socket.ts'
import { readHolder, writeHolder } from '#host/lock/holder.ts'
import { lockDataFolder } from '#host/lock/index.ts'
import { fakeHost, temporaryFolder } from './fake-host.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function newFolder(): string {
  const folder = temporaryFolder()
  closing.push(() => folder.remove())
  return folder.path
}

/** Another process that opens the folder and keeps it. Prints `held` or the problem's code. */
async function opener(data: string): Promise<{ said: string; child: ChildProcess }> {
  const source = `
    import { lockDataFolder } from ${JSON.stringify(new URL('../../../electron/host/lock/index.ts', import.meta.url).href)}
    const lock = await lockDataFolder(${JSON.stringify(data)})
    console.log(lock.ok ? 'held' : lock.problem.code)
    if (lock.ok) setInterval(() => {}, 1 << 30)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] })
  closing.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const [said] = await once(child.stdout!, 'data') as [Buffer]
  return { said: said.toString().trim(), child }
}

describe('a data folder', () => {
  it('is opened by one host at a time, within a process and across', async () => {
    const data = newFolder()
    const lock = orThrow(await lockDataFolder(data))
    const second = await lockDataFolder(data)
    expect(second).toMatchObject({ ok: false, problem: { code: 'data.in-use', details: { pid: process.pid } } })
    expect((await opener(data)).said).toBe('data.in-use')
    expect(readHolder(data)).toMatchObject({ pid: process.pid })
    lock.dispose()
    lock.dispose()
    expect((await opener(data)).said).toBe('held')
  })

  it('says who has it and what to do', async () => {
    const data = newFolder()
    const { child } = await opener(data)
    const refused = await lockDataFolder(data)
    expect(refused).toMatchObject({ ok: false, problem: { message: expect.stringContaining(`process ${child.pid}`), remedy: expect.stringContaining('parley open') } })
  })

  it('is free again once its host was killed, whatever it left written down', async () => {
    const data = newFolder()
    const { child } = await opener(data)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(readHolder(data)).toMatchObject({ pid: child.pid })
    const lock = orThrow(await lockDataFolder(data))
    expect(readHolder(data)).toMatchObject({ pid: process.pid, socket: null })
    lock.dispose()
  })

  it('is free although another process got the process id of the one that had it', async () => {
    const data = newFolder()
    const lock = orThrow(await lockDataFolder(data))
    const holder = readHolder(data)!
    lock.dispose()
    writeHolder(data, { ...holder, pid: process.ppid })
    orThrow(await lockDataFolder(data)).dispose()
  })

  it('is not kept by a child process that outlives its host', async () => {
    const data = newFolder()
    const lock = orThrow(await lockDataFolder(data))
    const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1 << 30)'], { stdio: ['ignore', 'pipe', 'ignore'] })
    closing.push(() => child.kill('SIGKILL'))
    await once(child.stdout!, 'data')
    lock.dispose()
    expect((await opener(data)).said).toBe('held')
  })

  it('counts in the running host who wanted it too', async () => {
    const data = newFolder()
    const host = fakeHost()
    const lock = orThrow(await lockDataFolder(data))
    closing.push(() => lock.dispose())
    const socket = await listenSocket(lock, host.endpoint, host.reports)
    closing.push(() => socket.dispose())
    expect((await opener(data)).said).toBe('data.in-use')
    expect(host.counts.get('data.in-use')).toBe(1)
  })

  it('whose lock was overwritten with something else can be opened', async () => {
    const data = newFolder()
    mkdirSync(join(data, 'run'))
    writeFileSync(join(data, 'run', 'lock.db'), 'x'.repeat(5000))
    const lock = orThrow(await lockDataFolder(data))
    expect((await lockDataFolder(data)).ok).toBe(false)
    lock.dispose()
  })

  it('that can’t be one is refused with the reason', async () => {
    const data = newFolder()
    writeFileSync(join(data, 'file'), '')
    const refused = await lockDataFolder(join(data, 'file'))
    expect(refused).toMatchObject({ ok: false, problem: { code: 'data.unusable', remedy: expect.stringContaining('--data') } })
  })
})
