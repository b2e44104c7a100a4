// What the served page's door refuses. Foreign pages run in the same browser, so a wrong Host or Origin is an attack.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { orThrow } from '#shared/base/result.ts'
import { servePage, type PageServer } from '#host/contract/serve.ts'
import { TOKEN_MS } from '#host/contract/sessions.ts'
import { exchangeToken, openPage, tokenOf } from './page-client.ts'
import { fakeHost, temporaryFolder, type FakeHost } from './fake-host.ts'

let host: FakeHost
let folder: ReturnType<typeof temporaryFolder>
let server: PageServer
let now = 0

beforeEach(async () => {
  host = fakeHost({ 'app.kept': () => ({ value: 'kept' }) })
  folder = temporaryFolder()
  const root = join(folder.path, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Parley</title>')
  writeFileSync(join(root, 'assets', 'start-1a2b.js'), 'export {}')
  writeFileSync(join(root, '.hidden.txt'), 'hidden')
  writeFileSync(join(folder.path, 'secret.txt'), 'secret')
  symlinkSync(join(folder.path, 'secret.txt'), join(root, 'linked.txt'))
  now = 1_000_000
  server = orThrow(await servePage(host.endpoint, { root, reports: host.reports, clock: { now: () => now } }))
})

afterEach(async () => {
  await server.dispose()
  folder.remove()
})

interface Answer { status: number; headers: Record<string, unknown>; body: string }

/** Unlike fetch, sends the path and the headers exactly as given. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk })
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

describe('the page’s files', () => {
  it('come with a strict policy that names only this server', async () => {
    const answer = await ask('/')
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<title>Parley</title>') })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store',
    })
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port};`)
    expect(policy).not.toContain('unsafe')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('have their own types, and are kept by the browser where their name tells their content', async () => {
    expect((await ask('/assets/start-1a2b.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable'),
    })
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })

  it.each([
    '/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/linked.txt', '/.hidden.txt',
    '/assets', '/assets/', '/missing.js', '/%00', '/%', '//etc/passwd', '/index.html%00.js',
  ])('do not include %s', async (path) => {
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(answer.body).toContain('page.missing')
  })

  it('answer to GET and HEAD only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask('/', {}, method)).status).toBe(405)
  })
})

describe('a foreign name or page', () => {
  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.nip.io'])('is refused as Host %j', async (name) => {
    expect(await ask('/', { host: name })).toMatchObject({ status: 403, body: expect.stringContaining('page.host') })
    expect(host.counts.get('page.host')).toBe(1)
  })

  it('may call this server localhost', async () => {
    const answer = await ask('/', { host: `localhost:${server.port}` })
    expect(answer.status).toBe(200)
    expect(String(answer.headers['content-security-policy'])).toContain(`ws://localhost:${server.port}`)
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://localhost:1'])('is refused as Origin %j', async (origin) => {
    expect(await ask('/', { origin })).toMatchObject({ status: 403, body: expect.stringContaining('page.origin') })
    expect((await exchangeToken(server.newUrl(), { origin })).status).toBe(403)
    expect(await refusedSocket(origin)).toBe(403)
    expect(host.counts.get('page.origin')).toBe(3)
  })

  it('is refused where localhost and 127.0.0.1 are mixed', async () => {
    expect((await ask('/', { origin: `http://localhost:${server.port}` })).status).toBe(403)
  })

  it('gets no WebSocket without an Origin, nor with a foreign Host, nor elsewhere than at /host', async () => {
    expect(await refusedSocket(undefined)).toBe(403)
    expect(host.counts.get('page.origin')).toBe(1)
    expect(await refusedSocket(server.origin, { host: 'evil.example' })).toBe(403)
    expect(host.counts.get('page.host')).toBe(1)
    expect(await refusedSocket(server.origin, {}, '/other')).toBe(404)
  })
})

function refusedSocket(origin: string | undefined, headers: Record<string, string> = {}, path = '/host'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { ...(origin === undefined ? {} : { origin }), headers })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode!)
      response.resume()
      socket.terminate()
    })
    socket.on('open', () => reject(new Error('the socket opened')))
    socket.on('error', () => {})
  })
}

describe('the token of a page URL', () => {
  it('opens one session, once', async () => {
    const url = server.newUrl()
    const first = await exchangeToken(url)
    expect(first.status).toBe(200)
    expect((await first.json() as { session: string }).session).toMatch(/^[\w-]{43}$/)
    const replayed = await exchangeToken(url)
    expect(replayed.status).toBe(403)
    expect(await replayed.json()).toMatchObject({ problem: { code: 'page.token', remedy: expect.stringContaining('parley open') } })
    expect(host.counts.get('page.token')).toBe(1)
  })

  it('stands in the fragment, which a browser sends to nobody', () => {
    const url = new URL(server.newUrl())
    expect([url.search, url.pathname, tokenOf(url.href).length]).toEqual(['', '/', 43])
  })

  it('expires', async () => {
    const url = server.newUrl()
    now += TOKEN_MS
    expect((await exchangeToken(url)).status).toBe(403)
  })

  it('is not guessed, nor taken from a form or an oversized body', async () => {
    expect((await exchangeToken(`${server.origin}/#token=${'A'.repeat(43)}`)).status).toBe(403)
    const body = JSON.stringify({ token: tokenOf(server.newUrl()) })
    const post = (headers: Record<string, string>, text: string) => ask('/session', { origin: server.origin, ...headers }, 'POST', text)
    expect((await post({ 'content-type': 'text/plain' }, body)).status).toBe(405)
    expect((await post({ 'content-type': 'application/json' }, body + ' '.repeat(5000))).status).toBe(413)
    expect((await ask('/session', { 'content-type': 'application/json' }, 'POST', body)).status).toBe(403)
    expect((await post({ 'content-type': 'application/json' }, '{"token":')).status).toBe(403)
    expect((await post({ 'content-type': 'application/json' }, body)).status).toBe(200)
    expect(Object.fromEntries(host.counts)).toEqual({ 'page.token': 2, 'page.request': 1, 'page.oversized': 1, 'page.origin': 1 })
  })

  it('of older URLs is forgotten when very many are made', async () => {
    const first = server.newUrl()
    for (let i = 0; i < 40; i++) server.newUrl()
    expect((await exchangeToken(first)).status).toBe(403)
    expect((await exchangeToken(server.newUrl())).status).toBe(200)
  })
})

describe('a page call', () => {
  const closeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)))
  const dial = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/host`, { origin: server.origin })
    await new Promise((resolve) => socket.once('open', resolve))
    return socket
  }

  it.each([
    JSON.stringify({ id: 1, method: 'app.kept', params: { key: 'a' } }), JSON.stringify({ session: 'guess' }), 'not json',
    JSON.stringify({ session: 'x'.repeat(3000) }), JSON.stringify({ session: { toString: 1 } }),
  ])('without a session is refused: %s', async (first) => {
    const socket = await dial()
    let answered = false
    socket.on('message', () => { answered = true })
    socket.send(first)
    expect(await closeOf(socket)).toBe(4401)
    expect(answered).toBe(false)
    expect(host.counts.get('page.session')).toBe(1)
    expect(host.hub.size).toBe(0)
  })

  it('with a session works over several sockets, as after a reload', async () => {
    const { session } = await (await exchangeToken(server.newUrl())).json() as { session: string }
    for (let i = 0; i < 2; i++) {
      const socket = await dial()
      socket.send(JSON.stringify({ session }))
      socket.send(JSON.stringify({ id: 9, method: 'app.kept', params: { key: 'a' } }))
      const answer = await new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))))
      expect(answer).toEqual({ id: 9, ok: true, result: { value: 'kept' } })
      socket.close()
      await closeOf(socket)
    }
  })

  it('that is not JSON ends the connection, and is counted', async () => {
    const { session } = await (await exchangeToken(server.newUrl())).json() as { session: string }
    const socket = await dial()
    socket.send(JSON.stringify({ session }))
    socket.send('{"id":')
    expect(await closeOf(socket)).toBe(4400)
    expect(host.counts.get('page.request')).toBe(1)
  })

  it('after the host has gone is told so', async () => {
    const client = await openPage(server.newUrl())
    await client.call('app.kept', { key: 'a' })
    await server.dispose()
    await client.closed
  })
})

describe('serving', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org', ''])('on %j is refused', async (name) => {
    const served = await servePage(host.endpoint, { root: folder.path, reports: host.reports, host: name })
    expect(served).toMatchObject({ ok: false, problem: { code: 'serve.not-loopback' } })
  })

  it('on a port in use is refused', async () => {
    const served = await servePage(host.endpoint, { root: folder.path, reports: host.reports, port: server.port })
    expect(served).toMatchObject({ ok: false, problem: { code: 'serve.port' } })
  })

  it('without a built page says so', async () => {
    const empty = orThrow(await servePage(host.endpoint, { root: join(folder.path, 'nowhere'), reports: host.reports }))
    const answer = await fetch(`${empty.origin}/`)
    expect([answer.status, await answer.json()]).toMatchObject([404, { problem: { code: 'page.not-built' } }])
    await empty.dispose()
  })
})
