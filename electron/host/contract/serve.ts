// The page in a browser tab: its files, the exchange of a token for a session, and the WebSocket it talks over. Bound
// to loopback only. Every request must name this server as its Host (so that a foreign name that was pointed at
// 127.0.0.1 gets nothing) and, where the browser says where a request comes from, that must be this very page.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import { systemClock, type Clock } from '#shared/base/clock.ts'
import { fail, ok, problem, type Problem, type Result } from '#shared/base/result.ts'
import type { HostEndpoint } from '#shared/protocol/contract.ts'
import type { Refusal, Reports } from './handlers.ts'
import { findPageFile, pageHeaders, sendFile } from './page-files.ts'
import { attachPage, closePages, newPageSocketServer } from './page-socket.ts'
import { PageSessions } from './sessions.ts'

const BODY_CAP = 4096
const CONNECTIONS_CAP = 256

export interface ServeOptions {
  /** 127.0.0.1 (the default), ::1 or localhost. */
  readonly host?: string
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** Folder of the built page. */
  readonly root: string
  readonly reports: Reports
  readonly clock?: Clock
}

export interface PageServer {
  readonly origin: string
  readonly port: number
  /** A URL that opens the page once, within a quarter of an hour. */
  newUrl(): string
  dispose(): Promise<void>
}

const LOOPBACK: Readonly<Record<string, string>> = { '127.0.0.1': '127.0.0.1', 'localhost': '127.0.0.1', '::1': '::1', '[::1]': '::1' }

/** Problems: `serve.not-loopback`, `serve.port`. */
export async function servePage(endpoint: HostEndpoint, options: ServeOptions): Promise<Result<PageServer>> {
  const address = LOOPBACK[options.host ?? '127.0.0.1']
  if (address === undefined) {
    return fail(
      'serve.not-loopback', `Parley serves its page on this machine only, not on ${options.host}. Nothing was started.`,
      'Leave --host out, or use 127.0.0.1.',
    )
  }
  const site = new Site(endpoint, options)
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 })
  server.maxConnections = CONNECTIONS_CAP
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: address, port: options.port ?? 0, exclusive: true }, resolve)
    })
  } catch (error) {
    server.close()
    return fail(
      'serve.port', `Parley can't listen on port ${options.port ?? 0}: ${(error as Error).message}. Nothing was started.`,
      'Choose another port with --port, or --port 0 for any free one.',
    )
  }
  return ok(site.start(server, address))
}

interface Refused { readonly status: number; readonly refusal: Refusal | null; readonly problem: Problem }

class Site {
  readonly #endpoint: HostEndpoint
  readonly #root: string
  readonly #reports: Reports
  readonly #sessions: PageSessions
  readonly #sockets = newPageSocketServer()
  #authorities: readonly string[] = []

  constructor(endpoint: HostEndpoint, options: ServeOptions) {
    this.#endpoint = endpoint
    this.#root = options.root
    this.#reports = options.reports
    this.#sessions = new PageSessions(options.clock ?? systemClock)
  }

  start(server: Server, address: string): PageServer {
    const { port } = server.address() as AddressInfo
    const name = address === '::1' ? '[::1]' : address
    this.#authorities = [`${name}:${port}`, `localhost:${port}`]
    server.on('request', (request, response) => void this.#answer(request, response))
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    const origin = `http://${name}:${port}`
    return {
      origin,
      port,
      newUrl: () => `${origin}/#token=${this.#sessions.newToken()}`,
      dispose: async () => {
        await closePages(this.#sockets)
        const closed = new Promise<void>((resolve) => server.close(() => resolve()))
        server.closeAllConnections()
        await closed
      },
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = this.#check(request, false)
    if (refused) return this.#refuse(response, refused)
    for (const [name, value] of Object.entries(pageHeaders(request.headers.host!))) response.setHeader(name, value)
    const path = (request.url ?? '/').split(/[?#]/, 1)[0]!
    if (path === '/session') return this.#session(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.#refuse(response, notAllowed)
    const file = findPageFile(this.#root, path)
    if (file) return sendFile(file, response, request.method === 'GET')
    if (path === '/' && !findPageFile(this.#root, '/index.html')) return this.#refuse(response, notBuilt)
    this.#refuse(response, notFound)
  }

  async #session(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = /^application\/json(;|$)/.test(request.headers['content-type'] ?? '')
    if (request.method !== 'POST' || !json) return this.#refuse(response, notAllowed)
    if (request.headers.origin === undefined) return this.#refuse(response, foreignOrigin)
    const body = await readBody(request)
    if (body === null) return this.#refuse(response, oversized)
    const token = tokenIn(body)
    const session = token === null ? null : this.#sessions.exchange(token)
    if (session === null) return this.#refuse(response, badToken)
    sendJson(response, 200, { session })
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '/').split('?', 1)[0]
    const refused = this.#check(request, true) ?? (path === '/host' ? null : notFound)
    if (refused) {
      if (refused.refusal) this.#reports.count(refused.refusal)
      socket.end(`HTTP/1.1 ${refused.status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (page) => attachPage(page, this.#sessions, this.#endpoint, this.#reports))
  }

  /** A browser leaves Origin out when it only reads from its own page; it never does when it opens a WebSocket. */
  #check(request: IncomingMessage, needsOrigin: boolean): Refused | null {
    const { host, origin } = request.headers
    if (host === undefined || !this.#authorities.includes(host)) return foreignHost
    if (origin === undefined) return needsOrigin ? foreignOrigin : null
    return origin === `http://${host}` ? null : foreignOrigin
  }

  #refuse(response: ServerResponse, refused: Refused): void {
    if (refused.refusal) this.#reports.count(refused.refusal)
    response.setHeader('connection', 'close')
    sendJson(response, refused.status, { problem: refused.problem })
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
  })
  response.end(text)
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length
      if (size > BODY_CAP) return null
      chunks.push(chunk as Buffer)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

const tokenSchema = z.strictObject({ token: z.string().max(200) })

function tokenIn(body: string): string | null {
  try {
    return tokenSchema.parse(JSON.parse(body)).token
  } catch {
    return null
  }
}

const refused = (status: number, refusal: Refusal | null, code: string, message: string, remedy: string): Refused =>
  ({ status, refusal, problem: problem(code, message, remedy) })

const again = 'Open Parley again with "parley open".'
const foreignHost = refused(403, 'page.host', 'page.host', 'This page was asked for under a foreign name.', again)
const foreignOrigin = refused(403, 'page.origin', 'page.origin', 'This was asked by a foreign page.', again)
const badToken = refused(403, 'page.token', 'page.token', 'This link to the page was used before or is too old.', again)
const oversized = refused(413, 'page.oversized', 'page.oversized', 'The page sent more than it may.', again)
const notAllowed = refused(405, 'page.request', 'page.request', 'The page asked in a way that is not understood.', again)
const notFound = refused(404, null, 'page.missing', 'There is no such page.', again)
const notBuilt = refused(404, null, 'page.not-built', 'The page has not been built yet.', 'Run "npm run build" once, then reload.')
