import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fork } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { WatchedChild, type ChildState, type ChildTiming } from '../../../electron/host/link-process/child.ts'
import { entryOf, forking } from '../../../electron/host/link-process/fork.ts'
import { checkLinkMessage, checkRendezvousMessage } from '../../../electron/host/link-process/messages.ts'
import { Waiting } from '../../harness/links.ts'

const POOR_CHILD = new URL('../../harness/peers/poor-child.ts', import.meta.url).pathname

interface Order { readonly t: 'start' | 'read' | 'hang' | 'crash' | 'shout' | 'stop' | 'refuse to stop'; readonly ms?: number; readonly bytes?: number }
interface Said { readonly t: string }

class Watched extends Waiting {
  readonly states: ChildState[] = []
  readonly heard: string[] = []
  readonly lines: string[] = []
  readonly endings: string[] = []
  readonly child: WatchedChild<Order, Said>
  starts = 0

  constructor(timing: Partial<ChildTiming> = {}) {
    super()
    const spawn = forking(POOR_CHILD)
    this.child = new WatchedChild<Order, Said>({
      start: () => { this.starts++; return { t: 'start' } },
      onMessage: (message) => { this.heard.push(message.t); this.changed() },
      onState: (state) => { this.states.push(state); this.changed() },
      log: (line) => { this.lines.push(line); this.changed() },
      spawn: (events) => spawn({ ...events, ended: (reason) => { this.endings.push(reason); events.ended(reason) } }),
      check: (message) => checkLinkMessage(message),
      isRunning: ({ t }) => t === 'ready',
      grace: (message) => ('bytes' in message ? Number(message.bytes) : 0),
      timing: { ping: 50, deadline: 300, pause: 10, longestPause: 100, ...timing },
    })
    open.push(this)
  }

  runs(times: number): Promise<void> {
    return this.until(`running for the ${times}. time`, () => this.states.filter((state) => state === 'running').length === times)
  }
}

const open: Watched[] = []
afterEach(async () => { await Promise.all(open.splice(0).map(({ child }) => child.dispose())) })

describe('a child', () => {
  it('that hangs is killed and started again with the same beginning', async () => {
    const watched = new Watched()
    await watched.runs(1)
    await watched.until('a pong', () => watched.heard.includes('pong'))
    watched.child.send({ t: 'hang' })
    await watched.runs(2)
    expect(watched.states).toEqual(['starting', 'running', 'waiting', 'starting', 'running'])
    expect([watched.endings, watched.starts]).toEqual([['SIGKILL'], 2])
  })

  it('that reads something large has the time it takes, and no more', async () => {
    const watched = new Watched()
    await watched.runs(1)
    await watched.until('a pong', () => watched.heard.includes('pong'))
    // Three deadlines long, with time enough for it; then one for which there is none.
    watched.child.send({ t: 'read', ms: 900, bytes: 60_000 })
    await watched.until('it read', () => watched.heard.filter((t) => t === 'reading').length === 1 && watched.heard.lastIndexOf('pong') > watched.heard.lastIndexOf('reading'))
    expect(watched.endings).toEqual([])
    watched.child.send({ t: 'read', ms: 60_000, bytes: 1 })
    await watched.runs(2)
    expect(watched.endings).toEqual(['SIGKILL'])
  })

  it('that hangs again and again is started each time', async () => {
    const watched = new Watched()
    for (let times = 1; times <= 3; times++) {
      await watched.runs(times)
      await watched.until('a pong of this run', () => watched.heard.lastIndexOf('pong') > watched.heard.lastIndexOf('ready'))
      watched.child.send({ t: 'hang' })
    }
    await watched.runs(4)
  })

  it('that crashes is started again, after longer pauses each time', async () => {
    const watched = new Watched({ pause: 20 })
    for (let times = 1; times <= 3; times++) {
      await watched.runs(times)
      watched.child.send({ t: 'crash' })
    }
    await watched.runs(4)
    expect(watched.endings).toEqual(['exit 3', 'exit 3', 'exit 3'])
    const pauses = watched.lines.flatMap((line) => /in (\d+) ms/.exec(line)?.slice(1).map(Number) ?? [])
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    expect(pauses[2]!).toBeGreaterThan(pauses[0]!)
  })

  it('that says what it may not say is not heard', async () => {
    const watched = new Watched()
    await watched.runs(1)
    watched.child.send({ t: 'shout' })
    await watched.until('a line about it', () => watched.lines.some((line) => line.includes('may not say')))
    expect(watched.heard).not.toContain('sign')
  })

  it('is told nothing while it is down', async () => {
    const watched = new Watched({ pause: 60_000, longestPause: 60_000 })
    await watched.runs(1)
    watched.child.send({ t: 'crash' })
    await watched.until('the end', () => watched.child.state === 'waiting')
    expect(watched.child.send({ t: 'start' })).toBe(false)
  })

  it('ends when it is stopped, by itself or not, and stays ended', async () => {
    const [willing, stubborn] = [new Watched(), new Watched({ stopWithin: 100 })]
    await Promise.all([willing.runs(1), stubborn.runs(1)])
    stubborn.child.send({ t: 'refuse to stop' })
    await Promise.all([willing.child.dispose(), stubborn.child.dispose()])
    expect([willing.endings, stubborn.endings]).toEqual([['exit 0'], ['SIGKILL']])
    expect([willing.child.state, stubborn.child.state]).toEqual(['stopped', 'stopped'])
  })
})

