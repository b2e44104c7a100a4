// Where the page finds its host: a port in the desktop window, a WebSocket in a browser tab.
import type { HostConnection } from './connection.ts'
import { PortConnection, takePorts } from './port.ts'
import { browserPlace, openSession } from './session.ts'
import { SocketConnection } from './socket.ts'

/** Null where there is no session: only `parley open` makes one. */
export async function connect(): Promise<HostConnection | null> {
  if (!/^https?:$/.test(location.protocol)) {
    const connection = new PortConnection()
    takePorts(connection)
    return connection
  }
  const session = await openSession(browserPlace())
  if (!session) return null
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return new SocketConnection(`${scheme}://${location.host}/host`, session)
}
