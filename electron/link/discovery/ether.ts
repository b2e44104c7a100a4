// Sockets for beacons. For each address one that speaks from it and takes the answers; for each family one that hears
// what is said to everybody, joined on every interface. A datagram does not tell which interface it came in by (Node has
// no call for that), so a listening socket per interface would hear everything as often as there are interfaces.
//
// No library is used: those for multicast DNS join on the one interface that the system prefers, which is a container's
// bridge or a VPN often enough, tell everybody their addresses of all of them, and give names to what should have none.
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { isLinkLocal } from '#shared/protocol/interface-kind.ts'
import { GROUP_4, GROUP_6, PORT } from './limits.ts'
import { broadcastOf, type Place } from './places.ts'

/** Who sent a datagram: `address` with its zone where it is link-local. */
export interface Source {
  readonly address: string
  readonly port: number
}

export type Take = (datagram: Uint8Array, source: Source) => void

export interface Speaker {
  /** To everybody on the network. Resolves with the system's code where it could not leave, else null. */
  tell(datagram: Uint8Array): Promise<string | null>
  answer(datagram: Uint8Array, to: Source): void
  close(): void
}

export interface Ear {
  /** The system's code where it can't be heard there, else null. */
  join(place: Place): string | null
  leave(place: Place): void
  close(): void
}

export interface Ether {
  speaker(place: Place, take: Take): Promise<Speaker | string>
  /** The system's code where the port can't be listened on. */
  ear(family: Place['family'], take: Take): Promise<Ear | string>
}

/** How many datagrams a `tell` is, at most. */
export const TELLS = 2

const code = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown'
const source = ({ address, port }: RemoteInfo): Source => ({ address, port })
/** As multicast calls want it: the address of the interface, or for IPv6 its zone. */
const onInterface = ({ family, address, zone }: Place): string => (family === 'IPv4' ? address : `::%${zone}`)

function bound(family: Place['family'], reuseAddr: boolean, port: number, address: string | undefined, take: Take): Promise<Socket | string> {
  const socket = createSocket(family === 'IPv4' ? { type: 'udp4', reuseAddr } : { type: 'udp6', reuseAddr, ipv6Only: true })
  socket.on('message', (datagram, from) => take(datagram, source(from)))
  return new Promise((resolve) => {
    socket.once('error', (error) => {
      socket.close()
      resolve(code(error))
    })
    socket.bind({ port, ...(address !== undefined && { address }) }, () => {
      socket.removeAllListeners('error')
      // An interface that goes away; the next look at the interfaces closes this.
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

const send = (socket: Socket, datagram: Uint8Array, port: number, address: string): Promise<string | null> => new Promise((resolve) => {
  try {
    socket.send(datagram, port, address, (error) => resolve(error && code(error)))
  } catch (error) {
    resolve(code(error))
  }
})

async function openSpeaker(place: Place, take: Take): Promise<Speaker | string> {
  const { family, address, zone } = place
  const own = family === 'IPv6' && isLinkLocal(address) ? `${address}%${zone}` : address
  const socket = await bound(family, false, 0, own, take)
  if (typeof socket === 'string') return socket
  const broadcast = broadcastOf(place)
  try {
    socket.setMulticastInterface(onInterface(place))
    socket.setMulticastTTL(1)
    socket.setMulticastLoopback(true)
    if (broadcast !== null) socket.setBroadcast(true)
  } catch (error) {
    socket.close()
    return code(error)
  }
  const group = family === 'IPv4' ? GROUP_4 : `${GROUP_6}%${zone}`
  return {
    // Access points and switches that drop multicast mostly let broadcast through, and the other way about.
    async tell(datagram) {
      const results = await Promise.all([group, broadcast].flatMap((to) => (to === null ? [] : [send(socket, datagram, PORT, to)])))
      return results.includes(null) ? null : results[0]!
    },
    answer: (datagram, to) => void send(socket, datagram, to.port, to.address),
    close: () => socket.close(),
  }
}

async function openEar(family: Place['family'], take: Take): Promise<Ear | string> {
  // Several hosts on one machine all hear what is said to everybody.
  const socket = await bound(family, true, PORT, undefined, take)
  if (typeof socket === 'string') return socket
  const group = family === 'IPv4' ? GROUP_4 : GROUP_6
  return {
    join(place) {
      try {
        socket.addMembership(group, onInterface(place))
        return null
      } catch (error) {
        // Another address of the interface has joined.
        return code(error) === 'EADDRINUSE' ? null : code(error)
      }
    },
    leave(place) {
      try {
        socket.dropMembership(group, onInterface(place))
      } catch {
        // It went away with its interface.
      }
    },
    close: () => socket.close(),
  }
}

export const ether: Ether = { speaker: openSpeaker, ear: openEar }
