// The listening side: who may come in, and how many.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { isLoopback } from '#shared/protocol/address.ts'
import { isHostName } from './link-state.ts'
import type { RelayShares } from './relay-shares.ts'
import { Visitor, type VisitorNeeds } from './visitor.ts'

/** A header by which two rendezvous know each other. Its value is a random name for this run. */
export const GREETING = 'parley-rendezvous'
/** Where the one who dials listens itself: a port at the address it comes from. */
export const GREETING_PORT = 'parley-rendezvous-port'
/** The only page that may come in: the link's own hidden window. Every web site has another origin. */
export const LINK_PAGE_ORIGIN = 'parley-app://link'

export interface DoorEvents {
  /** `host`: what is listened on, which is not what was asked for where there is no IPv6. */
  listening(port: number, host: string): void
  failed(code: string, message: string): void
  visitor(address: string): void
  /** Another host's rendezvous came in; `address` is where it listens, where it says so. */
  host(visitor: Visitor, address: string | null): void
  hostGone(visitor: Visitor): void
}

export class Door {
  readonly #needs: VisitorNeeds
  readonly #events: DoorEvents
  readonly #name: string
  readonly #relays: RelayShares
  readonly #sockets: WebSocketServer
  readonly #perAddress = new Map<string, number>()
  readonly #visitors = new Set<Visitor>()
  #server: Server | null = null
  /** What is listened on; 0 before. */
  port = 0

  constructor(name: string, relays: RelayShares, needs: VisitorNeeds, events: DoorEvents) {
    this.#name = name
    this.#relays = relays
    this.#needs = needs
    this.#events = events
    this.#sockets = new WebSocketServer({
      noServer: true, maxPayload: needs.caps.message, perMessageDeflate: false, clientTracking: true,
    })
    this.#sockets.on('headers', (headers) => void headers.push(`${GREETING}: ${name}`))
  }

  /** Listens, after closing what was open before. */
  open(port: number, host: string): void {
    this.close()
    const server = this.#server = createServer({ headersTimeout: 5000, requestTimeout: 5000 }, (_, response) => {
      response.writeHead(426, { 'Content-Type': 'text/plain', Connection: 'close' })
      response.end('This is a rendezvous of Parley. There is nothing to see here.\n')
    })
    // Beside the admitted sockets some may stand at the door while it is decided.
    server.maxConnections = this.#needs.caps.sockets + 32
    server.on('upgrade', (request: IncomingMessage, socket, head) => this.#knock(request, socket, head))
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (host === '::' && WITHOUT_IPV6.has(error.code ?? '')) return this.open(port, '0.0.0.0')
      this.#events.failed(error.code ?? 'unknown', error.message)
    })
    server.on('listening', () => {
      const address = server.address()
      if (address === null || typeof address !== 'object') return
      this.port = address.port
      this.#events.listening(address.port, host)
    })
    server.listen(port, host)
  }

  topicsChanged(): void {
    for (const visitor of this.#visitors) visitor.topicsChanged()
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#server?.close()
    this.#server?.closeAllConnections()
    this.#server = null
  }

  #knock(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const address = plainAddress(request.socket.remoteAddress)
    const refusal = this.#refusalOf(request, address)
    if (refusal !== null) {
      this.#needs.refused(refusal)
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (ws) => {
      this.#perAddress.set(address, (this.#perAddress.get(address) ?? 0) + 1)
      const name = request.headers[GREETING] as string | undefined
      const kind = name !== undefined ? 'host' : isLoopback(address) ? 'local' : 'visitor'
      const visitor = new Visitor(ws, { kind, name: name ?? '', relays: this.#relays.of(address) }, this.#needs)
      this.#visitors.add(visitor)
      this.#needs.wires.add(request.socket)
      ws.on('close', () => {
        this.#visitors.delete(visitor)
        this.#count(address)
        if (kind === 'host') this.#events.hostGone(visitor)
      })
      if (kind !== 'local') this.#events.visitor(address)
      if (kind === 'host') this.#events.host(visitor, listensAt(address, request.headers[GREETING_PORT]))
    })
  }

  #refusalOf(request: IncomingMessage, address: string): string | null {
    const { caps } = this.#needs
    const { origin, [GREETING]: name } = request.headers
    if (origin !== undefined && !(origin === LINK_PAGE_ORIGIN && isLoopback(address))) return 'rendezvous.origin'
    if (name !== undefined && !isHostName(name)) return 'rendezvous.malformed'
    if (name === this.#name) return 'rendezvous.self'
    if (this.#sockets.clients.size >= caps.sockets) return 'rendezvous.sockets'
    if ((this.#perAddress.get(address) ?? 0) >= caps.socketsPerAddress) return 'rendezvous.address'
    return null
  }

  #count(address: string): void {
    const left = (this.#perAddress.get(address) ?? 1) - 1
    if (left > 0) this.#perAddress.set(address, left)
    else this.#perAddress.delete(address)
  }
}

/** What listening on `::` gives on a system that has no IPv6, or has it switched off. */
const WITHOUT_IPV6: ReadonlySet<string> = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL', 'EPROTONOSUPPORT'])

/** IPv4 addresses arrive wrapped in IPv6 where both are listened on. */
export function plainAddress(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:/, '')
  return isIP(plain) ? plain : 'unknown'
}

function listensAt(address: string, port: string | string[] | undefined): string | null {
  if (typeof port !== 'string' || !/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65535 || !isIP(address)) return null
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}
