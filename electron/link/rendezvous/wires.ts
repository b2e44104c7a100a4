// TCP connections that stand, by the address of this machine they go out from. When a machine moves to another network
// nobody tells it that its old connections lead nowhere: they would be taken for living ones until a ping fails.
import type { Socket } from 'node:net'
import { isLoopback } from '#shared/protocol/address.ts'

export class Wires {
  readonly #sockets = new Set<Socket>()

  get size(): number {
    return this.#sockets.size
  }

  add(socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  /** Cuts what went out from an address that this machine has no longer, without a farewell: it could not leave, and the system
   * would go on trying to send it. */
  keepThoseFrom(addresses: ReadonlySet<string>): void {
    for (const socket of this.#sockets) {
      const own = socket.localAddress?.replace(/^::ffff:/, '').replace(/%.*$/, '')
      // All of 127.0.0.0/8 is this machine, of which the system names one.
      if (own !== undefined && !addresses.has(own) && !isLoopback(own)) socket.resetAndDestroy()
    }
  }
}
