import { once } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { DesktopChildren } from '../../../electron/host/desktop/children.ts'
import { attachPort } from '../../../electron/host/desktop/page.ts'
import type { Port } from '../../../electron/host/desktop/ports.ts'
import type { HostEndpoint, HostEvent, HostSession } from '../../../shared/protocol/contract.ts'
import type { HostToMain } from '../../../shared/protocol/desktop.ts'

const open: MessagePort[] = []
afterEach(() => { for (const port of open.splice(0)) port.close() })

/** A channel whose host end looks as Electron's does: messages come wrapped. */
function channel(): { readonly host: Port; readonly other: MessagePort } {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const host: Port = {
    postMessage: (message) => port1.postMessage(message),
    on: (event: string, listener: (message: never) => void) =>
      port1.on(event as 'message', (data: unknown) => listener({ data, ports: [] } as never)),
    start: () => port1.start(),
    close: () => port1.close(),
  }
  return { host, other: port2 }
}

describe('a child that main starts', () => {
  const started = () => {
    const told: HostToMain[] = []
    const heard: unknown[] = []
    const ended: string[] = []
    const children = new DesktopChildren((message) => told.push(message))
    const run = children.spawner('peers')({ message: (message) => heard.push(message), ended: (reason) => ended.push(reason) })
    return { told, heard, ended, children, run }
  }

  it('is asked for, and gets what was said before it was up', async () => {
    const { told, heard, children, run } = started()
    expect(told).toEqual([{ t: 'spawn', child: 1, kind: 'peers' }])
    run.send({ t: 'start' })
    const { host, other } = channel()
    children.up(1, host)
    expect((await once(other, 'message'))[0]).toEqual({ t: 'start' })
    other.postMessage({ t: 'ready' })
    await expect.poll(() => heard).toEqual([{ t: 'ready' }])
  })

  it('passes bytes as bytes', async () => {
    const { children, run } = started()
    const { host, other } = channel()
    children.up(1, host)
    run.send({ t: 'document', update: new Uint8Array([1, 2, 3]) })
    expect((await once(other, 'message'))[0]).toEqual({ t: 'document', update: new Uint8Array([1, 2, 3]) })
  })

  it('ends once, and is deaf afterwards', () => {
    const { told, ended, children, run } = started()
    run.kill()
    expect(told.at(-1)).toEqual({ t: 'kill', child: 1 })
    children.ended(1, 'killed')
    children.ended(1, 'killed')
    run.send({ t: 'ping' })
    expect(ended).toEqual(['killed'])
  })

  it('closes a port that comes for a child that is gone', async () => {
    const { children } = started()
    children.ended(1, 'crashed')
    const { host, other } = channel()
    const closed = once(other, 'close')
    children.up(1, host)
    await closed
  })

  it('is ended where it never comes up and orders pile up', () => {
    const { told, run } = started()
    for (let n = 0; n <= 10_000; n++) run.send({ t: 'document' })
    expect(told).toContainEqual({ t: 'kill', child: 1 })
  })
})

describe('a page at the end of a port', () => {
  const endpoint = () => {
    const disposed: string[] = []
    const handled: unknown[] = []
    let tell: (event: HostEvent) => void = () => {}
    const session: HostSession = {
      handle: async (request) => {
        handled.push(request)
        return { id: 1, ok: true, result: null }
      },
      onEvent: (listener) => { tell = listener },
      dispose: () => disposed.push('session'),
    }
    return { disposed, handled, tell: (event: HostEvent) => tell(event), endpoint: { openSession: () => session } satisfies HostEndpoint }
  }

  it('calls, is answered and hears events, all as JSON texts', async () => {
    const { endpoint: of, handled, tell } = endpoint()
    const { host, other } = channel()
    const page = attachPort(of, host)
    other.postMessage('{"id":1,"method":"app.overview","params":{}}')
    expect(JSON.parse((await once(other, 'message'))[0])).toEqual({ id: 1, ok: true, result: null })
    expect(handled).toEqual([{ id: 1, method: 'app.overview', params: {} }])
    tell({ event: 'held', held: [] })
    expect(JSON.parse((await once(other, 'message'))[0])).toEqual({ event: 'held', held: [] })
    page.dispose()
  })

  it('leaves it to the session to refuse what is no call', async () => {
    const { endpoint: of, handled } = endpoint()
    const { host, other } = channel()
    const page = attachPort(of, host)
    other.postMessage('{{{')
    other.postMessage({ id: 1 })
    await expect.poll(() => handled).toEqual([undefined, undefined])
    page.dispose()
  })

  it('ends its session when the page goes', async () => {
    const { endpoint: of, disposed, tell } = endpoint()
    const { host, other } = channel()
    attachPort(of, host)
    other.close()
    await expect.poll(() => disposed).toEqual(['session'])
    expect(() => tell({ event: 'held', held: [] })).not.toThrow()
  })
})
