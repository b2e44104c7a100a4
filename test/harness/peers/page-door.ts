// Stands before a rendezvous and gives every caller the origin of the hidden page: a test's browser can't have the
// scheme that Electron gives it.
import { connect, createServer, type AddressInfo } from 'node:net'
import { LINK_PAGE_ORIGIN } from '../../../electron/link/rendezvous/door.ts'

export interface DoorStart {
  readonly t: 'start'
  /** The rendezvous' port on loopback. */
  readonly port: number
}

process.on('disconnect', () => process.exit(0))
process.on('message', (message: DoorStart | { readonly t: 'stop' | 'ping' }) => {
  if (message.t === 'stop') process.exit(0)
  if (message.t !== 'start') return
  const server = createServer((caller) => {
    const inside = connect(message.port, '127.0.0.1')
    caller.once('data', (request) => {
      inside.write(request.toString('latin1').replace(/^Origin: .*$/im, `Origin: ${LINK_PAGE_ORIGIN}`), 'latin1')
      caller.pipe(inside)
      inside.pipe(caller)
    })
    caller.on('error', () => inside.destroy())
    inside.on('error', () => caller.destroy())
  })
  server.listen(0, '127.0.0.1', () => void process.send?.({ t: 'door', port: (server.address() as AddressInfo).port }))
})
