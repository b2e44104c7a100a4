// A TCP connection that is asked for again and again within one attempt. The system itself asks again after 1, 3 and 7
// seconds: a network that comes back in between would not be noticed for seconds.
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net'

const AGAIN_MS = 500

/** What `http` takes as `createConnection`: calls back once, with a connection or why there is none. */
export type Knock = (options: TcpNetConnectOpts, done: (error: Error | null, socket?: Socket) => void) => undefined

/** Gives up after `within` ms, or when it is no longer wanted. */
export const knocking = (within: number, unwanted: AbortSignal): Knock => (options, done) => {
  const under = new Set<Socket>()
  let over = false
  const end = (error: Error | null, winner?: Socket): void => {
    if (over) return
    over = true
    clearInterval(again)
    clearTimeout(limit)
    unwanted.removeEventListener('abort', giveUp)
    for (const socket of under) if (socket !== winner) socket.destroy()
    done(error, winner)
  }
  const knock = (): void => {
    const socket = connect(options)
    under.add(socket)
    socket.once('connect', () => end(null, socket))
    // Whoever answers that nobody is there has answered; one that got no answer leaves it to the others.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      under.delete(socket)
      if (under.size === 0 || !NO_ANSWER.has(error.code ?? '')) end(error)
    })
  }
  const giveUp = (): void => end(Object.assign(new Error('nobody answered'), { code: 'ETIMEDOUT' }))
  const again = setInterval(knock, AGAIN_MS)
  const limit = setTimeout(giveUp, within)
  unwanted.addEventListener('abort', giveUp)
  knock()
}

/** What the system says when nothing came back. */
export const NO_ANSWER: ReadonlySet<string> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'])
