// Where the page finds its host: a port in the desktop window, a WebSocket in a browser tab.
import type { HostConnection } from './connection.ts'
import { PortConnection, takePorts } from './port.ts'
import { browserPlace, openSession, tokenIn } from './session.ts'
import { SocketConnection } from './socket.ts'

/** Null where there is no session: only `parley open` makes one. */
export async function connect(): Promise<HostConnection | null> {
  if (!/^https?:$/.test(location.protocol)) {
    const connection = new PortConnection()
    takePorts(connection)
    return connection
  }
  const session = await openSession(browserPlace())
  if (!session) {
    // Nothing stands here yet that a reload could cost.
    followFreshLinks(() => location.reload())
    return null
  }
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const connection = new SocketConnection(`${scheme}://${location.host}/host`, session)
  followFreshLinks(async () => {
    const fresh = await openSession(browserPlace())
    if (fresh) connection.renew(fresh)
  })
  return connection
}

/** Opening a fresh link in this tab changes only the fragment of the address: the page stays, and what is typed in it. */
function followFreshLinks(follow: () => void): void {
  window.addEventListener('hashchange', () => { if (tokenIn(location.hash)) follow() })
}
