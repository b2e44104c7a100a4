// The rendezvous as a child process of the host.
import type { HostToRendezvous, RendezvousToHost } from '#shared/protocol/link.ts'
import { Rendezvous } from '../rendezvous/rendezvous.ts'
import { parentPort } from './parent-port.ts'

const port = parentPort<HostToRendezvous, RendezvousToHost>()
new Rendezvous(port, () => process.exit(0))
const caught = (): void => port.send({ t: 'refused', what: 'exception' })
process.on('uncaughtException', caught)
process.on('unhandledRejection', caught)
