// The command socket: for command lines of the same user on the same machine. A Unix domain socket with mode 0600 in a
// folder with mode 0700 (a named pipe on Windows), one JSON text a line. The first line must be {"hello": secret}, with
// the secret from the owner-only file beside the lock: a named pipe has no file mode to keep others out.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { z } from 'zod'
import type { HostEndpoint } from '#shared/protocol/contract.ts'
import type { DataLock } from '../lock/index.ts'
import { socketAddress, type SocketAddress } from '../lock/address.ts'
import type { Reports } from './handlers.ts'
import { LINE_CAP, readLines, UNREAD_CAP, writeLine } from './lines.ts'

const HELLO_CAP = 1024
const HELLO_MS = 5000
const CLIENTS_CAP = 128

/** `refused` is told by a host that found the folder in use, so that the running one can show it. */
const helloSchema = z.strictObject({ hello: z.string().max(200), refused: z.literal('data.in-use').optional() })

export interface CommandSocket {
  readonly path: string
  /** Answers what was asked already, then lets go of every client. */
  dispose(): Promise<void>
}

export async function listenSocket(lock: DataLock, endpoint: HostEndpoint, reports: Reports): Promise<CommandSocket> {
  const secret = randomBytes(24).toString('base64url')
  const address = socketAddress(lock.data)
  const clients = new Set<Client>()
  const server = createServer((socket) => {
    if (clients.size >= CLIENTS_CAP) return void socket.destroy()
    const client = new Client(socket, secret, endpoint, reports)
    clients.add(client)
    socket.on('close', () => clients.delete(client))
  })
  await listen(server, address)
  lock.announce(address.path, secret)
  return {
    path: address.path,
    dispose: async () => {
      lock.announce(null, null)
      const ended = new Promise<void>((resolve) => server.close(() => resolve()))
      await Promise.all([...clients].map((client) => client.drain()))
      await ended
      address.remove()
    },
  }
}

async function listen(server: Server, address: SocketAddress): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(address.path, resolve)
    })
    // The folder around it is closed to others already, so there is no moment at which they could connect.
    if (process.platform !== 'win32') chmodSync(address.path, 0o600)
  } catch (error) {
    server.close()
    address.remove()
    throw error
  }
}

class Client {
  readonly #socket: Socket
  readonly #reports: Reports
  readonly #pending = new Set<Promise<void>>()
  #known = false

  constructor(socket: Socket, secret: string, endpoint: HostEndpoint, reports: Reports) {
    this.#socket = socket
    this.#reports = reports
    const session = endpoint.openSession()
    session.onEvent((event) => this.#send(event))
    const impatient = setTimeout(() => this.#refuse('socket.secret'), HELLO_MS)
    socket.on('close', () => {
      clearTimeout(impatient)
      session.dispose()
    })
    socket.on('error', () => socket.destroy())
    readLines(socket, () => (this.#known ? LINE_CAP : HELLO_CAP), {
      onOversized: () => this.#refuse('socket.oversized'),
      onMalformed: () => this.#refuse('socket.malformed'),
      onValue: (value) => {
        if (!this.#known) {
          clearTimeout(impatient)
          return this.#greet(value, secret)
        }
        const work = session.handle(value).then((frame) => this.#send(frame))
        this.#pending.add(work)
        void work.finally(() => this.#pending.delete(work))
      },
    })
  }

  async drain(): Promise<void> {
    this.#socket.pause()
    await Promise.allSettled([...this.#pending])
    const ended = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()))
    this.#socket.end()
    this.#socket.destroySoon()
    if (!this.#socket.closed) await ended
  }

  #greet(value: unknown, secret: string): void {
    const hello = helloSchema.safeParse(value)
    if (!hello.success || !sameText(hello.data.hello, secret)) return this.#refuse('socket.secret')
    this.#known = true
    if (hello.data.refused) this.#reports.count(hello.data.refused)
    this.#send({ hello: 'parley' })
  }

  #refuse(reason: 'socket.secret' | 'socket.malformed' | 'socket.oversized' | 'socket.slow'): void {
    if (this.#socket.destroyed) return
    this.#reports.count(reason)
    this.#socket.destroy()
  }

  #send(value: unknown): void {
    if (this.#socket.destroyed || !this.#known) return
    writeLine(this.#socket, value)
    if (this.#socket.writableLength > UNREAD_CAP) this.#refuse('socket.slow')
  }
}

function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
