// The page's WebSocket, after Host and Origin were found right: the first message must name a session.
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { z } from 'zod'
import type { HostEndpoint } from '#shared/protocol/contract.ts'
import type { Reports } from './handlers.ts'
import { UNREAD_CAP } from './lines.ts'
import type { PageSessions } from './sessions.ts'

/** A page says hello as soon as it can; on a machine that is busy starting a browser that takes a while. */
const HELLO_MS = 15_000
const HELLO_CAP = 1024
const MESSAGE_CAP = 64 * 1024 * 1024

/** Why the host closed a page's socket; the page says what to do. */
export const CLOSED_NO_SESSION = 4401
export const CLOSED_NOT_UNDERSTOOD = 4400
export const CLOSED_TOO_SLOW = 4408
const CLOSED_GOING_AWAY = 1001

const helloSchema = z.strictObject({ session: z.string().max(200) })

export const newPageSocketServer = (): WebSocketServer =>
  new WebSocketServer({ noServer: true, maxPayload: MESSAGE_CAP, perMessageDeflate: false, clientTracking: true })

export function attachPage(socket: WebSocket, sessions: PageSessions, endpoint: HostEndpoint, reports: Reports): void {
  const refuse = (reason: 'page.session' | 'page.request' | 'page.slow', code: number): void => {
    reports.count(reason)
    socket.close(code)
  }
  const impatient = setTimeout(() => refuse('page.session', CLOSED_NO_SESSION), HELLO_MS)
  socket.on('close', () => clearTimeout(impatient))
  socket.on('error', (error) => {
    if ((error as { code?: unknown }).code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') reports.count('page.oversized')
    socket.terminate()
  })
  socket.once('message', (data, isBinary) => {
    clearTimeout(impatient)
    const hello = helloSchema.safeParse(isBinary ? undefined : parse(data, HELLO_CAP))
    if (!hello.success || !sessions.isKnown(hello.data.session)) return refuse('page.session', CLOSED_NO_SESSION)
    carry(socket, endpoint, refuse)
  })
}

function carry(socket: WebSocket, endpoint: HostEndpoint, refuse: (reason: 'page.request' | 'page.slow', code: number) => void): void {
  const session = endpoint.openSession()
  const send = (value: unknown): void => {
    if (socket.readyState !== socket.OPEN) return
    socket.send(JSON.stringify(value))
    if (socket.bufferedAmount > UNREAD_CAP) refuse('page.slow', CLOSED_TOO_SLOW)
  }
  session.onEvent(send)
  socket.on('close', () => session.dispose())
  socket.on('message', (data, isBinary) => {
    const request = isBinary ? undefined : parse(data, MESSAGE_CAP)
    if (request === undefined) return refuse('page.request', CLOSED_NOT_UNDERSTOOD)
    void session.handle(request).then(send)
  })
}

export async function closePages(server: WebSocketServer): Promise<void> {
  for (const socket of server.clients) socket.close(CLOSED_GOING_AWAY)
  server.close()
  for (const socket of server.clients) socket.terminate()
}

function parse(data: RawData, cap: number): unknown {
  const bytes = data as Buffer
  if (bytes.length > cap) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
