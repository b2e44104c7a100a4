// The rendezvous in a utility process of Electron, without keys. Its way to the host is the port that comes first.
import type { HostToRendezvous, RendezvousToHost } from '#shared/protocol/link.ts'
import { Rendezvous } from '../rendezvous/rendezvous.ts'
import { unforeseen } from '../unforeseen.ts'

interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: { readonly data: unknown; readonly ports: readonly Port[] }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
}

const { parentPort } = process as unknown as { readonly parentPort: Port }
let host: Port | null = null

parentPort.on('message', ({ ports: [port] }) => {
  if (host || !port) return
  host = port
  new Rendezvous({
    send: (message: RendezvousToHost) => port.postMessage(message),
    onMessage: (take) => void port.on('message', ({ data }) => take(data as HostToRendezvous)),
  }, () => process.exit(0))
  port.on('close', () => process.exit(0))
  port.start()
})

const caught = (error: unknown): void => host?.postMessage({ t: 'refused', what: unforeseen('rendezvous', error) } satisfies RendezvousToHost)
process.on('uncaughtException', caught)
process.on('unhandledRejection', caught)
