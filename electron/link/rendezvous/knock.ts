// A TCP connection that is asked for again and again within one attempt. The system itself asks again after 1, 3 and 7
// seconds: a network that comes back in between would not be noticed for seconds.
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net'
import { isAttached, ownAddresses } from '../discovery/index.ts'

const AGAIN_MS = 250
/** What fails later than this, in ms, was waited for; what fails sooner has no way at all just now. */
const AT_ONCE_MS = 20

/** What `http` takes as `createConnection`: calls back once, with a connection or why there is none. */
export type Knock = (options: TcpNetConnectOpts, done: (error: Error | null, socket?: Socket) => void) => undefined

/** Gives up after `within` ms, or when it is no longer wanted. `own`: the addresses of this machine now. */
export const knocking = (within: number, unwanted: AbortSignal, own = ownAddresses): Knock => (options, done) => {
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
  let knockedAt = 0
  const knock = (): void => {
    // Linux asks whose address it is even where the cable is out, waits a second for each answer, and does not ask sooner because
    // the cable is in again: all that goes there, WebRTC too, waits with it. So nobody is asked before there is a network.
    if (!isAttached(options.host, own())) return end(Object.assign(new Error('no network'), { code: 'ENETUNREACH' }))
    knockedAt = performance.now()
    const socket = connect(options)
    under.add(socket)
    socket.once('connect', () => end(null, socket))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      under.delete(socket)
      // Whoever answers that nobody is there has answered; one that got no answer leaves it to the others.
      if (!NO_ANSWER.has(error.code ?? '')) return end(error)
      if (under.size > 0 || over) return
      // The system asked in vain whose address this is, and told all of them so at once; asked anew it begins anew.
      if (performance.now() - knockedAt >= AT_ONCE_MS) knock()
      else end(error)
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