it('a child ends with its parent, however the parent ends', async () => {
  const script = new URL('../../harness/peers/parent.ts', import.meta.url).pathname
  const parent = fork(script, [], { execArgv: [], stdio: 'ignore' })
  const child = await new Promise<number>((resolve) => void parent.once('message', (pid) => resolve(pid as number)))
  const isThere = async () => existsSync(`/proc/${child}`) && !/^State:\s+Z/m.test(await readFile(`/proc/${child}/status`, 'utf8').catch(() => 'State: Z'))
  expect(await isThere()).toBe(true)
  parent.kill('SIGKILL')
  await expect.poll(isThere).toBe(false)
})

describe('the entries', () => {
  it.each(['peers', 'rendezvous'] as const)('of the %s lies where it is looked for', (name) => {
    expect(existsSync(entryOf(name))).toBe(true)
  })
})

describe('what a child says is checked', () => {
  const id = 'ab'.repeat(32)
  const bytes = (length: number) => new Uint8Array(length)

  it.each<[string, unknown]>([
    ['ready', { t: 'ready' }],
    ['open', { t: 'open', connection: 1, device: id, address: null }],
    ['message', { t: 'message', connection: 1, message: bytes(500) }],
    ['refused', { t: 'refused', what: 'x', connection: null }],
    ['verify', {
      t: 'verify', connection: 1, signature: bytes(64),
      transcript: { workspace: id, device: id, nonce: bytes(32), fingerprint: bytes(32), peerDevice: id, peerNonce: bytes(32), peerFingerprint: bytes(32) },
    }],
  ])('%s passes', (_, message) => {
    expect(checkLinkMessage(message)).toBe(message)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined], ['a text', 'ready'], ['another kind', { t: 'signature' }], ['one thing more', { t: 'ready', also: 1 }],
    ['a device that is none', { t: 'open', connection: 1, device: 'Ada', address: null }],
    ['a connection that is none', { t: 'closed', connection: 'one', reason: 'x' }],
    ['bytes that are none', { t: 'document', update: [1, 2, 3] }],
    ['too much', { t: 'message', connection: 1, message: bytes(16 * 1024 * 1024 + 1) }],
    ['a transcript that is none', { t: 'sign', connection: 1, transcript: 'sign this act' }],
  ])('%s does not', (_, message) => {
    expect(checkLinkMessage(message)).toBeNull()
  })

  it('the rendezvous likewise', () => {
    expect(checkRendezvousMessage({ t: 'listening', port: 4444 })).not.toBeNull()
    expect(checkRendezvousMessage({ t: 'listening', port: 0 })).toBeNull()
    expect(checkRendezvousMessage({ t: 'dialled', address: 'a:1', outcome: 'maybe', nextTryInMs: null })).toBeNull()
  })
})
